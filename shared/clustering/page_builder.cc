#include "shared/clustering/page_builder.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "shared/clustering/confidence.h"
#include "shared/vectors/dot.h"

namespace photocluster {
namespace {

constexpr double kLeastChance = 0.5;      // to stand on a page with others
constexpr double kStillLessWork = 0.25;   // when there is no page of such photos left
constexpr double kLeastPurity = 0.5;      // of a page as a whole: less of it would be refused
constexpr std::size_t kLeastOnAPage = 3;  // fewer are decided one by one
constexpr double kClaimed = 0.7;          // mean score of a group that belongs to a cluster with a name
constexpr double kPriorWrong = 15;        // photos found wrong, and as many expected, before any page was answered

// Actions that a page asks for besides one for each photo that does not belong: Enter, and a name for a group.
constexpr double kConfirm = 1;
constexpr double kConfirmAndName = 2;

// A head by centroids alone, in the shape of a ridge head.
RidgeHead CentroidHead(const RidgeSamples& samples, const Centring& centring) {
  RidgeHead head;
  for (const Centroid& own : samples.classes()) {
    RidgeHead::Class one;
    std::vector<double> direction(own.sum.size());
    for (std::size_t i = 0; i < direction.size(); ++i) {
      direction[i] = static_cast<double>(own.sum[i] - static_cast<std::int64_t>(own.count) * centring.mean[i]);
    }
    Result<Vector> weights = Quantise(std::span<const double>(direction));
    if (own.count > 0 && weights.ok()) {
      one.weights = std::move(weights).value();
      one.scale = 1 / (kUnit * kUnit);
      one.offset = static_cast<double>(Dot(one.weights, centring.mean));
    }
    head.classes.push_back(std::move(one));
  }
  return head;
}

}  // namespace

PageBuilder::PageBuilder(const Matrix& matrix, PageRules rules)
    : matrix_(matrix), rules_(rules), samples_(matrix.padded()), wrong_(kPriorWrong), expected_wrong_(kPriorWrong) {}

void PageBuilder::Grow() {
  if (centring_.dot.size() == matrix_.row_count()) return;
  centring_ = Centre(matrix_);
  decided_.resize(matrix_.row_count());
}

void PageBuilder::Decide(RowId row, ClusterId cluster) {
  Grow();
  decided_[row.value()] = true;
  if (cluster.has_value()) samples_.Add(cluster.value(), matrix_.Row(row));
}

void PageBuilder::Undecide(RowId row, ClusterId cluster) {
  decided_[row.value()] = false;
  if (cluster.has_value()) samples_.Remove(cluster.value(), matrix_.Row(row));
}

void PageBuilder::Dissolve(std::span<const RowId> rows) { loose_.insert(rows.begin(), rows.end()); }

void PageBuilder::Learn(const Page& page, std::size_t wrong) {
  // What the curve said before it was corrected by what was learnt until then.
  expected_wrong_ += (static_cast<double>(page.rows.size()) - page.expected_right) / (wrong_ / expected_wrong_);
  wrong_ += static_cast<double>(wrong);
}

std::vector<RowId> PageBuilder::Undecided() const {
  std::vector<RowId> rows;
  for (std::uint32_t row = 0; row < decided_.size(); ++row) {
    if (!decided_[row]) rows.emplace_back(row);
  }
  return rows;
}

RidgeHead PageBuilder::Fit(const RidgeSamples& samples) const {
  return rules_.head == PageRules::Head::kRidge ? FitRidge(samples, centring_) : CentroidHead(samples, centring_);
}

// Groups lose what is decided; when none is left and half of the photos are decided, there are new ones to be found.
void PageBuilder::RefreshGroups(std::span<const RowId> undecided) {
  if (!rules_.groups) return;
  for (Group& group : groups_) {
    std::erase_if(group, [this](RowId row) { return !IsUndecided(row) || loose_.contains(row); });
  }
  const auto is_gone = [](const Group& group) { return group.size() < 2; };
  std::erase_if(groups_, is_gone);
  if (!groups_.empty() || (grouped_ > 0 && undecided.size() * 2 > grouped_)) return;
  grouped_ = std::max<std::size_t>(undecided.size(), 1);
  std::vector<RowId> rows(undecided.begin(), undecided.end());
  std::erase_if(rows, [this](RowId row) { return loose_.contains(row); });
  groups_ = FirstGroups(matrix_, centring_, rows);
}

// A group that scores like samples of a cluster with a name belongs to it. By the score, not by the margin: while few
// clusters have names, a photo of another one has a margin too.
void PageBuilder::DropClaimedGroups() {
  if (groups_.empty() || samples_.count() == 0) return;
  const RidgeHead head = Fit(samples_);
  std::erase_if(groups_, [&](const Group& group) {
    double sum = 0;
    for (const Guess& guess : Guesses(head, group)) sum += guess.score;
    return sum >= kClaimed * static_cast<double>(group.size());
  });
}

std::vector<PageBuilder::Guess> PageBuilder::Guesses(const RidgeHead& head, std::span<const RowId> rows) const {
  std::vector<Guess> guesses;
  guesses.reserve(rows.size());
  const std::size_t known = samples_.classes().size();
  for (const RowId row : rows) {
    double best = -std::numeric_limits<double>::infinity(), second = best;
    Guess guess;
    const auto refused = refused_.lower_bound({row, ClusterId(0)});
    const bool any_refused = refused != refused_.end() && refused->first == row;
    const bool loose = loose_.contains(row);
    for (std::size_t label = 0; label < head.classes.size(); ++label) {
      const RidgeHead::Class& one = head.classes[label];
      const ClusterId cluster(static_cast<std::uint32_t>(label));
      const bool excluded = label < known ? any_refused && refused_.contains({row, cluster}) : loose;
      if (one.weights.empty() || excluded) continue;
      const double score = head.Score(label, Dot(matrix_.Row(row), one.weights));
      if (score > best) {
        second = best;
        best = score;
        guess.label = label;
      } else if (score > second) {
        second = score;
      }
    }
    if (best > 0) {
      guess.score = best;
      const double doubt = 1 - ChanceRight(best - std::max(second, 0.0));
      guess.chance = 1 - std::min(1.0, doubt * wrong_ / expected_wrong_);
    }
    guesses.push_back(guess);
  }
  return guesses;
}

std::optional<Page> PageBuilder::Next() {
  Grow();
  const std::vector<RowId> undecided = Undecided();
  if (undecided.empty()) return std::nullopt;
  RefreshGroups(undecided);
  DropClaimedGroups();
  RidgeSamples samples = samples_;
  const std::size_t known = samples_.classes().size();
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    for (const RowId row : groups_[g]) samples.Add(known + g, matrix_.Row(row));
  }
  const RidgeHead head = Fit(samples);
  const std::vector<Guess> guesses = Guesses(head, undecided);
  std::optional<Page> page = BestPage(undecided, guesses, kLeastChance);
  if (!page) page = BestPage(undecided, guesses, kStillLessWork);
  return page ? page : Surest(undecided, guesses);
}

std::optional<Page> PageBuilder::BestPage(std::span<const RowId> undecided, std::span<const Guess> guesses,
                                          double least_chance) const {
  const std::size_t known = samples_.classes().size();
  std::vector<std::vector<Candidate>> candidates(known + groups_.size());
  for (std::size_t i = 0; i < undecided.size(); ++i) {
    if (guesses[i].label < candidates.size()) candidates[guesses[i].label].push_back({undecided[i], guesses[i].chance});
  }
  std::optional<Page> best;
  double best_rate = 0;
  for (std::size_t label = 0; label < candidates.size(); ++label) {
    std::vector<Candidate>& own = candidates[label];
    std::sort(own.begin(), own.end(), [](const Candidate& a, const Candidate& b) {
      return a.chance != b.chance ? a.chance > b.chance : a.row < b.row;
    });
    double right = 0;
    std::size_t count = 0;
    for (; count < std::min(own.size(), rules_.tiles) && own[count].chance >= least_chance; ++count) {
      right += own[count].chance;
    }
    if (count < kLeastOnAPage || right < kLeastPurity * static_cast<double>(count)) continue;
    // More than in proportion for more photos: what a full page teaches spares marks on those after it.
    const double actions = (label < known ? kConfirm : kConfirmAndName) + static_cast<double>(count) - right;
    const double rate = right * std::sqrt(right) / actions;
    if (rate <= best_rate) continue;
    best_rate = rate;
    best.emplace();
    best->kind = label < known ? Page::Kind::kCluster : Page::Kind::kGroup;
    if (label < known) best->cluster = ClusterId(static_cast<std::uint32_t>(label));
    best->expected_right = right;
    for (std::size_t i = count; i-- > 0;) best->rows.push_back(own[i].row);
  }
  return best;
}

// Nothing to ask about several at once: the photo that is surest.
Page PageBuilder::Surest(std::span<const RowId> undecided, std::span<const Guess> guesses) const {
  std::size_t surest = 0;
  for (std::size_t i = 1; i < undecided.size(); ++i) {
    if (guesses[i].chance > guesses[surest].chance) surest = i;
  }
  Page page;
  page.rows = {undecided[surest]};
  page.expected_right = guesses[surest].chance;
  if (guesses[surest].label < samples_.classes().size()) {
    page.cluster = ClusterId(static_cast<std::uint32_t>(guesses[surest].label));
  }
  return page;
}

}  // namespace photocluster
