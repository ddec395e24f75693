// What other programs did to the folder, as far as a host observed it.
#include <algorithm>
#include <map>
#include <set>
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
    if (!photo.taken_ms.has_value() && before != taken_before_.end()) photo.taken_ms = before->second;
    if (photo.not_shown != observation.not_shown) photo.not_shown = state_.texts().Keep(observation.not_shown);
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
  const MaybeTime taken_ms = state_.photo(id).taken_ms;
  Show(id, ObservationOf(id, file));
  if (state_.photo(id).taken_ms != taken_ms) beyond_records_ = true;
}

void Session::NoticeChanges(Instant now) {
  if (!writing_ || disagreement_) return;
  Resume(now, [this] { ReadPossibleStrays([this] { RecordNoticed(); }); });
}

void Session::RecordNoticed() {
  std::vector<Record> facts;
  AddChangedRecords(facts);
  std::vector<Record> found;
  AddFoundRecords(found);
  facts.insert(facts.end(), found.begin(), found.end());
  AddStillTrashed(facts);
  AppendFacts(std::move(facts), [this, found = std::move(found)] {
    for (const auto& [id, observation] : std::exchange(changed_, {})) Show(id, observation);
    Probe(DecideByHand(state_, found));
  });
}

// As the log has it, or as it was last read.
Fingerprint Session::LastKnown(const Photo& photo) const {
  const auto catalogued = earlier_.find(photo.place);
  return photo.fingerprint.known() || catalogued == earlier_.end() ? photo.fingerprint : catalogued->second.fingerprint;
}

// Photos that are not at their place and about which the log has more to say than that, by it: members, and undecided
// ones with notes or further clusters.
std::vector<PhotoId> Session::MissingPhotos() const {
  std::vector<PhotoId> missing;
  for (std::size_t i = 0; i < state_.photo_count(); ++i) {
    const PhotoId id(static_cast<std::uint32_t>(i));
    const Photo& photo = state_.photo(id);
    if (!photo.named || photo.listed || !LastKnown(photo).known()) continue;
    const bool is_said = photo.decision.membership == Membership::kQueue &&
                         (!state_.annotations().NoteOf(id).text.empty() || !state_.annotations().AlsoOf(id).empty());
    if (photo.decision.is_member() || is_said) missing.push_back(id);
  }
  std::sort(missing.begin(), missing.end(),
            [&](PhotoId a, PhotoId b) { return state_.photo(a).place < state_.photo(b).place; });
  return missing;
}

// Photos of the size or the name of one that is missing are read now, and taken note of where it is one.
void Session::ReadPossibleStrays(Then then) {
  std::set<std::string_view> names;
  std::set<std::uint64_t> sizes;
  std::set<Fingerprint> missing;
  for (PhotoId id : MissingPhotos()) {
    const Photo& photo = state_.photo(id);
    names.insert(FileName(photo.place));
    missing.insert(LastKnown(photo));
    const auto catalogued = earlier_.find(photo.place);
    if (catalogued != earlier_.end()) sizes.insert(catalogued->second.size);
  }
  if (missing.empty()) return then();
  ProbeEffect probe;
  for (std::size_t i = 0; i < state_.photo_count(); ++i) {
    const Photo& photo = state_.photo(PhotoId(static_cast<std::uint32_t>(i)));
    if (photo.named || !photo.listed || photo.looked_at) continue;
    const bool may_be = names.contains(FileName(photo.place)) || sizes.contains(photo.size);
    if (may_be) probe.files.push_back(Known(photo));
  }
  if (probe.files.empty()) return then();
  effects_.Push(std::move(probe), [this, then, missing = std::move(missing)](const EffectResult& result) {
    if (result.error) return Fail(*result.error);
    for (const ProbedFile& file : result.probed) {
      const PhotoId id = state_.Find(file.place);
      if (!id.has_value() || !missing.contains(file.fingerprint)) continue;
      Show(id, ObservationOf(id, file));
      beyond_records_ = true;
    }
    then();
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

// Photos that are missing at their place, and photos that no record names with the same content: by name first, then
// in path order among equals.
void Session::AddFoundRecords(std::vector<Record>& records) const {
  std::multimap<Fingerprint, std::string> strays;
  std::vector<PhotoId> missing = MissingPhotos();
  if (missing.empty()) return;
  std::vector<const Photo*> unnamed;
  for (std::size_t i = 0; i < state_.photo_count(); ++i) {
    const Photo& photo = state_.photo(PhotoId(static_cast<std::uint32_t>(i)));
    const bool is_read = photo.looked_at && photo.fingerprint.known();
    if (is_read && !photo.named && photo.listed) unnamed.push_back(&photo);
  }
  std::sort(unnamed.begin(), unnamed.end(), [](const Photo* a, const Photo* b) { return a->place < b->place; });
  for (const Photo* photo : unnamed) strays.emplace(photo->fingerprint, photo->place);  // equals stay in path order
  for (const bool by_name : {true, false}) {
    std::erase_if(missing, [&](PhotoId id) {
      const Photo& photo = state_.photo(id);
      const auto [begin, end] = strays.equal_range(LastKnown(photo));
      const auto stray = std::find_if(
          begin, end, [&](const auto& entry) { return !by_name || FileName(entry.second) == FileName(photo.place); });
      if (stray == end) return false;
      records.push_back(FoundRecord(photo, stray->second));
      strays.erase(stray);
      return true;
    });
  }
}

// What was to be removed for good and is there: the program died before it came to that, or a backup was restored.
void Session::AddStillTrashed(std::vector<Record>& records) const {
  for (std::size_t i = 0; i < state_.photo_count(); ++i) {
    const Photo& photo = state_.photo(PhotoId(static_cast<std::uint32_t>(i)));
    if (photo.emptied && photo.listed) records.push_back(StillTrashed(photo));
  }
}

Record Session::FoundRecord(const Photo& photo, const std::string& place) const {
  Record record;
  record.op = Op::kFound;
  record.src = photo.place;
  record.dst = place;
  record.photo = LastKnown(photo);
  if (photo.decision.is_member()) {
    record.cluster = state_.clusters().name(photo.decision.cluster);
  } else {
    record.value = Parent(place);  // nothing was decided about it that would be computed from its former folder
  }
  for (const Companion& companion : state_.photo(state_.Find(place)).companions) {
    record.companions.push_back({companion.place, companion.place, {}});
  }
  return record;
}

}  // namespace photocluster
