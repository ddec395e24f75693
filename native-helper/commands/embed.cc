#include <memory>
#include <ostream>

#include "native-helper/commands/arguments.h"
#include "native-helper/commands/command_line.h"
#include "native-helper/commands/interrupt.h"
#include "native-helper/commands/open_model.h"
#include "native-helper/commands/progress.h"
#include "native-helper/embedding/embedder.h"
#include "native-helper/embedding/model.h"
#include "native-helper/host/embedding_run.h"
#include "native-helper/host/root_check.h"
#include "native-helper/server/remote_root.h"

namespace photocluster {
namespace {

struct EmbedOptions {
  std::string root;
  std::string model;
  std::string onnxruntime;
  std::string device = "auto";
};

void PrintCounts(const EmbeddingCounts& counts, Console& console) {
  console.out << counts.embedded << " embedded";
  if (counts.found_again > 0) console.out << ", " << counts.found_again << " found again";
  if (counts.no_vector > 0) console.out << ", " << counts.no_vector << " without a vector";
  if (counts.not_shown > 0) {
    console.out << ", " << counts.not_shown << " that cannot be decoded (`photocluster status` says why)";
  }
  if (!counts.unreadable.empty()) console.out << ", " << counts.unreadable.size() << " that could not be read";
  console.out << "\n";
  for (const std::string& reason : counts.unreadable) console.err << "photocluster: " << reason << "\n";
}

ExitStatus RunEmbed(const EmbedOptions& options, Console& console) {
  const InterruptGuard interrupt;
  // A model that cannot be used leaves no trace in the folder.
  Result<std::unique_ptr<EmbeddingModel>> model = OpenModelFor(options.model, "", options.onnxruntime);
  if (!model.ok()) return Complain(console, model.error());
  const Result<CheckedRoot> checked = CheckRoot(options.root);
  if (checked.ok() && RemoteRoot::Find(checked.value().path)) {
    return Complain(console, {ErrorCode::kInUse,
                              "the helper that shows this folder embeds it itself, when it was "
                              "started with a model"});
  }
  Result<std::unique_ptr<Root>> opened = OpenRoot(console, options.root, {.access = Access::kWrite});
  if (!opened.ok()) return Complain(console, opened.error());
  Root& root = *opened.value();
  if (options.model.empty()) {
    model = OpenModelFor("", root.session().state().settings().model(), options.onnxruntime);
    if (!model.ok()) return Complain(console, model.error());
  }

  Result<EmbeddingRun> run = EmbeddingRun::Prepare(root, *model.value());
  if (!run.ok()) return Complain(console, run.error());
  if (run.value().total() == 0) {
    console.out << "all photos are embedded with " << model.value()->id() << "; no photo was read\n";
    return Finish(console, root, root.NoticeChanges());
  }
  Progress progress(console.err, console.live, run.value().total());
  const Result<EmbeddingCounts> counts = run.value().Execute([&] {
    progress.Advance();
    return !interrupt.requested();
  });
  progress.End();
  if (!counts.ok()) return Complain(console, counts.error());
  PrintCounts(counts.value(), console);
  const ExitStatus status = Finish(console, root, root.NoticeChanges());
  if (interrupt.requested()) {
    console.err << "photocluster: stopped; run it again to go on\n";
    return ExitStatus::kFailed;
  }
  return counts.value().unreadable.empty() ? status : ExitStatus::kFailed;
}

}  // namespace

void AddEmbed(CommandLine& line) {
  CLI::App* command =
      line.app.add_subcommand("embed", "Embeds all photos of a folder with a model; can be stopped and resumed");
  auto options = std::make_shared<EmbedOptions>();
  AddRootArgument(*command, options->root);
  const auto is_model = [](std::string& name) {
    return name == "none" ? "without a model there is nothing to do" : "";
  };
  command
      ->add_option("--model", options->model,
                   "An ONNX file with one image input and an embedding output, or builtin; without it the built-in one")
      ->option_text("FILE")
      ->check(CLI::Validator(is_model, ""));
  command->add_option("--onnxruntime", options->onnxruntime, "The ONNX Runtime library to use instead of npm's")
      ->option_text("LIB");
  const auto is_device = [](std::string& name) {
    return name == "auto" || name == "cpu" ? "" : "this version computes on the cpu only, not on " + name;
  };
  command->add_option("--device", options->device, "Where to compute: auto or cpu")
      ->option_text("NAME")
      ->check(CLI::Validator(is_device, ""));
  command->callback([&line, options] { line.status = RunEmbed(*options, line.console); });
}

}  // namespace photocluster
