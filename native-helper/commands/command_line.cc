#include "native-helper/commands/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <ostream>

namespace photocluster {

ExitStatus Complain(Console& console, const Error& error) {
  console.err << "photocluster: " << error.detail << "\n";
  return error.code == ErrorCode::kInUse ? ExitStatus::kInUse : ExitStatus::kFailed;
}

Result<std::unique_ptr<Root>> OpenRoot(Console& console, const std::string& path, const Root::Options& options) {
  std::unique_ptr<Root> root = TRY(Root::Open(path, options));
  for (const std::string& notice : root->notices()) console.err << "photocluster: " << notice << "\n";
  if (root->session().disagreement()) {
    console.err << "photocluster: " << root->session().disagreement()->detail
                << "; answer with `photocluster do` and {\"carry_out\":{}} or {\"keep_folder\":{}}\n";
  }
  return root;
}

ExitStatus Finish(Console& console, Root& root, const Outcome& outcome) {
  for (const std::string& place : outcome.kept) {
    console.err << "photocluster: left as it is, for it was decided again since or is missing: " << place << "\n";
  }
  for (const Failure& failure : outcome.failures) {
    console.err << "photocluster: not moved: " << failure.error.detail << "\n";
  }
  ExitStatus status = outcome.failures.empty() ? ExitStatus::kDone : ExitStatus::kFailed;
  if (outcome.error) status = Complain(console, *outcome.error);
  const Outcome settled = root.Settle();
  if (settled.error) status = Complain(console, *settled.error);
  return status;
}

ExitStatus RunCommandLine(const std::vector<std::string>& arguments, Console& console) {
  CLI::App app("Sorts photos into folders: embeds them, proposes groups, moves what you confirm.", "photocluster");
  app.require_subcommand(1);
  app.set_version_flag("--version", PHOTOCLUSTER_VERSION);
  CommandLine line{app, console};
  AddEmbed(line);
  AddStatus(line);
  AddAutoMove(line);
  AddUndo(line);
  AddReplay(line);
  AddDo(line);
  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // as CLI11 wants them
    app.parse(reversed);
  } catch (const CLI::ParseError& error) {
    const bool asked = app.exit(error, console.out, console.err) == 0;  // --help, --version
    return asked ? ExitStatus::kDone : ExitStatus::kWrongUsage;
  } catch (const std::exception& error) {
    console.err << "photocluster: " << error.what() << "\n";
    return ExitStatus::kFailed;
  }
  return line.status;
}

}  // namespace photocluster
