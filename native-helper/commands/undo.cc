#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "native-helper/commands/command_line.h"
#include "shared/protocol/command.h"

namespace photocluster {
namespace {

struct UndoOptions {
  std::string root;
  Undo undo;
};

ExitStatus RunUndo(const UndoOptions& options, Console& console) {
  Result<std::unique_ptr<Root>> root = OpenRoot(console, options.root, {.access = Access::kWrite});
  if (!root.ok()) return Complain(console, root.error());
  const Outcome outcome = root.value()->Do(options.undo);
  for (const Record& record : outcome.records) {
    if (record.op != Op::kUndo) continue;
    console.out << "undone: record " << record.of.value_or(0);
    if (!record.src.empty()) console.out << ", " << record.src << " -> " << record.dst;
    console.out << "\n";
  }
  return Finish(console, *root.value(), outcome);
}

}  // namespace

void AddUndo(CommandLine& line) {
  CLI::App* command = line.app.add_subcommand("undo", "Takes back the newest decision, or a run, or one record");
  auto options = std::make_shared<UndoOptions>();
  command->add_option("ROOT", options->root, "The folder of photos")->required();
  CLI::Option* run = command->add_option("--run", options->undo.run, "A run of auto-move, or any step, by its number");
  CLI::Option* record = command->add_option("--record", options->undo.record, "One record by its number");
  CLI::Option* count = command->add_option("--count", options->undo.count, "The newest N steps");
  run->excludes(record)->excludes(count);
  record->excludes(count);
  command->callback([&line, options] { line.status = RunUndo(*options, line.console); });
}

}  // namespace photocluster
