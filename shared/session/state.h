#pragma once
#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/fingerprint.h"
#include "shared/base/id.h"
#include "shared/clustering/cluster_set.h"
#include "shared/session/annotations.h"
#include "shared/session/copies.h"
#include "shared/session/flat_table.h"
#include "shared/session/history.h"
#include "shared/session/imported_vectors.h"
#include "shared/session/made_folders.h"
#include "shared/session/names.h"
#include "shared/session/photo.h"
#include "shared/session/photo_lists.h"
#include "shared/session/queue.h"
#include "shared/session/settings.h"
#include "shared/session/text_store.h"
#include "shared/vectors/matrix.h"

namespace photocluster {

// How many photos there are of each kind: photos = queue + assigned + trashed + not_shown + missing, and
// assigned = manual + automatic + adopted + imported. A decided photo whose file is not there counts as missing only.
struct Totals {
  std::uint64_t queue = 0;
  std::uint64_t manual = 0;
  std::uint64_t automatic = 0;
  std::uint64_t adopted = 0;
  std::uint64_t imported = 0;
  std::uint64_t trashed = 0;
  std::uint64_t not_shown = 0;
  std::uint64_t missing = 0;

  std::uint64_t assigned() const { return manual + automatic + adopted + imported; }
  std::uint64_t photos() const { return queue + assigned() + trashed + not_shown + missing; }
  bool operator==(const Totals&) const = default;
};

// What the original program's files said beside its log, and by how much its totals differ from its decisions as they
// were imported: some were lost with lines of its log, some it counted for photos that are in no line.
struct Imported {
  Original original;
  std::int64_t manual_more = 0;
  std::int64_t auto_more = 0;
  std::int64_t deleted_more = 0;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(original), NVP(manual_more), NVP(auto_more), NVP(deleted_more));
  }
};

// The fold of all records over the catalogue of photos: nothing else is truth. fold.h changes it by records,
// catalogue.h by what the folder shows; everyone else only reads it.
//
// Photos are kept once, and everything that can be counted or looked up (queue, totals, members, taken names, folders
// of ours) is an index over them. An index is never edited: Change() takes the photo out of all of them, changes it,
// and puts it back, so that they cannot disagree.
class State {
 public:
  // Photos. Ids are dense; a photo that turned out to be another one has an empty place and is in no index.
  std::size_t photo_count() const { return photos_.size(); }
  const Photo& photo(PhotoId id) const { return photos_[id.value()]; }
  PhotoId Find(std::string_view place) const;
  // Where the texts of photos are: they stay as long as the State.
  TextStore& texts() { return texts_; }
  // REQUIRES: Find(photo.place) is no PhotoId
  PhotoId AddPhoto(Photo photo);
  template <class Mutation>
  void Change(PhotoId id, Mutation&& mutation) {
    Photo& changed = photos_[id.value()];
    const StoredText place = changed.place;
    const Companions companions = changed.companions;
    LeaveLists(id, changed);
    mutation(changed);
    if (changed.place != place || changed.companions != companions) {  // few changes move files
      if (!place.empty()) GivePlaces(id, place, companions);
      if (!changed.place.empty()) TakePlaces(id, changed.place, changed.companions);
    }
    EnterLists(id, changed);
  }
  // The photo lies at `place` now. What the folder shows there is its own from now on: a photo known from the folder
  // alone is forgotten, and one that the log knows changes places with it.
  void MoveInto(PhotoId id, std::string_view place);
  // What a Command about a cluster or a folder names, found without a walk over all photos; by rising id.
  std::vector<PhotoId> MembersOf(ClusterId cluster) const;
  std::vector<PhotoId> UndecidedInFoldersNamed(std::string_view name) const;  // directly; the same by ClusterKey

  // Clusters. One that was created and taken back keeps its id, so that a later undo can fill it again; it exists
  // while it is created or has members, or photos that are in it also.
  const ClusterSet& clusters() const { return clusters_; }
  bool Exists(ClusterId id) const { return CreatedBy(id) != 0 || clusters_.members(id) + AlsoCount(id) > 0; }
  ClusterId FindCluster(std::string_view name) const;  // that exists
  ClusterId NameCluster(const std::string& name);      // with this name; made when there is none, not yet existing
  Seq CreatedBy(ClusterId id) const { return deciders_[id.value()].created; }
  Seq DecidedBy(ClusterId id) const { return deciders_[id.value()].decided; }
  void SetCreatedBy(ClusterId id, Seq by);
  // As it is before it is given `next_name`, which it then may have to take from a cluster that does not exist.
  ClusterBefore ClusterNow(ClusterId id, std::string_view next_name) const;
  // A name that a cluster which does not exist still bears is exchanged for the one that becomes free; one that another
  // existing cluster bears is not taken.
  void SetCluster(const ClusterBefore& cluster);
  bool MayBeNamed(ClusterId id, std::string_view name) const;  // no other existing cluster is
  std::vector<ClusterId> ExistingClusters() const;             // by name

  // Notes, further clusters, settings of clusters. A photo counts as being in a cluster also unless it is in the trash
  // or its member.
  const Annotations& annotations() const { return annotations_; }
  void SetNote(NoteBefore note) { annotations_.Set(std::move(note)); }
  void SetAlso(const AlsoBefore& also);
  void SetClusterSetting(ClusterSettingBefore setting) { annotations_.Set(std::move(setting)); }
  bool IsAlso(PhotoId id, ClusterId cluster) const;
  std::uint32_t AlsoCount(ClusterId id) const { return deciders_[id.value()].also; }

  // Copies that the program made of photos. Their names are taken, and they keep the folders of ours that they are in.
  const Copies& copies() const { return copies_; }
  void SetCopy(PhotoId id, CopyFiles copy);
  void SetCopyBefore(Seq record, CopyFiles copy) { copies_.SetBefore(record, std::move(copy)); }

  // Vectors of the chosen model.
  const Matrix& vectors() const { return vectors_; }
  void ReplaceVectors(Matrix vectors);  // each photo finds its row again by its fingerprint
  void AddVector(const Fingerprint& fingerprint, VectorView vector);  // of every photo with this content
  Matrix TakeVectors() && { return std::move(vectors_); }

  // Of a folder that the original program worked on.
  const std::optional<Imported>& imported() const { return imported_; }
  const ImportedVectors& imported_vectors() const { return imported_vectors_; }
  void TakeChanged(PhotoId id, const Fingerprint& now);  // it was edited in place, as a record says
  void SetImported(Original original);  // REQUIRES: the queue is in another order than OrderKind::kImported

  const Queue& queue() const { return queue_; }
  void SetOrder(const Order& order);

  const RootSettings& settings() const { return settings_; }
  void SetSetting(const std::string& key, std::optional<std::string> text, Seq by);
  void KeepFiles() { settings_.KeepFiles(); }

  History& history() { return history_; }
  const History& history() const { return history_; }

  Totals totals() const { return totals_; }
  std::uint64_t waiting() const { return waiting_; }  // photos whose file is there and has not gone along
  const std::string& root_id() const { return root_id_; }
  void SetRootId(std::string id) { root_id_ = std::move(id); }

  // Names and folders.
  TakenNames& names() { return names_; }
  const TakenNames& names() const { return names_; }
  void AddFolder(const std::string& folder);
  bool HasFolder(const std::string& folder) const { return folder.empty() || folders_.contains(folder); }
  void AddMadeFolder(const std::string& folder);
  const std::map<std::string, std::uint32_t>& made_folders() const { return made_.folders(); }
  void ForgetEmptied();                                                 // as MadeFolders has it
  void ReviveEmptied(Seq step, std::optional<std::string_view> place);  // as well
  bool WasEmptied(std::string_view folder) const { return made_.WasEmptied(folder); }
  std::vector<std::string> TakeEmptied() { return made_.TakeEmptied(); }

  // XXH3-128 over places, members, clusters, queue order, totals, settings and sums, 32 hexadecimal digits, and over
  // notes, further clusters, settings of clusters, what was imported and copies outside of the trash where there are
  // any: equal text means equal State on every machine. Not over seq, settled, and what undo and redo remember.
  std::string Hash() const;

 private:
  friend struct Checkpoint;
  static constexpr std::size_t kMemberships = 6;

  void Enter(PhotoId id, Photo& photo);  // both of what follows
  void Leave(PhotoId id, const Photo& photo);
  void TakePlaces(PhotoId id, std::string_view place, const Companions& companions);
  void GivePlaces(PhotoId id, std::string_view place, const Companions& companions);
  void EnterLists(PhotoId id, Photo& photo);
  void LeaveLists(PhotoId id, const Photo& photo);
  void TakeSettings(RootSettings settings);
  void CountImported();
  bool IsLeftAlone(std::string_view place) const;
  PhotoList* ListOf(const Photo& photo);
  void Count(const Photo& photo, std::uint64_t step);
  void CountAlso(PhotoId id, std::uint32_t step);
  std::optional<VectorView> VectorOf(const Photo& photo) const;

  TextStore texts_;
  std::deque<Photo> photos_;  // a deque: growing takes no second copy
  FlatTable<PhotoId> by_place_;
  ClusterSet clusters_;
  PhotoLists lists_;
  std::vector<PhotoList> members_;                           // by cluster
  std::map<std::string, PhotoList, std::less<>> undecided_;  // by the name of the folder they lie in
  struct Deciders {
    Seq created = 0;
    Seq decided = 0;
    std::uint32_t also = 0;  // photos that are in it also
  };
  std::vector<Deciders> deciders_;  // by cluster
  Matrix vectors_;
  FlatTable<PhotoId> without_row_;  // by fingerprint: those that a vector may still come for
  Queue queue_;
  std::optional<Imported> imported_;
  ImportedVectors imported_vectors_;
  RootSettings settings_;
  std::vector<std::string> left_alone_;  // of the settings
  History history_;
  Annotations annotations_;
  Copies copies_;
  Totals totals_;
  std::uint64_t waiting_ = 0;
  TakenNames names_;
  std::set<std::string, std::less<>> folders_;
  MadeFolders made_;
  std::string root_id_;
};

}  // namespace photocluster
