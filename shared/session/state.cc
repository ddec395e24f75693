#include "shared/session/state.h"

#include <algorithm>
#include <utility>

#include "shared/base/hash.h"
#include "shared/base/path.h"
#include "shared/clustering/cluster_name.h"

namespace photocluster {
namespace {

// Makes what the folder shows of a photo that of another one.
void ShowAs(Photo& photo, const Photo& other) {
  photo.place = other.place;
  photo.companions = other.companions;
  photo.listed = other.listed;
  photo.looked_at = other.looked_at;
  photo.size = other.size;
  photo.mtime_ms = other.mtime_ms;
  photo.taken_ms = other.taken_ms;
  photo.not_shown = other.not_shown;
}

std::uint64_t HashOf(const Fingerprint& fingerprint) { return fingerprint.high ^ fingerprint.low; }

}  // namespace

PhotoId State::Find(std::string_view place) const {
  return by_place_.Find(Xxh3_64(place), [&](PhotoId id) { return photo(id).place == place; });
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
  if (photo.emptied) return;
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
  LeaveLists(also.photo, photo);
  annotations_.Set(also);
  EnterLists(also.photo, photo);
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
  TakePlaces(id, photo.place, photo.companions);
  EnterLists(id, photo);
}

void State::Leave(PhotoId id, const Photo& photo) {
  if (photo.place.empty()) return;
  LeaveLists(id, photo);
  GivePlaces(id, photo.place, photo.companions);
}

void State::TakePlaces(PhotoId id, std::string_view place, const Companions& companions) {
  by_place_.Insert(id, Xxh3_64(place));
  names_.Add(place);
  made_.Count(place, true);
  for (const Companion& companion : companions) {
    names_.Add(companion.place);
    made_.Count(companion.place, true);
  }
}

void State::GivePlaces(PhotoId id, std::string_view place, const Companions& companions) {
  for (const Companion& companion : companions) {
    made_.Count(companion.place, false);
    names_.Remove(companion.place);
  }
  made_.Count(place, false);
  names_.Remove(place);
  by_place_.Erase(id, Xxh3_64(place));
}

void State::EnterLists(PhotoId id, Photo& photo) {
  if (photo.place.empty()) return;
  photo.left_alone = IsLeftAlone(photo.place);
  if (!photo.row.has_value() && photo.fingerprint.known()) {
    photo.row = vectors_.Find(photo.fingerprint);
    if (!photo.row.has_value()) without_row_.Insert(id, HashOf(photo.fingerprint));
  }
  Count(photo, 1);
  CountAlso(id, 1);
  if (photo.decision.is_member()) {
    clusters_.AddMember(photo.decision.cluster, VectorOf(photo));
    imported_vectors_.Enter(id, photo.decision.cluster, VectorOf(photo), clusters_);
  }
  if (PhotoList* list = ListOf(photo)) lists_.Insert(*list, id);
  if (photo.queued()) queue_.Insert(id, photo);
}

void State::LeaveLists(PhotoId id, const Photo& photo) {
  if (photo.place.empty()) return;
  if (PhotoList* list = ListOf(photo)) {
    lists_.Erase(*list, id);
    if (list->empty() && !photo.decision.is_member()) undecided_.erase(std::string(FileName(Parent(photo.place))));
  }
  if (photo.queued()) queue_.Erase(id, photo);
  if (photo.decision.is_member()) {
    imported_vectors_.Leave(id, photo.decision.cluster, VectorOf(photo), clusters_);
    clusters_.RemoveMember(photo.decision.cluster, VectorOf(photo));
  }
  Count(photo, static_cast<std::uint64_t>(-1));
  CountAlso(id, static_cast<std::uint32_t>(-1));
  if (!photo.row.has_value() && photo.fingerprint.known()) without_row_.Erase(id, HashOf(photo.fingerprint));
}

void State::SetCopy(PhotoId id, CopyFiles copy) {
  for (const CopyFile& file : copies_.Of(id)) {
    made_.Count(file.place, false);
    names_.Remove(file.place);
  }
  copies_.Set(id, std::move(copy));
  for (const CopyFile& file : copies_.Of(id)) {
    made_.Count(file.place, true);
    names_.Add(file.place);
  }
}

void State::MoveInto(PhotoId id, std::string_view place) {
  const PhotoId other = Find(place);
  if (other == id) return;
  Photo& moved = photos_[id.value()];
  Leave(id, moved);
  if (!other.has_value()) {
    moved.place = texts_.Keep(place);
  } else {
    Photo& shown = photos_[other.value()];
    Leave(other, shown);
    // Swapped is what the folder shows; what the log says goes with the photo.
    const Photo there = shown;
    ShowAs(shown, moved);
    ShowAs(moved, there);
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
  imported_vectors_.ForgetVectors();
  without_row_.Clear();
  vectors_ = std::move(vectors);
  for (std::size_t i = 0; i < photos_.size(); ++i) {
    Photo& photo = photos_[i];
    photo.row = RowId();
    if (photo.place.empty() || !photo.fingerprint.known()) continue;
    photo.row = vectors_.Find(photo.fingerprint);
    if (!photo.row.has_value()) {
      without_row_.Insert(PhotoId(static_cast<std::uint32_t>(i)), HashOf(photo.fingerprint));
    } else if (photo.decision.is_member()) {
      clusters_.AddVector(photo.decision.cluster, vectors_.Row(photo.row));
      imported_vectors_.AddVector(PhotoId(static_cast<std::uint32_t>(i)), photo.decision.cluster,
                                  vectors_.Row(photo.row));
    }
  }
  CountImported();
}

void State::AddVector(const Fingerprint& fingerprint, VectorView vector) {
  vectors_.Add(fingerprint, vector);
  std::vector<PhotoId> waiting;
  without_row_.VisitAll(HashOf(fingerprint), [&](PhotoId id) {
    if (photo(id).fingerprint == fingerprint) waiting.push_back(id);
  });
  std::sort(waiting.begin(), waiting.end());
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

void State::SetImported(Original original) {
  Imported imported;
  imported.manual_more = static_cast<std::int64_t>(original.manual_total);
  imported.auto_more = static_cast<std::int64_t>(original.auto_total);
  imported.deleted_more = static_cast<std::int64_t>(original.deleted_total);
  std::vector<ImportedMember> members;
  for (std::size_t i = 0; i < photos_.size(); ++i) {
    const PhotoDecision& decision = photos_[i].decision;
    if (decision.membership == Membership::kTrashed) --imported.deleted_more;
    if (decision.membership != Membership::kImported) continue;
    --(decision.by_auto ? imported.auto_more : imported.manual_more);
    members.push_back({PhotoId(static_cast<std::uint32_t>(i)), decision.cluster});
  }
  if (original.queue) queue_.TakeImported(*original.queue);
  imported.original = std::move(original);
  imported_ = std::move(imported);
  imported_vectors_.Count(0, clusters_);
  std::vector<ClusterId> clusters;
  for (const OriginalCluster& cluster : imported_->original.clusters) clusters.push_back(NameCluster(cluster.name));
  imported_vectors_.Reset(imported_->original.clusters, std::move(clusters), std::move(members));
  for (const ImportedMember& member : imported_vectors_.members()) {
    imported_vectors_.Enter(member.photo, member.cluster, VectorOf(photo(member.photo)), clusters_);
  }
  CountImported();
}

// The original program's vectors count for the model that made them.
void State::CountImported() {
  imported_vectors_.Count(settings_.imported_vectors_count() ? vectors_.padded() : 0, clusters_);
}

void State::TakeChanged(PhotoId id, const Fingerprint& now) {
  Change(id, [&](Photo& photo) {
    photo.SetFingerprint(now);
    imported_vectors_.TakeChanged(id);
  });
}

void State::TakeSettings(RootSettings settings) {
  settings_ = std::move(settings);
  left_alone_ = settings_.left_alone();
}

void State::SetSetting(const std::string& key, std::optional<std::string> text, Seq by) {
  settings_.Set(key, std::move(text), by);
  if (key == kModelKey || key == kImportedVectorsKey) CountImported();
  if (key != "left_alone") return;
  left_alone_ = settings_.left_alone();
  for (std::size_t i = 0; i < photos_.size(); ++i) {
    if (IsLeftAlone(photos_[i].place) == photos_[i].left_alone) continue;
    Change(PhotoId(static_cast<std::uint32_t>(i)), [](Photo&) {});
  }
}

void State::AddMadeFolder(const std::string& folder) {
  made_.Add(folder);
  AddFolder(folder);
}

void State::AddFolder(const std::string& folder) {
  if (folders_.insert(folder).second) names_.Add(folder);
}

void State::ForgetEmptied() {
  for (const std::string& folder : made_.ForgetEmptied()) {
    if (folders_.erase(folder) > 0) names_.Remove(folder);
  }
}

void State::ReviveEmptied(Seq step, std::optional<std::string_view> place) {
  for (const std::string& folder : made_.ReviveEmptied(step, place)) AddFolder(folder);
}

bool State::IsLeftAlone(std::string_view place) const {
  return std::any_of(left_alone_.begin(), left_alone_.end(),
                     [&](const std::string& folder) { return IsInside(place, folder); });
}

}  // namespace photocluster
