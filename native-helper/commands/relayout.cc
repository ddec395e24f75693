#include <memory>
#include <ostream>

#include "native-helper/commands/arguments.h"
#include "native-helper/commands/command_line.h"
#include "native-helper/commands/interrupt.h"
#include "native-helper/commands/writer.h"
#include "shared/base/archive_json.h"
#include "shared/protocol/command.h"
#include "shared/session/decide.h"

namespace photocluster {
namespace {

struct RelayoutOptions {
  std::string root;
  bool apply = false;
  bool json = false;
};

// As a table for people, or as the Command that does it.
void Print(const Relayout& plan, bool json, std::ostream& out) {
  if (json) {
    out << ToJson(Command(plan)) << "\n";
    return;
  }
  for (const RelayoutMove& move : plan.moves) out << move.place << " -> " << move.to << "\n";
  out << plan.moves.size() << (plan.moves.size() == 1 ? " photo lies" : " photos lie")
      << " elsewhere than the layout puts them\n";
}

ExitStatus ShowMoves(const RelayoutOptions& options, Console& console) {
  Result<std::unique_ptr<Root>> root = OpenRoot(console, options.root, {.access = Access::kRead});
  if (!root.ok()) return Complain(console, root.error());
  Print({MovesOf(DraftRelayout(root.value()->session().state()))}, options.json, console.out);
  return ExitStatus::kDone;
}

ExitStatus ApplyMoves(const RelayoutOptions& options, Console& console) {
  const InterruptGuard interrupt;
  Result<std::unique_ptr<Writer>> writer = Writer::Open(console, options.root, &interrupt.requested());
  if (!writer.ok()) return Complain(console, writer.error());
  const Relayout plan{MovesOf(DraftRelayout(writer.value()->root().session().state()))};
  Print(plan, options.json, console.out);
  Outcome outcome;
  if (!plan.moves.empty()) outcome = writer.value()->Do(plan);
  bool is_stopped = false;
  for (const Record& record : outcome.records) is_stopped = is_stopped || record.op == Op::kStopped;
  const ExitStatus status = writer.value()->Finish(console, outcome);
  if (!is_stopped) return status;
  console.err << "photocluster: stopped; the other photos stay where they are\n";
  return ExitStatus::kFailed;
}

}  // namespace

void AddRelayout(CommandLine& line) {
  CLI::App* command = line.app.add_subcommand(
      "relayout", "Shows which sorted photos the layout puts elsewhere than where they lie; moves them with --apply");
  auto options = std::make_shared<RelayoutOptions>();
  AddRootArgument(*command, options->root);
  command->add_flag("--apply", options->apply, "Move exactly the photos shown, as one run");
  command->add_flag("--json", options->json, "Print it as the Command that moves them");
  command->callback(
      [&line, options] { line.status = (options->apply ? ApplyMoves : ShowMoves)(*options, line.console); });
}

}  // namespace photocluster
