#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "shared/base/id.h"
#include "shared/clustering/cluster_set.h"
#include "shared/clustering/scores.h"
#include "shared/clustering/suggestion.h"

namespace photocluster {

// When a photo may move without being looked at.
struct AutoRule {
  double threshold = 0.9;  // the least score
  int min_samples = 5;     // the fewest members its best cluster must have
};

bool Qualifies(const Suggestion& suggestion, const AutoRule& rule, const ClusterSet& clusters);

struct PlannedMove {
  std::size_t position = 0;  // in the queue
  Suggestion suggestion;     // its cluster is the target

  bool operator==(const PlannedMove&) const = default;
};

// What the rule would move, in queue order: one pass against the centroids as they stand, so the order of the queue
// decides nothing but the order of the result. The best cluster alone counts: when it has too few members the photo
// stays, also when the second would qualify. `queue`: the rows of the photos in queue order; no RowId for a photo
// without a vector, which is never moved. REQUIRES: `scores` is refreshed with `clusters`
std::vector<PlannedMove> Plan(std::span<const RowId> queue, const AutoRule& rule, const Scores& scores,
                              const ClusterSet& clusters);

}  // namespace photocluster
