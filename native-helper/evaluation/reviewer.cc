#include "native-helper/evaluation/reviewer.h"

#include <algorithm>

namespace photocluster {
namespace {

// Seconds of the Keystroke-Level Model: thinking, a key, pointing; looking at a photo by itself and at a tile.
constexpr double kThink = 1.35, kKey = 0.2, kPoint = 1.1, kLook = 0.6, kTile = 0.3;
constexpr std::size_t kNotSmall = 20;

}  // namespace

Reviewer::Reviewer(const Truth& truth, double overlook, std::uint64_t seed)
    : truth_(truth),
      overlook_(overlook),
      random_(seed),
      clusters_(truth.names.size()),
      assigned_(truth.folder.size(), kNowhere) {}

ClusterId Reviewer::ClusterOf(std::uint32_t folder) const { return clusters_[folder]; }

ClusterId Reviewer::Name(std::uint32_t folder) {
  if (!clusters_[folder].has_value()) {
    clusters_[folder] = ClusterId(static_cast<std::uint32_t>(folders_.size()));
    folders_.push_back(folder);
    ++effort_.actions;
    effort_.keys += truth_.names[folder].size() + 1;
    effort_.seconds += kThink + kKey * static_cast<double>(truth_.names[folder].size() + 1);
  }
  return clusters_[folder];
}

void Reviewer::Put(RowId row, std::uint32_t folder) {
  if (!decided(row)) ++decided_count_;
  assigned_[row.value()] = folder;
  right_ += truth_.folder[row.value()] == folder;
  curve_.push_back({effort_.seconds, right_});
}

void Reviewer::Mark() {
  ++effort_.actions;
  ++effort_.keys;
  effort_.seconds += kPoint + kKey;
}

ClusterId Reviewer::DecideSingle(RowId row) {
  const std::uint32_t folder = truth_.folder[row.value()];
  ++effort_.decisions;
  ++effort_.actions;
  ++effort_.keys;
  effort_.seconds += kThink + kKey + kLook;
  const ClusterId cluster = Name(folder);
  Put(row, folder);
  return cluster;
}

std::uint32_t Reviewer::MostFrequent(const std::vector<RowId>& rows) const {
  std::map<std::uint32_t, std::size_t> counts;
  for (const RowId row : rows) ++counts[truth_.folder[row.value()]];
  return std::max_element(counts.begin(), counts.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

Reviewer::Answer Reviewer::DecidePage(ClusterId cluster, const std::vector<RowId>& rows) {
  ++effort_.decisions;
  ++effort_.actions;
  ++effort_.keys;
  effort_.seconds += kThink + kKey + kTile * static_cast<double>(rows.size());
  Answer answer{.refused = false, .cluster = cluster, .clusters = std::vector<ClusterId>(rows.size())};
  const std::uint32_t folder = cluster.has_value() ? folders_[cluster.value()] : MostFrequent(rows);
  const auto belongs = [&](RowId row) { return truth_.folder[row.value()] == folder; };
  if (2 * std::count_if(rows.begin(), rows.end(), belongs) < static_cast<std::ptrdiff_t>(rows.size())) {
    answer.refused = true;
    return answer;
  }
  if (!cluster.has_value()) {
    const bool named = clusters_[folder].has_value();
    answer.cluster = Name(folder);
    if (named) {  // its key instead of a name
      ++effort_.actions;
      ++effort_.keys;
      effort_.seconds += kKey;
    }
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::uint32_t own = truth_.folder[rows[i].value()];
    if (belongs(rows[i]) || Overlooks()) {
      answer.clusters[i] = answer.cluster;
    } else {
      Mark();  // with the key of its cluster when there is one
      answer.clusters[i] = clusters_[own];
    }
    if (answer.clusters[i].has_value()) Put(rows[i], folders_[answer.clusters[i].value()]);
  }
  return answer;
}

void Reviewer::MoveUnseen(RowId row, ClusterId cluster) {
  ++effort_.unseen;
  Put(row, folders_[cluster.value()]);
}

double Reviewer::precision() const {
  return assigned_.empty() ? 1 : static_cast<double>(right_) / static_cast<double>(assigned_.size());
}

double Reviewer::worst_cluster_precision() const {
  std::vector<std::size_t> in(truth_.names.size()), right(truth_.names.size());
  for (std::size_t row = 0; row < assigned_.size(); ++row) {
    if (assigned_[row] == kNowhere) continue;
    ++in[assigned_[row]];
    right[assigned_[row]] += assigned_[row] == truth_.folder[row];
  }
  double worst = 1;
  for (std::size_t folder = 0; folder < in.size(); ++folder) {
    if (in[folder] < kNotSmall) continue;
    worst = std::min(worst, static_cast<double>(right[folder]) / static_cast<double>(in[folder]));
  }
  return worst;
}

}  // namespace photocluster
