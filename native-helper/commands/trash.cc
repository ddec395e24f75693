#include <algorithm>
#include <memory>
#include <ostream>

#include "native-helper/commands/arguments.h"
#include "native-helper/commands/command_line.h"
#include "native-helper/commands/interrupt.h"
#include "native-helper/commands/writer.h"
#include "shared/base/archive_json.h"
#include "shared/base/path.h"
#include "shared/journal/file_names.h"
#include "shared/protocol/command.h"
#include "shared/session/decide.h"

namespace photocluster {
namespace {

struct TrashOptions {
  std::string root;
  bool json = false;
  std::vector<std::string> places;
  bool all = false;
  bool yes = false;
};

std::vector<std::string> TrashedPlaces(const State& state) {
  std::vector<std::string> places;
  for (std::size_t i = 0; i < state.photo_count(); ++i) {
    const Photo& photo = state.photo(PhotoId(static_cast<std::uint32_t>(i)));
    if (photo.listed && photo.decision.membership == Membership::kTrashed) places.push_back(photo.place);
  }
  std::sort(places.begin(), places.end());
  return places;
}

std::string Photos(std::size_t count) { return std::to_string(count) + (count == 1 ? " photo" : " photos"); }

// As a table for people, or as the Command that brings all of them back.
ExitStatus List(const TrashOptions& options, Console& console) {
  Result<std::unique_ptr<Root>> root = OpenRoot(console, options.root, {.access = Access::kRead});
  if (!root.ok()) return Complain(console, root.error());
  const State& state = root.value()->session().state();
  const Restore restore{TrashedPlaces(state)};
  if (options.json) {
    console.out << ToJson(Command(restore)) << "\n";
    return ExitStatus::kDone;
  }
  if (!restore.places.empty()) {
    const Result<Draft> draft = Decide(state, restore, {}, 0);
    if (!draft.ok()) return Complain(console, draft.error());
    for (const Record& record : draft.value().records) {
      console.out << record.src << " -> " << record.dst
                  << (record.cluster.empty() ? "" : " (of the cluster " + record.cluster + ")") << "\n";
    }
  }
  console.out << Photos(restore.places.size()) << " in the trash\n";
  return ExitStatus::kDone;
}

ExitStatus BringBack(const TrashOptions& options, Console& console) {
  const InterruptGuard interrupt;
  Result<std::unique_ptr<Writer>> writer = Writer::Open(console, options.root, &interrupt.requested());
  if (!writer.ok()) return Complain(console, writer.error());
  Restore restore{options.places};
  if (options.all) restore.places = TrashedPlaces(writer.value()->root().session().state());
  Outcome outcome;
  if (!restore.places.empty()) outcome = writer.value()->Do(std::move(restore));
  std::size_t restored = 0;
  for (const Record& record : outcome.records) {
    if (record.op != Op::kRestore) continue;
    ++restored;
    console.out << record.src << " -> " << record.dst << "\n";
  }
  const ExitStatus status = writer.value()->Finish(console, outcome);
  if (status == ExitStatus::kDone) console.out << Photos(restored) << " brought back\n";
  return status;
}

// Whether the person who is asked says so. Nothing is asked where nobody can answer.
bool Confirms(const TrashOptions& options, std::uint64_t photos, std::uint64_t bytes, Console& console) {
  console.out << Photos(photos) << " (" << bytes / 1'000'000 << "." << bytes / 100'000 % 10
              << " MB) will be removed from this computer for good; no undo brings them back.\n";
  if (options.yes) return true;
  console.out << "Remove them? Type yes: " << std::flush;
  std::string answer;
  return std::getline(console.in, answer) && answer == "yes";
}

ExitStatus Empty(const TrashOptions& options, Console& console) {
  const InterruptGuard interrupt;
  Result<std::unique_ptr<Writer>> writer = Writer::Open(console, options.root, &interrupt.requested());
  if (!writer.ok()) return Complain(console, writer.error());
  const State& state = writer.value()->root().session().state();
  EmptyTrash empty{TrashedPlaces(state)};
  const auto elsewhere =
      std::erase_if(empty.places, [](const std::string& place) { return !IsInside(place, kTrashFolder); });
  if (elsewhere > 0)
    console.out << Photos(elsewhere) << " in the trash of the original program or not moved yet: left\n";
  if (empty.places.empty()) {
    console.out << "there is nothing to remove\n";
    return ExitStatus::kDone;
  }
  std::uint64_t bytes = 0;
  for (const std::string& place : empty.places) bytes += state.photo(state.Find(place)).size;
  if (!Confirms(options, empty.places.size(), bytes, console)) {
    console.err << "nothing was removed\n";
    return ExitStatus::kFailed;
  }
  const Outcome outcome = writer.value()->Do(std::move(empty));
  std::int64_t removed = 0;
  for (const Record& record : outcome.records)
    removed += record.op == Op::kEmptied ? 1 : record.op == Op::kFound ? -1 : 0;
  const ExitStatus status = writer.value()->Finish(console, outcome);
  console.out << Photos(static_cast<std::size_t>(removed)) << " removed\n";
  return status;
}

}  // namespace

void AddTrash(CommandLine& line) {
  CLI::App* command =
      line.app.add_subcommand("trash", "Shows what is in the trash of a folder, brings it back, or empties it");
  auto options = std::make_shared<TrashOptions>();
  AddRootArgument(*command, options->root);
  CLI::App* list = command->add_subcommand("list", "Shows the photos in the trash and where they would go back to");
  list->add_flag("--json", options->json, "Print it as the Command that brings all of them back");
  list->callback([&line, options] { line.status = List(*options, line.console); });
  CLI::App* restore = command->add_subcommand("restore", "Brings photos back to where they were, as one step");
  CLI::Option* places = restore->add_option("PLACE", options->places, "Where they lie now, as `trash list` shows it");
  CLI::Option* all = restore->add_flag("--all", options->all, "All that are in the trash");
  places->type_name("")->excludes(all);
  restore->callback([&line, options] {
    if (options->places.empty() && !options->all) throw CLI::RequiredError("PLACE or --all");
    line.status = BringBack(*options, line.console);
  });
  CLI::App* empty = command->add_subcommand("empty", "Removes all that is in the trash for good, after asking");
  empty->add_flag("--yes", options->yes, "Do not ask");
  empty->callback([&line, options] { line.status = Empty(*options, line.console); });
  command->require_subcommand(1);
}

}  // namespace photocluster
