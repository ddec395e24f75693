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
  photo.companions = std::move(companions);
}

void MoveFiles(Photo& photo, const Record& record) {
  photo.place = record.dst;
  if (record.photo) photo.SetFingerprint(*record.photo);
  for (const CompanionMove& move : record.companions) {
    for (Companion& companion : photo.companions) {
      if (companion.place != move.src) continue;
      companion.place = move.dst;
      if (move.photo) companion.fingerprint = *move.photo;
      break;
    }
  }
}

Result<void> CheckPlaces(const State& state, const Record& record, PhotoId id) {
  if (record.src.empty() || record.dst.empty()) return Depends(record, "a photo, which it does not name");
  const PhotoId there = state.Find(record.dst);
  if (!there.has_value() || there == id) return {};
  return Depends(record, "the place " + record.dst + ", where another photo is");
}

}  // namespace photocluster
