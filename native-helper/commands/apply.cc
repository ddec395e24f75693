#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <ostream>

#include "native-helper/commands/arguments.h"
#include "native-helper/commands/command_line.h"
#include "native-helper/commands/interrupt.h"
#include "native-helper/commands/writer.h"
#include "native-helper/host/log_place.h"
#include "shared/session/log_plan.h"
#include "shared/session/session.h"

namespace photocluster {
namespace {

struct ApplyOptions {
  std::string file;
  std::string root;
};

std::string CountOfPhotos(std::uint64_t count) { return std::to_string(count) + (count == 1 ? " photo" : " photos"); }

Result<std::unique_ptr<Session>> OpenLog(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  Opening opening;
  opening.log.assign(std::istreambuf_iterator<char>(file), {});
  if (!file.is_open() || file.bad()) return Error{ErrorCode::kNotFound, "cannot read " + path};
  std::unique_ptr<Session> log = Session::Open(std::move(opening));
  if (log->last_seq() == 0) return Error{ErrorCode::kBadInput, path + " is no log of this program, or an empty one"};
  return log;
}

// Of photos that nobody has read yet.
Result<std::map<std::string, Fingerprint>> ReadContents(Root& root) {
  std::vector<KnownFile> unread;
  const State& state = root.session().state();
  for (std::uint32_t id = 0; id < state.photo_count(); ++id) {
    const Photo& photo = state.photo(PhotoId(id));
    if (photo.queued() && !photo.fingerprint.known()) unread.push_back({std::string(photo.place), 0, 0, {}});
  }
  std::map<std::string, Fingerprint> contents;
  for (const ProbedFile& file : TRY(root.photos().Probe(unread))) contents.emplace(file.place, file.fingerprint);
  return contents;
}

void PrintOmissions(const LogPlan& plan, std::ostream& err) {
  const auto say = [&](std::uint64_t count, const char* what) {
    if (count > 0) err << "photocluster: " << CountOfPhotos(count) << what << "\n";
  };
  say(plan.absent, " of the log: none here that is not decided has the same content");
  say(plan.unread, " of the log without the content that tells which they are");
  say(plan.ambiguous, " here with a content that was decided in different ways: left in the queue");
}

// Whether it is that of the decisions that were made while the folder could not be written to.
bool IsLogElsewhere(const std::string& file, const std::string& root) {
  const std::string log = LogElsewhere(root);
  std::error_code error;
  return !log.empty() && std::filesystem::equivalent(file, log, error);
}

ExitStatus ApplyLog(const ApplyOptions& options, Console& console) {
  const Result<std::unique_ptr<Session>> log = OpenLog(options.file);
  if (!log.ok()) return Complain(console, log.error());
  const InterruptGuard interrupt;
  Result<std::unique_ptr<Writer>> writer = Writer::Open(console, options.root, &interrupt.requested());
  if (!writer.ok()) return Complain(console, writer.error());
  Root& root = writer.value()->root();
  const Result<std::map<std::string, Fingerprint>> contents = ReadContents(root);
  if (!contents.ok()) return Complain(console, contents.error());
  LogPlan plan = PlanOfLog(log.value()->state(), root.session().state(), contents.value());

  Outcome all;
  for (Command& command : plan.commands) {
    Outcome outcome = writer.value()->Do(std::move(command));
    all.records.insert(all.records.end(), outcome.records.begin(), outcome.records.end());
    all.failures.insert(all.failures.end(), outcome.failures.begin(), outcome.failures.end());
    all.error = outcome.error;
    if (all.error || interrupt.requested()) break;
  }
  PrintOmissions(plan, console.err);
  console.out << "decided about " << CountOfPhotos(plan.photos) << " of " << plan.decided << " in the log";
  if (!all.records.empty()) {
    console.out << "; photocluster undo ROOT --since " << all.records.front().seq << " takes it back";
  }
  console.out << "\n";
  const ExitStatus status = writer.value()->Finish(console, all);
  if (status == ExitStatus::kDone && IsLogElsewhere(options.file, root.path())) {
    if (const Result<void> aside = SetAppliedAside(root.path()); !aside.ok()) Complain(console, aside.error());
  }
  if (!interrupt.requested()) return status;
  console.err << "photocluster: stopped; what is not decided yet stays in the queue\n";
  return ExitStatus::kFailed;
}

}  // namespace

void AddApply(CommandLine& line) {
  CLI::App* command = line.app.add_subcommand(
      "apply", "Decides what the log of a copy of the folder decided, for the photos of the same content");
  auto options = std::make_shared<ApplyOptions>();
  command->add_option("FILE", options->file, "The log: .clustering/actions.jsonl of the copy")
      ->required()
      ->type_name("");
  AddRootArgument(*command, options->root);
  command->callback([&line, options] { line.status = ApplyLog(*options, line.console); });
}

}  // namespace photocluster
