// Commands about whole clusters: one record of the decision, then one for each photo that it moves or that changes
// its cluster.
#include <algorithm>

#include "shared/base/path.h"
#include "shared/clustering/cluster_name.h"
#include "shared/session/draft_builder.h"

namespace photocluster {
namespace {

Result<ClusterId> Known(const State& state, const std::string& name) {
  const ClusterId id = state.FindCluster(name);
  if (id.has_value()) return id;
  return Error{ErrorCode::kNotFound, "there is no cluster \"" + name + "\""};
}

std::vector<PhotoId> MembersOf(const State& state, ClusterId cluster) {
  std::vector<PhotoId> members = state.MembersOf(cluster);
  std::sort(members.begin(), members.end(),
            [&](PhotoId a, PhotoId b) { return state.photo(a).place < state.photo(b).place; });
  return members;
}

UnitPlaces PlacesIn(const State& state, PhotoId id, const std::string& cluster) {
  const Photo& photo = state.photo(id);
  return InFolder(ClusterFolder(state.settings().layout(), photo.home, cluster), PlacesOf(photo));
}

void Regroup(const State& state, DraftBuilder& draft, PhotoId id, const std::string& cluster) {
  const bool is_missing = !state.photo(id).listed;
  Record& record = is_missing ? draft.AddStaying(Op::kRegroup, id)
                              : draft.AddMoving(Op::kRegroup, id, PlacesIn(state, id, cluster), "__dup");
  record.cluster = cluster;
}

// An adopted photo that was never moved.
bool LiesWhereAdopted(const State& state, const Photo& photo) {
  const Past* decided = state.history().Find(photo.decision.decided);
  return decided && decided->op == Op::kAdopt;
}

}  // namespace

Result<Draft> DecideRename(const State& state, const RenameCluster& command) {
  const ClusterId id = TRY(Known(state, command.cluster));
  const std::string name = TRY(CheckClusterName(command.name));
  const std::string& old = state.clusters().name(id);
  if (name == old) return Error{ErrorCode::kBadInput, "the cluster \"" + old + "\" has this name already"};
  const ClusterId other = state.FindCluster(name);
  if (other.has_value() && other != id) {
    return Error{ErrorCode::kExists,
                 "there is a cluster \"" + state.clusters().name(other) + "\": to put the two together use merge"};
  }
  DraftBuilder draft(state);
  Record& renamed = draft.Add(Op::kRename);
  renamed.cluster = name;
  renamed.value = old;
  for (PhotoId member : MembersOf(state, id)) {
    const Photo& photo = state.photo(member);
    if (photo.listed && PlacesIn(state, member, name) != PlacesOf(photo)) Regroup(state, draft, member, name);
  }
  draft.AdoptNamed(name, {});
  return draft.Take();
}

Result<Draft> DecideMerge(const State& state, const MergeClusters& command) {
  const ClusterId id = TRY(Known(state, command.cluster));
  const ClusterId into = TRY(Known(state, command.into));
  if (id == into) return Error{ErrorCode::kBadInput, "merge: a cluster cannot be put into itself"};
  DraftBuilder draft(state);
  Record& merged = draft.Add(Op::kMerge);
  merged.cluster = state.clusters().name(into);
  merged.value = state.clusters().name(id);
  for (PhotoId member : MembersOf(state, id)) Regroup(state, draft, member, state.clusters().name(into));
  return draft.Take();
}

Result<Draft> DecideDelete(const State& state, const DeleteCluster& command) {
  const ClusterId id = TRY(Known(state, command.cluster));
  DraftBuilder draft(state);
  draft.Add(Op::kDelete).value = state.clusters().name(id);
  for (PhotoId member : MembersOf(state, id)) {
    const Photo& photo = state.photo(member);
    if (!photo.listed || LiesWhereAdopted(state, photo)) {
      draft.AddStaying(Op::kUnassign, member);
    } else {
      draft.AddMoving(Op::kUnassign, member, InFolder(photo.home, PlacesOf(photo)), kBroughtBackSuffix);
    }
  }
  return draft.Take();
}

Result<Draft> DecideSplit(const State& state, const SplitCluster& command) {
  const std::vector<PhotoId> ids = TRY(PhotosAt(state, command.places));
  const PhotoDecision& first = state.photo(ids.front()).decision;
  for (PhotoId id : ids) {
    const PhotoDecision& decision = state.photo(id).decision;
    if (decision.is_member() && decision.cluster == first.cluster) continue;
    return Error{ErrorCode::kBadInput, "split: \"" + state.photo(id).place + "\" is not in the cluster to be split"};
  }
  const ClusterId other = state.FindCluster(TRY(CheckClusterName(command.cluster)));
  if (other.has_value()) {
    return Error{ErrorCode::kExists,
                 "there is a cluster \"" + state.clusters().name(other) + "\": to put photos into it use assign"};
  }
  DraftBuilder draft(state);
  const std::string cluster = TRY(draft.Cluster(command.cluster, ids));
  for (PhotoId id : ids) Regroup(state, draft, id, cluster);
  return draft.Take();
}

}  // namespace photocluster
