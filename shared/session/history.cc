#include "shared/session/history.h"

#include <algorithm>
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

const Past* History::Find(Seq seq) const {
  if (seq == 0 || seq > past_.size() || !past_[static_cast<std::size_t>(seq - 1)].folded) return nullptr;
  return &past_[static_cast<std::size_t>(seq - 1)];
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
  At(record.seq) = {.op = effective,
                    .of = record.of.value_or(0),
                    .undone = 0,
                    .step = first,
                    .folded = true,
                    .by_itself = CameByItself(record),
                    .before = std::move(before)};
  if (record.op == Op::kUndo) return;
  if (record.op != Op::kRedo) {
    undone_.clear();  // a new action empties the redo stack
    return;
  }
  // The undo that is being answered; its step leaves the stack with the last of them.
  for (std::size_t i = undone_.size(); i-- > 0;) {
    for (const Seq undo : InForce(undone_[i])) {
      if (At(undo).of != record.of) continue;
      At(undo).undone = record.seq;
      return Release(undone_, undo);
    }
  }
}

void History::MarkUndone(Seq seq, Seq by) {
  if (!Find(seq) || At(seq).undone != 0) return;
  At(seq).undone = by;
  Release(steps_, seq);
}

void History::MakeVoid(Seq seq, Seq by) {
  if (!Find(seq) || At(seq).undone != 0) return;
  const Seq of = At(seq).of;
  At(seq).undone = by;
  if (At(seq).op == Op::kUndo) {
    Release(undone_, seq);
    Restore(of, seq);
    const auto* photo = std::get_if<PhotoBefore>(&At(seq).before);
    if (photo) Restore(photo->decision.moved, seq);
    return;
  }
  Release(steps_, seq);
  const Seq undo = Find(of) ? At(of).undone : 0;
  if (!Find(undo) || At(undo).undone != seq) return;  // not the undo that it answered
  At(undo).undone = 0;
  Revive(undone_, undo);
}

void History::Restore(Seq seq, Seq undo) {
  if (!Find(seq) || At(seq).undone != undo) return;
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
  const Past* one = Find(seq);
  for (Seq at = one ? one->step : 0; one && at <= past_.size(); ++at) {
    const Past* past = Find(at);
    if (past && past->step != one->step) break;
    if (past) records.push_back(at);
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
    const Past* past = Find(seq);
    if (past && past->undone == 0) seqs.push_back(seq);
  }
  return seqs;
}

bool History::IsSound(std::size_t photos, std::size_t clusters) const {
  const auto sound_step = [this](const Step& step) {
    return step.first > 0 && step.first <= step.last && step.last <= past_.size() &&
           step.live <= step.last - step.first + 1;
  };
  const auto sound = [&](const Past& past) {
    if (past.op == Op::kUndo && !Find(past.of)) return false;
    if (const auto* before = std::get_if<PhotoBefore>(&past.before)) {
      return before->photo.has_value() && before->photo.value() < photos && before->decision.IsSound(clusters);
    }
    if (const auto* before = std::get_if<NoteBefore>(&past.before)) return before->IsSound(photos);
    if (const auto* before = std::get_if<AlsoBefore>(&past.before)) return before->IsSound(photos, clusters);
    if (const auto* before = std::get_if<ClusterSettingBefore>(&past.before)) return before->IsSound(clusters);
    const auto* before = std::get_if<ClusterBefore>(&past.before);
    return !before || (before->cluster.has_value() && before->cluster.value() < clusters);
  };
  return std::all_of(steps_.begin(), steps_.end(), sound_step) &&
         std::all_of(undone_.begin(), undone_.end(), sound_step) &&
         std::all_of(past_.begin(), past_.end(), [&](const Past& past) { return !past.folded || sound(past); }) &&
         StepsAreWhole();
}

bool History::StepsAreWhole() const {
  Seq before = 0;  // the newest record before this one
  for (Seq seq = 1; seq <= past_.size(); ++seq) {
    const Past* past = Find(seq);
    if (!past) continue;
    const bool begins = past->step > before && past->step <= seq;
    if (!begins && !(before > 0 && past->step == Find(before)->step)) return false;
    before = seq;
  }
  return true;
}

void History::Renumber(const std::vector<PhotoId>& ids) {
  for (Past& past : past_) {
    if (auto* before = std::get_if<PhotoBefore>(&past.before)) before->photo = ids[before->photo.value()];
    if (auto* before = std::get_if<NoteBefore>(&past.before)) before->photo = ids[before->photo.value()];
    if (auto* before = std::get_if<AlsoBefore>(&past.before)) before->photo = ids[before->photo.value()];
  }
}

}  // namespace photocluster
