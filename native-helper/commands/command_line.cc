#include "native-helper/commands/command_line.h"

#include <exception>
#include <ostream>

#include "native-helper/commands/arguments.h"

namespace photocluster {

void PrintNotices(Console& console, const std::vector<Notice>& notices) {
  for (const Notice& notice : notices) console.err << "photocluster: " << notice.sentence << "\n";
}

ExitStatus Complain(Console& console, const Error& error) {
  console.err << "photocluster: " << error.detail;
  if (error.code == ErrorCode::kDisagrees) {
    console.err << "; answer with `photocluster do ROOT` and {\"carry_out\":{}} to move the photos to where the log "
                   "says, or {\"keep_folder\":{}} to take them where they lie";
  }
  console.err << "\n";
  return error.code == ErrorCode::kInUse ? ExitStatus::kInUse : ExitStatus::kFailed;
}

Result<std::unique_ptr<Root>> OpenRoot(Console& console, const std::string& path, const Root::Options& options) {
  std::unique_ptr<Root> root = TRY(Root::Open(path, options));
  PrintNotices(console, root->TakeNotices());
  return root;
}

ExitStatus Finish(Console& console, Root& root, const Outcome& outcome) {
  PrintNotices(console, root.TakeNotices());
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
  app.set_version_flag("--version", PHOTOCLUSTER_VERSION, "Print the version and exit");
  app.set_help_flag("-h,--help", "Print this text and exit");
  CommandLine line{app, console};
  AddServe(line);
  AddLink(line);
  AddEmbed(line);
  AddStatus(line);
  AddAutoMove(line);
  AddUndo(line);
  AddTrash(line);
  AddRelayout(line);
  AddApply(line);
  AddReplay(line);
  AddDo(line);
  AddExport(line);
  AddSample(line);
  AddEvaluate(line);
  app.footer(  // now, or every command would have it too

      "`photocluster COMMAND --help` explains a command.\n"
      "Exit status: 0 done; 1 not done, the reason is on stderr; 2 wrong usage; 3 the folder is in use.");
  try {
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());  // as CLI11 wants them
    app.parse(reversed);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) {  // --help, --version
      app.exit(error, console.out, console.err);
      return ExitStatus::kDone;
    }
    console.err << "photocluster: " << UsageSentence(app, error) << "\n";
    return ExitStatus::kWrongUsage;
  } catch (const std::exception& error) {
    console.err << "photocluster: " << error.what() << "\n";
    return ExitStatus::kFailed;
  }
  return line.status;
}

}  // namespace photocluster
