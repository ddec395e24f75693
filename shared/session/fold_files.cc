#include "shared/session/fold_files.h"

#include <algorithm>
#include <utility>

namespace photocluster {

Error Depends(const Record& record, const std::string& on) {
  return {ErrorCode::kDamaged, "record " + std::to_string(record.seq) + " depends on " + on};
}

void TakeCompanions(Photo& photo, const Record& record) {
  std::vector<Companion> companions;
  for (const CompanionMove& move : record.companions) {
    const auto known = std::find_if(photo.companions.begin(), photo.companions.end(),
                                    [&](const Companion& companion) { return companion.place == move.src; });
    companions.push_back(known == photo.companions.end() ? Companion{move.src, {}} : *known);
  }
  photo.companions.Set(std::move(companions));
}

void MoveFiles(State& state, Photo& photo, const Record& record) {
  if (photo.place != record.dst) photo.place = state.texts().Keep(record.dst);
  if (record.photo) photo.SetFingerprint(*record.photo);
  if (record.companions.empty()) return;
  std::vector<Companion> companions = photo.companions.all();
  for (const CompanionMove& move : record.companions) {
    for (Companion& companion : companions) {
      if (companion.place != move.src) continue;
      companion.place = move.dst;
      if (move.photo) companion.fingerprint = *move.photo;
      break;
    }
  }
  photo.companions.Set(std::move(companions));
}

void TakeCopy(State& state, const Record& record, PhotoId id) {
  CopyFiles before, after;
  for (const CopyMove& move : record.copies) {
    const Fingerprint fingerprint = move.photo.value_or(Fingerprint());
    if (!move.src.empty()) before.push_back({move.src, fingerprint, move.size.value_or(0)});
    if (!move.dst.empty()) after.push_back({move.dst, fingerprint, move.size.value_or(0)});
  }
  state.SetCopyBefore(record.seq, std::move(before));
  state.SetCopy(id, std::move(after));
}

void MoveCopy(State& state, const Record& record, PhotoId id) {
  if (record.copies.empty()) return;
  CopyFiles copy = state.copies().Of(id);
  for (const CopyMove& move : record.copies) {
    const auto at =
        std::find_if(copy.begin(), copy.end(), [&](const CopyFile& file) { return file.place == move.src; });
    if (at == copy.end()) continue;
    at->place = move.dst;
  }
  if (!copy.empty() && copy.front().place.empty()) copy.clear();
  std::erase_if(copy, [](const CopyFile& file) { return file.place.empty(); });
  state.SetCopy(id, std::move(copy));
}

Result<void> CheckPlaces(const State& state, const Record& record, PhotoId id) {
  if (record.src.empty() || record.dst.empty()) return Depends(record, "a photo, which it does not name");
  const PhotoId there = state.Find(record.dst);
  if (!there.has_value() || there == id) return {};
  return Depends(record, "the place " + record.dst + ", where another photo is");
}

}  // namespace photocluster
