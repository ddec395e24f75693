#include "shared/session/fold.h"

#include <charconv>
#include <utility>

#include "shared/base/path.h"
#include "shared/clustering/cluster_name.h"
#include "shared/session/fold_answers.h"
#include "shared/session/fold_files.h"
#include "shared/session/import.h"
#include "shared/session/naming.h"

namespace photocluster {
namespace {

// The photo a record speaks of; a photo named for the first time enters the State with its home.
PhotoId Mention(State& state, const Record& record) {
  PhotoId id = state.Find(record.src);
  if (!id.has_value()) {
    Photo photo;
    photo.place = state.texts().Keep(record.src);
    photo.home = state.texts().KeepOnce(Parent(record.src));
    id = state.AddPhoto(std::move(photo));
  }
  const bool moves = record.act == Act::kMove;
  if (!state.photo(id).named || moves) {
    state.Change(id, [&](Photo& photo) {
      photo.named = true;
      if (moves) TakeCompanions(photo, record);
    });
  }
  return id;
}

// The cluster a record names. What is done again may bring back one that only its members kept.
ClusterId Named(const State& state, const Record& record, const std::string& name) {
  return record.op == Op::kRedo ? state.clusters().Find(name) : state.FindCluster(name);
}

// The membership that a photo in the trash had before: what restoring brings back.
PhotoDecision BeforeTrash(const State& state, const Photo& photo) {
  const std::optional<Past> trashed = state.history().Find(photo.decision.decided);
  const auto* before = trashed ? std::get_if<PhotoBefore>(&trashed->before) : nullptr;
  PhotoDecision decision = before ? before->decision : PhotoDecision{};
  decision.turn = photo.decision.turn;
  return decision;
}

// Whether a decision says where the file belongs, so that one that stays may wait to go there.
bool SaysWhere(Op op) { return op != Op::kAdopt && op != Op::kRestore && !SetsTurn(op); }

// Of a decision of the original program: the photo that it left at `dst`. Where one is by an earlier line it is about
// that: the file was brought back with another program meanwhile.
PhotoId MentionImported(State& state, const Record& record) {
  const PhotoId there = state.Find(record.dst);
  if (there.has_value() && state.photo(there).named) return there;
  return Mention(state, record);
}

// Whether the record of an imported decision names a photo and a cluster.
bool IsComplete(const Record& record) { return !record.src.empty() && !record.dst.empty() && !record.cluster.empty(); }

// assign, auto, adopt, trash, restore, skip, first, regroup, unassign, move, imported, first time or again.
Result<void> FoldPhoto(State& state, const Record& record, Op op) {
  ClusterId cluster;
  if (op == Op::kAssign || op == Op::kAuto || op == Op::kAdopt || op == Op::kRegroup) {
    cluster = Named(state, record, record.cluster);
    if (!cluster.has_value()) return Depends(record, "the cluster \"" + record.cluster + "\", which no record made");
  }
  if (record.op == Op::kImported) {
    if (record.src.empty() && record.dst.empty()) return {};  // its photo lies in another folder
    if (!IsComplete(record)) return Depends(record, "a photo and a cluster, which it does not name");
  }
  if (op == Op::kImported && record.cluster != kDeletedCluster) cluster = state.NameCluster(record.cluster);
  const PhotoId known = state.Find(record.src);
  if (op == Op::kRegroup || op == Op::kUnassign) {
    const bool is_member = known.has_value() && state.photo(known).decision.is_member();
    if (!is_member) return Depends(record, "the photo " + record.src + ", which is in no cluster");
  }
  if (record.op != Op::kImported) TRY(CheckPlaces(state, record, known));
  const PhotoId id = record.op == Op::kImported ? MentionImported(state, record) : Mention(state, record);
  PhotoBefore before = BeforeOf(id, state.photo(id));
  PhotoDecision decision = state.photo(id).decision;
  switch (op) {
    case Op::kAssign:
      decision = {Membership::kManual, cluster, record.seq, decision.turn};
      break;
    case Op::kAuto:
      decision = {Membership::kAuto, cluster, record.seq, decision.turn};
      break;
    case Op::kAdopt:
      decision = {Membership::kAdopted, cluster, record.seq, decision.turn};
      break;
    case Op::kTrash:
      decision = {Membership::kTrashed, decision.cluster, record.seq, decision.turn};
      break;
    case Op::kRestore:
      decision = BeforeTrash(state, state.photo(id));
      decision.decided = record.seq;
      decision.moved = 0;
      break;
    case Op::kRegroup:
      decision.cluster = cluster;
      decision.decided = record.seq;
      decision.waits = false;
      decision.moved = 0;
      break;
    case Op::kUnassign:
      decision = {Membership::kQueue, {}, record.seq, decision.turn};
      break;
    case Op::kMove:
      decision.moved = record.seq;
      decision.waits = false;
      decision.copied = false;
      break;
    case Op::kImported: {
      const bool trashed = record.cluster == kDeletedCluster;
      decision = {trashed ? Membership::kTrashed : Membership::kImported, trashed ? decision.cluster : cluster,
                  record.seq, decision.turn};
      decision.by_auto = !trashed && record.note == "auto";
      break;
    }
    default:
      decision.turn = Turn(record.seq, op == Op::kFirst);
      break;
  }
  if (decision.decided == record.seq && SaysWhere(op)) decision.copied = record.act == Act::kCopy;
  const bool by_hand = op == Op::kUnassign && record.note == kByHand;  // a person has chosen the place
  state.Change(id, [&](Photo& photo) {
    photo.decision = decision;
    MoveFiles(state, photo, record);
    if (op == Op::kAdopt) photo.home = state.texts().KeepOnce(Parent(Parent(photo.place)));
    // Adopting it moved no file, nor does the end of its cluster.
    const bool was_adopted = op == Op::kUnassign && before.decision.membership == Membership::kAdopted;
    const bool stays = by_hand || LiesWhereAdopted(state, before.decision);
    if (was_adopted && stays && record.act == Act::kNone) photo.home = state.texts().KeepOnce(Parent(photo.place));
    if (record.act == Act::kNone && SaysWhere(op) && !by_hand) photo.decision.waits = LiesElsewhere(state, photo);
  });
  if (!SetsTurn(op)) TakeCopy(state, record, id);
  state.history().Add(record, op, std::move(before));
  return {};
}

Result<void> FoldCreate(State& state, const Record& record) {
  const ClusterId known = state.clusters().Find(record.cluster);
  const std::string name = known.has_value() ? state.clusters().name(known) : "";  // perhaps in another spelling
  const ClusterId id = state.NameCluster(record.cluster);
  state.history().Add(record, Op::kCreate, ClusterBefore{id, state.CreatedBy(id), state.DecidedBy(id), name, ""});
  state.SetCreatedBy(id, record.seq);
  return {};
}

// rename, merge, delete: the record that names the cluster; what becomes of its photos says a record each.
Result<void> FoldCluster(State& state, const Record& record, Op op) {
  const std::string name = record.value.value_or("");
  const ClusterId id = Named(state, record, name);
  if (!id.has_value()) return Depends(record, "the cluster \"" + name + "\", which is not there");
  const ClusterBefore before = state.ClusterNow(id, op == Op::kRename ? record.cluster : "");
  ClusterBefore cluster = before;
  cluster.exchanged.clear();
  if (op == Op::kRename) {
    if (record.cluster.empty() || !state.MayBeNamed(id, record.cluster)) {
      return Depends(record, "the name \"" + record.cluster + "\", which is not free");
    }
    cluster.name = record.cluster;
  } else {
    cluster.created = 0;
  }
  cluster.decided = record.seq;
  state.history().Add(record, op, before);
  state.SetCluster(cluster);
  return {};
}

Result<void> FoldOrder(State& state, const Record& record, OrderKind kind, std::uint64_t seed, Op op) {
  state.history().Add(record, op, OrderBefore{state.queue().order()});
  state.SetOrder({.kind = kind, .seed = seed, .since = record.seq});
  return {};
}

Result<void> FoldSet(State& state, const Record& record) {
  const std::string key = record.key.value_or("");
  if (key == kOrderKey) {
    const OrderKind kind = record.value == "taken" ? OrderKind::kTaken : OrderKind::kPath;
    return FoldOrder(state, record, kind, 0, Op::kSet);
  }
  state.history().Add(record, Op::kSet, SettingBefore{key, state.settings().Get(key), state.settings().SetBy(key)});
  state.SetSetting(key, record.value, record.seq);
  return {};
}

Result<void> FoldShuffle(State& state, const Record& record) {
  const std::string text = record.value.value_or("");
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (error != std::errc() || end != text.data() + text.size()) return Depends(record, "a seed that is not a number");
  return FoldOrder(state, record, OrderKind::kShuffle, seed, Op::kShuffle);
}

Result<void> FoldNote(State& state, const Record& record) {
  TRY(CheckPlaces(state, record, state.Find(record.src)));
  const PhotoId id = Mention(state, record);
  state.history().Add(record, Op::kNote, state.annotations().NoteOf(id));
  state.SetNote({id, record.note, record.seq});
  return {};
}

// also, not_also. What ends may speak of a cluster that has ended itself.
Result<void> FoldAlso(State& state, const Record& record, Op op) {
  const bool is = op == Op::kAlso;
  const ClusterId cluster = is ? Named(state, record, record.cluster) : state.clusters().Find(record.cluster);
  if (!cluster.has_value()) return Depends(record, "the cluster \"" + record.cluster + "\", which no record made");
  TRY(CheckPlaces(state, record, state.Find(record.src)));
  const PhotoId id = Mention(state, record);
  state.history().Add(record, op, state.annotations().AlsoOf(id, cluster));
  state.SetAlso({id, cluster, is, record.seq});
  return {};
}

Result<void> FoldClusterSet(State& state, const Record& record) {
  const ClusterId cluster = state.clusters().Find(record.cluster);
  if (!cluster.has_value()) return Depends(record, "the cluster \"" + record.cluster + "\", which no record made");
  const std::string key = record.key.value_or("");
  state.history().Add(record, Op::kClusterSet, state.annotations().SettingOf(cluster, key));
  state.SetClusterSetting({cluster, key, record.value.value_or(""), record.seq});
  return {};
}

// A decision as if made now; `op` is what it is, also when the record is a redo of it.
Result<void> FoldDecision(State& state, const Record& record, Op op) {
  switch (op) {
    case Op::kCreate:
      return FoldCreate(state, record);
    case Op::kRename:
    case Op::kMerge:
    case Op::kDelete:
      return FoldCluster(state, record, op);
    case Op::kSet:
      return FoldSet(state, record);
    case Op::kShuffle:
      return FoldShuffle(state, record);
    case Op::kNote:
      return FoldNote(state, record);
    case Op::kAlso:
    case Op::kNotAlso:
      return FoldAlso(state, record, op);
    case Op::kClusterSet:
      return FoldClusterSet(state, record);
    default:
      return FoldPhoto(state, record, op);
  }
}

Result<void> FoldAny(State& state, const Record& record) {
  switch (record.op) {
    case Op::kRoot:
      state.SetRootId(record.value.value_or(""));
      return {};
    case Op::kImport:
      return FoldImport(state, record);
    case Op::kUndo:
      return FoldUndo(state, record);
    case Op::kRedo: {
      const std::optional<Past> past = state.history().Find(record.of.value_or(0));
      if (!past) return Depends(record, "record " + std::to_string(record.of.value_or(0)));
      return FoldDecision(state, record, past->op);
    }
    case Op::kFailed:
      return FoldFailed(state, record);
    case Op::kStopped:
      return FoldStopped(state, record);
    case Op::kMovedTo:
      return FoldMovedTo(state, record);
    case Op::kLost:
    case Op::kFound:
    case Op::kChanged:
    case Op::kEmptied:
      return FoldFile(state, record);
    default:
      return FoldDecision(state, record, record.op);
  }
}

// A folder that a step has left empty is ours still when the same step goes into it again, be it by a move that failed.
void ReviveFolders(State& state, const Record& record) {
  const bool answers = record.op == Op::kFailed || record.op == Op::kStopped || record.op == Op::kMovedTo;
  const std::optional<Past> answered = answers ? state.history().Find(record.of.value_or(0)) : std::nullopt;
  if (answered) return state.ReviveEmptied(answered->step, std::nullopt);
  const Seq step = record.run.value_or(record.seq);
  state.ReviveEmptied(step, record.dst);
  for (const CopyMove& copy : record.copies) state.ReviveEmptied(step, copy.dst);
}

}  // namespace

Result<void> Fold(State& state, const Record& record) {
  ReviveFolders(state, record);
  for (const std::string& folder : record.made) state.AddMadeFolder(folder);
  Result<void> folded = FoldAny(state, record);
  state.ForgetEmptied();
  return folded;
}

}  // namespace photocluster
