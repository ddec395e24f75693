#include <fstream>
#include <memory>
#include <ostream>

#include "native-helper/commands/arguments.h"
#include "native-helper/commands/command_line.h"
#include "native-helper/commands/writer.h"
#include "shared/base/archive_json.h"
#include "shared/protocol/command.h"

namespace photocluster {
namespace {

struct DoOptions {
  std::string root;
  std::string file;
};

constexpr char kExamples[] =
    R"(A Command is an object with one key:
  {"assign":{"places":["a.jpg","b.jpg"],"cluster":"Roof"}}   {"create":{"cluster":"Roof"}}
  {"trash":{"places":["a.jpg"]}}   {"restore":{"places":[".clustering/trash/a.jpg"]}}
  {"rename":{"cluster":"Roof","name":"Roofs"}}   {"merge":{"cluster":"Wall","into":"Roofs"}}
  {"delete":{"cluster":"Roofs"}}   {"split":{"places":["Roof/a.jpg"],"cluster":"Chimneys"}}
  {"skip":{"places":["a.jpg"]}}   {"shuffle":{}}   {"adopt":{"folder":"2023/Roof"}}
  {"confirm":{"places":["a.jpg"],"cluster":"Roof","page":41}}   {"note":{"place":"a.jpg","text":"Anna's roof"}}
  {"also":{"places":["a.jpg"],"cluster":"Summer"}}   {"not_also":{"places":["a.jpg"],"cluster":"Summer"}}
  {"cluster":{"cluster":"Roof","key":"r","colour":"#56B4E9","position":2}}
  {"undo":{}}   {"undo":{"run":12}}   {"undo":{"record":12}}   {"undo":{"count":3}}   {"redo":{}}
  {"undo":{"since":12}}   {"undo":{"run":12,"places":["Roof/a.jpg"]}}
  {"relayout":{"moves":[{"place":"Roof/a.jpg","to":"2024/Roof/a.jpg"}]}}
  {"settings":{"layout":"beside","threshold":0.9,"min_samples":5,"order":"path","manual_only":false}}
  {"settings":{"file_mode":"copy"}}   {"settings":{"file_mode":"at_end"}}
  {"move_waiting":{"files":[{"place":"a.jpg","goal":"Roof/a.jpg"}]}}
  {"auto_move":{"threshold":0.9,"min_samples":5,"pairs":[{"place":"a.jpg","cluster":"Roof"}]}}
A line that is refused ends it: what comes after it is not done.)";

// One Command a line; a line that is refused ends it, so that nothing is done that was meant to come after it.
ExitStatus DoCommands(const DoOptions& options, Console& console) {
  std::ifstream file;
  if (!options.file.empty()) {
    file.open(options.file);
    file.peek();  // a folder can be opened, not read
    if (!file.is_open() || file.bad()) return Complain(console, {ErrorCode::kNotFound, "cannot read " + options.file});
    file.clear();
  }
  std::istream& in = options.file.empty() ? console.in : file;
  Result<std::unique_ptr<Writer>> writer = Writer::Open(console, options.root);
  if (!writer.ok()) return Complain(console, writer.error());

  std::string text;
  for (std::size_t number = 1; std::getline(in, text); ++number) {
    if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
    Result<Command> command = FromJson<Command>(text);
    Outcome outcome;
    if (command.ok()) {
      outcome = writer.value()->Do(std::move(command).value());
    } else {
      outcome.error = command.error();
    }
    if (outcome.error) outcome.error->detail = "line " + std::to_string(number) + ": " + outcome.error->detail;
    for (const Record& record : outcome.records) console.out << ToJson(record) << "\n";
    console.out.flush();
    const bool whole = !outcome.error && outcome.failures.empty();
    if (!whole || !outcome.kept.empty()) {
      const ExitStatus status = writer.value()->Finish(console, outcome);
      if (!whole) return status;
    }
  }
  return writer.value()->Finish(console, {});
}

}  // namespace

void AddDo(CommandLine& line) {
  CLI::App* command =
      line.app.add_subcommand("do", "Carries out Commands given as JSON, one a line; prints their Records");
  auto options = std::make_shared<DoOptions>();
  AddRootArgument(*command, options->root);
  command->add_option("FILE", options->file, "Read the Commands from FILE instead of standard input")->type_name("");
  command->footer(kExamples);
  command->callback([&line, options] { line.status = DoCommands(*options, line.console); });
}

}  // namespace photocluster
