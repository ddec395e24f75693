#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "native-helper/commands/command_line.h"
#include "shared/base/archive_json.h"

namespace photocluster {
namespace {

struct StatusOptions {
  std::string root;
  bool json = false;
};

struct NotShown {
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
  std::uint64_t left_alone = 0;  // files that are neither photo nor companion
  std::vector<NotShown> not_shown_files;

  template <class Archive>
  void serialize(Archive& archive) {
    std::uint64_t photos = totals.photos();
    std::uint64_t assigned = totals.assigned();
    archive(NVP(photos), Field("queue", totals.queue), NVP(assigned), Field("manual", totals.manual),
            Field("auto", totals.automatic), Field("adopted", totals.adopted), Field("imported", totals.imported),
            Field("trashed", totals.trashed), Field("not_shown", totals.not_shown), Field("missing", totals.missing),
            NVP(no_vector), NVP(embedded), NVP(model), NVP(clusters), NVP(records), NVP(settled), NVP(left_alone),
            NVP(not_shown_files));
  }
};

Status StatusOf(const Session& session) {
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
  status.left_alone = session.report().others;
  for (std::size_t i = 0; i < state.photo_count(); ++i) {
    const Photo& photo = state.photo(PhotoId(static_cast<std::uint32_t>(i)));
    if (photo.undecided() && !photo.not_shown.empty()) status.not_shown_files.push_back({photo.place, photo.not_shown});
  }
  std::sort(status.not_shown_files.begin(), status.not_shown_files.end(),
            [](const NotShown& a, const NotShown& b) { return a.place < b.place; });
  return status;
}

void PrintText(const Status& status, std::ostream& out) {
  const Totals& totals = status.totals;
  out << totals.photos() << " photos: " << totals.queue << " in the queue, " << totals.assigned() << " in clusters ("
      << totals.manual << " by hand, " << totals.automatic << " by auto-move, " << totals.adopted << " adopted), "
      << totals.trashed << " in the trash, " << totals.not_shown << " not shown, " << totals.missing << " missing; "
      << status.left_alone << " other files left alone\n";
  if (status.model.empty()) {
    out << "no model has been used yet: run `photocluster embed`\n";
  } else {
    out << status.embedded << " embedded with " << status.model << ", " << status.no_vector << " without a vector\n";
  }
  for (const auto& [name, count] : status.clusters) out << "  " << count << "  " << name << "\n";
  for (const NotShown& file : status.not_shown_files) out << "not shown: " << file.place << ": " << file.reason << "\n";
  out << status.records << " records, settled up to " << status.settled << "\n";
}

ExitStatus RunStatus(const StatusOptions& options, Console& console) {
  Result<std::unique_ptr<Root>> root = OpenRoot(console, options.root, {.access = Access::kRead});
  if (!root.ok()) return Complain(console, root.error());
  const Status status = StatusOf(root.value()->session());
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
  command->add_option("ROOT", options->root, "The folder of photos")->required();
  command->add_flag("--json", options->json, "Print one JSON object");
  command->callback([&line, options] { line.status = RunStatus(*options, line.console); });
}

}  // namespace photocluster
