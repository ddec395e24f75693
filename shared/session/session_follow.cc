#include <algorithm>
#include <utility>

#include "shared/session/fold.h"
#include "shared/session/session.h"

namespace photocluster {

std::unique_ptr<Session> Session::Open(Snapshot snapshot) {
  std::unique_ptr<Session> session(new Session);
  snapshot.decisions.PutInto(session->state_);
  session->end_.seq = snapshot.decisions.end.seq;
  session->settled_ = session->end_.seq;
  session->record_count_ = session->end_.seq;
  Listing listing;
  listing.files = std::move(snapshot.files);
  AttachListing(session->state_, listing, snapshot.catalogue);
  session->report_.others = static_cast<std::size_t>(snapshot.others);
  for (const auto& [text, taken_ms] : snapshot.taken_before) {
    const Result<Fingerprint> fingerprint = Fingerprint::FromText(text);
    if (fingerprint.ok()) session->taken_before_.emplace(fingerprint.value(), taken_ms);
  }
  for (const Observation& observation : snapshot.changed) session->Observe(observation);
  return session;
}

Snapshot Session::TakeSnapshot(std::uint64_t event) const {
  Snapshot snapshot;
  snapshot.event = event;
  LogPosition end;
  end.seq = end_.seq;
  end.line = end_.seq;
  end.offset = end_.seq;  // the least that holds so many lines
  snapshot.decisions = Checkpoint::Of(state_, end, {}, {});
  for (std::size_t i = 0; i < state_.photo_count(); ++i) {
    const Photo& photo = state_.photo(PhotoId(static_cast<std::uint32_t>(i)));
    if (photo.place.empty() || !photo.listed) continue;
    snapshot.files.push_back({photo.place, photo.size, photo.mtime_ms});
    for (const Companion& companion : photo.companions) snapshot.files.push_back({companion.place, 0, 0});
  }
  for (const auto& [id, copy] : state_.copies().all()) {
    for (const CopyFile& file : copy) snapshot.files.push_back({file.place, file.size, 0});
  }
  std::sort(snapshot.files.begin(), snapshot.files.end(),
            [](const FileEntry& a, const FileEntry& b) { return a.path < b.path; });
  snapshot.catalogue = CatalogueOf(state_, earlier_);
  std::erase_if(snapshot.catalogue, [&](const auto& entry) { return !state_.Find(entry.first).has_value(); });
  for (const auto& [id, observation] : changed_) {
    snapshot.changed.push_back(observation);
    snapshot.changed.back().place = state_.photo(id).place;  // where it lies by now
  }
  for (const auto& [fingerprint, taken_ms] : taken_before_) {
    snapshot.taken_before.emplace(fingerprint.ToText(), taken_ms);
  }
  snapshot.others = report_.others;
  return snapshot;
}

Result<void> Session::Follow(const std::vector<Record>& records) {
  const std::string model = state_.settings().model();
  for (const Record& record : records) {
    if (record.seq <= end_.seq) continue;
    if (record.seq != end_.seq + 1) {
      return Error{ErrorCode::kDisagrees, "the records before record " + std::to_string(record.seq) + " are missing"};
    }
    TRY(Fold(state_, record));
    end_.seq = record.seq;
    ++record_count_;
  }
  state_.TakeEmptied();
  std::erase_if(changed_, [this](const auto& entry) {
    if (state_.photo(entry.first).fingerprint != entry.second.fingerprint) return false;
    Show(entry.first, entry.second);  // its record has come
    return true;
  });
  if (state_.settings().model() != model) UseVectors(Matrix(), {});  // those of the other model are on their way
  return {};
}

}  // namespace photocluster
