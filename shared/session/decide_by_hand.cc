// What a person did with another program: photos put into folders of clusters, and taken out of them.
#include <algorithm>
#include <map>

#include "shared/base/path.h"
#include "shared/session/draft_builder.h"

namespace photocluster {
namespace {

// The existing cluster that a photo's own folder is named for.
class FolderClusters {
 public:
  explicit FolderClusters(const State& state) : state_(state) {}

  ClusterId Of(const std::string& place) {
    const std::string folder(FileName(Parent(place)));
    if (folder.empty()) return {};
    const auto [at, is_new] = known_.emplace(folder, ClusterId());
    if (is_new) at->second = state_.FindCluster(folder);
    return at->second;
  }

 private:
  const State& state_;
  std::map<std::string, ClusterId> known_;
};

}  // namespace

Draft DecideByHand(const State& state, std::span<const Record> found) {
  FolderClusters clusters(state);
  struct Noticed {
    PhotoId photo;
    ClusterId cluster;  // none: it was taken out of its own
  };
  std::vector<Noticed> noticed;
  for (std::size_t i = 0; i < state.photo_count(); ++i) {
    const PhotoId id(static_cast<std::uint32_t>(i));
    const Photo& photo = state.photo(id);
    if (photo.named || !photo.undecided()) continue;
    const ClusterId cluster = clusters.Of(photo.place);
    if (cluster.has_value()) noticed.push_back({id, cluster});
  }
  for (const Record& record : found) {
    const PhotoId id = state.Find(record.dst);
    const Photo& photo = state.photo(id);
    const bool is_undecided = photo.undecided();  // it has a note, or further clusters
    if (!photo.decision.is_member() && !is_undecided) continue;
    const ClusterId here = clusters.Of(photo.place);
    if (here == photo.decision.cluster) continue;
    // One that waits to be moved, or was copied, was not in the folder that it could be taken out of.
    const bool was_in_it = !photo.decision.waits && !photo.decision.copied;
    const bool taken_out = !is_undecided && Parent(photo.place) == photo.home && was_in_it;
    if (here.has_value() || taken_out) noticed.push_back({id, here});
  }
  std::sort(noticed.begin(), noticed.end(), [&](const Noticed& a, const Noticed& b) {
    return state.photo(a.photo).place < state.photo(b.photo).place;
  });

  DraftBuilder draft(state);
  for (const Noticed& photo : noticed) {
    const bool joins = photo.cluster.has_value();
    Record& record = draft.AddStaying(joins ? Op::kAdopt : Op::kUnassign, photo.photo);
    if (joins) record.cluster = state.clusters().name(photo.cluster);
    record.note = kByHand;
  }
  return draft.Take();
}

}  // namespace photocluster
