// What the original program left, once its files are part of the log.
#include <utility>

#include "shared/base/archive_json.h"
#include "shared/session/imported_comparison.h"
#include "shared/session/session.h"

namespace photocluster {

std::vector<std::string> Session::PhotosToCompare() const {
  std::vector<std::string> places;
  if (!AwaitsComparison() || !HasImportedDimension(state_)) return places;
  for (PhotoId id : ComparablePhotos(state_)) {
    const Photo& photo = state_.photo(id);
    if (places.size() < kMostCompared && photo.listed && photo.not_shown.empty()) places.push_back(photo.place);
  }
  return places;
}

bool Session::AwaitsComparison() const {
  if (!writing_ || disagreement_ || !state_.imported()) return false;
  const RootSettings& settings = state_.settings();
  if (settings.model().empty() || state_.vectors().dimension() == 0) return false;
  return settings.imported_comparison().model != settings.model() && !ComparablePhotos(state_).empty();
}

bool Session::CanCompareImported() const {
  if (!AwaitsComparison()) return false;
  if (!HasImportedDimension(state_)) return true;
  std::size_t embedded = 0, waiting = 0;
  for (PhotoId id : ComparablePhotos(state_)) {
    const Photo& photo = state_.photo(id);
    if (photo.row.has_value()) {
      ++embedded;
    } else if (photo.listed && photo.not_shown.empty() && !photo.left_alone && photo.decision.is_member()) {
      waiting += NoVectorReason(photo.fingerprint) ? 0 : 1;
    }
  }
  return embedded >= kMostCompared || (embedded > 0 && waiting == 0);
}

void Session::CompareImported(std::string log, const std::optional<std::string>& kept_state, Instant now) {
  if (!CanCompareImported()) return;
  Resume(now, [this, log = std::move(log), kept_state] {
    const Result<LegacyState> stored = ReadLegacyState(kept_state.value_or(""));
    const ImportedComparison comparison =
        photocluster::CompareImported(state_, log, stored.ok() ? stored.value() : LegacyState());
    Record record;
    record.op = Op::kSet;
    record.key = kImportedVectorsKey;
    record.value = ToJson(comparison);
    AppendFacts({std::move(record)}, [] {});
  });
}

}  // namespace photocluster
