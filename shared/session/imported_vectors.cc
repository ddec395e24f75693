#include "shared/session/imported_vectors.h"

#include <algorithm>
#include <utility>

#include "shared/session/import.h"

namespace photocluster {
namespace {

// What unit vectors can add up to: a log may say anything.
bool IsSum(const OriginalCluster& cluster) {
  constexpr std::uint64_t kMostVectors = std::uint64_t{1} << 40;
  if (cluster.vectors == 0 || cluster.vectors > kMostVectors) return false;
  const auto most = static_cast<std::int64_t>(cluster.vectors) * 32767;
  return std::all_of(cluster.sum.begin(), cluster.sum.end(),
                     [&](std::int64_t component) { return component >= -most && component <= most; });
}

}  // namespace

void ImportedVectors::Reset(const std::vector<OriginalCluster>& clusters, std::vector<ClusterId> ids,
                            std::vector<ImportedMember> members) {
  ids_ = std::move(ids);
  members_ = std::move(members);
  sums_.clear();
  padded_ = 0;
  for (std::size_t i = 0; i < clusters.size() && i < ids_.size(); ++i) {
    if (!IsSum(clusters[i])) continue;
    Sum& sum = sums_.emplace_back();
    sum.cluster = ids_[i];
    sum.stored = CentroidOf(clusters[i]);
    sum.photos = static_cast<std::uint32_t>(std::count_if(
        members_.begin(), members_.end(), [&](const ImportedMember& member) { return member.cluster == ids_[i]; }));
  }
}

ImportedVectors::Sum* ImportedVectors::SumOf(PhotoId photo, ClusterId cluster) {
  if (sums_.empty()) return nullptr;
  const auto at = std::lower_bound(members_.begin(), members_.end(), photo,
                                   [](const ImportedMember& member, PhotoId id) { return member.photo < id; });
  if (at == members_.end() || at->photo != photo || at->cluster != cluster || at->changed) return nullptr;
  const auto sum = std::find_if(sums_.begin(), sums_.end(), [&](const Sum& each) { return each.cluster == cluster; });
  return sum == sums_.end() ? nullptr : &*sum;
}

void ImportedVectors::Exchange(Sum& sum, ClusterSet& clusters) const {
  const bool is_whole = sum.photos > 0 && sum.members == sum.photos;
  const bool stands = is_whole && padded_ > 0 && sum.stored.sum.size() == padded_;
  if (stands == std::exchange(sum.stands, stands)) return;
  clusters.Exchange(sum.cluster, stands ? sum.own : sum.stored, stands ? sum.stored : sum.own);
}

void ImportedVectors::Count(std::size_t padded, ClusterSet& clusters) {
  padded_ = padded;
  for (Sum& sum : sums_) Exchange(sum, clusters);
}

void ImportedVectors::Enter(PhotoId photo, ClusterId cluster, std::optional<VectorView> vector, ClusterSet& clusters) {
  Sum* sum = SumOf(photo, cluster);
  if (!sum) return;
  if (vector) sum->own.Add(*vector);
  ++sum->members;
  Exchange(*sum, clusters);
}

void ImportedVectors::Leave(PhotoId photo, ClusterId cluster, std::optional<VectorView> vector, ClusterSet& clusters) {
  Sum* sum = SumOf(photo, cluster);
  if (!sum) return;
  --sum->members;
  Exchange(*sum, clusters);
  if (vector) sum->own.Remove(*vector);
}

void ImportedVectors::AddVector(PhotoId photo, ClusterId cluster, VectorView vector) {
  if (Sum* sum = SumOf(photo, cluster)) sum->own.Add(vector);
}

void ImportedVectors::ForgetVectors() {
  padded_ = 0;
  for (Sum& sum : sums_) {
    sum.own = Centroid();
    sum.stands = false;
  }
}

void ImportedVectors::TakeChanged(PhotoId photo) {
  for (ImportedMember& member : members_) {
    if (member.photo == photo) member.changed = true;
  }
}

}  // namespace photocluster
