#include <algorithm>
#include <iomanip>
#include <memory>
#include <ostream>

#include "native-helper/commands/arguments.h"
#include "native-helper/commands/command_line.h"
#include "native-helper/commands/interrupt.h"
#include "native-helper/commands/writer.h"
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

// What --json prints. `run` and `moved` are there when --apply moved something.
struct PrintedPlan {
  double threshold = 0;
  std::uint32_t min_samples = 0;
  std::string model;
  std::uint64_t queue = 0;
  std::vector<PlanRow> plan;
  std::optional<Seq> run;
  std::optional<std::uint64_t> moved;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(threshold), NVP(min_samples), NVP(model), NVP(queue), NVP(plan), NVP(run), NVP(moved));
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
      << (plan.min_samples == 1 ? " sample\n" : " samples\n");
}

Result<PrintedPlan> MakePlan(const AutoMoveOptions& options, Session& session) {
  const State& state = session.state();
  if (state.settings().manual_only()) {
    return Error{ErrorCode::kBadInput, "suggestions are switched off in this folder (manual_only)"};
  }
  if (state.settings().model().empty()) {
    return Error{ErrorCode::kNotFound, "no photo has been embedded yet: run `photocluster embed` first"};
  }
  PrintedPlan plan;
  plan.threshold = options.threshold.value_or(state.settings().threshold());
  plan.min_samples = options.min_samples.value_or(state.settings().min_samples());
  plan.model = state.settings().model();
  plan.queue = state.totals().queue;
  plan.plan = session.Plan({.threshold = plan.threshold, .min_samples = static_cast<int>(plan.min_samples)});
  return plan;
}

bool MovesLater(Writer& writer) { return writer.root().session().state().settings().file_mode() != FileMode::kMove; }

// Exactly what was shown, as one run. Gives whether it was stopped on the way.
bool Apply(PrintedPlan& plan, Writer& writer, Outcome& outcome) {
  AutoMove command{.threshold = plan.threshold, .min_samples = plan.min_samples, .pairs = {}};
  for (const PlanRow& row : plan.plan) command.pairs.push_back({row.place, row.cluster});
  outcome = writer.Do(std::move(command));
  std::uint64_t moved = 0;
  std::optional<Seq> stopped_at;
  for (const Record& record : outcome.records) {
    if (record.op == Op::kStopped) stopped_at = record.of;
  }
  for (const Record& record : outcome.records) {
    if (record.op != Op::kAuto) continue;
    plan.run = record.run.value_or(record.seq);
    if (MovesLater(writer)) continue;
    if (!stopped_at || record.seq < *stopped_at) ++moved;
  }
  plan.moved = moved - std::min<std::uint64_t>(moved, outcome.failures.size());
  return stopped_at.has_value();
}

ExitStatus ShowPlan(const AutoMoveOptions& options, Console& console) {
  Result<std::unique_ptr<Root>> root = OpenRoot(console, options.root, {.access = Access::kRead});
  if (!root.ok()) return Complain(console, root.error());
  const Result<PrintedPlan> plan = MakePlan(options, root.value()->session());
  if (!plan.ok()) return Complain(console, plan.error());
  if (options.json) {
    console.out << ToJson(plan.value()) << "\n";
  } else {
    PrintTable(plan.value(), console.out);
  }
  return ExitStatus::kDone;
}

ExitStatus ApplyPlan(const AutoMoveOptions& options, Console& console) {
  const InterruptGuard interrupt;
  Result<std::unique_ptr<Writer>> writer = Writer::Open(console, options.root, &interrupt.requested());
  if (!writer.ok()) return Complain(console, writer.error());
  Result<PrintedPlan> made = MakePlan(options, writer.value()->root().session());
  if (!made.ok()) return Complain(console, made.error());
  PrintedPlan& plan = made.value();

  if (!options.json) PrintTable(plan, console.out);
  Outcome outcome;
  bool is_stopped = false;
  if (!plan.plan.empty()) is_stopped = Apply(plan, *writer.value(), outcome);
  if (options.json) console.out << ToJson(plan) << "\n";
  if (!options.json && plan.run) {
    const bool later = MovesLater(*writer.value());
    console.out << (later ? "decided about " : "moved ") << (later ? plan.plan.size() : *plan.moved)
                << " photos as run " << *plan.run << (later ? "; their files stay" : "") << "\n";
  }
  const ExitStatus status = writer.value()->Finish(console, outcome);
  if (!is_stopped) return status;
  console.err << "photocluster: stopped; the other photos stay where they are\n";
  return ExitStatus::kFailed;
}

}  // namespace

void AddAutoMove(CommandLine& line) {
  CLI::App* command =
      line.app.add_subcommand("auto-move", "Shows which photos would move to which cluster; moves them with --apply");
  auto options = std::make_shared<AutoMoveOptions>();
  AddRootArgument(*command, options->root);
  command->add_option("--threshold", options->threshold, "The least score, 0 to 1; without it the folder's setting")
      ->option_text("X")
      ->check(Fraction());
  command
      ->add_option("--min-samples", options->min_samples,
                   "The fewest members the cluster must have; without it the folder's setting")
      ->option_text("N")
      ->check(WholeNumber(1, kMostSamples));
  command->add_flag("--apply", options->apply, "Move exactly the photos of the plan, as one run");
  command->add_flag("--json", options->json, "Print the plan as one JSON object");
  command->callback(
      [&line, options] { line.status = (options->apply ? ApplyPlan : ShowPlan)(*options, line.console); });
}

}  // namespace photocluster
