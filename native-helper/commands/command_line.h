#pragma once
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

#include "native-helper/host/root.h"
#include "shared/base/result.h"

namespace CLI {
class App;
}

namespace photocluster {

// Exit status of every command.
enum class ExitStatus {
  kDone = 0,
  kFailed = 1,  // what was asked did not succeed, or not all of it; the reason is on stderr
  kWrongUsage = 2,
  kInUse = 3,  // another writer holds the root
};

// Where a command reads and prints. `live`: err is a terminal that shows a progress bar in place.
struct Console {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool live = false;
};

// What the commands are made for: each Add… declares one sub-command with its options and stores its status here
// when it ran.
struct CommandLine {
  CLI::App& app;
  Console& console;
  ExitStatus status = ExitStatus::kDone;
};

// One file each; see README.md of this room for how to add one.
void AddServe(CommandLine& line);
void AddLink(CommandLine& line);
void AddEmbed(CommandLine& line);
void AddStatus(CommandLine& line);
void AddAutoMove(CommandLine& line);
void AddUndo(CommandLine& line);
void AddTrash(CommandLine& line);
void AddRelayout(CommandLine& line);
void AddApply(CommandLine& line);
void AddReplay(CommandLine& line);
void AddDo(CommandLine& line);
void AddExport(CommandLine& line);
void AddSample(CommandLine& line);
void AddEvaluate(CommandLine& line);

// Parses and runs `photocluster ARGUMENTS`. Never throws.
ExitStatus RunCommandLine(const std::vector<std::string>& arguments, Console& console);

// What commands share: one sentence on stderr and the status that goes with it.
ExitStatus Complain(Console& console, const Error& error);
// Prints on stderr what a user should be told.
void PrintNotices(Console& console, const std::vector<Notice>& notices);
// Opens a root, takes and prints its notices on stderr.
Result<std::unique_ptr<Root>> OpenRoot(Console& console, const std::string& path, const Root::Options& options);
// Prints notices, failures and places kept; settles the root; the status of it all.
ExitStatus Finish(Console& console, Root& root, const Outcome& outcome);

}  // namespace photocluster
