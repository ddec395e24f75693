#include "shared/session/summary.h"

#include <algorithm>

#include "shared/base/archive_json.h"

namespace photocluster {
namespace {

// component / 32767 in millionths, rounded half away from zero, by integers only.
FixedDecimal6 Millionths(std::int16_t component) {
  const std::int64_t scaled = std::int64_t{component} * 2'000'000;
  const std::int64_t half = scaled < 0 ? -32767 : 32767;
  return {static_cast<std::int32_t>((scaled + half) / (2 * 32767))};
}

}  // namespace

Summary SummaryOf(const State& state, Seq settled) {
  Summary summary;
  summary.settled = settled;
  summary.model = state.settings().model();
  for (ClusterId id : state.ExistingClusters()) {
    const std::string& name = state.clusters().name(id);
    auto& centroids = summary.clusters[name];
    if (const Vector* direction = state.clusters().direction(id)) {
      centroids.emplace_back();
      for (std::size_t i = 0; i < state.vectors().dimension(); ++i) {
        centroids.back().push_back(Millionths((*direction)[i]));
      }
    }
    summary.counts[name] = state.clusters().members(id);
    summary.vectors[name] = state.clusters().centroid(id).count;
  }
  const Imported imported = state.imported().value_or(Imported{});
  std::int64_t by_hand = imported.manual_more, by_auto = imported.auto_more, deleted = imported.deleted_more;
  // From the decisions alone: whether a photo's file is there today does not change what was decided.
  for (std::size_t i = 0; i < state.photo_count(); ++i) {
    const PhotoDecision& decision = state.photo(PhotoId(static_cast<std::uint32_t>(i))).decision;
    const Membership membership = decision.membership;
    const bool is_imported = membership == Membership::kImported;
    if (membership == Membership::kManual || (is_imported && !decision.by_auto)) ++by_hand;
    if (membership == Membership::kAuto || (is_imported && decision.by_auto)) ++by_auto;
    if (membership == Membership::kTrashed) ++deleted;
  }
  summary.manual_total = static_cast<std::uint64_t>(std::max<std::int64_t>(by_hand, 0));
  summary.auto_total = static_cast<std::uint64_t>(std::max<std::int64_t>(by_auto, 0));
  summary.deleted_total = static_cast<std::uint64_t>(std::max<std::int64_t>(deleted, 0));
  return summary;
}

std::string SummaryText(const Summary& summary) { return ToIndentedJson(summary); }

SummaryCheck CheckSummary(std::string_view text, const Summary& expected) {
  if (text == SummaryText(expected)) return SummaryCheck::kSame;
  const Result<Summary> read = FromJson<Summary>(text);
  if (!read.ok()) return SummaryCheck::kDifferent;
  // Stale: equal but for centroids of clusters that have more vectors now than when it was written.
  Summary adjusted = expected;
  bool more = false;
  for (auto& [name, count] : adjusted.vectors) {
    const auto stored = read.value().vectors.find(name);
    if (stored == read.value().vectors.end() || stored->second >= count) continue;
    more = true;
    count = stored->second;
    const auto centroid = read.value().clusters.find(name);
    if (centroid != read.value().clusters.end()) adjusted.clusters[name] = centroid->second;
  }
  return more && text == SummaryText(adjusted) ? SummaryCheck::kStale : SummaryCheck::kDifferent;
}

}  // namespace photocluster
