#include "native-helper/evaluation/policies.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <utility>

#include "shared/clustering/auto_rule.h"
#include "shared/clustering/cluster_set.h"
#include "shared/clustering/page_builder.h"
#include "shared/clustering/suggestion.h"
#include "shared/vectors/dot.h"

namespace photocluster {
namespace {

// How long the program takes between two answers.
class Stopwatch {
 public:
  void Begin() { begun_ = std::chrono::steady_clock::now(); }
  void End() { spent_ += std::chrono::steady_clock::now() - begun_; }
  double Milliseconds() const { return std::chrono::duration<double, std::milli>(spent_).count(); }

 private:
  std::chrono::steady_clock::time_point begun_;
  std::chrono::steady_clock::duration spent_{};
};

Play Ended(const Reviewer& reviewer, const PlayOptions& options, const Stopwatch& watch) {
  return {.seed = options.seed,
          .effort = reviewer.effort(),
          .precision = reviewer.precision(),
          .worst_cluster_precision = reviewer.worst_cluster_precision(),
          .ms_per_decision =
              watch.Milliseconds() / static_cast<double>(std::max<std::uint64_t>(1, reviewer.effort().decisions)),
          .curve = reviewer.curve()};
}

// The rows in an order that follows from the photos' contents and the seed.
std::vector<RowId> Order(const Truth& truth, std::uint64_t seed) {
  std::vector<std::pair<std::uint64_t, RowId>> order;
  for (std::uint32_t row = 0; row < truth.folder.size(); ++row) {
    order.emplace_back(OrderHash(seed, truth.matrix.fingerprint(RowId(row)).ToText()), RowId(row));
  }
  std::sort(order.begin(), order.end());
  std::vector<RowId> rows;
  for (const auto& [hash, row] : order) rows.push_back(row);
  return rows;
}

Play PlayManual(const Truth& truth, const PlayOptions& options) {
  Reviewer reviewer(truth, options.overlook, options.seed);
  for (const RowId row : Order(truth, options.seed)) reviewer.DecideSingle(row);
  return Ended(reviewer, options, {});
}

// The best cluster of the head of the queue alone: no scores of all photos are needed for it.
std::optional<Suggestion> SuggestAlone(VectorView vector, const ClusterSet& clusters) {
  std::optional<Suggestion> best;
  for (const ClusterId id : clusters.ByName()) {
    const Vector* direction = clusters.direction(id);
    if (!direction) continue;
    const double score = Cosine(Dot(vector, *direction));
    if (best && score <= best->score) continue;
    best.emplace();
    best->cluster = id;
    best->score = score;
  }
  return best;
}

// The original program: the head of the queue moves by itself when it reaches the threshold, else it is asked about.
// What moved by itself counts in the centroid like what was confirmed.
Play PlayOriginal(const Truth& truth, const PlayOptions& options, double threshold) {
  Reviewer reviewer(truth, options.overlook, options.seed);
  Stopwatch watch;
  ClusterSet clusters;
  const AutoRule rule{.threshold = threshold, .min_samples = 5};
  for (const RowId row : Order(truth, options.seed)) {
    watch.Begin();
    const std::optional<Suggestion> suggestion = SuggestAlone(truth.matrix.Row(row), clusters);
    const bool moves = suggestion && Qualifies(*suggestion, rule, clusters);
    watch.End();
    if (moves) reviewer.MoveUnseen(row, suggestion->cluster);
    const ClusterId cluster = moves ? suggestion->cluster : reviewer.DecideSingle(row);
    if (!clusters.Has(cluster)) clusters.Create("c" + std::to_string(cluster.value()));
    clusters.AddMember(cluster, truth.matrix.Row(row));
  }
  return Ended(reviewer, options, watch);
}

// Pages until everything is decided. The rows are put into an order of the seed first: it decides ties.
Play PlayPages(const Truth& truth, const PlayOptions& options, PageRules rules) {
  Truth shuffled{Matrix(truth.matrix.dimension()), {}, truth.names};
  for (const RowId row : Order(truth, options.seed)) {
    shuffled.matrix.Add(truth.matrix.fingerprint(row), truth.matrix.Row(row));
    shuffled.folder.push_back(truth.folder[row.value()]);
  }
  Reviewer reviewer(shuffled, options.overlook, options.seed);
  rules.tiles = options.tiles;
  PageBuilder builder(shuffled.matrix, rules);
  Stopwatch watch;
  while (true) {
    watch.Begin();
    const std::optional<Page> page = builder.Next();
    watch.End();
    if (!page) break;
    if (page->kind == Page::Kind::kSingle) {
      builder.Decide(page->rows.front(), reviewer.DecideSingle(page->rows.front()));
      continue;
    }
    const Reviewer::Answer answer = reviewer.DecidePage(page->cluster, page->rows);
    if (answer.refused && !page->cluster.has_value()) builder.Dissolve(page->rows);
    std::size_t wrong = 0;
    for (const ClusterId cluster : answer.clusters) wrong += !answer.cluster.has_value() || cluster != answer.cluster;
    if (!answer.refused) builder.Learn(*page, wrong);
    for (std::size_t i = 0; i < page->rows.size(); ++i) {
      const RowId row = page->rows[i];
      if (answer.clusters[i].has_value()) {
        builder.Decide(row, answer.clusters[i]);
      } else if (answer.cluster.has_value()) {
        builder.Refuse(row, answer.cluster);
      }
    }
  }
  return Ended(reviewer, options, watch);
}

Play PlayOriginalAtItsDefault(const Truth& truth, const PlayOptions& options) {
  return PlayOriginal(truth, options, 0.9);
}
Play PlayOriginalLower(const Truth& truth, const PlayOptions& options) { return PlayOriginal(truth, options, 0.8); }
Play PlayPagesAsShown(const Truth& truth, const PlayOptions& options) { return PlayPages(truth, options, {}); }
Play PlayPagesWithoutGroups(const Truth& truth, const PlayOptions& options) {
  return PlayPages(truth, options, {.groups = false});
}
Play PlayPagesByCentroids(const Truth& truth, const PlayOptions& options) {
  return PlayPages(truth, options, {.head = PageRules::Head::kCentroids});
}

constexpr std::array<Policy, 6> kPolicies{{
    {"manual", "every photo by hand", PlayManual},
    {"original", "the original program: 0.90, 5 samples", PlayOriginalAtItsDefault},
    {"original-0.80", "the original program with the threshold lowered", PlayOriginalLower},
    {"pages", "pages of look-alikes, as the page shows them", PlayPagesAsShown},
    {"pages-no-groups", "pages without groups at the start", PlayPagesWithoutGroups},
    {"pages-centroids", "pages by centred centroids instead of the ridge head", PlayPagesByCentroids},
}};

}  // namespace

std::span<const Policy> Policies() { return kPolicies; }

const Policy* FindPolicy(std::string_view name) {
  const auto found =
      std::find_if(kPolicies.begin(), kPolicies.end(), [name](const Policy& p) { return p.name == name; });
  return found == kPolicies.end() ? nullptr : &*found;
}

}  // namespace photocluster
