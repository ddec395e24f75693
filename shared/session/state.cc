#include "shared/session/state.h"

#include <algorithm>
#include <utility>

#include "shared/base/archive_binary.h"
#include "shared/base/hash.h"
#include "shared/base/path.h"
#include "shared/clustering/cluster_name.h"

namespace photocluster {
namespace {

constexpr std::uint8_t kWaits = 128;  // the photo's file has not gone along

// What the State hash is made of, in its canonical order.
struct PhotoBytes {
  std::string place;
  std::string home;
  std::uint8_t membership = 0;  // with kWaits
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
// Behind those, where there are any.
struct AnnotationBytes {
  using Texts = std::vector<std::vector<std::string>>;
  Texts notes;     // place, text
  Texts also;      // place, cluster
  Texts settings;  // cluster, key, value

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(notes), NVP(also), NVP(settings));
  }
  bool empty() const { return notes.empty() && also.empty() && settings.empty(); }
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
  if (photo.listed && photo.decision.waits) waiting_ += step;
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

void State::CountAlso(PhotoId id, std::uint32_t step) {
  if (!annotations_.has_also()) return;
  for (ClusterId cluster : annotations_.AlsoOf(id)) {
    if (IsAlso(id, cluster)) deciders_[cluster.value()].also += step;
  }
}

bool State::IsAlso(PhotoId id, ClusterId cluster) const {
  const PhotoDecision& decision = photo(id).decision;
  if (decision.membership == Membership::kTrashed) return false;
  if (decision.is_member() && decision.cluster == cluster) return false;
  return annotations_.AlsoOf(id, cluster).is;
}

void State::SetAlso(const AlsoBefore& also) {
  Photo& photo = photos_[also.photo.value()];
  Leave(also.photo, photo);
  annotations_.Set(also);
  Enter(also.photo, photo);
}

// The list that the photo is in; null when in none. A folder's list ends with its last photo.
PhotoList* State::ListOf(const Photo& photo) {
  if (photo.decision.is_member()) {
    const std::size_t cluster = photo.decision.cluster.value();
    if (members_.size() <= cluster) members_.resize(cluster + 1);
    return &members_[cluster];
  }
  const std::string_view folder = FileName(Parent(photo.place));
  if (!photo.undecided() || folder.empty()) return nullptr;
  const auto at = undecided_.find(folder);
  return at != undecided_.end() ? &at->second : &undecided_[std::string(folder)];
}

std::vector<PhotoId> State::MembersOf(ClusterId cluster) const {
  if (cluster.value() >= members_.size()) return {};
  std::vector<PhotoId> ids = lists_.Ids(members_[cluster.value()]);
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::vector<PhotoId> State::UndecidedInFoldersNamed(std::string_view name) const {
  const std::string key = ClusterKey(name);
  std::vector<PhotoId> ids;
  for (const auto& [folder, list] : undecided_) {
    if (ClusterKey(folder) != key) continue;
    const std::vector<PhotoId> of_folder = lists_.Ids(list);
    ids.insert(ids.end(), of_folder.begin(), of_folder.end());
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

void State::Enter(PhotoId id, Photo& photo) {
  if (photo.place.empty()) return;
  photo.left_alone = IsLeftAlone(photo.place);
  if (!photo.row.has_value() && photo.fingerprint.known()) {
    photo.row = vectors_.Find(photo.fingerprint);
    if (!photo.row.has_value()) without_row_.emplace(photo.fingerprint, id);
  }
  by_place_.emplace(photo.place, id);
  names_.Add(photo.place);
  CountFolders(photo.place, true);
  for (const Companion& companion : photo.companions) {
    names_.Add(companion.place);
    CountFolders(companion.place, true);
  }
  Count(photo, 1);
  CountAlso(id, 1);
  if (photo.decision.is_member()) clusters_.AddMember(photo.decision.cluster, VectorOf(photo));
  if (PhotoList* list = ListOf(photo)) lists_.Insert(*list, id);
  if (photo.queued()) queue_.Insert(id, photo);
}

void State::Leave(PhotoId id, const Photo& photo) {
  if (photo.place.empty()) return;
  if (PhotoList* list = ListOf(photo)) {
    lists_.Erase(*list, id);
    if (list->empty() && !photo.decision.is_member()) undecided_.erase(std::string(FileName(Parent(photo.place))));
  }
  if (photo.queued()) queue_.Erase(id, photo);
  if (photo.decision.is_member()) clusters_.RemoveMember(photo.decision.cluster, VectorOf(photo));
  Count(photo, static_cast<std::uint64_t>(-1));
  CountAlso(id, static_cast<std::uint32_t>(-1));
  for (const Companion& companion : photo.companions) {
    CountFolders(companion.place, false);
    names_.Remove(companion.place);
  }
  CountFolders(photo.place, false);
  names_.Remove(photo.place);
  by_place_.erase(photo.place);
  if (photo.row.has_value()) return;
  const auto [begin, end] = without_row_.equal_range(photo.fingerprint);
  const auto at = std::find_if(begin, end, [&](const auto& waiting) { return waiting.second == id; });
  if (at != end) without_row_.erase(at);
}

void State::MoveInto(PhotoId id, const std::string& place) {
  const PhotoId other = Find(place);
  if (other == id) return;
  Photo& moved = photos_[id.value()];
  Leave(id, moved);
  if (!other.has_value()) {
    moved.place = place;
  } else {
    Photo& shown = photos_[other.value()];
    Leave(other, shown);
    std::swap(moved.place, shown.place);
    std::swap(moved.companions, shown.companions);
    std::swap(moved.listed, shown.listed);
    std::swap(moved.looked_at, shown.looked_at);
    std::swap(moved.size, shown.size);
    std::swap(moved.mtime_ms, shown.mtime_ms);
    std::swap(moved.taken_ms, shown.taken_ms);
    std::swap(moved.not_shown, shown.not_shown);
    if (!shown.named) shown = Photo();
    Enter(other, shown);
  }
  Enter(id, moved);
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
  if (deciders_.size() <= id.value()) deciders_.resize(id.value() + std::size_t{1});
  return id;
}

void State::SetCreatedBy(ClusterId id, Seq by) {
  deciders_[id.value()].created = by;
  deciders_[id.value()].decided = by;
}

ClusterBefore State::ClusterNow(ClusterId id, std::string_view next_name) const {
  const ClusterId bearer = clusters_.Find(next_name);
  const bool exchanges = bearer.has_value() && bearer != id && !Exists(bearer);
  return {id, CreatedBy(id), DecidedBy(id), clusters_.name(id), exchanges ? clusters_.name(bearer) : ""};
}

bool State::MayBeNamed(ClusterId id, std::string_view name) const {
  const ClusterId other = FindCluster(name);
  return !other.has_value() || other == id;
}

void State::SetCluster(const ClusterBefore& cluster) {
  deciders_[cluster.cluster.value()].created = cluster.created;
  deciders_[cluster.cluster.value()].decided = cluster.decided;
  if (cluster.name.empty() || cluster.name == clusters_.name(cluster.cluster)) return;
  const ClusterId bearer = clusters_.Find(cluster.name);
  if (!bearer.has_value() || bearer == cluster.cluster) {
    clusters_.Rename(cluster.cluster, cluster.name);
  } else if (!Exists(bearer)) {
    clusters_.SwapNames(cluster.cluster, bearer);
    if (clusters_.name(cluster.cluster) != cluster.name) clusters_.Rename(cluster.cluster, cluster.name);
    const bool has_it_back = !cluster.exchanged.empty() && clusters_.Find(cluster.exchanged) == bearer;
    if (has_it_back && clusters_.name(bearer) != cluster.exchanged) clusters_.Rename(bearer, cluster.exchanged);
  }
}

std::vector<ClusterId> State::ExistingClusters() const {
  std::vector<ClusterId> ids = clusters_.ByName();
  std::erase_if(ids, [&](ClusterId id) { return !Exists(id); });
  return ids;
}

void State::ReplaceVectors(Matrix vectors) {
  clusters_.ForgetVectors();
  without_row_.clear();
  vectors_ = std::move(vectors);
  for (std::size_t i = 0; i < photos_.size(); ++i) {
    Photo& photo = photos_[i];
    photo.row = RowId();
    if (photo.place.empty() || !photo.fingerprint.known()) continue;
    photo.row = vectors_.Find(photo.fingerprint);
    if (!photo.row.has_value()) {
      without_row_.emplace(photo.fingerprint, PhotoId(static_cast<std::uint32_t>(i)));
    } else if (photo.decision.is_member()) {
      clusters_.AddVector(photo.decision.cluster, vectors_.Row(photo.row));
    }
  }
}

void State::AddVector(const Fingerprint& fingerprint, VectorView vector) {
  vectors_.Add(fingerprint, vector);
  std::vector<PhotoId> waiting;
  const auto [begin, end] = without_row_.equal_range(fingerprint);
  for (auto at = begin; at != end; ++at) waiting.push_back(at->second);
  for (PhotoId id : waiting) Change(id, [](Photo&) {});  // entering again it finds its row
}

void State::SetOrder(const Order& order) {
  queue_.Reset(order);
  for (std::size_t i = 0; i < photos_.size(); ++i) {
    if (!photos_[i].place.empty() && photos_[i].queued()) {
      queue_.Insert(PhotoId(static_cast<std::uint32_t>(i)), photos_[i]);
    }
  }
}

void State::TakeSettings(RootSettings settings) {
  settings_ = std::move(settings);
  left_alone_ = settings_.left_alone();
}

void State::SetSetting(const std::string& key, std::optional<std::string> text, Seq by) {
  settings_.Set(key, std::move(text), by);
  if (key != "left_alone") return;
  left_alone_ = settings_.left_alone();
  for (std::size_t i = 0; i < photos_.size(); ++i) {
    if (IsLeftAlone(photos_[i].place) == photos_[i].left_alone) continue;
    Change(PhotoId(static_cast<std::uint32_t>(i)), [](Photo&) {});
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
    emptied_.push_back(folder);
    emptied_in_step_.insert(std::move(folder));
  }
  left_empty_.clear();
}

void State::ReviveEmptied(Seq step, std::optional<std::string_view> place) {
  if (std::exchange(step_, step) != step) emptied_in_step_.clear();
  if (emptied_in_step_.empty()) return;
  const auto revive = [this](const std::string& folder) {
    AddMadeFolder(folder);
    left_empty_.push_back(folder);  // should nothing come into it
  };
  if (!place) {
    for (const std::string& folder : std::exchange(emptied_in_step_, {})) revive(folder);
    return;
  }
  for (std::string_view folder = Parent(*place); !folder.empty(); folder = Parent(folder)) {
    const auto at = emptied_in_step_.find(folder);
    if (at == emptied_in_step_.end()) continue;
    revive(*at);
    emptied_in_step_.erase(at);
  }
}

std::vector<std::string> State::TakeEmptied() { return std::exchange(emptied_, {}); }

bool State::IsLeftAlone(std::string_view place) const {
  return std::any_of(left_alone_.begin(), left_alone_.end(),
                     [&](const std::string& folder) { return IsInside(place, folder); });
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
    const auto membership = static_cast<std::uint8_t>(p.decision.membership);
    bytes.photos.push_back({p.place,
                            p.home,
                            static_cast<std::uint8_t>(membership + (p.decision.waits ? kWaits : 0)),
                            cluster.has_value() ? clusters_.name(cluster) : "",
                            {}});
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
  AnnotationBytes said;
  for (PhotoId id : sorted) {
    const std::string& place = photo(id).place;
    const std::string text = annotations_.NoteOf(id).text;
    if (!text.empty()) said.notes.push_back({place, text});
    const auto before = static_cast<std::ptrdiff_t>(said.also.size());
    for (ClusterId cluster : annotations_.AlsoOf(id)) said.also.push_back({place, clusters_.name(cluster)});
    std::sort(said.also.begin() + before, said.also.end());
  }
  for (ClusterId id : ExistingClusters()) {
    for (const ClusterSettingBefore& setting : annotations_.SettingsOf(id)) {
      said.settings.push_back({clusters_.name(id), setting.key, setting.value});
    }
  }
  const Hash128 hash = Xxh3_128(ToBinary(bytes) + (said.empty() ? "" : ToBinary(said)));
  return Fingerprint{.high = hash.high, .low = hash.low}.ToText();
}

}  // namespace photocluster
