#include "shared/clustering/auto_rule.h"

namespace photocluster {
namespace {

// How many times cheaper a suggestion is when all are made together.
constexpr std::size_t kCheaperTogether = 8;

}  // namespace

bool Qualifies(const Suggestion& suggestion, const AutoRule& rule, const ClusterSet& clusters) {
  const std::int64_t samples = clusters.members(suggestion.cluster);
  return suggestion.score >= rule.threshold && samples >= rule.min_samples;
}

std::vector<PlannedMove> Plan(std::span<const RowId> queue, const AutoRule& rule, const Scores& scores,
                              const ClusterSet& clusters) {
  std::vector<PlannedMove> plan;
  const auto meet = [&](std::size_t position, const Suggestion& suggestion) {
    if (Qualifies(suggestion, rule, clusters)) plan.push_back({position, suggestion});
  };
  if (queue.size() < scores.row_count() / kCheaperTogether) {
    for (std::size_t position = 0; position < queue.size(); ++position) {
      if (!queue[position].has_value()) continue;
      const std::optional<Suggestion> suggestion = Suggest(queue[position], scores, clusters);
      if (suggestion) meet(position, *suggestion);
    }
    return plan;
  }
  const std::vector<Suggestion> suggestions = SuggestAll(scores, clusters);
  if (suggestions.empty()) return plan;
  for (std::size_t position = 0; position < queue.size(); ++position) {
    if (queue[position].has_value()) meet(position, suggestions[queue[position].value()]);
  }
  return plan;
}

}  // namespace photocluster
