#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/id.h"
#include "shared/vectors/centroid.h"
#include "shared/vectors/embedding.h"

namespace photocluster {

// The clusters of a root: names, how many members each has, and the centroid of those that have a vector. Who is a
// member of what stands elsewhere (the session's state); here are only the sums.
// A ClusterId is the lowest slot that was free when the cluster was created, so ids follow from the log alone.
class ClusterSet {
 public:
  // `name` as CheckClusterName returned it. REQUIRES: !Find(name).has_value()
  ClusterId Create(std::string name);
  // The cluster whose name is the same by ClusterKey, or no ClusterId.
  ClusterId Find(std::string_view name) const;
  // REQUIRES: members(id) == 0
  void Remove(ClusterId id);
  // REQUIRES: Find(name) is `id` itself or no ClusterId
  void Rename(ClusterId id, std::string name);
  void SwapNames(ClusterId a, ClusterId b);

  bool Has(ClusterId id) const;
  const std::string& name(ClusterId id) const { return slot(id).name; }
  // Sorted by the bytes of the names: the order that decides ties.
  const std::vector<ClusterId>& ByName() const { return by_name_; }
  std::size_t size() const { return by_name_.size(); }
  std::size_t slot_count() const { return slots_.size(); }  // every id is below it

  // A member counts with or without a vector; the vector, where there is one, joins or leaves the centroid.
  void AddMember(ClusterId id, std::optional<VectorView> vector);
  void RemoveMember(ClusterId id, std::optional<VectorView> vector);
  std::uint32_t members(ClusterId id) const { return slot(id).members; }
  // The vector of a member that arrives later than the member, or leaves before it.
  void AddVector(ClusterId id, VectorView vector);
  void RemoveVector(ClusterId id, VectorView vector);
  // Vectors leave the centroid, others join it. REQUIRES: those that leave are in it
  void Exchange(ClusterId id, const Centroid& leave, const Centroid& join);

  // Puts a cluster back as a checkpoint stored it. REQUIRES: members(id) == 0
  void Restore(ClusterId id, std::uint32_t members, Centroid centroid);
  // Another model: members stay, every centroid becomes empty.
  void ForgetVectors();

  const Centroid& centroid(ClusterId id) const { return slot(id).centroid; }
  // The centroid's direction, or null when it has none. Computed when first asked for after a change; valid until the
  // next change of this set.
  const Vector* direction(ClusterId id) const;
  // Changes whenever the direction may have changed, and is never the same for two clusters that take the same slot
  // one after the other. Never 0.
  std::uint64_t version(ClusterId id) const { return slot(id).version; }

 private:
  struct Slot {
    bool used = false;
    std::string name;
    std::uint32_t members = 0;
    Centroid centroid;
    std::uint64_t version = 0;
    mutable std::uint64_t direction_version = 0;  // the version that `direction` was computed for
    mutable std::optional<Vector> direction;
  };

  const Slot& slot(ClusterId id) const { return slots_[id.value()]; }
  Slot& Changed(ClusterId id);  // the slot, with a new version
  void Index(ClusterId id);     // enters the slot's name in by_key_ and by_name_
  void Unindex(ClusterId id);

  std::vector<Slot> slots_;
  std::map<std::string, ClusterId, std::less<>> by_key_;
  std::vector<ClusterId> by_name_;
  std::uint64_t last_version_ = 0;
};

}  // namespace photocluster
