#include "shared/session/fold.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "shared/base/path.h"

namespace photocluster {
namespace {

Error Depends(const Record& record, const std::string& on) {
  return {ErrorCode::kDamaged, "record " + std::to_string(record.seq) + " depends on " + on};
}

PhotoBefore BeforeOf(PhotoId id, const Photo& photo) {
  PhotoBefore before{id, photo.decision, photo.place, photo.home, {}};
  for (const Companion& companion : photo.companions) before.companions.push_back(companion.place);
  return before;
}

// The photo a record speaks of; a photo named for the first time enters the State with its home.
PhotoId Mention(State& state, const Record& record) {
  PhotoId id = state.Find(record.src);
  if (!id.has_value()) {
    Photo photo;
    photo.place = record.src;
    photo.home = Parent(record.src);
    for (const CompanionMove& companion : record.companions) photo.companions.push_back({companion.src, {}});
    photo.left_alone = state.IsLeftAlone(photo.place);
    id = state.AddPhoto(std::move(photo));
  }
  if (!state.photo(id).named) state.Change(id, [](Photo& photo) { photo.named = true; });
  return id;
}

// The files of a photo go where the record says; a companion it does not name stays.
void MoveFiles(Photo& photo, const Record& record) {
  if (!record.dst.empty()) photo.place = record.dst;
  if (record.photo) photo.SetFingerprint(*record.photo);
  for (const CompanionMove& move : record.companions) {
    for (Companion& companion : photo.companions) {
      if (companion.place != move.src) continue;
      companion.place = move.dst;
      if (move.photo) companion.fingerprint = *move.photo;
    }
  }
}

// The membership that a photo in the trash had before: what restoring brings back.
PhotoDecision BeforeTrash(const State& state, const Photo& photo) {
  const Past* trashed = state.history().Find(photo.decision.decided);
  const auto* before = trashed ? std::get_if<PhotoBefore>(&trashed->before) : nullptr;
  PhotoDecision decision = before ? before->decision : PhotoDecision{};
  decision.skipped = photo.decision.skipped;
  return decision;
}

// assign, auto, adopt, trash, restore, skip, first time or again.
Result<void> FoldPhoto(State& state, const Record& record, Op op) {
  ClusterId cluster;
  if (op == Op::kAssign || op == Op::kAuto || op == Op::kAdopt) {
    cluster = state.FindCluster(record.cluster);
    if (!cluster.has_value()) return Depends(record, "the cluster \"" + record.cluster + "\", which no record made");
  }
  const PhotoId id = Mention(state, record);
  PhotoBefore before = BeforeOf(id, state.photo(id));
  PhotoDecision decision = state.photo(id).decision;
  switch (op) {
    case Op::kAssign: decision = {Membership::kManual, cluster, record.seq, decision.skipped}; break;
    case Op::kAuto: decision = {Membership::kAuto, cluster, record.seq, decision.skipped}; break;
    case Op::kAdopt: decision = {Membership::kAdopted, cluster, record.seq, decision.skipped}; break;
    case Op::kTrash: decision = {Membership::kTrashed, decision.cluster, record.seq, decision.skipped}; break;
    case Op::kRestore:
      decision = BeforeTrash(state, state.photo(id));
      decision.decided = record.seq;
      break;
    default: decision.skipped = record.seq; break;
  }
  state.Change(id, [&](Photo& photo) {
    photo.decision = decision;
    MoveFiles(photo, record);
    if (op == Op::kAdopt) photo.home = Parent(Parent(photo.place));
  });
  state.history().Add(record, op, std::move(before));
  return {};
}

Result<void> FoldCreate(State& state, const Record& record) {
  const ClusterId id = state.NameCluster(record.cluster);
  state.history().Add(record, Op::kCreate, ClusterBefore{id, state.CreatedBy(id)});
  state.SetCreatedBy(id, record.seq);
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

// A decision as if made now; `op` is what it is, also when the record is a redo of it.
Result<void> FoldDecision(State& state, const Record& record, Op op) {
  switch (op) {
    case Op::kCreate: return FoldCreate(state, record);
    case Op::kSet: return FoldSet(state, record);
    case Op::kShuffle: return FoldShuffle(state, record);
    default: return FoldPhoto(state, record, op);
  }
}

// Puts the register that `past` wrote back to what it was. The photo's files are where the record that answers says.
struct TakeBack {
  State& state;
  Op op;

  void operator()(const std::monostate&) const {}
  void operator()(const PhotoBefore& before) const {
    state.Change(before.photo, [&](Photo& photo) {
      if (op == Op::kSkip) {
        photo.decision.skipped = before.decision.skipped;
        return;
      }
      const Seq skipped = photo.decision.skipped;
      photo.decision = before.decision;
      photo.decision.skipped = skipped;
      photo.home = before.home;
    });
  }
  void operator()(const ClusterBefore& before) const { state.SetCreatedBy(before.cluster, before.created); }
  void operator()(const SettingBefore& before) const { state.SetSetting(before.key, before.value, before.set_by); }
  void operator()(const OrderBefore& before) const { state.SetOrder(before.order); }
};

// The same register as it is now: what a redo of the record will bring back.
struct Now {
  const State& state;

  Before operator()(const std::monostate&) const { return std::monostate(); }
  Before operator()(const PhotoBefore& before) const { return BeforeOf(before.photo, state.photo(before.photo)); }
  Before operator()(const ClusterBefore& before) const {
    return ClusterBefore{before.cluster, state.CreatedBy(before.cluster)};
  }
  Before operator()(const SettingBefore& before) const {
    return SettingBefore{before.key, state.settings().Get(before.key), state.settings().SetBy(before.key)};
  }
  Before operator()(const OrderBefore&) const { return OrderBefore{state.queue().order()}; }
};

Result<void> FoldUndo(State& state, const Record& record) {
  const Past* past = state.history().Find(record.of.value_or(0));
  if (!past || past->undone != 0) return Depends(record, "record " + std::to_string(record.of.value_or(0)));
  const Past undone = *past;
  Before before = std::visit(Now{state}, undone.before);
  if (const auto* photo = std::get_if<PhotoBefore>(&undone.before)) {
    state.Change(photo->photo, [&](Photo& changed) { MoveFiles(changed, record); });
  }
  std::visit(TakeBack{state, undone.op}, undone.before);
  state.history().MarkUndone(*record.of, record.seq);
  state.history().Add(record, Op::kUndo, std::move(before));
  return {};
}

// The files of the photo go back to where they were before record `past`.
void PutFilesBack(Photo& photo, const PhotoBefore& before) {
  photo.place = before.place;
  for (std::size_t i = 0; i < photo.companions.size() && i < before.companions.size(); ++i) {
    photo.companions[i].place = before.companions[i];
  }
}

// Whether a step moves one photo only: then a move that fails takes the decision with it.
bool MovesOnePhoto(const State& state, Seq seq) {
  const Step* step = state.history().StepOf(seq);
  if (!step) return false;
  std::size_t photos = 0;
  for (Seq s = step->first; s <= step->last; ++s) {
    const Past* past = state.history().Find(s);
    if (past && std::holds_alternative<PhotoBefore>(past->before)) ++photos;
  }
  return photos == 1;
}

Result<void> FoldFailed(State& state, const Record& record) {
  const Past* past = state.history().Find(record.of.value_or(0));
  const auto* found = past ? std::get_if<PhotoBefore>(&past->before) : nullptr;
  if (!found) return Depends(record, "record " + std::to_string(record.of.value_or(0)));
  const PhotoBefore before = *found;
  const Op op = past->op;
  state.Change(before.photo, [&](Photo& photo) { PutFilesBack(photo, before); });
  if (op != Op::kUndo && MovesOnePhoto(state, *record.of)) {
    TakeBack{state, op}(before);
    state.history().MarkUndone(*record.of, record.seq);
  }
  return {};
}

// The records of the run from `of` on are as if they had not been decided.
Result<void> FoldStopped(State& state, const Record& record) {
  const Step* step = state.history().StepOf(record.of.value_or(0));
  if (!step) return Depends(record, "record " + std::to_string(record.of.value_or(0)));
  const Seq last = step->last;
  for (Seq seq = last; seq >= *record.of; --seq) {
    const Past* past = state.history().Find(seq);
    if (!past || past->undone != 0) continue;
    const Past stopped = *past;
    if (const auto* before = std::get_if<PhotoBefore>(&stopped.before)) {
      state.Change(before->photo, [&](Photo& photo) { PutFilesBack(photo, *before); });
    }
    std::visit(TakeBack{state, stopped.op}, stopped.before);
    state.history().MarkUndone(seq, record.seq);
  }
  return {};
}

Result<void> FoldMovedTo(State& state, const Record& record) {
  const Past* past = state.history().Find(record.of.value_or(0));
  const auto* before = past ? std::get_if<PhotoBefore>(&past->before) : nullptr;
  if (!before) return Depends(record, "record " + std::to_string(record.of.value_or(0)));
  state.Change(before->photo, [&](Photo& photo) {
    photo.place = record.dst;
    for (std::size_t i = 0; i < photo.companions.size() && i < record.companions.size(); ++i) {
      photo.companions[i].place = record.companions[i].dst;
    }
  });
  return {};
}

// lost, found, changed: what became of a file.
Result<void> FoldFile(State& state, const Record& record) {
  const PhotoId id = state.Find(record.src);
  if (!id.has_value()) return Depends(record, "the photo " + record.src + ", which no record names");
  if (record.op == Op::kFound) {
    state.MoveInto(id, record.dst);
  } else if (record.op == Op::kLost) {
    state.Change(id, [](Photo& photo) { photo.lost = true; });
  } else if (record.photo) {
    state.Change(id, [&](Photo& photo) { photo.SetFingerprint(*record.photo); });
  }
  return {};
}

Result<void> FoldAny(State& state, const Record& record) {
  switch (record.op) {
    case Op::kRoot: state.SetRootId(record.value.value_or("")); return {};
    case Op::kUndo: return FoldUndo(state, record);
    case Op::kRedo: {
      const Past* past = state.history().Find(record.of.value_or(0));
      if (!past) return Depends(record, "record " + std::to_string(record.of.value_or(0)));
      return FoldDecision(state, record, past->op);
    }
    case Op::kFailed: return FoldFailed(state, record);
    case Op::kStopped: return FoldStopped(state, record);
    case Op::kMovedTo: return FoldMovedTo(state, record);
    case Op::kLost:
    case Op::kFound:
    case Op::kChanged: return FoldFile(state, record);
    default: return FoldDecision(state, record, record.op);
  }
}

}  // namespace

Result<void> Fold(State& state, const Record& record) {
  for (const std::string& folder : record.made) state.AddMadeFolder(folder);
  Result<void> folded = FoldAny(state, record);
  state.ForgetEmptied();
  return folded;
}

}  // namespace photocluster
