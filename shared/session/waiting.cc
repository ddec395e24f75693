#include "shared/session/waiting.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "shared/clustering/cluster_name.h"
#include "shared/session/draft_builder.h"
#include "shared/session/naming.h"

namespace photocluster {
namespace {

const char* SuffixOf(const PhotoDecision& decision) {
  if (decision.is_member()) return "__dup";
  return decision.membership == Membership::kTrashed ? "__del" : kBroughtBackSuffix;
}

void AddMove(const State& state, DraftBuilder& draft, PhotoId id, const UnitPlaces& goal) {
  const PhotoDecision& decision = state.photo(id).decision;
  Record& record = draft.AddMoving(Op::kMove, id, goal, SuffixOf(decision));
  if (decision.decided != 0) record.of = decision.decided;
  if (decision.is_member()) record.cluster = state.clusters().name(decision.cluster);
  if (decision.membership == Membership::kTrashed) record.cluster = kDeletedCluster;
}

UnitPlaces GoalOf(const State& state, PhotoId id, const Record& record) {
  if (record.act != Act::kMove) return PlacesOf(state.photo(id));  // it lies where it belongs by now
  UnitPlaces goal{record.dst, {}};
  for (const CompanionMove& companion : record.companions) goal.companions.push_back(companion.dst);
  return goal;
}

}  // namespace

Draft DraftMoveWaiting(const State& state) {
  std::vector<PhotoId> ids;
  for (std::size_t i = 0; i < state.photo_count(); ++i) {
    const PhotoId id(static_cast<std::uint32_t>(i));
    if (state.photo(id).listed && state.photo(id).decision.waits) ids.push_back(id);
  }
  std::sort(ids.begin(), ids.end(), [&](PhotoId a, PhotoId b) { return state.photo(a).place < state.photo(b).place; });
  DraftBuilder draft(state);
  for (PhotoId id : ids) {
    const Photo& photo = state.photo(id);
    AddMove(state, draft, id, InFolder(FolderOf(state, photo), PlacesOf(photo)));
  }
  return draft.Take();
}

std::vector<FileGoal> WaitingFiles(const State& state) {
  std::vector<FileGoal> files;
  for (const Record& record : DraftMoveWaiting(state).records) files.push_back({record.src, record.dst});
  return files;
}

Result<Draft> DecideMoveWaiting(const State& state, const MoveWaiting& command) {
  if (command.files.empty()) return Error{ErrorCode::kBadInput, "move_waiting.files: no photo is named"};
  const Draft all = DraftMoveWaiting(state);
  std::map<std::string_view, std::size_t> by_place;
  for (std::size_t i = 0; i < all.records.size(); ++i) by_place.emplace(all.records[i].src, i);
  DraftBuilder draft(state);
  for (const FileGoal& file : command.files) {
    const auto at = by_place.find(file.place);
    if (at == by_place.end() || all.records[at->second].dst != file.goal) {
      return Error{ErrorCode::kPlanChanged, "\"" + file.place + "\" would no longer go to \"" + file.goal + "\""};
    }
    const PhotoId id = all.photos[at->second];
    AddMove(state, draft, id, GoalOf(state, id, all.records[at->second]));
    by_place.erase(at);  // one given twice no longer holds
  }
  return draft.Take();
}

}  // namespace photocluster
