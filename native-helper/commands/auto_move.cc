#include <CLI/CLI.hpp>
#include <algorithm>
#include <iomanip>
#include <memory>
#include <ostream>

#include "native-helper/commands/command_line.h"
#include "shared/base/archive_json.h"
#include "shared/protocol/command.h"

namespace photocluster {
namespace {

struct AutoMoveOptions {
  std::string root;
  std::optional<double> threshold;
  std::optional<std::uint32_t> min_samples;
  bool apply = false;
  bool json = false;
};

struct PrintedPlan {
  double threshold = 0;
  std::uint32_t min_samples = 0;
  std::string model;
  std::uint64_t queue = 0;
  std::vector<PlanRow> plan;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(threshold), NVP(min_samples), NVP(model), NVP(queue), NVP(plan));
  }
};

void PrintTable(const PrintedPlan& plan, std::ostream& out) {
  out << std::fixed << std::setprecision(4);
  for (const PlanRow& row : plan.plan) {
    out << row.score << "  margin " << row.margin << "  " << row.place << " -> " << row.cluster;
    if (!row.second.empty()) out << "  (second: " << row.second << " " << row.second_score << ")";
    out << "\n";
  }
  out << std::defaultfloat << std::setprecision(6) << plan.plan.size() << " of " << plan.queue
      << " photos in the queue would move at threshold " << plan.threshold << " with at least " << plan.min_samples
      << " samples\n";
}

ExitStatus RunAutoMove(const AutoMoveOptions& options, Console& console) {
  const Access access = options.apply ? Access::kWrite : Access::kRead;
  Result<std::unique_ptr<Root>> opened = OpenRoot(console, options.root, {.access = access});
  if (!opened.ok()) return Complain(console, opened.error());
  Root& root = *opened.value();
  const State& state = root.session().state();
  if (state.settings().manual_only()) {
    return Complain(console, {ErrorCode::kBadInput, "suggestions are switched off in this folder (manual_only)"});
  }
  if (state.settings().model().empty()) {
    return Complain(console, {ErrorCode::kNotFound, "no photo has been embedded yet: run `photocluster embed` first"});
  }
  PrintedPlan plan;
  plan.threshold = options.threshold.value_or(state.settings().threshold());
  plan.min_samples = options.min_samples.value_or(state.settings().min_samples());
  plan.model = state.settings().model();
  plan.queue = state.totals().queue;
  plan.plan = root.session().Plan({.threshold = plan.threshold, .min_samples = static_cast<int>(plan.min_samples)});
  if (options.json) {
    console.out << ToJson(plan) << "\n";
  } else {
    PrintTable(plan, console.out);
  }
  if (!options.apply || plan.plan.empty()) return ExitStatus::kDone;

  AutoMove command{.threshold = plan.threshold, .min_samples = plan.min_samples, .pairs = {}};
  for (const PlanRow& row : plan.plan) command.pairs.push_back({row.place, row.cluster});
  const Outcome outcome = root.Do(command);
  std::optional<Seq> run;
  std::size_t moved = 0;
  for (const Record& record : outcome.records) {
    if (record.op != Op::kAuto) continue;
    run = record.run.value_or(record.seq);
    ++moved;
  }
  moved -= std::min(moved, outcome.failures.size());
  if (run && !options.json) console.out << "moved " << moved << " photos as run " << *run << "\n";
  return Finish(console, root, outcome);
}

}  // namespace

void AddAutoMove(CommandLine& line) {
  CLI::App* command =
      line.app.add_subcommand("auto-move", "Shows which photos would move to which cluster; moves them with --apply");
  auto options = std::make_shared<AutoMoveOptions>();
  command->add_option("ROOT", options->root, "The folder of photos")->required();
  command->add_option("--threshold", options->threshold, "The least score, 0 to 1")->check(CLI::Range(0.0, 1.0));
  command->add_option("--min-samples", options->min_samples, "The fewest members the cluster must have")
      ->check(CLI::Range(1u, 1000000u));
  command->add_flag("--apply", options->apply, "Move exactly the photos of the plan, as one run");
  command->add_flag("--json", options->json, "Print the plan as one JSON object");
  command->callback([&line, options] { line.status = RunAutoMove(*options, line.console); });
}

}  // namespace photocluster
