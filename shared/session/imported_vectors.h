#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "shared/base/archive_fields.h"
#include "shared/base/id.h"
#include "shared/clustering/cluster_set.h"
#include "shared/protocol/record.h"
#include "shared/vectors/centroid.h"

namespace photocluster {

// A photo that the original program had moved into a cluster.
struct ImportedMember {
  PhotoId photo;
  ClusterId cluster;
  bool changed = false;  // it has another content since

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(photo), NVP(cluster), NVP(changed));
  }
};

// The sums of the vectors that the original program had stored, one a cluster. While they count, a sum stands in the
// centroid for the photos that the original had moved into its cluster, as long as each of them is a member of it with
// the content it came with. Which vector to take away when one leaves nobody can tell: until it is back the photos' own
// vectors count instead. So a centroid depends on who is a member alone, and undo leaves no trace in it.
class ImportedVectors {
 public:
  // `ids`: of the clusters. `members`: by photo, each once. No photo has entered yet, and nothing counts.
  void Reset(const std::vector<OriginalCluster>& clusters, std::vector<ClusterId> ids,
             std::vector<ImportedMember> members);

  // Whether the sums count: those of this many components, with padding; of 0: none.
  void Count(std::size_t padded, ClusterSet& clusters);

  // A photo became a member, with the vector that joined the centroid, or is about to leave it.
  void Enter(PhotoId photo, ClusterId cluster, std::optional<VectorView> vector, ClusterSet& clusters);
  void Leave(PhotoId photo, ClusterId cluster, std::optional<VectorView> vector, ClusterSet& clusters);
  // A member's vector that joined the centroid after it. REQUIRES: nothing counts
  void AddVector(PhotoId photo, ClusterId cluster, VectorView vector);
  // All centroids have become empty.
  void ForgetVectors();
  // From now on the photo counts by its own vector. REQUIRES: it has left
  void TakeChanged(PhotoId photo);

  const std::vector<ImportedMember>& members() const { return members_; }
  const std::vector<ClusterId>& ids() const { return ids_; }

 private:
  struct Sum {
    ClusterId cluster;
    Centroid stored;
    Centroid own;  // of those of its photos that are members
    std::uint32_t photos = 0;
    std::uint32_t members = 0;  // of its photos
    bool stands = false;        // in the centroid, in place of `own`
  };

  Sum* SumOf(PhotoId photo, ClusterId cluster);  // null when the photo's vector is in none
  void Exchange(Sum& sum, ClusterSet& clusters) const;

  std::vector<ImportedMember> members_;
  std::vector<ClusterId> ids_;
  std::vector<Sum> sums_;
  std::size_t padded_ = 0;
};

}  // namespace photocluster
