#include <limits>
#include <memory>
#include <ostream>

#include "native-helper/commands/arguments.h"
#include "native-helper/commands/command_line.h"
#include "native-helper/commands/interrupt.h"
#include "native-helper/commands/writer.h"
#include "shared/protocol/command.h"

namespace photocluster {
namespace {

struct UndoOptions {
  std::string root;
  Undo undo;
};

void PrintUndone(const Record& record, std::ostream& out) {
  out << "undone: record " << record.of.value_or(0);
  if (record.src != record.dst) {
    out << ", " << record.src << " -> " << record.dst;
  } else if (!record.src.empty()) {
    out << ", " << record.src;
  } else if (record.key) {
    if (!record.cluster.empty()) out << ", the cluster " << record.cluster;
    out << ", " << *record.key << " is " << (record.value.value_or("").empty() ? "as at first" : *record.value);
  } else if (!record.cluster.empty()) {
    out << ", the cluster " << record.cluster;
  }
  out << "\n";
}

ExitStatus RunUndo(const UndoOptions& options, Console& console) {
  const InterruptGuard interrupt;
  Result<std::unique_ptr<Writer>> writer = Writer::Open(console, options.root, &interrupt.requested());
  if (!writer.ok()) return Complain(console, writer.error());
  const Outcome outcome = writer.value()->Do(options.undo);
  std::optional<Seq> stopped_at;
  for (const Record& record : outcome.records) {
    if (record.op == Op::kStopped) stopped_at = record.of;
  }
  for (const Record& record : outcome.records) {
    if (record.op == Op::kUndo && (!stopped_at || record.seq < *stopped_at)) PrintUndone(record, console.out);
  }
  const ExitStatus status = writer.value()->Finish(console, outcome);
  if (!stopped_at) return status;
  console.err << "photocluster: stopped; the rest is not taken back\n";
  return ExitStatus::kFailed;
}

}  // namespace

void AddUndo(CommandLine& line) {
  CLI::App* command =
      line.app.add_subcommand("undo", "Takes back the newest decision, a run, one record, or all since one");
  auto options = std::make_shared<UndoOptions>();
  AddRootArgument(*command, options->root);
  CLI::Option* run = command->add_option("--run", options->undo.run, "A run of auto-move, or any step, by its number");
  CLI::Option* record = command->add_option("--record", options->undo.record, "One record by its number");
  CLI::Option* count = command->add_option("--count", options->undo.count, "The newest N steps");
  CLI::Option* since = command->add_option("--since", options->undo.since, "Everything from record N on, step by step");
  CLI::Option* places =
      command->add_option("--places", options->undo.places, "Of the run, only the photos that lie here");
  run->option_text("N")->check(WholeNumber(1));
  record->option_text("N")->check(WholeNumber(1));
  count->option_text("N")->check(WholeNumber(1, std::numeric_limits<std::uint32_t>::max()));
  since->option_text("N")->check(WholeNumber(1));
  places->option_text("PLACE...")->needs(run);
  run->excludes(record)->excludes(count)->excludes(since);
  record->excludes(count)->excludes(since);
  count->excludes(since);
  command->callback([&line, options] { line.status = RunUndo(*options, line.console); });
}

}  // namespace photocluster
