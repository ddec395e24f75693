#include "shared/session/recovery_job.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace photocluster {

std::vector<MovedFile> MoveChains::Files() const {
  std::vector<MovedFile> files;
  for (const MovedFile& file : files_) {
    if (!file.places.empty()) files.push_back(file);
  }
  return files;
}

const MovedFile* MoveChains::Find(const std::string& goal) const {
  const auto at = ending_.find(goal);
  return at == ending_.end() ? nullptr : &files_[at->second];
}

Seq MoveChains::DecisionOf(const MovedFile& file) const {
  for (auto place = file.places.rbegin(); place != file.places.rend(); ++place) {
    if (step_of_.contains(place->seq)) return place->seq;
  }
  return 0;
}

Seq MoveChains::RunOf(Seq decision) const {
  const auto step = step_of_.find(decision);
  return step != step_of_.end() && photos_of_.at(step->second) > 1 ? step->second : 0;
}

std::size_t MoveChains::Ending(const std::string& place) {
  const auto [at, is_new] = ending_.emplace(place, files_.size());
  if (is_new) {
    files_.emplace_back();
    files_.back().places.push_back({.place = place, .seq = 0, .was_taken = false});
  }
  return at->second;
}

void MoveChains::Extend(std::size_t file, const std::string& place, Seq seq) {
  // Another file may have come to its old place meanwhile.
  const std::string before = files_[file].places.back().place;
  const auto left = ending_.find(before);
  if (left != ending_.end() && left->second == file) {
    ending_.erase(left);
    // Copies that are still to be made are made from where it is then.
    const auto [begin, end] = copies_of_.equal_range(before);
    const std::vector<std::pair<std::string, std::size_t>> copies(begin, end);
    copies_of_.erase(before);
    for (const auto& [of, copy] : copies) {
      files_[copy].copied_from = place;
      copies_of_.emplace(place, copy);
    }
  }
  files_[file].places.push_back({.place = place, .seq = seq, .was_taken = false});
  ending_[place] = file;
}

void MoveChains::Move(const std::string& src, const std::string& dst, Seq seq,
                      const std::optional<Fingerprint>& fingerprint) {
  if (src == dst) return;
  const std::size_t file = Ending(src);
  Extend(file, dst, seq);
  if (fingerprint) files_[file].fingerprint = *fingerprint;
}

void MoveChains::Copy(const CopyMove& move, Seq seq) {
  if (move.dst.empty()) return Forget(move.src);
  if (move.src == move.dst) return;
  if (!move.src.empty()) {
    Move(move.src, move.dst, seq, move.photo);
    files_[ending_.at(move.dst)].act = Act::kCopy;
    return;
  }
  MovedFile file;
  file.places.push_back({.place = move.dst, .seq = seq, .was_taken = false});
  if (move.photo) file.fingerprint = *move.photo;
  file.act = Act::kCopy;
  file.copied_from = move.of;
  copies_of_.emplace(move.of, files_.size());
  ending_[move.dst] = files_.size();
  files_.push_back(std::move(file));
}

void MoveChains::Redirect(const std::string& src, const std::string& dst, Seq seq, bool was_taken) {
  if (src == dst) return;
  const std::size_t file = Ending(src);
  files_[file].places.back().was_taken = was_taken;
  Extend(file, dst, seq);
}

void MoveChains::TakeBackFrom(Seq first, Seq by) {
  const auto step = step_of_.find(first);
  if (step == step_of_.end()) return;
  for (std::size_t file = 0; file < files_.size(); ++file) {
    const auto& places = files_[file].places;
    const auto stopped = std::find_if(places.begin(), places.end(), [&](const LoggedPlace& place) {
      const auto of = step_of_.find(place.seq);
      return place.seq >= first && of != step_of_.end() && of->second == step->second;
    });
    if (stopped == places.end()) continue;
    if (stopped == places.begin()) {
      Forget(std::string(places.back().place));  // a copy that was to be made
    } else {
      Extend(file, std::string(std::prev(stopped)->place), by);
    }
  }
}

void MoveChains::Forget(const std::string& place) {
  const auto at = ending_.find(place);
  if (at == ending_.end()) return;
  files_[at->second].places.clear();
  ending_.erase(at);
}

void MoveChains::Found(const Record& record) {
  for (const CompanionMove& companion : record.companions) Forget(companion.src);
  for (const CopyMove& copy : record.copies) Forget(copy.src);
  Forget(record.src);
  const auto there = ending_.find(record.dst);  // they change places
  if (there != ending_.end()) Extend(there->second, record.src, record.seq);
}

void MoveChains::Add(const Record& record) {
  const auto each = [&](const auto& of_file) {
    for (const CompanionMove& move : record.companions) of_file(move.src, move.dst, move.photo);
    of_file(record.src, record.dst, record.photo);
  };
  const bool is_gone = record.op == Op::kLost || record.op == Op::kEmptied;
  if (is_gone) return each([&](const auto& src, const auto&, const auto&) { Forget(src); });
  if (record.op == Op::kFound) return Found(record);
  if (record.op == Op::kStopped) return TakeBackFrom(record.of.value_or(0), record.seq);
  if (record.op == Op::kMovedTo) {
    for (const CopyMove& copy : record.copies) Redirect(copy.src, copy.dst, record.seq, !copy.of.empty());
    return each([&](const auto& src, const auto& dst, const auto&) { Redirect(src, dst, record.seq, true); });
  }
  if (record.op == Op::kChanged) {
    const auto at = ending_.find(record.src);
    if (at != ending_.end() && record.photo) files_[at->second].fingerprint = *record.photo;
    return;
  }
  const bool moves = record.act == Act::kMove;
  const bool copies = moves || record.act == Act::kCopy || record.op == Op::kFailed;
  if (moves) each([&](const auto& src, const auto& dst, const auto& photo) { Move(src, dst, record.seq, photo); });
  if (!copies) return;
  for (const CopyMove& copy : record.copies) Copy(copy, record.seq);
  if (record.op == Op::kFailed) return;
  const Seq step = record.run.value_or(record.seq);
  step_of_.emplace(record.seq, step);
  ++photos_of_[step];
}

}  // namespace photocluster
