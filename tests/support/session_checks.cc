#include "tests/support/session_checks.h"

#include <map>
#include <set>

#include "shared/base/path.h"
#include "shared/clustering/cluster_name.h"
#include "shared/journal/file_names.h"

namespace photocluster::test {
namespace {

// What a State should count, found by going through its photos.
class Counted {
 public:
  explicit Counted(const State& state) : state_(state) {}

  void Add(const Photo& photo) {
    const Membership membership = photo.decision.membership;
    queue_size_ += photo.queued() ? 1 : 0;
    if (photo.decision.is_member()) {
      Centroid& centroid = centroids_[photo.decision.cluster];
      ++members_[photo.decision.cluster];
      if (photo.row.has_value()) centroid.Add(state_.vectors().Row(photo.row));
    }
    if (photo.emptied) return;
    if (membership == Membership::kQueue) {
      if (!photo.listed || photo.left_alone) return;
      ++(photo.not_shown.empty() ? totals_.queue : totals_.not_shown);
    } else if (!photo.listed) {
      ++totals_.missing;
    } else {
      ++Of(membership);
    }
    ++photos_;
  }

  std::string Contradiction() const {
    if (!(state_.totals() == totals_)) return "the totals do not add up";
    if (state_.totals().photos() != photos_) return "photos are not the sum of their kinds";
    if (state_.queue().size() != queue_size_ || totals_.queue != queue_size_) return "the queue has another size";
    for (ClusterId id : state_.ExistingClusters()) {
      const auto members = members_.find(id);
      const std::string& name = state_.clusters().name(id);
      if (state_.clusters().members(id) != (members == members_.end() ? 0 : members->second))
        return "members of " + name;
      const Centroid expected = members == members_.end() ? Centroid() : centroids_.at(id);
      if (!(state_.clusters().centroid(id) == expected)) return "the sum of " + name;
    }
    for (const auto& [id, count] : members_) {
      if (!state_.Exists(id)) return "members of a cluster that does not exist";
    }
    return "";
  }

 private:
  std::uint64_t& Of(Membership membership) {
    switch (membership) {
      case Membership::kManual:
        return totals_.manual;
      case Membership::kAuto:
        return totals_.automatic;
      case Membership::kAdopted:
        return totals_.adopted;
      case Membership::kImported:
        return totals_.imported;
      default:
        return totals_.trashed;
    }
  }

  const State& state_;
  Totals totals_;
  std::uint64_t photos_ = 0;
  std::size_t queue_size_ = 0;
  std::map<ClusterId, std::uint32_t> members_;
  std::map<ClusterId, Centroid> centroids_;
};

// The lists of members and of undecided photos against a walk over all photos.
std::string ContradictionInLists(const State& state) {
  std::map<ClusterId, std::vector<PhotoId>> members;
  std::map<std::string, std::vector<PhotoId>> undecided;  // by ClusterKey of the folder's name
  for (std::size_t i = 0; i < state.photo_count(); ++i) {
    const PhotoId id(static_cast<std::uint32_t>(i));
    const Photo& photo = state.photo(id);
    if (photo.place.empty()) continue;
    if (photo.decision.is_member()) members[photo.decision.cluster].push_back(id);
    std::vector<PhotoId>& in_folder = undecided[ClusterKey(FileName(Parent(photo.place)))];
    if (photo.undecided() && !Parent(photo.place).empty()) in_folder.push_back(id);
  }
  for (ClusterId id : state.clusters().ByName()) {
    if (state.MembersOf(id) != members[id]) return "the list of members of " + state.clusters().name(id);
  }
  for (const auto& [folder, photos] : undecided) {
    if (state.UndecidedInFoldersNamed(folder) != photos) return "the list of undecided photos in " + folder;
  }
  return "";
}

}  // namespace

std::multiset<std::string> ContentsWithoutCopies(const World& world, const State& state) {
  std::multiset<std::string> contents = world.Contents();
  for (const auto& [photo, copy] : state.copies().all()) {
    for (const CopyFile& file : copy) {
      if (world.Has(file.place)) contents.erase(contents.find(world.Content(file.place)));
    }
  }
  return contents;
}

std::string Contradiction(const World& world, const State& state) {
  Counted counted(state);
  std::set<std::string> known;
  std::uint64_t waiting = 0;
  for (std::size_t i = 0; i < state.photo_count(); ++i) {
    const PhotoId id(static_cast<std::uint32_t>(i));
    const Photo& photo = state.photo(id);
    if (photo.place.empty()) continue;
    counted.Add(photo);
    if (state.Find(photo.place) != id) return "two photos are at " + photo.place;
    for (const CopyFile& file : state.copies().Of(id)) {
      if (!world.Has(file.place)) return "no copy is at " + file.place;
      if (FingerprintOfContent(world.Content(file.place)) != file.fingerprint) return "no copy any more: " + file.place;
      if (state.Find(file.place).has_value()) return "a copy is a photo of its own: " + file.place;
      if (!known.insert(file.place).second) return "the copy of two photos is at " + file.place;
    }
    if (!photo.listed) continue;
    if (!world.Has(photo.place)) return "nothing is at " + photo.place;
    if (photo.fingerprint.known() && photo.fingerprint != FingerprintOfContent(world.Content(photo.place))) {
      return "another content is at " + photo.place;
    }
    const bool is_trashed = photo.decision.membership == Membership::kTrashed;
    const bool waits = photo.decision.waits || photo.decision.copied;
    if (photo.decision.waits) ++waiting;
    if (!waits && is_trashed != IsInTrash(photo.place)) return "trashed or not: " + photo.place;
    known.insert(photo.place);
    for (const Companion& companion : photo.companions) {
      if (!world.Has(companion.place)) return "nothing is at " + companion.place;
      if (Parent(companion.place) != Parent(photo.place)) return companion.place + " is not beside its photo";
      known.insert(companion.place);
    }
  }
  for (const std::string& path : world.Photos()) {
    if (!known.contains(path)) return "the State knows nothing of " + path;
  }
  for (const std::string& folder : world.EmptyMadeFolders()) return "an empty folder is left: " + folder;
  if (waiting != state.waiting()) return "photos that wait are counted wrongly";
  const std::string lists = ContradictionInLists(state);
  return lists.empty() ? counted.Contradiction() : lists;
}

}  // namespace photocluster::test
