#include <algorithm>
#include <map>
#include <variant>

#include "shared/base/path.h"
#include "shared/clustering/cluster_name.h"
#include "shared/session/draft_builder.h"
#include "shared/session/settings.h"

namespace photocluster {
namespace {

// A record that brings a photo back to a place; a missing photo is decided where it would lie.
Record& AddBringing(DraftBuilder& draft, Op op, PhotoId id, const Photo& photo, const PhotoBefore& before) {
  if (!photo.listed) return draft.AddStaying(op, id);
  return draft.AddMoving(op, id, PlacesAt(before, photo), kBroughtBackSuffix);
}

// The record in force of those that write what `op` writes.
Seq InForce(const PhotoDecision& decision, Op op) {
  if (op == Op::kSkip) return decision.skipped;
  return op == Op::kMove ? decision.moved : decision.decided;
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
    const Past& past = *state_.history().Find(seq);
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
    if (InForce(photo.decision, past_->op) != seq_) return draft_.Keep(before.photo);
    if (past_->op == Op::kSkip) {
      draft_.AddStaying(Op::kUndo, before.photo).of = seq_;
      return;
    }
    Record& record = AddBringing(draft_, Op::kUndo, before.photo, photo, before);
    record.of = seq_;
    if (before.decision.is_member()) record.cluster = state_.clusters().name(before.decision.cluster);
    if (past_->op != Op::kMove && photo.decision.is_member()) leaving_.push_back(photo.decision.cluster);
  }
  void TakeBack(const ClusterBefore& before) {
    const auto leaving = std::count(leaving_.begin(), leaving_.end(), before.cluster);
    const auto members = static_cast<std::ptrdiff_t>(state_.clusters().members(before.cluster));
    const std::string& name = past_->op == Op::kCreate ? state_.clusters().name(before.cluster) : before.name;
    if (state_.DecidedBy(before.cluster) != seq_) return Object();
    // A cluster with members that came otherwise stays.
    const bool ends = past_->op == Op::kCreate && before.created == 0;
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
  const Past* past_ = nullptr;
};

Result<std::vector<Seq>> SeqsToUndo(const State& state, const Undo& undo) {
  const History& history = state.history();
  if (undo.run.has_value() + undo.record.has_value() + undo.count.has_value() > 1) {
    return Error{ErrorCode::kBadInput, "undo: run, record and count exclude each other"};
  }
  if (undo.record) {
    const Past* past = history.Find(*undo.record);
    if (!past || past->op == Op::kUndo) {
      return Error{ErrorCode::kUnknownRecord, "there is no decision " + std::to_string(*undo.record)};
    }
    if (past->undone != 0) {
      return Error{ErrorCode::kNothingToUndo, "decision " + std::to_string(*undo.record) + " is already taken back"};
    }
    return std::vector<Seq>{*undo.record};
  }
  if (undo.run) {
    const Step* step = history.StepOf(*undo.run);
    if (step && step->first == *undo.run) return history.InForce(*step);
    const Past* past = history.Find(*undo.run);
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
  bool operator()(const PhotoBefore& before) const { return InForce(state.photo(before.photo).decision, op) == seq; }
  bool operator()(const ClusterBefore& before) const {
    const bool ends = op == Op::kCreate && before.created == 0;
    return state.DecidedBy(before.cluster) == seq && !(ends && state.clusters().members(before.cluster) > 0);
  }
  bool operator()(const SettingBefore& before) const { return state.settings().SetBy(before.key) == seq; }
  bool operator()(const OrderBefore&) const { return state.queue().order().since == seq; }
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
      of_ = OfOf(seq);
      op_ = state_.history().Find(of_)->op;
      std::visit([&](const auto& after) { DoAgain(after); }, state_.history().Find(seq)->before);
    }
    return draft_.Take();
  }

 private:
  Seq OfOf(Seq undo) const { return state_.history().Find(undo)->of; }

  Result<void> CheckName(Seq undo) const {
    const auto* after = std::get_if<ClusterBefore>(&state_.history().Find(undo)->before);
    const bool renames = after && state_.history().Find(OfOf(undo))->op == Op::kRename;
    if (!renames || state_.MayBeNamed(after->cluster, after->name)) return {};
    return Error{ErrorCode::kNothingToUndo, "there is another cluster \"" + after->name + "\" by now"};
  }

  // The undo remembers the register as the decision had left it.
  void DoAgain(const std::monostate&) {}
  void DoAgain(const PhotoBefore& after) {
    const Photo& photo = state_.photo(after.photo);
    Record& record = op_ == Op::kSkip ? draft_.AddStaying(Op::kRedo, after.photo)
                                      : AddBringing(draft_, Op::kRedo, after.photo, photo, after);
    record.of = of_;
    if (op_ != Op::kSkip && after.decision.membership == Membership::kTrashed) record.cluster = kDeletedCluster;
    if (op_ != Op::kSkip && after.decision.is_member()) {
      const auto renamed = names_.find(after.decision.cluster);
      record.cluster = renamed != names_.end() ? renamed->second : state_.clusters().name(after.decision.cluster);
    }
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
      const Past* past = history.Find(seq);
      if (!past || past->undone != 0 || past->by_itself) continue;
      if (std::visit(IsTakenBackAlone{state, seq, past->op}, past->before)) return &*step;
    }
  }
  return nullptr;
}

Result<Draft> DecideUndo(const State& state, const Undo& undo) {
  return UndoDraft(state, TRY(SeqsToUndo(state, undo))).Make();
}

Result<Draft> DecideRedo(const State& state) {
  if (state.history().undone().empty()) return Error{ErrorCode::kNothingToUndo, "there is nothing to redo"};
  return RedoDraft(state).Make(state.history().undone().back());
}

}  // namespace photocluster
