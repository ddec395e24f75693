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
    const bool is_another = photo.fingerprint.known() && photo.fingerprint != observation.fingerprint;
    const auto before = taken_before_.find(observation.fingerprint);
    photo.looked_at = true;
    photo.size = observation.size;
    photo.mtime_ms = observation.mtime_ms;
    if (observation.fingerprint.known()) photo.SetFingerprint(observation.fingerprint);
    // Who recognised the content by its fingerprint has not looked for its date.
    if (observation.taken_ms || is_another) photo.taken_ms = observation.taken_ms;
    if (!photo.taken_ms && before != taken_before_.end()) photo.taken_ms = before->second;
    photo.not_shown = observation.not_shown;
  });
}

Observation Session::ObservationOf(PhotoId id, const ProbedFile& file) const {
  const Photo& photo = state_.photo(id);
  Observation seen;
  seen.place = file.place;
  seen.size = file.size;
  seen.mtime_ms = file.mtime_ms;
  seen.fingerprint = file.fingerprint;
  const bool is_another = photo.fingerprint.known() && photo.fingerprint != file.fingerprint;
  if (!is_another) seen.not_shown = photo.not_shown;
  return seen;
}

// Only the fingerprint was read, for a move. Those who follow learn of it by the record, but not of a date remembered.
void Session::ShowProbed(PhotoId id, const ProbedFile& file) {
  const std::optional<std::int64_t> taken_ms = state_.photo(id).taken_ms;
  Show(id, ObservationOf(id, file));
  if (state_.photo(id).taken_ms != taken_ms) beyond_records_ = true;
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
    if (photo.fingerprint.known()) record.value = photo.fingerprint.ToText();
    records.push_back(std::move(record));
  }
  std::sort(records.begin(), records.end(), [](const Record& a, const Record& b) { return a.src < b.src; });
}

// Members that are missing at their place, and photos that no record names with the same content: by name first, then
// in path order among equals.
void Session::AddFoundRecords(std::vector<Record>& records) const {
  std::multimap<Fingerprint, std::string> strays;
  std::vector<const Photo*> missing, unnamed;
  for (std::size_t i = 0; i < state_.photo_count(); ++i) {
    const Photo& photo = state_.photo(PhotoId(static_cast<std::uint32_t>(i)));
    if (photo.place.empty() || !photo.fingerprint.known()) continue;
    if (photo.named && !photo.listed && photo.decision.is_member()) missing.push_back(&photo);
    if (!photo.named && photo.listed && photo.looked_at) unnamed.push_back(&photo);
  }
  if (missing.empty()) return;
  const auto by_place = [](const Photo* a, const Photo* b) { return a->place < b->place; };
  std::sort(missing.begin(), missing.end(), by_place);
  std::sort(unnamed.begin(), unnamed.end(), by_place);
  for (const Photo* photo : unnamed) strays.emplace(photo->fingerprint, photo->place);  // equals stay in path order
  for (const bool by_name : {true, false}) {
    std::erase_if(missing, [&](const Photo* photo) {
      const auto [begin, end] = strays.equal_range(photo->fingerprint);
      const auto stray = std::find_if(
          begin, end, [&](const auto& entry) { return !by_name || FileName(entry.second) == FileName(photo->place); });
      if (stray == end) return false;
      records.push_back(FoundRecord(*photo, stray->second));
      strays.erase(stray);
      return true;
    });
  }
}

Record Session::FoundRecord(const Photo& photo, const std::string& place) const {
  Record record;
  record.op = Op::kFound;
  record.src = photo.place;
  record.dst = place;
  record.photo = photo.fingerprint;
  record.cluster = state_.clusters().name(photo.decision.cluster);
  for (const Companion& companion : state_.photo(state_.Find(place)).companions) {
    record.companions.push_back({companion.place, companion.place, {}});
  }
  return record;
}

}  // namespace photocluster
