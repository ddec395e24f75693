#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <ostream>

#include "native-helper/commands/arguments.h"
#include "native-helper/commands/command_line.h"
#include "native-helper/sample/new_folder.h"
#include "shared/base/path.h"
#include "shared/base/unicode.h"
#include "shared/clustering/cluster_name.h"
#include "shared/journal/file_names.h"
#include "shared/journal/legacy_writer.h"
#include "shared/session/legacy_export.h"
#include "shared/session/move_script.h"
#include "shared/session/waiting.h"

namespace photocluster {
namespace {

constexpr const char* kOriginal = "original";
constexpr const char* kScript = "script";

struct ExportOptions {
  std::string root;
  std::string format;
  std::string out;
};

CLI::Validator KnownFormat() {
  const auto check = [](std::string& text) -> std::string {
    if (text == kOriginal || text == kScript) return "";
    return "the formats are " + std::string(kOriginal) + " and " + kScript + ", not " + text;
  };
  return {check, ""};
}

// Nothing is written in the folder of photos, whatever the way to it is called.
Result<void> CheckOutside(const std::string& root, const std::string& out) {
  std::error_code error;
  const std::string real = std::filesystem::weakly_canonical(out, error).string();
  if (error) return Error{ErrorCode::kIo, "cannot look at " + out + ": " + error.message()};
  if (real != root && !IsInside(real, root)) return {};
  return Error{ErrorCode::kBadInput, out + " is in the folder of photos; choose one outside of it"};
}

Result<std::vector<Record>> ReadRecords(Root& root) {
  const std::string text = TRY(root.journal().Read(kLogFile)).value_or("");
  LogContent log = ReadLog(text);
  const LogContent pending = ReadPending(TRY(root.journal().Read(kPendingFile)).value_or(""), text, log.end);
  log.records.insert(log.records.end(), pending.records.begin(), pending.records.end());
  const std::vector<Record>& unlogged = root.session().unlogged();
  log.records.insert(log.records.end(), unlogged.begin(), unlogged.end());
  return std::move(log.records);
}

Result<void> WriteFiles(const LegacyExport& made, const std::string& out, std::int64_t now_ms) {
  NewFolder folder = TRY(NewFolder::Create(out));
  for (const char* subfolder : {kStateFolder, kOriginalFolder}) TRY(folder.AddSubfolder(subfolder));
  TRY(folder.AddFile(kSummaryFile, LegacyStateText(made.state), now_ms));
  TRY(folder.AddFile(kOriginalLogFile, LegacyLogText(made.actions), now_ms));
  TRY(folder.AddFile(kOriginalQueueFile, LegacyQueueText(made.queue), now_ms));
  return folder.Publish();
}

std::string Photos(std::uint64_t count, const char* one, const char* more) {
  return std::to_string(count) + (count == 1 ? " photo " : " photos ") + (count == 1 ? one : more);
}

void PrintOmissions(const LegacyExport& made, std::ostream& err) {
  const auto say = [&](std::uint64_t count, const char* one, const char* more, const char* what) {
    if (count > 0) err << "photocluster: " << Photos(count, one, more) << what << "\n";
  };
  say(made.unopened, "is", "are", " left out of the queue: the original program does not open their format");
  say(made.no_vector, "of a cluster has", "of clusters have",
      " no vector: the original program counts them and makes its suggestions without them");
  say(made.unmoved, "is", "are",
      " decided and not moved: the original program does not ask about them and does not move them either");
  say(made.missing, "is", "are", " missing: the log names where they were last");
  say(made.annotated, "has", "have", " a note or further clusters, which the original program does not know");
}

ExitStatus ExportOriginal(Root& root, const std::string& out, Console& console) {
  if (!IsValidUtf8(root.path())) {
    return Complain(console, {ErrorCode::kUnsupported,
                              "the path of the folder is not UTF-8, and the original program's files cannot name it"});
  }
  const Result<std::vector<Record>> records = ReadRecords(root);
  if (!records.ok()) return Complain(console, records.error());
  const LegacyExport made = ExportLegacy(root.session().state(), records.value(), root.path());
  const Result<void> written = WriteFiles(made, out, root.clock().Now().at_ms);
  if (!written.ok()) return Complain(console, written.error());
  PrintOmissions(made, console.err);
  console.out << "clusters: " << made.state.clusters.size() << ", decisions: " << made.actions.size()
              << ", photos in the queue: " << made.queue.size() << ", in " << out << "\n";
  return ExitStatus::kDone;
}

// A new file; never over another one.
Result<void> WriteNewFile(const std::string& path, const std::string& text) {
  std::FILE* const file = std::fopen(path.c_str(), "wx");
  if (!file && errno == EEXIST) return Error{ErrorCode::kBadInput, path + " is there already; choose another name"};
  if (!file) return Error{ErrorCode::kIo, "cannot write " + path + ": " + std::strerror(errno)};
  const bool is_whole = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (std::fclose(file) == 0 && is_whole) return {};
  return Error{ErrorCode::kIo, path + " is not whole: " + std::strerror(errno)};
}

ExitStatus ExportScript(const Root& root, const std::string& out, Console& console) {
  std::vector<Record> waiting = DraftMoveWaiting(root.session().state()).records;
  const std::size_t trashed =
      std::erase_if(waiting, [](const Record& record) { return record.cluster == kDeletedCluster; });
  const ScriptKind kind = out.ends_with(".ps1") ? ScriptKind::kPowerShell : ScriptKind::kShell;
  const Result<void> written = WriteNewFile(out, MoveScript(waiting, kind));
  if (!written.ok()) return Complain(console, written.error());
  if (trashed > 0) {
    console.err << "photocluster: "
                << Photos(trashed, "of the trash stays where it is", "of the trash stay where they are")
                << ": only this program moves files into its own folder\n";
  }
  console.out << Photos(waiting.size(), "waits to be moved", "wait to be moved") << ", in " << out << "\n";
  return ExitStatus::kDone;
}

ExitStatus RunExport(const ExportOptions& options, Console& console) {
  Result<std::unique_ptr<Root>> root = OpenRoot(console, options.root, {.access = Access::kRead});
  if (!root.ok()) return Complain(console, root.error());
  if (const Result<void> outside = CheckOutside(root.value()->path(), options.out); !outside.ok()) {
    return Complain(console, outside.error());
  }
  if (options.format == kScript) return ExportScript(*root.value(), options.out, console);
  return ExportOriginal(*root.value(), options.out, console);
}

}  // namespace

void AddExport(CommandLine& line) {
  CLI::App* command = line.app.add_subcommand(
      "export",
      "Writes what is decided: as a script that moves the files that wait, or as the original program's files");
  auto options = std::make_shared<ExportOptions>();
  AddRootArgument(*command, options->root);
  command->add_option("OUT", options->out, "What is written, outside of ROOT: a folder (original) or a file (script)")
      ->required()
      ->type_name("");
  command
      ->add_option("--format", options->format,
                   "script: for PowerShell when OUT ends in .ps1, else for sh; original: state.json, actions.jsonl and "
                   "queue.json")
      ->required()
      ->option_text("FORMAT")
      ->check(KnownFormat());
  command->callback([&line, options] { line.status = RunExport(*options, line.console); });
}

}  // namespace photocluster
