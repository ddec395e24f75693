#include "shared/session/recovery_job.h"

#include <algorithm>

namespace photocluster {

MovedFile& MoveChains::Ending(const std::string& place) {
  const auto at = std::find_if(files_.rbegin(), files_.rend(),
                               [&](const MovedFile& file) { return file.places.back().place == place; });
  if (at != files_.rend()) return *at;
  files_.emplace_back();
  files_.back().places.push_back({.place = place, .seq = 0, .was_taken = false});
  return files_.back();
}

void MoveChains::Move(const std::string& src, const std::string& dst, Seq seq,
                      const std::optional<Fingerprint>& fingerprint) {
  MovedFile& file = Ending(src);
  file.places.push_back({.place = dst, .seq = seq, .was_taken = false});
  if (fingerprint) file.fingerprint = *fingerprint;
}

void MoveChains::Redirect(const std::string& src, const std::string& dst, Seq seq) {
  if (src == dst) return;
  MovedFile& file = Ending(src);
  file.places.back().was_taken = true;
  file.places.push_back({.place = dst, .seq = seq, .was_taken = false});
}

void MoveChains::TakeBackFrom(Seq first, Seq by) {
  for (MovedFile& file : files_) {
    if (file.places.size() < 2 || file.places.back().seq < first) continue;
    std::size_t before = file.places.size() - 1;
    while (before > 0 && file.places[before].seq >= first) --before;
    file.places.push_back({.place = file.places[before].place, .seq = by, .was_taken = false});
  }
}

void MoveChains::Forget(const std::string& place) {
  std::erase_if(files_, [&](const MovedFile& file) { return file.places.back().place == place; });
}

void MoveChains::Add(const Record& record) {
  if (record.op == Op::kLost || record.op == Op::kFound) return Forget(record.src);
  if (record.op == Op::kStopped) return TakeBackFrom(record.of.value_or(0), record.seq);
  if (record.op == Op::kMovedTo) {
    for (const CompanionMove& move : record.companions) Redirect(move.src, move.dst, record.seq);
    return Redirect(record.src, record.dst, record.seq);
  }
  if (record.act != Act::kMove) return;
  for (const CompanionMove& move : record.companions) Move(move.src, move.dst, record.seq, move.photo);
  Move(record.src, record.dst, record.seq, record.photo);
}

}  // namespace photocluster
