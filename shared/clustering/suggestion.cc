#include "shared/clustering/suggestion.h"

#include <algorithm>
#include <array>
#include <limits>

#include "shared/vectors/embedding.h"

namespace photocluster {
namespace {

// Rows whose running best stay in the first cache while the columns pass by: 16 KiB.
constexpr std::size_t kBlockRows = 1024;
constexpr std::int32_t kNoDot = std::numeric_limits<std::int32_t>::min();  // below every dot product

// The two best columns of a block of rows.
struct BestTwo {
  std::array<std::int32_t, kBlockRows> dot, second_dot;
  std::array<std::uint32_t, kBlockRows> cluster, second;
};

// Columns are met in the order of the names and only a greater dot product wins, so ties go to the first name.
// Selections instead of branches: the compiler makes four rows a step of it.
void MeetColumn(const std::int32_t* column, std::size_t count, std::uint32_t cluster, BestTwo& best) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::int32_t dot = column[i], best_dot = best.dot[i], second_dot = best.second_dot[i];
    const std::uint32_t best_cluster = best.cluster[i], second_cluster = best.second[i];
    const std::uint32_t second = dot > second_dot ? cluster : second_cluster;
    best.second[i] = dot > best_dot ? best_cluster : second;
    best.second_dot[i] = std::max(second_dot, std::min(dot, best_dot));
    best.cluster[i] = dot > best_dot ? cluster : best_cluster;
    best.dot[i] = std::max(dot, best_dot);
  }
}

void FindBestTwo(std::size_t first_row, std::size_t count, const Scores& scores, const ClusterSet& clusters,
                 BestTwo& best) {
  std::fill_n(best.dot.begin(), count, kNoDot);
  std::fill_n(best.second_dot.begin(), count, kNoDot);
  std::fill_n(best.cluster.begin(), count, ClusterId().value());
  std::fill_n(best.second.begin(), count, ClusterId().value());
  for (const ClusterId id : clusters.ByName()) {
    const std::span<const std::int32_t> column = scores.Column(id);
    if (!column.empty()) MeetColumn(column.data() + first_row, count, id.value(), best);
  }
}

// REQUIRES: the row has a best cluster
Suggestion At(const BestTwo& best, std::size_t i) {
  Suggestion suggestion;
  suggestion.cluster = ClusterId(best.cluster[i]);
  suggestion.score = Cosine(best.dot[i]);
  suggestion.second = ClusterId(best.second[i]);
  if (suggestion.second.has_value()) suggestion.second_score = Cosine(best.second_dot[i]);
  suggestion.margin = std::max(0.0, suggestion.score - suggestion.second_score);
  return suggestion;
}

}  // namespace

std::optional<Suggestion> Suggest(RowId row, const Scores& scores, const ClusterSet& clusters) {
  BestTwo best;
  FindBestTwo(row.value(), 1, scores, clusters, best);
  if (best.dot[0] == kNoDot) return std::nullopt;
  return At(best, 0);
}

std::vector<Suggestion> SuggestAll(const Scores& scores, const ClusterSet& clusters) {
  std::vector<Suggestion> suggestions;
  suggestions.reserve(scores.row_count());
  BestTwo best;
  for (std::size_t first = 0; first < scores.row_count(); first += kBlockRows) {
    const std::size_t count = std::min(kBlockRows, scores.row_count() - first);
    FindBestTwo(first, count, scores, clusters, best);
    if (best.dot[0] == kNoDot) return {};
    for (std::size_t i = 0; i < count; ++i) suggestions.push_back(At(best, i));
  }
  return suggestions;
}

}  // namespace photocluster
