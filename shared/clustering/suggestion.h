#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "shared/base/id.h"
#include "shared/clustering/cluster_set.h"
#include "shared/clustering/scores.h"

namespace photocluster {

// Where a photo most likely belongs.
struct Suggestion {
  ClusterId cluster;
  double score = 0;         // cosine, -1..1
  ClusterId second;         // none when only one cluster has a direction
  double second_score = 0;  // 0 when there is no second
  double margin = 0;        // score - second_score, never below 0

  bool operator==(const Suggestion&) const = default;
};

// The best and the second cluster for one row, ties by the bytes of the names. None when no cluster has a direction.
// REQUIRES: `scores` is refreshed with `clusters` and has the row
std::optional<Suggestion> Suggest(RowId row, const Scores& scores, const ClusterSet& clusters);

// The same for all rows, by row; in one pass over the columns. Empty when no cluster has a direction.
std::vector<Suggestion> SuggestAll(const Scores& scores, const ClusterSet& clusters);

}  // namespace photocluster
