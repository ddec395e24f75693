#include <CLI/CLI.hpp>
#include <fstream>
#include <memory>
#include <ostream>

#include "native-helper/commands/command_line.h"
#include "shared/base/archive_json.h"
#include "shared/protocol/command.h"

namespace photocluster {
namespace {

struct DoOptions {
  std::string root;
  std::string file;
};

// One Command a line; a line that is refused ends it, so that nothing is done that was meant to come after it.
ExitStatus DoCommands(const DoOptions& options, Console& console) {
  std::ifstream file;
  if (!options.file.empty()) {
    file.open(options.file);
    if (!file) return Complain(console, {ErrorCode::kNotFound, "cannot read " + options.file});
  }
  std::istream& in = options.file.empty() ? console.in : file;
  Result<std::unique_ptr<Root>> root = OpenRoot(console, options.root, {.access = Access::kWrite});
  if (!root.ok()) return Complain(console, root.error());

  std::string text;
  for (std::size_t number = 1; std::getline(in, text); ++number) {
    if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
    Result<Command> command = FromJson<Command>(text);
    Outcome outcome;
    if (command.ok()) {
      outcome = root.value()->Do(std::move(command).value());
    } else {
      outcome.error = Error{command.error().code, "line " + std::to_string(number) + ": " + command.error().detail};
    }
    for (const Record& record : outcome.records) console.out << ToJson(record) << "\n";
    console.out.flush();
    const bool whole = !outcome.error && outcome.failures.empty();
    if (!whole || !outcome.kept.empty()) {
      const ExitStatus status = Finish(console, *root.value(), outcome);
      if (!whole) return status;
    }
  }
  return Finish(console, *root.value(), {});
}

}  // namespace

void AddDo(CommandLine& line) {
  CLI::App* command =
      line.app.add_subcommand("do", "Carries out Commands given as JSON, one a line; prints their Records");
  auto options = std::make_shared<DoOptions>();
  command->add_option("ROOT", options->root, "The folder of photos")->required();
  command->add_option("FILE", options->file, "Read the Commands from FILE instead of standard input");
  command->callback([&line, options] { line.status = DoCommands(*options, line.console); });
}

}  // namespace photocluster
