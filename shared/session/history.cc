#include "shared/session/history.h"

#include <algorithm>
#include <utility>

namespace photocluster {

const Past* History::Find(Seq seq) const {
  if (seq == 0 || seq > past_.size() || !past_[seq - 1].folded) return nullptr;
  return &past_[seq - 1];
}

void History::Extend(std::vector<Step>& steps, const Record& record) {
  const Seq first = std::min(record.run.value_or(record.seq), record.seq);
  const bool same_step = record.run && !steps.empty() && steps.back().first == first;
  if (!same_step) {
    const Seq after = steps.empty() ? 1 : steps.back().last + 1;  // sorted and disjoint, whatever the log says
    steps.push_back({.first = std::max(first, after), .last = record.seq, .live = 0});
  }
  steps.back().last = record.seq;
  ++steps.back().live;
}

void History::Add(const Record& record, Op effective, Before before) {
  if (past_.size() < record.seq) past_.resize(record.seq);
  past_[record.seq - 1] = {
      .op = effective, .of = record.of.value_or(0), .undone = 0, .folded = true, .before = std::move(before)};
  if (record.op == Op::kUndo) {
    Extend(undone_, record);
    return;
  }
  Extend(steps_, record);
  if (record.op != Op::kRedo) {
    undone_.clear();  // a new action empties the redo stack
    return;
  }
  // The undo that is being answered; its step leaves the stack with the last of them.
  for (std::size_t i = undone_.size(); i-- > 0;) {
    for (const Seq undo : InForce(undone_[i])) {
      if (past_[undo - 1].of != record.of) continue;
      past_[undo - 1].undone = record.seq;
      if (--undone_[i].live == 0) undone_.erase(undone_.begin() + static_cast<std::ptrdiff_t>(i));
      return;
    }
  }
}

void History::MarkUndone(Seq seq, Seq by) {
  if (!Find(seq) || past_[seq - 1].undone != 0) return;
  past_[seq - 1].undone = by;
  const Step* step = StepOf(seq);
  if (!step) return;
  const auto at = steps_.begin() + (step - steps_.data());
  if (--at->live == 0) steps_.erase(at);
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
    return step.first <= step.last && step.last <= past_.size() && step.live <= step.last - step.first + 1;
  };
  const auto sound = [&](const Past& past) {
    if (past.op == Op::kUndo && !Find(past.of)) return false;
    if (const auto* before = std::get_if<PhotoBefore>(&past.before)) {
      return before->photo.has_value() && before->photo.value() < photos && before->decision.IsSound(clusters);
    }
    const auto* before = std::get_if<ClusterBefore>(&past.before);
    return !before || (before->cluster.has_value() && before->cluster.value() < clusters);
  };
  return std::all_of(steps_.begin(), steps_.end(), sound_step) &&
         std::all_of(undone_.begin(), undone_.end(), sound_step) &&
         std::all_of(past_.begin(), past_.end(), [&](const Past& past) { return !past.folded || sound(past); });
}

void History::Renumber(const std::vector<PhotoId>& ids) {
  for (Past& past : past_) {
    if (auto* before = std::get_if<PhotoBefore>(&past.before)) before->photo = ids[before->photo.value()];
  }
}

}  // namespace photocluster
