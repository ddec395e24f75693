#include "shared/session/state.h"

#include <algorithm>
#include <utility>

#include "shared/base/archive_binary.h"
#include "shared/base/hash.h"
#include "shared/base/path.h"

namespace photocluster {
namespace {

// What the State hash is made of, in its canonical order.
struct PhotoBytes {
  std::string place;
  std::string home;
  std::uint8_t membership = 0;
  std::string cluster;
  std::vector<std::string> companions;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(place), NVP(home), NVP(membership), NVP(cluster), NVP(companions));
  }
};
struct ClusterBytes {
  std::string name;
  std::uint32_t members = 0;
  Centroid centroid;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(name), NVP(members), NVP(centroid));
  }
};
struct StateBytes {
  std::vector<PhotoBytes> photos;      // by place
  std::vector<ClusterBytes> clusters;  // by name
  std::vector<std::string> queue;
  std::vector<std::uint64_t> order;
  std::map<std::string, std::string> settings;
  std::vector<std::uint64_t> totals;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(photos), NVP(clusters), NVP(queue), NVP(order), NVP(settings), NVP(totals));
  }
};

}  // namespace

PhotoId State::Find(std::string_view place) const {
  const auto at = by_place_.find(place);
  return at == by_place_.end() ? PhotoId() : at->second;
}

PhotoId State::AddPhoto(Photo photo) {
  const PhotoId id(static_cast<std::uint32_t>(photos_.size()));
  photos_.push_back(std::move(photo));
  Enter(id, photos_.back());
  return id;
}

std::optional<VectorView> State::VectorOf(const Photo& photo) const {
  if (!photo.row.has_value()) return std::nullopt;
  return vectors_.Row(photo.row);
}

void State::Count(const Photo& photo, std::uint64_t step) {
  const Membership membership = photo.decision.membership;
  if (membership == Membership::kQueue) {
    if (photo.queued()) totals_.queue += step;
    if (photo.undecided() && !photo.not_shown.empty()) totals_.not_shown += step;
  } else if (!photo.listed) {
    totals_.missing += step;
  } else if (membership == Membership::kManual) {
    totals_.manual += step;
  } else if (membership == Membership::kAuto) {
    totals_.automatic += step;
  } else if (membership == Membership::kAdopted) {
    totals_.adopted += step;
  } else if (membership == Membership::kImported) {
    totals_.imported += step;
  } else {
    totals_.trashed += step;
  }
}

void State::CountFolders(std::string_view place, bool enters) {
  if (made_.empty()) return;
  for (std::string_view folder = Parent(place); !folder.empty(); folder = Parent(folder)) {
    const auto at = made_.find(std::string(folder));
    if (at == made_.end()) continue;
    if (enters) {
      ++at->second;
    } else if (--at->second == 0) {
      left_empty_.push_back(at->first);
    }
  }
}

void State::Enter(PhotoId id, Photo& photo) {
  if (photo.place.empty()) return;
  if (!photo.row.has_value() && photo.fingerprint.known()) photo.row = vectors_.Find(photo.fingerprint);
  by_place_.emplace(photo.place, id);
  names_.Add(photo.place);
  CountFolders(photo.place, true);
  for (const Companion& companion : photo.companions) {
    names_.Add(companion.place);
    CountFolders(companion.place, true);
  }
  Count(photo, 1);
  if (photo.decision.is_member()) clusters_.AddMember(photo.decision.cluster, VectorOf(photo));
  if (photo.queued()) queue_.Insert(id, photo);
}

void State::Leave(PhotoId id, const Photo& photo) {
  if (photo.place.empty()) return;
  if (photo.queued()) queue_.Erase(id, photo);
  if (photo.decision.is_member()) clusters_.RemoveMember(photo.decision.cluster, VectorOf(photo));
  Count(photo, static_cast<std::uint64_t>(-1));
  for (const Companion& companion : photo.companions) {
    CountFolders(companion.place, false);
    names_.Remove(companion.place);
  }
  CountFolders(photo.place, false);
  names_.Remove(photo.place);
  by_place_.erase(photo.place);
}

void State::MoveInto(PhotoId id, std::string_view place) {
  const PhotoId other = Find(place);
  Photo shown;
  if (other.has_value()) {
    Change(other, [&](Photo& photo) {
      std::swap(shown, photo);
      photo.named = shown.named;  // the history may speak of it
    });
  }
  Change(id, [&](Photo& photo) {
    photo.place = std::string(place);
    photo.lost = false;
    if (!other.has_value()) return;
    photo.companions = std::move(shown.companions);
    photo.listed = shown.listed;
    photo.size = shown.size;
    photo.mtime_ms = shown.mtime_ms;
    photo.taken_ms = shown.taken_ms;
    photo.left_alone = shown.left_alone;
    photo.not_shown = std::move(shown.not_shown);
  });
}

ClusterId State::FindCluster(std::string_view name) const {
  const ClusterId id = clusters_.Find(name);
  return id.has_value() && Exists(id) ? id : ClusterId();
}

ClusterId State::NameCluster(const std::string& name) {
  ClusterId id = clusters_.Find(name);
  if (id.has_value()) {
    if (!Exists(id) && clusters_.name(id) != name) clusters_.Rename(id, name);
    return id;
  }
  id = clusters_.Create(name);
  if (created_by_.size() <= id.value()) created_by_.resize(id.value() + std::size_t{1});
  return id;
}

std::vector<ClusterId> State::ExistingClusters() const {
  std::vector<ClusterId> ids = clusters_.ByName();
  std::erase_if(ids, [&](ClusterId id) { return !Exists(id); });
  return ids;
}

void State::ReplaceVectors(Matrix vectors) {
  // Members leave the sums under the old vectors and join them under the new ones.
  for (const Photo& photo : photos_) {
    if (photo.decision.is_member() && photo.row.has_value()) {
      clusters_.RemoveVector(photo.decision.cluster, vectors_.Row(photo.row));
    }
  }
  vectors_ = std::move(vectors);
  for (Photo& photo : photos_) {
    photo.row = photo.fingerprint.known() ? vectors_.Find(photo.fingerprint) : RowId();
    if (photo.decision.is_member() && photo.row.has_value()) {
      clusters_.AddVector(photo.decision.cluster, vectors_.Row(photo.row));
    }
  }
}

void State::SetOrder(const Order& order) {
  queue_.Reset(order);
  for (std::size_t i = 0; i < photos_.size(); ++i) {
    if (!photos_[i].place.empty() && photos_[i].queued()) {
      queue_.Insert(PhotoId(static_cast<std::uint32_t>(i)), photos_[i]);
    }
  }
}

void State::SetSetting(const std::string& key, std::optional<std::string> text, Seq by) {
  settings_.Set(key, std::move(text), by);
  if (key != "left_alone") return;
  for (std::size_t i = 0; i < photos_.size(); ++i) {
    const bool left_alone = IsLeftAlone(photos_[i].place);
    if (left_alone == photos_[i].left_alone) continue;
    Change(PhotoId(static_cast<std::uint32_t>(i)), [&](Photo& photo) { photo.left_alone = left_alone; });
  }
}

void State::AddMadeFolder(const std::string& folder) {
  made_.emplace(folder, 0);
  AddFolder(folder);
}

void State::AddFolder(const std::string& folder) {
  if (folders_.insert(folder).second) names_.Add(folder);
}

void State::ForgetEmptied() {
  // What lies in a folder was counted down, and so listed, before the folder.
  for (std::string& folder : left_empty_) {
    const auto at = made_.find(folder);
    if (at == made_.end() || at->second > 0) continue;
    made_.erase(at);
    if (folders_.erase(folder) > 0) names_.Remove(folder);
    emptied_.push_back(std::move(folder));
  }
  left_empty_.clear();
}

std::vector<std::string> State::TakeEmptied() { return std::exchange(emptied_, {}); }

bool State::IsLeftAlone(std::string_view place) const {
  for (const std::string& folder : settings_.left_alone()) {
    if (IsInside(place, folder)) return true;
  }
  return false;
}

std::string State::Hash() const {
  std::vector<PhotoId> sorted;
  for (std::size_t i = 0; i < photos_.size(); ++i) {
    const Photo& p = photos_[i];
    if (!p.place.empty() && (p.listed || p.decision.membership != Membership::kQueue)) {
      sorted.push_back(PhotoId(static_cast<std::uint32_t>(i)));
    }
  }
  std::sort(sorted.begin(), sorted.end(), [&](PhotoId a, PhotoId b) { return photo(a).place < photo(b).place; });

  StateBytes bytes;
  for (PhotoId id : sorted) {
    const Photo& p = photo(id);
    const ClusterId cluster = p.decision.cluster;
    bytes.photos.push_back({p.place, p.home, static_cast<std::uint8_t>(p.decision.membership),
                            cluster.has_value() ? clusters_.name(cluster) : "", {}});
    for (const Companion& companion : p.companions) bytes.photos.back().companions.push_back(companion.place);
  }
  for (ClusterId id : ExistingClusters()) {
    bytes.clusters.push_back({clusters_.name(id), clusters_.members(id), clusters_.centroid(id)});
  }
  for (PhotoId id : queue_.Ids()) bytes.queue.push_back(photo(id).place);
  bytes.order = {static_cast<std::uint64_t>(queue_.order().kind), queue_.order().seed};
  for (const auto& [key, value] : settings_.values()) bytes.settings.emplace(key, value.text);
  bytes.totals = {totals_.queue,    totals_.manual,  totals_.automatic, totals_.adopted,
                  totals_.imported, totals_.trashed, totals_.not_shown, totals_.missing};
  const Hash128 hash = Xxh3_128(ToBinary(bytes));
  return Fingerprint{.high = hash.high, .low = hash.low}.ToText();
}

}  // namespace photocluster
