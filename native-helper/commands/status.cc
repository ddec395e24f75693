#include <algorithm>
#include <memory>
#include <ostream>

#include "native-helper/commands/arguments.h"
#include "native-helper/commands/command_line.h"
#include "shared/base/archive_json.h"
#include "shared/session/waiting.h"

namespace photocluster {
namespace {

struct StatusOptions {
  std::string root;
  bool json = false;
};

// A file or folder and why it is not asked about.
struct Explained {
  std::string place;
  std::string reason;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(place), NVP(reason));
  }
};

struct Status {
  Totals totals;
  std::uint64_t no_vector = 0;
  std::uint64_t embedded = 0;
  std::string model;
  std::map<std::string, std::uint64_t> clusters;
  std::uint64_t records = 0;
  std::uint64_t settled = 0;
  std::uint64_t other_files = 0;  // neither photo nor companion
  std::vector<Explained> not_shown_photos;
  std::vector<Explained> left_alone;  // folders and links that were not entered
  FileMode file_mode = FileMode::kMove;
  std::vector<FileGoal> waiting;  // photos whose files have not gone along with what was decided

  template <class Archive>
  void serialize(Archive& archive) {
    std::uint64_t photos = totals.photos();
    std::uint64_t assigned = totals.assigned();
    archive(NVP(photos), Field("queue", totals.queue), NVP(assigned), Field("manual", totals.manual),
            Field("auto", totals.automatic), Field("adopted", totals.adopted), Field("imported", totals.imported),
            Field("trashed", totals.trashed), Field("not_shown", totals.not_shown), Field("missing", totals.missing),
            NVP(no_vector), NVP(embedded), NVP(model), NVP(clusters), NVP(records), NVP(settled), NVP(other_files),
            NVP(not_shown_photos), NVP(left_alone), NVP(file_mode), NVP(waiting));
  }
};

Status StatusOf(const Root& root) {
  const Session& session = root.session();
  const State& state = session.state();
  Status status;
  status.totals = state.totals();
  status.no_vector = session.no_vector_count();
  status.embedded = session.embedded_count();
  status.model = state.settings().model();
  for (ClusterId id : state.ExistingClusters()) {
    status.clusters[state.clusters().name(id)] = state.clusters().members(id);
  }
  status.records = session.record_count();
  status.settled = session.settled();
  status.other_files = session.report().others;
  for (std::size_t i = 0; i < state.photo_count(); ++i) {
    const Photo& photo = state.photo(PhotoId(static_cast<std::uint32_t>(i)));
    if (photo.undecided() && !photo.not_shown.empty()) {
      status.not_shown_photos.push_back({photo.place, photo.not_shown});
    }
  }
  std::sort(status.not_shown_photos.begin(), status.not_shown_photos.end(),
            [](const Explained& a, const Explained& b) { return a.place < b.place; });
  status.file_mode = state.settings().file_mode();
  status.waiting = WaitingFiles(state);
  for (const NotEntered& left : root.left_alone()) status.left_alone.push_back({left.path, left.reason});
  return status;
}

// "3 by hand, 2 adopted": what there is none of is not named.
std::string Named(std::initializer_list<std::pair<std::uint64_t, const char*>> counts) {
  std::string text;
  for (const auto& [count, what] : counts) {
    if (count > 0) text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + what;
  }
  return text;
}

void PrintText(const Status& status, std::ostream& out) {
  const Totals& totals = status.totals;
  out << totals.photos() << (totals.photos() == 1 ? " photo" : " photos");
  const std::string kinds = Named({{totals.queue, "in the queue"},
                                   {totals.assigned(), "in clusters"},
                                   {totals.trashed, "in the trash"},
                                   {totals.not_shown, "not shown"},
                                   {totals.missing, "missing"}});
  if (!kinds.empty()) out << ": " << kinds;
  out << "\n";
  if (totals.assigned() > 0) {
    out << "in clusters: "
        << Named({{totals.manual, "by hand"},
                  {totals.automatic, "by auto-move"},
                  {totals.adopted, "adopted"},
                  {totals.imported, "imported"}})
        << "\n";
  }
  if (status.model.empty()) {
    out << "not embedded yet: run `photocluster embed`\n";
  } else {
    out << status.embedded << " embedded with " << status.model;
    if (status.no_vector > 0) out << ", " << status.no_vector << " without a vector";
    out << "\n";
  }
  out << status.records << " records in the log, settled up to " << status.settled << "\n";
  if (status.other_files > 0) out << status.other_files << " other files\n";
  for (const auto& [name, count] : status.clusters) out << "cluster " << name << ": " << count << "\n";
  if (!status.waiting.empty()) {
    const bool one = status.waiting.size() == 1;
    out << status.waiting.size() << (one ? " photo waits" : " photos wait") << " to be moved to where "
        << (one ? "it belongs" : "they belong") << ": status --json lists what move_waiting takes\n";
  }
  for (const Explained& file : status.not_shown_photos)
    out << "not shown: " << file.place << ": " << file.reason << "\n";
  for (const Explained& left : status.left_alone) out << "left alone: " << left.place << ": " << left.reason << "\n";
}

ExitStatus RunStatus(const StatusOptions& options, Console& console) {
  Result<std::unique_ptr<Root>> root = OpenRoot(console, options.root, {.access = Access::kRead});
  if (!root.ok()) return Complain(console, root.error());
  const Status status = StatusOf(*root.value());
  if (options.json) {
    console.out << ToJson(status) << "\n";
  } else {
    PrintText(status, console.out);
  }
  return ExitStatus::kDone;
}

}  // namespace

void AddStatus(CommandLine& line) {
  CLI::App* command = line.app.add_subcommand("status", "Shows how far a folder is sorted");
  auto options = std::make_shared<StatusOptions>();
  AddRootArgument(*command, options->root);
  command->add_flag("--json", options->json, "Print one JSON object");
  command->callback([&line, options] { line.status = RunStatus(*options, line.console); });
}

}  // namespace photocluster
