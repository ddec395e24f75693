#include "shared/session/decide.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <variant>

#include "shared/base/path.h"
#include "shared/clustering/cluster_name.h"
#include "shared/journal/file_names.h"
#include "shared/session/draft_builder.h"
#include "shared/session/settings.h"
#include "shared/session/waiting.h"

namespace photocluster {
namespace {

Error InTrash(const std::string& place) {
  return {ErrorCode::kBadInput, "\"" + place + "\" is in the trash: restore it first"};
}

// Whether a member is to be assigned once more for the sake of its files.
bool LacksFiles(const State& state, PhotoId id, FileMode mode) {
  const Photo& photo = state.photo(id);
  if (!LiesElsewhere(state, photo)) return false;
  if (photo.decision.copied) return mode == FileMode::kMove || (mode == FileMode::kCopy && !state.copies().IsLive(id));
  return !photo.decision.waits || mode == FileMode::kMove || mode == FileMode::kCopy;
}

Result<Draft> DecideAssign(const State& state, const Assign& command) {
  const std::vector<PhotoId> ids = TRY(PhotosAt(state, command.places));
  for (PhotoId id : ids) {
    if (state.photo(id).decision.membership == Membership::kTrashed) return InTrash(state.photo(id).place);
  }
  DraftBuilder draft(state);
  const std::string cluster = TRY(draft.Cluster(command.cluster, ids));
  const ClusterId known = state.FindCluster(cluster);
  const FileMode mode = state.settings().file_mode();
  for (PhotoId id : ids) {
    const Photo& photo = state.photo(id);
    const UnitPlaces now = PlacesOf(photo);
    const UnitPlaces wanted = InFolder(ClusterFolder(state.settings().layout(), photo.home, cluster), now);
    // A member that does not lie in the cluster's folder (its file could not be moved or copied) gets there.
    const bool is_member = known.has_value() && photo.decision.is_member() && photo.decision.cluster == known;
    if (is_member && !LacksFiles(state, id, mode)) continue;
    Record& record = draft.AddDeciding(Op::kAssign, id, wanted, "__dup");
    record.cluster = cluster;
    record.note = command.note;
  }
  return draft.Take();
}

// What became of the cluster since record `page` that a page was shown for.
bool HasEndedSince(const State& state, const std::string& cluster, Seq page) {
  const std::string key = ClusterKey(cluster);
  for (Seq seq = page + 1; seq <= state.history().last(); ++seq) {
    const std::optional<Past> past = state.history().Find(seq);
    const auto* before = past && past->op != Op::kCreate ? std::get_if<ClusterBefore>(&past->before) : nullptr;
    if (before && ClusterKey(before->name) == key) return true;
  }
  return false;
}

Result<Draft> DecideConfirm(const State& state, const Confirm& command) {
  const Result<std::vector<PhotoId>> known = PhotosAt(state, command.places);
  if (!known.ok() && known.error().code == ErrorCode::kUnknownPhoto) {
    return Error{ErrorCode::kPlanChanged, known.error().detail + " any more"};
  }
  const std::vector<PhotoId> ids = TRY(known);
  for (PhotoId id : ids) {
    const Photo& photo = state.photo(id);
    if (!photo.queued()) return Error{ErrorCode::kPlanChanged, "\"" + photo.place + "\" is not in the queue any more"};
    if (photo.decision.decided > command.page || photo.decision.turn.by() > command.page) {
      return Error{ErrorCode::kPlanChanged, "\"" + photo.place + "\" was decided since the page was shown"};
    }
  }
  if (HasEndedSince(state, command.cluster, command.page)) {
    return Error{ErrorCode::kPlanChanged,
                 "the cluster \"" + command.cluster + "\" was changed since the page was shown"};
  }
  Draft draft = TRY(DecideAssign(state, {command.places, command.cluster, ""}));
  for (Record& record : draft.records) {
    if (record.op == Op::kAssign) record.page = 0;  // the number of its step, once it has one
  }
  return draft;
}

Result<Draft> DecideCreate(const State& state, const Create& command) {
  DraftBuilder draft(state);
  const std::string cluster = TRY(draft.Cluster(command.cluster, {}));
  if (!draft.empty()) return draft.Take();
  return Error{ErrorCode::kExists,
               "\"" + command.cluster + "\" is the same as the cluster \"" + cluster + "\", which exists"};
}

Result<Draft> DecideTrash(const State& state, const Trash& command) {
  const std::vector<PhotoId> ids = TRY(PhotosAt(state, command.places));
  DraftBuilder draft(state);
  for (PhotoId id : ids) {
    const Photo& photo = state.photo(id);
    if (photo.decision.membership == Membership::kTrashed) return InTrash(photo.place);
    const std::string folder = Join(kTrashFolder, Parent(photo.place));
    draft.AddDeciding(Op::kTrash, id, InFolder(folder, PlacesOf(photo)), "__del").cluster = kDeletedCluster;
  }
  return draft.Take();
}

Result<Draft> DecideRestore(const State& state, const Restore& command) {
  const std::vector<PhotoId> ids = TRY(PhotosAt(state, command.places));
  DraftBuilder draft(state);
  for (PhotoId id : ids) {
    const Photo& photo = state.photo(id);
    if (photo.decision.membership != Membership::kTrashed) {
      return Error{ErrorCode::kBadInput, "\"" + photo.place + "\" is not in the trash"};
    }
    const std::optional<Past> trashed = state.history().Find(photo.decision.decided);
    const auto* before = trashed ? std::get_if<PhotoBefore>(&trashed->before) : nullptr;
    const UnitPlaces wanted = before ? PlacesAt(*before, photo) : InFolder(photo.home, PlacesOf(photo));
    Record& record =
        draft.AddBringing(Op::kRestore, id, wanted, state.copies().Before(photo.decision.decided), Act::kCopy);
    if (before && before->decision.is_member()) record.cluster = state.clusters().name(before->decision.cluster);
  }
  return draft.Take();
}

// `op`: kSkip or kFirst.
Result<Draft> DecideTurn(const State& state, const std::vector<std::string>& places, Op op) {
  const std::vector<PhotoId> ids = TRY(PhotosAt(state, places));
  DraftBuilder draft(state);
  for (PhotoId id : ids) {
    if (!state.photo(id).queued()) {
      return Error{ErrorCode::kBadInput, "\"" + state.photo(id).place + "\" is not in the queue"};
    }
    draft.AddStaying(op, id);
  }
  return draft.Take();
}

Result<Draft> DecideAutoMove(const State& state, const AutoMove& command, std::span<const PlanRow> plan) {
  if (state.settings().manual_only()) {
    return Error{ErrorCode::kBadInput, "auto_move: suggestions are switched off (manual_only)"};
  }
  if (!IsThreshold(command.threshold)) {
    return Error{ErrorCode::kBadInput, "auto_move.threshold: must be between 0 and 1"};
  }
  if (!IsSampleCount(command.min_samples)) {
    return Error{ErrorCode::kBadInput, "auto_move.min_samples: must be between 1 and " + std::to_string(kMostSamples)};
  }
  if (command.pairs.empty()) return Error{ErrorCode::kBadInput, "auto_move.pairs: no photo is named"};
  std::map<std::string_view, const PlanRow*> planned;
  for (const PlanRow& row : plan) planned.emplace(row.place, &row);
  DraftBuilder draft(state);
  for (const PlannedPair& pair : command.pairs) {
    const auto at = planned.find(pair.place);
    if (at == planned.end() || ClusterKey(at->second->cluster) != ClusterKey(pair.cluster)) {
      return Error{ErrorCode::kPlanChanged, "\"" + pair.place + "\" would no longer go to \"" + pair.cluster + "\""};
    }
    const PlanRow& row = *at->second;
    planned.erase(at);  // a pair given twice no longer holds
    const PhotoId id = state.Find(pair.place);
    const Photo& photo = state.photo(id);
    const std::string folder = ClusterFolder(state.settings().layout(), photo.home, row.cluster);
    Record& record = draft.AddDeciding(Op::kAuto, id, InFolder(folder, PlacesOf(photo)), "__dup");
    record.cluster = row.cluster;
    record.note = "auto";
    record.score = row.score;
    if (!row.second.empty()) {
      record.second = row.second;
      record.second_score = row.second_score;
    }
    record.threshold = command.threshold;
    record.model = state.settings().model();
  }
  return draft.Take();
}

Result<Draft> DecideAdopt(const State& state, const Adopt& command) {
  if (command.folder.empty()) {
    return Error{ErrorCode::kBadInput, "adopt.folder: the root itself cannot become a cluster"};
  }
  if (!state.HasFolder(command.folder)) {
    return Error{ErrorCode::kNotFound, "there is no folder \"" + command.folder + "\""};
  }
  std::vector<PhotoId> ids = state.UndecidedInFoldersNamed(FileName(command.folder));
  std::erase_if(ids, [&](PhotoId id) { return Parent(state.photo(id).place) != command.folder; });
  if (ids.empty()) {
    return Error{ErrorCode::kNotFound, "there is no photo to adopt directly in \"" + command.folder + "\""};
  }
  DraftBuilder draft(state);
  const std::string name = command.cluster.value_or(std::string(FileName(command.folder)));
  const std::string cluster = TRY(draft.Cluster(name, ids));
  std::sort(ids.begin(), ids.end(), [&](PhotoId a, PhotoId b) { return state.photo(a).place < state.photo(b).place; });
  for (PhotoId id : ids) draft.AddStaying(Op::kAdopt, id).cluster = cluster;
  return draft.Take();
}

Result<Draft> DecideSettings(const State& state, const Settings& command) {
  DraftBuilder draft(state);
  for (const auto& [key, text] : TRY(SettingTexts(command))) {
    if (key != kOrderKey && state.settings().Get(key) == text) continue;
    Record& record = draft.Add(Op::kSet);
    record.key = key;
    record.value = text;
  }
  return draft.Take();
}

// What would touch a file, where none may be touched.
std::optional<Error> RefusalWhereFilesStay(const Command& command) {
  const auto* settings = std::get_if<Settings>(&command);
  const bool chooses = settings && settings->file_mode.value_or(FileMode::kNone) != FileMode::kNone;
  const bool touches =
      chooses || std::holds_alternative<Relayout>(command) || std::holds_alternative<MoveWaiting>(command);
  if (!touches) return std::nullopt;
  return Error{ErrorCode::kReadOnly, "this folder cannot be written to: decisions are kept, files stay"};
}

struct Decider {
  const State& state;
  std::span<const PlanRow> plan;
  std::uint64_t fresh;

  Result<Draft> operator()(const Assign& command) const { return DecideAssign(state, command); }
  Result<Draft> operator()(const Create& command) const { return DecideCreate(state, command); }
  Result<Draft> operator()(const Trash& command) const { return DecideTrash(state, command); }
  Result<Draft> operator()(const Restore& command) const { return DecideRestore(state, command); }
  Result<Draft> operator()(const Skip& command) const { return DecideTurn(state, command.places, Op::kSkip); }
  Result<Draft> operator()(const First& command) const { return DecideTurn(state, command.places, Op::kFirst); }
  Result<Draft> operator()(const Shuffle& command) const {
    DraftBuilder draft(state);
    draft.Add(Op::kShuffle).value = std::to_string(command.seed.value_or(fresh));
    return draft.Take();
  }
  Result<Draft> operator()(const AutoMove& command) const { return DecideAutoMove(state, command, plan); }
  Result<Draft> operator()(const Undo& command) const { return DecideUndo(state, command); }
  Result<Draft> operator()(const Redo&) const { return DecideRedo(state); }
  Result<Draft> operator()(const Adopt& command) const { return DecideAdopt(state, command); }
  Result<Draft> operator()(const Settings& command) const { return DecideSettings(state, command); }
  Result<Draft> operator()(const RenameCluster& command) const { return DecideRename(state, command); }
  Result<Draft> operator()(const MergeClusters& command) const { return DecideMerge(state, command); }
  Result<Draft> operator()(const DeleteCluster& command) const { return DecideDelete(state, command); }
  Result<Draft> operator()(const SplitCluster& command) const { return DecideSplit(state, command); }
  Result<Draft> operator()(const Confirm& command) const { return DecideConfirm(state, command); }
  Result<Draft> operator()(const WriteNote& command) const { return DecideNote(state, command); }
  Result<Draft> operator()(const AddAlso& command) const { return DecideAlso(state, command); }
  Result<Draft> operator()(const RemoveAlso& command) const { return DecideNotAlso(state, command); }
  Result<Draft> operator()(const ClusterSettings& command) const { return DecideClusterSettings(state, command); }
  Result<Draft> operator()(const Relayout& command) const { return DecideRelayout(state, command); }
  Result<Draft> operator()(const MoveWaiting& command) const { return DecideMoveWaiting(state, command); }
  // Not decided here: the Session takes them before.
  Result<Draft> operator()(const CarryOut&) const { return Draft{}; }
  Result<Draft> operator()(const KeepFolder&) const { return Draft{}; }
  Result<Draft> operator()(const EmptyTrash&) const { return Draft{}; }
};

}  // namespace

double RoundedScore(double score) {
  const double scaled = score * 1e6 + (score < 0 ? -0.5 : 0.5);
  return static_cast<double>(static_cast<std::int64_t>(scaled)) / 1e6;
}

Result<Draft> Decide(const State& state, const Command& command, std::span<const PlanRow> plan, std::uint64_t fresh) {
  if (state.settings().files_stay()) {
    if (const std::optional<Error> refusal = RefusalWhereFilesStay(command)) return *refusal;
  }
  return std::visit(Decider{state, plan, fresh}, command);
}

}  // namespace photocluster
