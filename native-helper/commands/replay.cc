#include <memory>
#include <ostream>

#include "native-helper/commands/arguments.h"
#include "native-helper/commands/command_line.h"
#include "shared/base/archive_json.h"
#include "shared/journal/file_names.h"
#include "shared/session/summary.h"

namespace photocluster {
namespace {

struct ReplayOptions {
  std::string root;
  bool check = false;
  std::optional<Seq> to;
  bool hash = false;
};

// The State as the log alone gives it, at record `until` or at its end.
Result<std::unique_ptr<Root>> Replayed(Console& console, const std::string& path, std::optional<Seq> until) {
  return OpenRoot(console, path, {.access = Access::kRead, .checkpoint = false, .until = until});
}

ExitStatus Check(const ReplayOptions& options, Console& console) {
  Result<std::unique_ptr<Root>> opened = Root::Open(options.root, {.access = Access::kRead});
  if (!opened.ok()) return Complain(console, opened.error());
  const Result<std::optional<std::string>> text = opened.value()->journal().Read(kSummaryFile);
  if (!text.ok()) return Complain(console, text.error());
  if (!text.value()) return Complain(console, {ErrorCode::kNotFound, "there is no state.json to compare with"});
  if (!opened.value()->session().report().import.empty()) {
    return Complain(console, {ErrorCode::kNotFound,
                              "state.json is the original program's: there is nothing to compare "
                              "before this program has worked here"});
  }
  const Result<Summary> summary = FromJson<Summary>(*text.value());
  if (!summary.ok()) return Complain(console, {ErrorCode::kDamaged, "state.json: " + summary.error().detail});

  Result<std::unique_ptr<Root>> replayed = Replayed(console, options.root, summary.value().settled);
  if (!replayed.ok()) return Complain(console, replayed.error());
  const State& state = replayed.value()->session().state();
  switch (CheckSummary(*text.value(), SummaryOf(state, summary.value().settled))) {
    case SummaryCheck::kSame:
      console.out << "same: state.json is what the log gives at record " << summary.value().settled << "\n";
      return ExitStatus::kDone;
    case SummaryCheck::kStale:
      console.out << "stale: more vectors are at hand than state.json counts; the decisions are the same\n";
      return ExitStatus::kDone;
    case SummaryCheck::kDifferent:
      break;
  }
  return Complain(console, {ErrorCode::kDamaged, "state.json is not what the log gives at record " +
                                                     std::to_string(summary.value().settled)});
}

ExitStatus RunReplay(const ReplayOptions& options, Console& console) {
  if (options.check) return Check(options, console);
  Result<std::unique_ptr<Root>> root = Replayed(console, options.root, options.to);
  if (!root.ok()) return Complain(console, root.error());
  const Session& session = root.value()->session();
  if (options.hash) {
    console.out << session.state().Hash() << "\n";
  } else {
    console.out << session.record_count() << " records, " << session.report().problems.size() << " without effect, "
                << session.state().totals().assigned() << " photos in clusters, State " << session.state().Hash()
                << "\n";
  }
  return ExitStatus::kDone;
}

}  // namespace

void AddReplay(CommandLine& line) {
  CLI::App* command = line.app.add_subcommand("replay", "Builds the State from the log alone");
  auto options = std::make_shared<ReplayOptions>();
  AddRootArgument(*command, options->root);
  CLI::Option* check = command->add_flag("--check", options->check, "Compare state.json with it, byte for byte");
  CLI::Option* to = command->add_option("--to", options->to, "Stop behind record N")->option_text("N");
  CLI::Option* hash = command->add_flag("--hash", options->hash, "Print only the hash of the State");
  to->check(WholeNumber(0))->excludes(check);
  hash->excludes(check);
  check->option_text(" ");
  hash->option_text(" ");
  command->callback([&line, options] { line.status = RunReplay(*options, line.console); });
}

}  // namespace photocluster
