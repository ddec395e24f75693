#include "shared/clustering/auto_rule.h"

namespace photocluster {

std::vector<PlannedMove> Plan(std::span<const RowId> queue, const AutoRule& rule, const Scores& scores,
                              const ClusterSet& clusters) {
  std::vector<PlannedMove> plan;
  const std::vector<Suggestion> suggestions = SuggestAll(scores, clusters);
  if (suggestions.empty()) return plan;
  for (std::size_t position = 0; position < queue.size(); ++position) {
    if (!queue[position].has_value()) continue;
    const Suggestion& suggestion = suggestions[queue[position].value()];
    const std::int64_t samples = clusters.members(suggestion.cluster);
    if (suggestion.score >= rule.threshold && samples >= rule.min_samples) plan.push_back({position, suggestion});
  }
  return plan;
}

}  // namespace photocluster
