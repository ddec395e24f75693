#include <algorithm>
#include <map>
#include <variant>

#include "shared/base/path.h"
#include "shared/clustering/cluster_name.h"
#include "shared/session/draft_builder.h"
#include "shared/session/settings.h"

namespace photocluster {
namespace {

// A record that brings a photo back to where it was before the record `seq`; a missing photo is decided where it would
// lie, one that was copied stays.
Record& AddBringing(const State& state, DraftBuilder& draft, Op op, const PhotoBefore& before, Seq seq, bool copied) {
  const Photo& photo = state.photo(before.photo);
  const UnitPlaces wanted = copied ? PlacesOf(photo) : PlacesAt(before, photo);
  const Act act = op == Op::kRedo && !copied ? Act::kMove : Act::kCopy;
  return draft.AddBringing(op, before.photo, wanted, state.copies().Before(seq), act);
}

// The record in force of those that write what `op` writes.
Seq InForce(const PhotoDecision& decision, Op op) {
  if (SetsTurn(op)) return decision.turn.by();
  return op == Op::kMove ? decision.moved : decision.decided;
}

bool IsSetSince(const State& state, ClusterId cluster, Seq seq) {
  const std::vector<ClusterSettingBefore> settings = state.annotations().SettingsOf(cluster);
  return std::any_of(settings.begin(), settings.end(), [&](const auto& setting) { return setting.by > seq; });
}

// Takes records back, newest first. Only the record whose value is in force can be taken back.
class UndoDraft {
 public:
  UndoDraft(const State& state, std::vector<Seq> seqs) : state_(state), draft_(state), seqs_(std::move(seqs)) {}

  Result<Draft> Make() {
    for (Seq seq : seqs_) TRY(CheckName(seq));
    for (std::size_t i = seqs_.size(); i-- > 0;) {
      seq_ = seqs_[i];
      past_ = state_.history().Find(seq_);
      std::visit([&](const auto& before) { TakeBack(before); }, past_->before);
    }
    Draft draft = draft_.Take();
    if (draft.records.empty() && draft.kept.empty()) return Error{ErrorCode::kNothingToUndo, objection_};
    return draft;
  }

 private:
  // Photos do not go back to a folder whose cluster cannot have its name back.
  Result<void> CheckName(Seq seq) const {
    const Past past = *state_.history().Find(seq);
    const auto* before = std::get_if<ClusterBefore>(&past.before);
    if (!before || past.op == Op::kCreate) return {};
    if (past.op == Op::kRename && state_.DecidedBy(before->cluster) != seq) {
      return Error{ErrorCode::kNothingToUndo, "the cluster was decided again since"};
    }
    if (state_.MayBeNamed(before->cluster, before->name)) return {};
    return Error{ErrorCode::kNothingToUndo, "there is another cluster \"" + before->name + "\" by now"};
  }

  void TakeBack(const std::monostate&) {}
  void TakeBack(const PhotoBefore& before) {
    const Photo& photo = state_.photo(before.photo);
    if (photo.emptied || InForce(photo.decision, past_->op) != seq_) return draft_.Keep(before.photo);
    if (SetsTurn(past_->op)) {
      draft_.AddStaying(Op::kUndo, before.photo).of = seq_;
      return;
    }
    const bool copied = photo.decision.copied && past_->op != Op::kMove && past_->op != Op::kRestore;
    Record& record = AddBringing(state_, draft_, Op::kUndo, before, seq_, copied);
    record.of = seq_;
    if (before.decision.is_member()) record.cluster = state_.clusters().name(before.decision.cluster);
    if (past_->op != Op::kMove && photo.decision.is_member()) leaving_.push_back(photo.decision.cluster);
  }
  void TakeBack(const ClusterBefore& before) {
    const auto leaving = std::count(leaving_.begin(), leaving_.end(), before.cluster);
    const auto members =
        static_cast<std::ptrdiff_t>(state_.clusters().members(before.cluster) + state_.AlsoCount(before.cluster));
    const std::string& name = past_->op == Op::kCreate ? state_.clusters().name(before.cluster) : before.name;
    if (state_.DecidedBy(before.cluster) != seq_) return Object();
    // A cluster with members that came otherwise stays, and one whose key, colour or position was chosen since.
    const bool ends = past_->op == Op::kCreate && before.created == 0;
    if (ends && IsSetSince(state_, before.cluster, seq_)) return Object();
    if (ends && members > leaving) return Object("the cluster \"" + name + "\" has other photos");
    Record& record = draft_.Add(Op::kUndo);
    record.of = seq_;
    record.cluster = name;
  }
  void TakeBack(const SettingBefore& before) {
    if (state_.settings().SetBy(before.key) != seq_) return Object();
    Record& record = draft_.Add(Op::kUndo);
    record.of = seq_;
    record.key = before.key;
    record.value = before.value;
  }
  void TakeBack(const NoteBefore& before) {
    if (state_.annotations().NoteOf(before.photo).by != seq_) return draft_.Keep(before.photo);
    Record& record = draft_.AddStaying(Op::kUndo, before.photo);
    record.of = seq_;
    record.note = before.text;
  }
  void TakeBack(const AlsoBefore& before) {
    if (state_.annotations().AlsoOf(before.photo, before.cluster).by != seq_) return draft_.Keep(before.photo);
    Record& record = draft_.AddStaying(Op::kUndo, before.photo);
    record.of = seq_;
    record.cluster = state_.clusters().name(before.cluster);
    if (!before.is && state_.IsAlso(before.photo, before.cluster)) leaving_.push_back(before.cluster);
  }
  void TakeBack(const ClusterSettingBefore& before) {
    if (state_.annotations().SettingOf(before.cluster, before.key).by != seq_) return Object();
    Record& record = draft_.Add(Op::kUndo);
    record.of = seq_;
    record.cluster = state_.clusters().name(before.cluster);
    record.key = before.key;
    record.value = before.value;
  }
  void TakeBack(const OrderBefore&) {
    if (state_.queue().order().since != seq_) return Object();
    draft_.Add(Op::kUndo).of = seq_;
  }
  void Object(std::string why = "it was decided again since") { objection_ = std::move(why); }

  const State& state_;
  DraftBuilder draft_;
  std::vector<Seq> seqs_;
  std::vector<ClusterId> leaving_;
  std::string objection_;
  Seq seq_ = 0;
  std::optional<Past> past_;
};

// The photo that a record decided about, if any.
PhotoId PhotoOf(const Past& past) {
  if (const auto* before = std::get_if<PhotoBefore>(&past.before)) return before->photo;
  if (const auto* before = std::get_if<NoteBefore>(&past.before)) return before->photo;
  if (const auto* before = std::get_if<AlsoBefore>(&past.before)) return before->photo;
  return PhotoId();
}

// Of the records of a step those from `since` on, or about the photos at the given places: with the last of its photos
// goes the cluster that was made for them.
Result<std::vector<Seq>> InPart(const State& state, std::vector<Seq> seqs, const Undo& undo) {
  if (undo.since) std::erase_if(seqs, [&](Seq seq) { return seq < *undo.since; });
  if (undo.places.empty()) return seqs;
  std::map<PhotoId, std::string> left;  // of those named, what is not found in the step
  for (const std::string& place : undo.places) left.emplace(state.Find(place), place);
  const std::map<PhotoId, std::string> named = left;
  std::vector<Seq> part, rest;
  for (Seq seq : seqs) {
    const PhotoId photo = PhotoOf(*state.history().Find(seq));
    const bool is_named = photo.has_value() && named.contains(photo);
    (is_named ? part : rest).push_back(seq);
    if (is_named) left.erase(photo);
  }
  if (!left.empty()) {
    const std::string of = "run " + std::to_string(*undo.run) + " is in force for no photo at \"";
    return Error{ErrorCode::kUnknownPhoto, of + left.begin()->second + "\""};
  }
  const auto creates = [&](Seq seq) { return state.history().Find(seq)->op == Op::kCreate; };
  return std::all_of(rest.begin(), rest.end(), creates) ? seqs : part;
}

Result<std::vector<Seq>> SeqsToUndo(const State& state, const Undo& undo) {
  const History& history = state.history();
  if (undo.record) {
    const std::optional<Past> past = history.Find(*undo.record);
    if (!past || past->op == Op::kUndo) {
      return Error{ErrorCode::kUnknownRecord, "there is no decision " + std::to_string(*undo.record)};
    }
    if (past->undone != 0) {
      return Error{ErrorCode::kNothingToUndo, "decision " + std::to_string(*undo.record) + " is already taken back"};
    }
    return std::vector<Seq>{*undo.record};
  }
  if (undo.run) {
    const std::optional<Past> past = history.Find(*undo.run);
    const Step* step = past ? history.StepOf(past->step) : nullptr;
    if (step && step->first == past->step) return InPart(state, history.InForce(*step), undo);
    if (past && past->undone != 0) {
      return Error{ErrorCode::kNothingToUndo, "run " + std::to_string(*undo.run) + " is already taken back"};
    }
    return Error{ErrorCode::kUnknownRecord, "there is no run " + std::to_string(*undo.run)};
  }
  const Step* newest = StepToUndo(state);
  if (!newest) return Error{ErrorCode::kNothingToUndo, "there is nothing to undo"};
  return history.InForce(*newest);
}

// Whether what the record wrote is still as it wrote it, and may go.
struct IsTakenBackAlone {
  const State& state;
  Seq seq;
  Op op;

  bool operator()(const std::monostate&) const { return false; }
  bool operator()(const PhotoBefore& before) const {
    const Photo& photo = state.photo(before.photo);
    return !photo.emptied && InForce(photo.decision, op) == seq;
  }
  bool operator()(const ClusterBefore& before) const {
    const bool ends = op == Op::kCreate && before.created == 0;
    const bool is_used = state.clusters().members(before.cluster) + state.AlsoCount(before.cluster) > 0 ||
                         IsSetSince(state, before.cluster, seq);
    return state.DecidedBy(before.cluster) == seq && !(ends && is_used);
  }
  bool operator()(const SettingBefore& before) const { return state.settings().SetBy(before.key) == seq; }
  bool operator()(const OrderBefore&) const { return state.queue().order().since == seq; }
  bool operator()(const NoteBefore& before) const { return state.annotations().NoteOf(before.photo).by == seq; }
  bool operator()(const AlsoBefore& before) const {
    return state.annotations().AlsoOf(before.photo, before.cluster).by == seq;
  }
  bool operator()(const ClusterSettingBefore& before) const {
    return state.annotations().SettingOf(before.cluster, before.key).by == seq;
  }
};

// Does records again that an undo step took back, in their old order.
class RedoDraft {
 public:
  explicit RedoDraft(const State& state) : state_(state), draft_(state) {}

  Result<Draft> Make(const Step& undo_step) {
    std::vector<Seq> undos = state_.history().InForce(undo_step);
    std::sort(undos.begin(), undos.end(), [&](Seq a, Seq b) { return OfOf(a) < OfOf(b); });
    for (Seq seq : undos) TRY(CheckName(seq));
    for (Seq seq : undos) {
      undo_ = seq;
      of_ = OfOf(seq);
      op_ = state_.history().Find(of_)->op;
      std::visit([&](const auto& after) { DoAgain(after); }, state_.history().Find(seq)->before);
    }
    return draft_.Take();
  }

 private:
  Seq OfOf(Seq undo) const { return state_.history().Find(undo)->of; }

  Result<void> CheckName(Seq undo) const {
    const Past past = *state_.history().Find(undo);
    const auto* after = std::get_if<ClusterBefore>(&past.before);
    const bool renames = after && state_.history().Find(OfOf(undo))->op == Op::kRename;
    if (!renames || state_.MayBeNamed(after->cluster, after->name)) return {};
    return Error{ErrorCode::kNothingToUndo, "there is another cluster \"" + after->name + "\" by now"};
  }

  std::string NameOf(ClusterId id) const {
    const auto renamed = names_.find(id);
    return renamed != names_.end() ? renamed->second : state_.clusters().name(id);
  }

  // The undo remembers the register as the decision had left it.
  void DoAgain(const std::monostate&) {}
  void DoAgain(const PhotoBefore& after) {
    const bool copied = after.decision.copied && op_ != Op::kRestore;  // which brings its file back
    Record& record = SetsTurn(op_) ? draft_.AddStaying(Op::kRedo, after.photo)
                                   : AddBringing(state_, draft_, Op::kRedo, after, undo_, copied);
    if (!SetsTurn(op_) && copied) record.act = Act::kCopy;
    record.of = of_;
    if (!SetsTurn(op_) && after.decision.membership == Membership::kTrashed) record.cluster = kDeletedCluster;
    if (!SetsTurn(op_) && after.decision.is_member()) record.cluster = NameOf(after.decision.cluster);
    if (op_ == Op::kImported && after.decision.by_auto) record.note = "auto";
  }
  void DoAgain(const ClusterBefore& after) {
    Record& record = draft_.Add(Op::kRedo);
    record.of = of_;
    if (op_ == Op::kCreate || op_ == Op::kRename) {
      record.cluster = after.name;
      names_[after.cluster] = after.name;
    }
    if (op_ != Op::kCreate) record.value = state_.clusters().name(after.cluster);
  }
  void DoAgain(const SettingBefore& after) {
    Record& record = draft_.Add(Op::kRedo);
    record.of = of_;
    record.key = after.key;
    record.value = after.value;
  }
  void DoAgain(const NoteBefore& after) {
    Record& record = draft_.AddStaying(Op::kRedo, after.photo);
    record.of = of_;
    record.note = after.text;
  }
  void DoAgain(const AlsoBefore& after) {
    Record& record = draft_.AddStaying(Op::kRedo, after.photo);
    record.of = of_;
    record.cluster = NameOf(after.cluster);
  }
  void DoAgain(const ClusterSettingBefore& after) {
    Record& record = draft_.Add(Op::kRedo);
    record.of = of_;
    record.cluster = NameOf(after.cluster);
    record.key = after.key;
    record.value = after.value;
  }
  void DoAgain(const OrderBefore& after) {
    Record& record = draft_.Add(Op::kRedo);
    record.of = of_;
    if (op_ == Op::kShuffle) {
      record.value = std::to_string(after.order.seed);
    } else {
      record.key = kOrderKey;
      record.value = after.order.kind == OrderKind::kTaken ? "taken" : "path";
    }
  }

  const State& state_;
  DraftBuilder draft_;
  std::map<ClusterId, std::string> names_;  // that clusters get by what is done again
  Seq undo_ = 0;
  Seq of_ = 0;
  Op op_ = Op::kRoot;
};

}  // namespace

// A record that needs others of its step taken back first is found by those.
const Step* StepToUndo(const State& state) {
  const History& history = state.history();
  const std::vector<Step>& steps = history.steps();
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    for (Seq seq = step->last; seq >= step->first; --seq) {
      const std::optional<Past> past = history.Find(seq);
      if (!past || past->undone != 0 || past->by_itself) continue;
      if (std::visit(IsTakenBackAlone{state, seq, past->op}, past->before)) return &*step;
    }
  }
  return nullptr;
}

Result<std::vector<Seq>> StepsSince(const State& state, const Undo& undo) {
  std::vector<Seq> firsts;
  for (const Step& step : state.history().steps()) {
    const std::vector<Seq> seqs = state.history().InForce(step);
    if (!seqs.empty() && seqs.back() >= *undo.since) firsts.push_back(step.first);
  }
  if (!firsts.empty()) return firsts;
  const std::string since = std::to_string(*undo.since);
  return Error{ErrorCode::kNothingToUndo, "nothing is in force that was decided since record " + since};
}

Result<void> CheckUndo(const Undo& undo) {
  if (undo.run.has_value() + undo.record.has_value() + undo.count.has_value() + undo.since.has_value() > 1) {
    return Error{ErrorCode::kBadInput, "undo: run, record, count and since exclude each other"};
  }
  if (undo.places.empty() || undo.run) return {};
  return Error{ErrorCode::kBadInput, "undo.places: of which run?"};
}

Result<Draft> DecideUndo(const State& state, const Undo& undo) {
  return UndoDraft(state, TRY(SeqsToUndo(state, undo))).Make();
}

Result<Draft> DecideRedo(const State& state) {
  if (state.history().undone().empty()) return Error{ErrorCode::kNothingToUndo, "there is nothing to redo"};
  return RedoDraft(state).Make(state.history().undone().back());
}

}  // namespace photocluster
