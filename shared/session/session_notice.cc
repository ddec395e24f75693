// What other programs did to the folder, as far as a host observed it.
#include <algorithm>
#include <utility>

#include "shared/base/path.h"
#include "shared/session/session.h"

namespace photocluster {

void Session::Observe(const Observation& observation) {
  const PhotoId id = state_.Find(observation.place);
  if (!id.has_value()) return;
  unsaved_ = true;
  const Photo& known = state_.photo(id);
  const bool differs = known.fingerprint.known() && known.fingerprint != observation.fingerprint;
  if (known.named && differs && observation.fingerprint.known()) {
    changed_[id] = observation;  // what a record said is taken back by a record
    return;
  }
  changed_.erase(id);
  Show(id, observation);
}

void Session::Show(PhotoId id, const Observation& observation) {
  state_.Change(id, [&](Photo& photo) {
    photo.looked_at = true;
    photo.size = observation.size;
    photo.mtime_ms = observation.mtime_ms;
    if (observation.fingerprint.known()) photo.SetFingerprint(observation.fingerprint);
    photo.taken_ms = observation.taken_ms;
    const auto before = taken_before_.find(observation.fingerprint);
    if (!photo.taken_ms && before != taken_before_.end()) photo.taken_ms = before->second;
    photo.not_shown = observation.not_shown;
  });
}

void Session::NoticeChanges(Instant now) {
  if (!writing_ || disagreement_) return;
  Resume(now, [this] {
    std::vector<Record> records;
    AddChangedRecords(records);
    AddFoundRecords(records);
    AppendFacts(std::move(records), [this] {
      for (const auto& [id, observation] : std::exchange(changed_, {})) Show(id, observation);
      Probe(AdoptFound(state_));
    });
  });
}

void Session::AddChangedRecords(std::vector<Record>& records) const {
  for (const auto& [id, observation] : changed_) {
    const Photo& photo = state_.photo(id);
    if (photo.fingerprint == observation.fingerprint) continue;  // a move has recorded it since
    Record record;
    record.op = Op::kChanged;
    record.src = photo.place;
    record.dst = photo.place;
    record.photo = observation.fingerprint;
    records.push_back(std::move(record));
  }
  std::sort(records.begin(), records.end(), [](const Record& a, const Record& b) { return a.src < b.src; });
}

// Members that are missing at their place, and photos that no record names with the same content: by name
// first, then in path order among equals.
void Session::AddFoundRecords(std::vector<Record>& records) const {
  std::multimap<Fingerprint, std::string> strays;
  std::vector<const Photo*> missing, unnamed;
  for (std::size_t i = 0; i < state_.photo_count(); ++i) {
    const Photo& photo = state_.photo(PhotoId(static_cast<std::uint32_t>(i)));
    if (photo.place.empty() || !photo.fingerprint.known()) continue;
    if (photo.named && !photo.listed && photo.decision.is_member()) missing.push_back(&photo);
    if (!photo.named && photo.listed) unnamed.push_back(&photo);
  }
  if (missing.empty()) return;
  for (const Photo* photo : unnamed) strays.emplace(photo->fingerprint, photo->place);
  std::sort(missing.begin(), missing.end(), [](const Photo* a, const Photo* b) { return a->place < b->place; });
  for (const Photo* photo : missing) {
    const auto [begin, end] = strays.equal_range(photo->fingerprint);
    const auto rank = [&](const auto& stray) {
      return std::make_pair(FileName(stray.second) != FileName(photo->place), std::string_view(stray.second));
    };
    const auto best = std::min_element(begin, end, [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    if (best == end) continue;
    Record record;
    record.op = Op::kFound;
    record.src = photo->place;
    record.dst = best->second;
    record.photo = photo->fingerprint;
    record.cluster = state_.clusters().name(photo->decision.cluster);
    for (const Companion& companion : state_.photo(state_.Find(best->second)).companions) {
      record.companions.push_back({companion.place, companion.place, {}});
    }
    records.push_back(std::move(record));
    strays.erase(best);
  }
}

}  // namespace photocluster
