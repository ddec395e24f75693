#include "shared/session/fold_answers.h"

#include <algorithm>
#include <utility>

#include "shared/base/path.h"
#include "shared/journal/file_names.h"
#include "shared/session/fold_files.h"
#include "shared/session/naming.h"

namespace photocluster {
namespace {

// Puts the register that `past` wrote back to what it was. The photo's files are where the record that answers says.
struct TakeBack {
  State& state;
  Op op;

  void operator()(const std::monostate&) const {}
  void operator()(const PhotoBefore& before) const {
    state.Change(before.photo, [&](Photo& photo) {
      if (SetsTurn(op)) {
        photo.decision.turn = before.decision.turn;
        return;
      }
      if (op == Op::kMove) {
        photo.decision.waits = before.decision.waits;
        photo.decision.moved = before.decision.moved;
        photo.decision.copied = before.decision.copied;
        return;
      }
      const Turn turn = photo.decision.turn;
      photo.decision = before.decision;
      photo.decision.turn = turn;
      photo.home = before.home;
    });
  }
  void operator()(const ClusterBefore& before) const { state.SetCluster(before); }
  void operator()(const SettingBefore& before) const { state.SetSetting(before.key, before.value, before.set_by); }
  void operator()(const OrderBefore& before) const { state.SetOrder(before.order); }
  void operator()(const NoteBefore& before) const { state.SetNote(before); }
  void operator()(const AlsoBefore& before) const { state.SetAlso(before); }
  void operator()(const ClusterSettingBefore& before) const { state.SetClusterSetting(before); }
};

// The same register as it is now: what a redo of the record will bring back.
struct Now {
  const State& state;

  Before operator()(const std::monostate&) const { return std::monostate(); }
  Before operator()(const PhotoBefore& before) const { return BeforeOf(before.photo, state.photo(before.photo)); }
  Before operator()(const ClusterBefore& before) const { return state.ClusterNow(before.cluster, before.name); }
  Before operator()(const SettingBefore& before) const {
    return SettingBefore{before.key, state.settings().Get(before.key), state.settings().SetBy(before.key)};
  }
  Before operator()(const OrderBefore&) const { return OrderBefore{state.queue().order()}; }
  Before operator()(const NoteBefore& before) const { return state.annotations().NoteOf(before.photo); }
  Before operator()(const AlsoBefore& before) const { return state.annotations().AlsoOf(before.photo, before.cluster); }
  Before operator()(const ClusterSettingBefore& before) const {
    return state.annotations().SettingOf(before.cluster, before.key);
  }
};

// The photo of the decision that a record answers; none when there is none.
PhotoId Answered(const State& state, const Record& record) {
  const std::optional<Past> past = state.history().Find(record.of.value_or(0));
  const auto* before = past ? std::get_if<PhotoBefore>(&past->before) : nullptr;
  return before ? before->photo : PhotoId();
}

Error NotAnswered(const Record& record) { return Depends(record, "record " + std::to_string(record.of.value_or(0))); }

// The decision `seq`, an undo and a redo too, is as if it had not been made. Its files are moved by the caller.
void MakeVoid(State& state, Seq seq, Seq by) {
  const Past past = *state.history().Find(seq);
  const std::optional<Past> undone = past.op == Op::kUndo ? state.history().Find(past.of) : std::nullopt;
  std::visit(TakeBack{state, undone ? undone->op : past.op}, past.before);
  state.history().MakeVoid(seq, by);
}

// Whether the photo is still what the decision made of it.
bool IsInForce(const State& state, Seq seq, PhotoId photo) {
  const Past past = *state.history().Find(seq);
  if (past.undone != 0) return false;
  const PhotoDecision& decision = state.photo(photo).decision;
  if (past.op == Op::kMove) return decision.moved == seq;
  if (past.op != Op::kUndo) return decision.decided == seq;
  const std::optional<Past> undone = state.history().Find(past.of);
  const auto* before = undone ? std::get_if<PhotoBefore>(&undone->before) : nullptr;
  return before && before->decision.decided == decision.decided;
}

// What was decided, or taken back, by the record.
Op OpOf(const State& state, Seq seq) {
  const Past past = *state.history().Find(seq);
  return past.op == Op::kUndo ? state.history().Find(past.of)->op : past.op;
}

bool MovesOnePhoto(const State& state, Seq seq) {
  const std::vector<Seq> records = state.history().StepWith(seq);
  return std::count_if(records.begin(), records.end(), [&](Seq of) {
           return std::holds_alternative<PhotoBefore>(state.history().Find(of)->before);
         }) == 1;
}

// The photo lies at `dst`, with the companions that the record names where they lie.
void FoldFound(State& state, const Record& record, PhotoId id) {
  state.MoveInto(id, record.dst);
  MoveCopy(state, record, id);
  state.Change(id, [&](Photo& photo) {
    photo.lost = false;
    photo.emptied = false;
    if (record.photo && !photo.fingerprint.known()) photo.SetFingerprint(*record.photo);
    if (record.value) photo.home = state.texts().KeepOnce(*record.value);
    if (photo.decision.waits) photo.decision.waits = LiesElsewhere(state, photo);
    std::vector<Companion> companions;
    for (const CompanionMove& companion : record.companions) {
      if (!companion.dst.empty()) companions.push_back({companion.dst, companion.photo.value_or(Fingerprint())});
    }
    photo.companions.Set(std::move(companions));
  });
}

// A decision is taken back together with the record that carried it out. A photo that is missing stays where the log
// had it, and waits to be brought to where it was.
void UndoneWithPhoto(State& state, const Record& record, const PhotoBefore& before, const PhotoBefore& now) {
  const Photo& photo = state.photo(before.photo);
  if (before.decision.moved != now.decision.moved) state.history().MarkUndone(now.decision.moved, record.seq);
  const bool stays = record.act == Act::kNone || record.act == Act::kCopy;
  if (!stays || Parent(photo.place) == Parent(before.place)) return;
  state.Change(before.photo, [&](Photo& changed) { changed.decision.waits = LiesElsewhere(state, changed); });
}

}  // namespace

PhotoBefore BeforeOf(PhotoId id, const Photo& photo) {
  PhotoBefore before{id, photo.decision, photo.place, photo.home, {}};
  for (const Companion& companion : photo.companions) before.companions.push_back(companion.place);
  return before;
}

Result<void> FoldUndo(State& state, const Record& record) {
  const std::optional<Past> undone = state.history().Find(record.of.value_or(0));
  if (!undone || undone->undone != 0) return NotAnswered(record);
  const auto* photo = std::get_if<PhotoBefore>(&undone->before);
  if (photo) TRY(CheckPlaces(state, record, photo->photo));
  if (photo && record.act == Act::kMove) {
    state.Change(photo->photo, [&](Photo& changed) { TakeCompanions(changed, record); });
  }
  Before before = std::visit(Now{state}, undone->before);
  if (photo) state.Change(photo->photo, [&](Photo& changed) { MoveFiles(state, changed, record); });
  std::visit(TakeBack{state, undone->op}, undone->before);
  state.history().MarkUndone(*record.of, record.seq);
  if (photo && !SetsTurn(undone->op)) {
    TakeCopy(state, record, photo->photo);
    UndoneWithPhoto(state, record, *photo, std::get<PhotoBefore>(before));
  }
  state.history().Add(record, Op::kUndo, std::move(before));
  return {};
}

Result<void> FoldFailed(State& state, const Record& record) {
  const PhotoId id = Answered(state, record);
  if (!id.has_value()) return NotAnswered(record);
  TRY(CheckPlaces(state, record, id));
  state.Change(id, [&](Photo& photo) { MoveFiles(state, photo, record); });
  MoveCopy(state, record, id);
  if (record.act == Act::kNone || !IsInForce(state, *record.of, id)) return {};
  const bool is_trashed = state.photo(id).decision.membership == Membership::kTrashed;
  const bool fits = is_trashed == IsInTrash(state.photo(id).place) || state.photo(id).decision.copied;
  const Op op = OpOf(state, *record.of);
  // What happens to a whole cluster holds for each of its photos, wherever its file is.
  const bool is_of_cluster = op == Op::kRegroup || op == Op::kUnassign;
  const bool is_single = MovesOnePhoto(state, *record.of) && !is_of_cluster;
  if (!fits || is_single || op == Op::kMove) {
    MakeVoid(state, *record.of, record.seq);
  } else if (record.act != Act::kCopy) {
    state.Change(id, [&](Photo& photo) { photo.decision.waits = LiesElsewhere(state, photo); });
  }
  return {};
}

Result<void> FoldStopped(State& state, const Record& record) {
  const std::vector<Seq> step = state.history().StepWith(record.of.value_or(0));
  if (step.empty()) return NotAnswered(record);
  for (std::size_t i = step.size(); i-- > 0 && step[i] >= *record.of;) {
    const Past past = *state.history().Find(step[i]);
    if (past.undone != 0) continue;
    if (const auto* found = std::get_if<PhotoBefore>(&past.before)) {
      const PhotoBefore& before = *found;
      state.Change(before.photo, [&](Photo& photo) {
        photo.place = before.place;
        std::vector<Companion> companions = photo.companions.all();
        for (std::size_t c = 0; c < companions.size() && c < before.companions.size(); ++c) {
          companions[c].place = before.companions[c];
        }
        photo.companions.Set(std::move(companions));
      });
      if (!SetsTurn(OpOf(state, step[i]))) state.SetCopy(before.photo, state.copies().Before(step[i]));
    }
    MakeVoid(state, step[i], record.seq);
  }
  return {};
}

Result<void> FoldMovedTo(State& state, const Record& record) {
  const PhotoId id = Answered(state, record);
  if (!id.has_value()) return NotAnswered(record);
  TRY(CheckPlaces(state, record, id));
  state.Change(id, [&](Photo& photo) { MoveFiles(state, photo, record); });
  MoveCopy(state, record, id);
  return {};
}

Result<void> FoldFile(State& state, const Record& record) {
  const PhotoId id = state.Find(record.src);
  if (!id.has_value()) return Depends(record, "the photo " + record.src + ", which no record names");
  if (record.op == Op::kFound) {
    if (record.dst.empty()) return Depends(record, "a place, which it does not name");
    FoldFound(state, record, id);
  } else if (record.op == Op::kLost) {
    state.Change(id, [](Photo& photo) {
      photo.lost = true;
      photo.listed = false;
    });
  } else if (record.op == Op::kEmptied) {
    const bool is_trashed = state.photo(id).decision.membership == Membership::kTrashed;
    if (!is_trashed) return Depends(record, "the photo " + record.src + ", which is not in the trash");
    state.Change(id, [](Photo& photo) { photo.emptied = true; });
  } else if (record.photo) {
    state.TakeChanged(id, *record.photo);
  }
  return {};
}

}  // namespace photocluster
