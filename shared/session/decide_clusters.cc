// Commands about whole clusters: one record of the decision, then one for each photo that it moves or that changes
// its cluster.
#include <algorithm>
#include <map>
#include <string_view>

#include "shared/base/path.h"
#include "shared/clustering/cluster_name.h"
#include "shared/session/draft_builder.h"

namespace photocluster {
namespace {

void SortByPlace(const State& state, std::vector<PhotoId>& ids) {
  std::sort(ids.begin(), ids.end(), [&](PhotoId a, PhotoId b) { return state.photo(a).place < state.photo(b).place; });
}

std::vector<PhotoId> MembersOf(const State& state, ClusterId cluster) {
  std::vector<PhotoId> members = state.MembersOf(cluster);
  SortByPlace(state, members);
  return members;
}

UnitPlaces PlacesIn(const State& state, PhotoId id, const std::string& cluster) {
  const Photo& photo = state.photo(id);
  return InFolder(ClusterFolder(state.settings().layout(), photo.home, cluster), PlacesOf(photo));
}

// What is said of a cluster that ends, ends with it. Photos that were in it also are in the one that its members go to.
// REQUIRES: before the records that move a photo: these speak of where it is
void EndAnnotations(const State& state, DraftBuilder& draft, ClusterId cluster, ClusterId into) {
  const std::string& name = state.clusters().name(cluster);
  std::vector<PhotoId> photos = state.annotations().AlsoIn(cluster);
  SortByPlace(state, photos);
  for (PhotoId id : photos) {
    draft.AddStaying(Op::kNotAlso, id).cluster = name;
    if (!into.has_value() || state.annotations().AlsoOf(id, into).is) continue;
    const PhotoDecision& decision = state.photo(id).decision;
    if (decision.is_member() && (decision.cluster == into || decision.cluster == cluster)) continue;
    draft.AddStaying(Op::kAlso, id).cluster = state.clusters().name(into);
  }
  for (const ClusterSettingBefore& setting : state.annotations().SettingsOf(cluster)) {
    Record& record = draft.Add(Op::kClusterSet);
    record.cluster = name;
    record.key = setting.key;
    record.value = "";
  }
}

void Regroup(const State& state, DraftBuilder& draft, PhotoId id, const std::string& cluster) {
  const bool is_missing = !state.photo(id).listed;
  Record& record = is_missing ? draft.AddStaying(Op::kRegroup, id)
                              : draft.AddDeciding(Op::kRegroup, id, PlacesIn(state, id, cluster), "__dup");
  record.cluster = cluster;
}

Error NoLonger(std::string_view place, std::string_view to) {
  return {ErrorCode::kPlanChanged, "\"" + std::string(place) + "\" would no longer go to \"" + std::string(to) + "\""};
}

}  // namespace

Result<Draft> DecideRename(const State& state, const RenameCluster& command) {
  const ClusterId id = TRY(KnownCluster(state, command.cluster));
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
  const ClusterId id = TRY(KnownCluster(state, command.cluster));
  const ClusterId into = TRY(KnownCluster(state, command.into));
  if (id == into) return Error{ErrorCode::kBadInput, "merge: a cluster cannot be put into itself"};
  DraftBuilder draft(state);
  Record& merged = draft.Add(Op::kMerge);
  merged.cluster = state.clusters().name(into);
  merged.value = state.clusters().name(id);
  EndAnnotations(state, draft, id, into);
  for (PhotoId member : MembersOf(state, id)) Regroup(state, draft, member, state.clusters().name(into));
  return draft.Take();
}

Result<Draft> DecideDelete(const State& state, const DeleteCluster& command) {
  const ClusterId id = TRY(KnownCluster(state, command.cluster));
  DraftBuilder draft(state);
  draft.Add(Op::kDelete).value = state.clusters().name(id);
  EndAnnotations(state, draft, id, ClusterId());
  for (PhotoId member : MembersOf(state, id)) {
    const Photo& photo = state.photo(member);
    if (!photo.listed || LiesWhereAdopted(state, photo.decision)) {
      draft.AddStaying(Op::kUnassign, member);
    } else {
      draft.AddDeciding(Op::kUnassign, member, InFolder(photo.home, PlacesOf(photo)), kBroughtBackSuffix);
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

Result<Draft> DecideRelayout(const State& state, const Relayout& command) {
  Draft draft = DraftRelayout(state);
  std::map<std::string_view, std::string_view> shown;
  for (const RelayoutMove& move : command.moves) shown.emplace(move.place, move.to);
  for (const RelayoutMove& move : MovesOf(draft)) {
    const auto at = shown.find(move.place);
    if (at == shown.end()) {
      return Error{ErrorCode::kPlanChanged, "\"" + move.place + "\" would go to \"" + move.to + "\" too"};
    }
    if (at->second != move.to) return NoLonger(at->first, at->second);
    shown.erase(at);
  }
  if (!shown.empty()) return NoLonger(shown.begin()->first, shown.begin()->second);
  if (command.moves.size() == draft.records.size()) return draft;
  return Error{ErrorCode::kBadInput, "relayout.moves: a photo is named twice"};
}

// Those whose files wait have no place that a layout could be wrong about: they go to the right one when they go.
Draft DraftRelayout(const State& state) {
  std::vector<PhotoId> members;
  for (std::size_t i = 0; i < state.photo_count(); ++i) {
    const PhotoId id(static_cast<std::uint32_t>(i));
    const Photo& photo = state.photo(id);
    if (!photo.listed || !photo.decision.is_member() || photo.decision.waits) continue;
    if (!LiesWhereAdopted(state, photo.decision)) members.push_back(id);
  }
  SortByPlace(state, members);
  DraftBuilder draft(state);
  for (PhotoId id : members) {
    const Photo& photo = state.photo(id);
    if (!LiesElsewhere(state, photo)) continue;
    const std::string folder = FolderOf(state, photo);
    const UnitPlaces wanted = InFolder(folder, PlacesOf(photo));
    if (photo.decision.copied) {
      const bool copy_lies_elsewhere =
          state.copies().IsLive(id) && Parent(state.copies().Of(id).front().place) != folder;
      if (!copy_lies_elsewhere) continue;
    }
    Record& record = photo.decision.copied ? draft.AddCopying(Op::kRegroup, id, wanted, "__dup")
                                           : draft.AddMoving(Op::kRegroup, id, wanted, "__dup");
    record.cluster = state.clusters().name(photo.decision.cluster);
  }
  return draft.Take();
}

std::vector<RelayoutMove> MovesOf(const Draft& draft) {
  std::vector<RelayoutMove> moves;
  for (const Record& record : draft.records) {
    const bool is_copy = record.act == Act::kCopy;
    moves.push_back(is_copy ? RelayoutMove{record.copies.front().src, record.copies.front().dst}
                            : RelayoutMove{record.src, record.dst});
  }
  return moves;
}

}  // namespace photocluster
