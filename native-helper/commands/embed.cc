#include <CLI/CLI.hpp>
#include <atomic>
#include <csignal>
#include <memory>
#include <ostream>
#include <set>

#include "native-helper/commands/command_line.h"
#include "native-helper/commands/progress.h"
#include "native-helper/embedding/embedder.h"
#include "native-helper/embedding/model.h"
#include "native-helper/host/embedding_run.h"

namespace photocluster {
namespace {

struct EmbedOptions {
  std::string root;
  std::string model;
  std::string onnxruntime;
  std::string device = "auto";
};

// Ctrl-C ends the run in good order: what is done is stored. Set by the signal, read by the run.
std::atomic<bool> interrupted{false};

class InterruptGuard {
 public:
  InterruptGuard() : before_(std::signal(SIGINT, [](int) { interrupted = true; })) { interrupted = false; }
  ~InterruptGuard() { std::signal(SIGINT, before_); }
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;

 private:
  void (*before_)(int);
};

Result<std::unique_ptr<EmbeddingModel>> OpenModel(const EmbedOptions& options) {
  const std::string library = TRY(FindOnnxRuntime(options.onnxruntime));
  std::shared_ptr<const OnnxRuntime> runtime = TRY(OnnxRuntime::Load(library));
  return EmbeddingModel::Open(options.model, std::move(runtime));
}

ExitStatus RunEmbed(const EmbedOptions& options, Console& console) {
  if (options.model.empty()) {
    console.err << "photocluster: a model is needed: --model FILE (an ONNX image encoder)\n";
    return ExitStatus::kWrongUsage;
  }
  Result<std::unique_ptr<EmbeddingModel>> model = OpenModel(options);
  if (!model.ok()) return Complain(console, model.error());
  Result<std::unique_ptr<Root>> opened = OpenRoot(console, options.root, {.access = Access::kWrite});
  if (!opened.ok()) return Complain(console, opened.error());
  Root& root = *opened.value();

  Result<EmbeddingRun> run = EmbeddingRun::Prepare(root, *model.value());
  if (!run.ok()) return Complain(console, run.error());
  if (run.value().total() == 0) {
    console.out << "all photos are embedded with " << model.value()->id() << "; no photo was read\n";
    return Finish(console, root, root.NoticeChanges());
  }
  Progress progress(console.err, console.live, run.value().total());
  const InterruptGuard guard;
  const Result<EmbeddingCounts> counts = run.value().Execute([&] {
    progress.Advance();
    return !interrupted;
  });
  progress.End();
  if (!counts.ok()) return Complain(console, counts.error());
  console.out << counts.value().embedded << " embedded, " << counts.value().found_again << " found again, "
              << counts.value().not_shown << " not shown, " << counts.value().no_vector << " without a vector, "
              << counts.value().unreadable.size() << " could not be read\n";
  for (const std::string& reason : counts.value().unreadable) console.err << "photocluster: " << reason << "\n";
  const ExitStatus status = Finish(console, root, root.NoticeChanges());
  if (!interrupted) return status;
  console.err << "photocluster: stopped; run it again to go on where it stopped\n";
  return ExitStatus::kFailed;
}

}  // namespace

void AddEmbed(CommandLine& line) {
  CLI::App* command =
      line.app.add_subcommand("embed", "Embeds all photos of a folder with a model; can be stopped and resumed");
  auto options = std::make_shared<EmbedOptions>();
  command->add_option("ROOT", options->root, "The folder of photos")->required();
  command->add_option("--model", options->model, "An ONNX file with one image input and an embedding output");
  command->add_option("--onnxruntime", options->onnxruntime, "The ONNX Runtime library to use instead of npm's");
  command->add_option("--device", options->device, "Where to compute: auto or cpu")
      ->check(CLI::IsMember(std::set<std::string>{"auto", "cpu"}));
  command->callback([&line, options] { line.status = RunEmbed(*options, line.console); });
}

}  // namespace photocluster
