#include "shared/session/history.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "shared/session/settings.h"

namespace photocluster {
namespace {

std::vector<Step>::iterator FirstFrom(std::vector<Step>& steps, Seq first) {
  return std::lower_bound(steps.begin(), steps.end(), first,
                          [](const Step& step, Seq wanted) { return step.first < wanted; });
}

bool CameByItself(const Record& record) {
  const bool chooses_model = record.op == Op::kSet && (record.key == kModelKey || record.key == kImportedVectorsKey);
  const bool noticed = (record.op == Op::kAdopt || record.op == Op::kUnassign) && record.note == kByHand;
  return chooses_model || noticed;
}

}  // namespace

std::optional<Past> History::Find(Seq seq) const {
  if (!Has(seq)) return std::nullopt;
  const Packed& packed = At(seq);
  return Past{.op = packed.op,
              .of = OfOf(seq),
              .undone = packed.undone,
              .step = packed.step,
              .by_itself = packed.by_itself,
              .before = Unpack(seq)};
}

Seq History::OfOf(Seq seq) const {
  const auto at = of_.find(seq);
  return at == of_.end() ? 0 : at->second;
}

void History::Pack(Seq seq, Before before) {
  Packed& packed = At(seq);
  if (std::holds_alternative<std::monostate>(before)) {
    packed.kind = PastKind::kEmpty;
  } else if (auto* photo = std::get_if<PhotoBefore>(&before)) {
    const PhotoDecision& decision = photo->decision;
    packed.kind = PastKind::kPhoto;
    packed.what = photo->photo.value();
    packed.place = photo->place;
    packed.home = photo->home;
    packed.cluster = decision.cluster;
    packed.decided = decision.decided;
    packed.membership = decision.membership;
    packed.waits = decision.waits;
    packed.by_auto = decision.by_auto;
    packed.copied = decision.copied;
    if (decision.turn == Turn() && decision.moved == 0 && photo->companions.empty()) return;
    packed.has_more = true;
    more_[seq] = {decision.turn, decision.moved, std::move(photo->companions)};
  } else {
    packed.kind = PastKind::kOther;
    packed.what = static_cast<std::uint32_t>(others_.size());
    std::visit(
        [this](auto& other) {
          if constexpr (std::is_constructible_v<OtherBefore, decltype(other)>) others_.push_back(std::move(other));
        },
        before);
  }
}

Before History::Unpack(Seq seq) const {
  const Packed& packed = At(seq);
  if (packed.kind == PastKind::kEmpty) return std::monostate();
  if (packed.kind == PastKind::kPhoto) return UnpackPhoto(seq);
  return std::visit([](const auto& other) -> Before { return other; }, others_[packed.what]);
}

PhotoBefore History::UnpackPhoto(Seq seq) const {
  const Packed& packed = At(seq);
  PhotoBefore before{PhotoId(packed.what), {}, packed.place, packed.home, {}};
  before.decision.membership = packed.membership;
  before.decision.cluster = packed.cluster;
  before.decision.decided = packed.decided;
  before.decision.waits = packed.waits;
  before.decision.by_auto = packed.by_auto;
  before.decision.copied = packed.copied;
  if (!packed.has_more) return before;
  const More& more = more_.at(seq);
  before.decision.turn = more.turn;
  before.decision.moved = more.moved;
  before.companions = more.companions;
  return before;
}

Seq History::StepFor(const Record& record) const {
  const Seq first = record.run.value_or(record.seq);
  if (!past_.empty() && past_.back().step == first) return first;
  return std::clamp<Seq>(first, past_.size() + 1, record.seq);
}

void History::Add(const Record& record, Op effective, Before before) {
  const Seq first = StepFor(record);
  std::vector<Step>& steps = record.op == Op::kUndo ? undone_ : steps_;
  if (steps.empty() || steps.back().first != first) steps.push_back({.first = first, .last = record.seq, .live = 0});
  steps.back().last = record.seq;
  ++steps.back().live;
  if (past_.size() < record.seq) past_.resize(static_cast<std::size_t>(record.seq));
  Packed& packed = At(record.seq);
  packed = Packed();
  packed.op = effective;
  packed.step = first;
  packed.by_itself = CameByItself(record);
  if (record.of) of_[record.seq] = *record.of;
  Pack(record.seq, std::move(before));
  if (record.op == Op::kUndo) return;
  if (record.op != Op::kRedo) {
    undone_.clear();  // a new action empties the redo stack
    return;
  }
  // The undo that is being answered; its step leaves the stack with the last of them.
  for (std::size_t i = undone_.size(); i-- > 0;) {
    for (const Seq undo : InForce(undone_[i])) {
      if (OfOf(undo) != record.of) continue;
      At(undo).undone = record.seq;
      return Release(undone_, undo);
    }
  }
}

void History::MarkUndone(Seq seq, Seq by) {
  if (!Has(seq) || At(seq).undone != 0) return;
  At(seq).undone = by;
  Release(steps_, seq);
}

void History::MakeVoid(Seq seq, Seq by) {
  if (!Has(seq) || At(seq).undone != 0) return;
  const Seq of = OfOf(seq);
  At(seq).undone = by;
  if (At(seq).op == Op::kUndo) {
    Release(undone_, seq);
    Restore(of, seq);
    if (At(seq).has_more) Restore(more_.at(seq).moved, seq);
    return;
  }
  Release(steps_, seq);
  const Seq undo = Has(of) ? Seq{At(of).undone} : 0;
  if (!Has(undo) || At(undo).undone != seq) return;  // not the undo that it answered
  At(undo).undone = 0;
  Revive(undone_, undo);
}

void History::Restore(Seq seq, Seq undo) {
  if (!Has(seq) || At(seq).undone != undo) return;
  At(seq).undone = 0;
  Revive(steps_, seq);
}

void History::Release(std::vector<Step>& steps, Seq seq) {
  const auto at = FirstFrom(steps, At(seq).step);
  if (at == steps.end() || at->first != At(seq).step) return;
  if (--at->live == 0) steps.erase(at);
}

void History::Revive(std::vector<Step>& steps, Seq seq) {
  const Seq first = At(seq).step;
  auto at = FirstFrom(steps, first);
  if (at == steps.end() || at->first != first) {
    at = steps.insert(at, {.first = first, .last = StepWith(seq).back(), .live = 0});
  }
  ++at->live;
}

std::vector<Seq> History::StepWith(Seq seq) const {
  std::vector<Seq> records;
  if (!Has(seq)) return records;
  const Seq step = At(seq).step;
  for (Seq at = step; at <= past_.size(); ++at) {
    if (!Has(at)) continue;
    if (At(at).step != step) break;
    records.push_back(at);
  }
  return records;
}

const Step* History::StepOf(Seq seq) const {
  const auto after = std::upper_bound(steps_.begin(), steps_.end(), seq,
                                      [](Seq wanted, const Step& step) { return wanted < step.first; });
  if (after == steps_.begin()) return nullptr;
  const Step& step = *std::prev(after);
  return seq <= step.last ? &step : nullptr;
}

std::vector<Seq> History::InForce(Step step) const {
  std::vector<Seq> seqs;
  for (Seq seq = step.first; seq <= step.last; ++seq) {
    if (Has(seq) && At(seq).undone == 0) seqs.push_back(seq);
  }
  return seqs;
}

}  // namespace photocluster
