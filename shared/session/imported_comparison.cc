#include "shared/session/imported_comparison.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "shared/clustering/cluster_name.h"
#include "shared/journal/log_reader.h"
#include "shared/session/decide.h"
#include "shared/vectors/dot.h"

namespace photocluster {
namespace {

// The stored vector of each imported photo, in the order of the log.
std::vector<std::pair<PhotoId, const Vector*>> Paired(const State& state, std::string_view log,
                                                      const LegacyState& stored) {
  std::map<std::string, std::vector<PhotoId>> lines;  // by the cluster's key; no photo where it is in another folder
  std::vector<std::pair<std::string, std::size_t>> order;
  for (const Record& record : ReadLog(log, {}).records) {
    if (record.op != Op::kImported || record.cluster.empty() || record.cluster == kDeletedCluster) continue;
    const std::optional<Past> past = state.history().Find(record.seq);
    const auto* before = past ? std::get_if<PhotoBefore>(&past->before) : nullptr;
    const std::string key = ClusterKey(record.cluster);
    order.emplace_back(key, lines[key].size());
    lines[key].push_back(before ? before->photo : PhotoId());
  }
  std::map<std::string, std::vector<const Vector*>> vectors;
  for (const auto& [name, cluster] : stored.clusters) {
    std::vector<const Vector*>& of_key = vectors[ClusterKey(name)];
    if (cluster.refused > 0) continue;  // which of the lines have lost theirs is not known
    for (const Vector& vector : cluster.vectors) of_key.push_back(&vector);
  }
  std::vector<std::pair<PhotoId, const Vector*>> paired;
  for (const auto& [key, nth] : order) {
    const std::vector<const Vector*>& of_cluster = vectors[key];
    if (of_cluster.size() >= lines[key].size()) paired.emplace_back(lines[key][nth], of_cluster[nth]);
  }
  return paired;
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

}  // namespace

std::vector<PhotoId> ComparablePhotos(const State& state) {
  std::vector<PhotoId> photos;
  const std::vector<ClusterId>& ids = state.imported_vectors().ids();
  for (const ImportedMember& member : state.imported_vectors().members()) {
    const auto at = std::find(ids.begin(), ids.end(), member.cluster);
    if (at == ids.end() || member.changed) continue;
    const auto nth = static_cast<std::size_t>(at - ids.begin());
    if (state.imported()->original.clusters[nth].vectors > 0) photos.push_back(member.photo);
  }
  return photos;
}

bool HasImportedDimension(const State& state) {
  const std::vector<OriginalCluster>& clusters = state.imported()->original.clusters;
  return std::any_of(clusters.begin(), clusters.end(), [&](const OriginalCluster& cluster) {
    return !cluster.sum.empty() && cluster.sum.size() == state.vectors().dimension();
  });
}

ImportedComparison CompareImported(const State& state, std::string_view log, const LegacyState& stored) {
  ImportedComparison comparison;
  comparison.model = state.settings().model();
  if (stored.dimension != state.vectors().dimension()) return comparison;
  std::vector<double> cosines;
  for (const auto& [id, vector] : Paired(state, log, stored)) {
    if (cosines.size() == kMostCompared) break;
    if (!id.has_value() || !state.photo(id).row.has_value()) continue;
    cosines.push_back(Cosine(Dot(state.vectors().Row(state.photo(id).row), *vector)));
  }
  comparison.photos = cosines.size();
  if (!cosines.empty()) comparison.cosine = RoundedScore(Median(std::move(cosines)));
  return comparison;
}

Notice NoticeOf(const ImportedComparison& comparison) {
  const std::string what = "the vectors that the original program had stored ";
  if (comparison.photos == 0) {
    return {.code = NoticeCode::kVectorsNotCompared,
            .sentence = what + "cannot be compared with those of " + comparison.model +
                        " and are not used: suggestions come from the photos themselves",
            .name = comparison.model};
  }
  const std::string shown = std::to_string(comparison.photos) + (comparison.photos == 1 ? " photo" : " photos");
  std::string cosine = std::to_string(static_cast<int>(std::lround(std::abs(comparison.cosine) * 1000)));
  cosine = (comparison.cosine < 0 ? "-" : "") + cosine.insert(0, 4 - std::min<std::size_t>(4, cosine.size()), '0');
  cosine.insert(cosine.size() - 3, ".");
  const std::string seen = " (median cosine " + cosine + ", " + shown + " compared)";
  Notice notice;
  notice.code = comparison.agrees() ? NoticeCode::kVectorsCount : NoticeCode::kVectorsOther;
  notice.sentence = comparison.agrees() ? what + "are of " + comparison.model + seen + ": they count"
                                        : what + "are of another model than " + comparison.model + seen +
                                              " and are not used: suggestions come from the photos themselves";
  notice.name = comparison.model;
  notice.count = comparison.photos;
  return notice;
}

}  // namespace photocluster
