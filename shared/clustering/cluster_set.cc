#include "shared/clustering/cluster_set.h"

#include <algorithm>
#include <utility>

#include "shared/clustering/cluster_name.h"

namespace photocluster {

ClusterId ClusterSet::Create(std::string name) {
  const auto free = std::find_if(slots_.begin(), slots_.end(), [](const Slot& slot) { return !slot.used; });
  const ClusterId id(static_cast<std::uint32_t>(free - slots_.begin()));
  if (free == slots_.end()) slots_.emplace_back();
  Slot& slot = Changed(id);
  slot.used = true;
  slot.name = std::move(name);
  Index(id);
  return id;
}

ClusterId ClusterSet::Find(std::string_view name) const {
  const auto found = by_key_.find(ClusterKey(name));
  return found == by_key_.end() ? ClusterId() : found->second;
}

void ClusterSet::Remove(ClusterId id) {
  Unindex(id);
  Changed(id) = Slot();
}

void ClusterSet::Rename(ClusterId id, std::string name) {
  Unindex(id);
  slots_[id.value()].name = std::move(name);
  Index(id);
}

void ClusterSet::SwapNames(ClusterId a, ClusterId b) {
  Unindex(a);
  Unindex(b);
  std::swap(slots_[a.value()].name, slots_[b.value()].name);
  Index(a);
  Index(b);
}

bool ClusterSet::Has(ClusterId id) const { return id.value() < slots_.size() && slot(id).used; }

void ClusterSet::AddMember(ClusterId id, std::optional<VectorView> vector) {
  ++slots_[id.value()].members;
  if (vector) AddVector(id, *vector);
}

void ClusterSet::RemoveMember(ClusterId id, std::optional<VectorView> vector) {
  --slots_[id.value()].members;
  if (vector) RemoveVector(id, *vector);
}

void ClusterSet::AddVector(ClusterId id, VectorView vector) { Changed(id).centroid.Add(vector); }

void ClusterSet::RemoveVector(ClusterId id, VectorView vector) { Changed(id).centroid.Remove(vector); }

void ClusterSet::Exchange(ClusterId id, const Centroid& leave, const Centroid& join) {
  Slot& slot = Changed(id);
  slot.centroid.Remove(leave);
  slot.centroid.Add(join);
}

void ClusterSet::Restore(ClusterId id, std::uint32_t members, Centroid centroid) {
  Slot& slot = Changed(id);
  slot.members = members;
  slot.centroid = std::move(centroid);
}

void ClusterSet::ForgetVectors() {
  for (const ClusterId id : by_name_) Changed(id).centroid = Centroid();
}

const Vector* ClusterSet::direction(ClusterId id) const {
  const Slot& slot = this->slot(id);
  if (slot.direction_version != slot.version) {
    slot.direction = slot.centroid.Direction();
    slot.direction_version = slot.version;
  }
  return slot.direction ? &*slot.direction : nullptr;
}

ClusterSet::Slot& ClusterSet::Changed(ClusterId id) {
  Slot& slot = slots_[id.value()];
  slot.version = ++last_version_;
  return slot;
}

void ClusterSet::Index(ClusterId id) {
  by_key_.emplace(ClusterKey(name(id)), id);
  const auto before = [this](ClusterId a, ClusterId b) { return name(a) < name(b); };
  by_name_.insert(std::upper_bound(by_name_.begin(), by_name_.end(), id, before), id);
}

void ClusterSet::Unindex(ClusterId id) {
  by_key_.erase(ClusterKey(name(id)));
  by_name_.erase(std::find(by_name_.begin(), by_name_.end(), id));
}

}  // namespace photocluster
