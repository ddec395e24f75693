#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "native-helper/commands/arguments.h"
#include "native-helper/commands/command_line.h"
#include "native-helper/commands/interrupt.h"
#include "native-helper/commands/open_model.h"
#include "native-helper/commands/progress.h"
#include "native-helper/evaluation/policies.h"
#include "native-helper/evaluation/report.h"
#include "native-helper/evaluation/truth_tree.h"
#include "native-helper/host/private_files.h"
#include "native-helper/host/random_id.h"
#include "shared/base/archive_json.h"
#include "shared/vectors/vector_file.h"

namespace photocluster {
namespace {

struct EvaluateOptions {
  std::string tree;
  std::string model;
  std::string onnxruntime;
  std::vector<std::string> policies;
  std::size_t tiles = 36;
  std::uint64_t seeds = 1;
  double overlook = 0;
  std::string truth = "own";
  std::string plot;
  bool json = false;
};

// Vectors that were made for an evaluation are kept for the next one, by content and so for all trees alike; nothing
// is written below the tree. What cannot be read or kept costs time only.
std::string VectorCache(const EmbeddingModel& model) { return CacheFolder() + "/evaluate/" + model.id() + ".pce"; }

std::string StoredVectors(const std::string& path, const EmbeddingModel& model) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  bytes.resize(WholeLength(bytes));
  const Result<VectorFileHead> head = ReadVectorFileHead(bytes);
  const VectorFileHead expected{model.id(), static_cast<std::uint32_t>(model.dimension())};
  return head.ok() && head.value() == expected ? bytes : "";
}

// Whole and under a name of its own first, so that two evaluations at once leave one good file.
bool KeepVectors(const std::string& path, const std::string& bytes) {
  std::error_code error;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), error);
  const std::string temporary = path + "." + RandomId();
  {
    std::ofstream file(temporary, std::ios::binary);
    file << bytes;
    if (!file.flush()) error = std::make_error_code(std::errc::io_error);
  }
  if (!error) std::filesystem::rename(temporary, path, error);
  if (!error) return true;
  std::filesystem::remove(temporary, error);
  return false;
}

Result<LoadedTruth> Load(const EvaluateOptions& options, const EmbeddingModel& model, const InterruptGuard& interrupt,
                         Console& console) {
  const std::string cache = VectorCache(model);
  const std::string stored = StoredVectors(cache, model);
  std::optional<Progress> progress;
  Result<LoadedTruth> loaded = LoadTruth(
      options.tree, options.truth == "top" ? TruthFolder::kTop : TruthFolder::kOwn, model, stored,
      [&](std::size_t total) { progress.emplace(console.err, console.live, total); },
      [&] {
        progress->Advance();
        return !interrupt.requested();
      });
  if (progress) progress->End();
  if (loaded.ok() && !loaded.value().new_vectors.empty()) {
    if (!KeepVectors(cache, stored + loaded.value().new_vectors)) {
      console.err << "photocluster: the vectors could not be kept in " << cache << "\n";
    }
  }
  return loaded;
}

ExitStatus RunEvaluate(const EvaluateOptions& options, Console& console) {
  const InterruptGuard interrupt;
  const Result<std::unique_ptr<EmbeddingModel>> model = OpenModelFor(options.model, "", options.onnxruntime);
  if (!model.ok()) return Complain(console, model.error());
  const Result<LoadedTruth> loaded = Load(options, *model.value(), interrupt, console);
  if (!loaded.ok()) return Complain(console, loaded.error());
  const Truth& truth = loaded.value().truth;

  EvaluationReport report;
  report.photos = truth.folder.size();
  report.clusters = truth.names.size();
  report.model = model.value()->id();
  report.tiles = options.tiles;
  report.seeds = options.seeds;
  report.overlook = options.overlook;
  report.outside = loaded.value().outside;
  report.copies = loaded.value().copies;
  report.no_vector = loaded.value().no_vector;
  std::vector<std::pair<std::string, Play>> curves;
  Progress progress(console.err, console.live, options.policies.size() * options.seeds, "plays");
  for (const std::string& name : options.policies) {
    std::vector<Play> plays;
    for (std::uint64_t seed = 1; seed <= options.seeds; ++seed) {
      plays.push_back(FindPolicy(name)->play(truth, {options.tiles, options.overlook, seed}));
      progress.Advance();
      if (interrupt.requested()) return Complain(console, {ErrorCode::kCancelled, "stopped; nothing is reported"});
    }
    report.policies[name] = ReportOf(plays, truth.folder.size());
    curves.emplace_back(name, std::move(plays.front()));
  }
  progress.End();
  if (options.json) {
    console.out << ToJson(report) << "\n";
  } else {
    PrintReport(report, options.policies, console.out);
  }
  if (options.plot.empty()) return ExitStatus::kDone;
  std::ofstream plot(options.plot, std::ios::binary);
  plot << PlotSvg(curves, truth.folder.size());
  if (!plot.flush()) return Complain(console, {ErrorCode::kIo, "cannot write " + options.plot});
  return ExitStatus::kDone;
}

}  // namespace

void AddEvaluate(CommandLine& line) {
  CLI::App* command = line.app.add_subcommand(
      "evaluate",
      "Plays how much work sorting a tree would have been that somebody has sorted already; changes nothing");
  auto options = std::make_shared<EvaluateOptions>();
  command->add_option("TREE", options->tree, "A folder whose folders say what belongs together")->required();
  command->add_option("--model", options->model, "An ONNX file, or builtin")->option_text("FILE");
  command->add_option("--onnxruntime", options->onnxruntime, "The ONNX Runtime library to use instead of npm's")
      ->option_text("LIB");
  std::string words;
  for (const Policy& policy : Policies()) words += std::string("; ") + policy.name + ": " + policy.words;
  const auto is_policy = [](std::string& name) { return FindPolicy(name) ? "" : "there is no policy " + name; };
  command->add_option("--policy", options->policies, "Ways of sorting, several allowed" + words)
      ->option_text("NAME")
      ->check(CLI::Validator(is_policy, ""));
  command->add_option("--tiles", options->tiles, "Photos that a page shows at most")->check(WholeNumber(2, 1000));
  command->add_option("--seeds", options->seeds, "How many orders of the photos are played")
      ->check(WholeNumber(1, 1000));
  command->add_option("--truth", options->truth, "Which folder tells: own, or top, the first below the tree")
      ->check(CLI::IsMember({"own", "top"}));
  command->add_option("--overlook", options->overlook, "Share of wrong photos on pages that are not seen")
      ->check(Fraction());
  command->add_option("--plot", options->plot, "Draws the photos sorted against time into this file")
      ->option_text("FILE.svg");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->callback([&line, options] {
    if (options->policies.empty()) options->policies = {"manual", "original", "pages"};
    line.status = RunEvaluate(*options, line.console);
  });
}

}  // namespace photocluster
