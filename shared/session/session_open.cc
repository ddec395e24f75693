#include <algorithm>
#include <utility>

#include "shared/base/path.h"
#include "shared/journal/file_names.h"
#include "shared/session/catalogue.h"
#include "shared/session/checkpoint.h"
#include "shared/session/fold.h"
#include "shared/session/session.h"

namespace photocluster {
namespace {

Catalogue TakeCatalogue(const Opening& opening, OpenReport& report) {
  if (!opening.catalogue) return {};
  Result<Catalogue> catalogue = ReadCatalogue(*opening.catalogue);
  if (catalogue.ok()) return std::move(catalogue).value();
  if (catalogue.error().code == ErrorCode::kDamaged) report.damaged_caches.emplace_back(kCatalogueFile);
  return {};
}

// The checkpoint, unless it is no good, of another log, or newer than the State wanted.
std::optional<Checkpoint> TakeCheckpoint(const Opening& opening, OpenReport& report) {
  if (!opening.checkpoint) return std::nullopt;
  Result<Checkpoint> checkpoint = ReadCheckpoint(*opening.checkpoint, opening.log);
  if (!checkpoint.ok()) {
    if (checkpoint.error().code == ErrorCode::kDamaged) report.damaged_caches.emplace_back(kCheckpointFile);
    return std::nullopt;
  }
  if (opening.until && checkpoint.value().end.seq > *opening.until) return std::nullopt;
  return std::move(checkpoint).value();
}

}  // namespace

std::unique_ptr<Session> Session::Open(Opening opening) {
  std::unique_ptr<Session> session(new Session);
  State& state = session->state_;
  OpenReport& report = session->report_;
  session->same_place_ = opening.same_place;

  LogPosition from;
  if (const std::optional<Checkpoint> checkpoint = TakeCheckpoint(opening, report)) {
    checkpoint->PutInto(state);
    from = checkpoint->end;
    report.problems = checkpoint->problems;
  }
  session->settled_ = from.seq;
  session->record_count_ = from.seq;

  LogContent content = ReadLog(opening.log, from);
  report.torn_bytes = content.torn_bytes;
  report.problems.insert(report.problems.end(), content.problems.begin(), content.problems.end());
  session->end_ = content.end;
  LogContent pending = ReadLog(opening.pending, {.offset = 0, .line = session->end_.line, .seq = 0});
  for (Record& record : pending.records) {
    if (record.seq <= session->end_.seq) continue;
    session->end_.seq = record.seq;
    session->pending_.push_back(record);
    content.records.push_back(std::move(record));
  }

  MoveChains chains;
  for (const Record& record : content.records) {
    if (opening.until && record.seq > *opening.until) break;
    const Result<void> folded = Fold(state, record);
    if (folded.ok()) {
      chains.Add(record);
      ++session->record_count_;
    } else {
      report.problems.push_back({0, 0, folded.error().detail});
    }
  }
  session->recovery_.files = chains.Take();

  const Catalogue catalogue = TakeCatalogue(opening, report);
  report.others = AttachListing(state, opening.listing, catalogue);
  for (const auto& [place, entry] : catalogue) {
    const PhotoId id = state.Find(place);
    const bool gone = !id.has_value() || !state.photo(id).listed;
    if (gone && entry.taken_ms) session->taken_before_.emplace(entry.fingerprint, *entry.taken_ms);
  }
  session->log_ = std::move(opening.log);
  session->log_.resize(session->end_.offset);
  return session;
}

std::size_t Session::embedded_count() const {
  std::size_t count = 0;
  for (std::size_t i = 0; i < state_.photo_count(); ++i) {
    const Photo& photo = state_.photo(PhotoId(static_cast<std::uint32_t>(i)));
    if (photo.listed && photo.row.has_value()) ++count;
  }
  return count;
}

std::size_t Session::no_vector_count() const {
  std::size_t count = 0;
  for (std::size_t i = 0; i < state_.photo_count(); ++i) {
    const Photo& photo = state_.photo(PhotoId(static_cast<std::uint32_t>(i)));
    if (photo.listed && !photo.row.has_value() && NoVectorReason(photo.fingerprint)) ++count;
  }
  return count;
}

const std::string* Session::NoVectorReason(const Fingerprint& fingerprint) const {
  const auto at = without_vector_.find(fingerprint);
  return at == without_vector_.end() ? nullptr : &at->second;
}

std::vector<PlanRow> Session::Plan(const AutoRule& rule) {
  scores_.Refresh(state_.vectors(), state_.clusters());
  const std::vector<PhotoId> queue = state_.queue().Ids();
  std::vector<RowId> rows;
  rows.reserve(queue.size());
  for (PhotoId id : queue) rows.push_back(state_.photo(id).row);

  std::vector<PlanRow> plan;
  for (const PlannedMove& move : photocluster::Plan(rows, rule, scores_, state_.clusters())) {
    plan.push_back(InWords(queue[move.position], move.suggestion));
  }
  return plan;
}

PlanRow Session::InWords(PhotoId id, const Suggestion& suggestion) const {
  PlanRow row;
  row.place = state_.photo(id).place;
  row.cluster = state_.clusters().name(suggestion.cluster);
  row.score = RoundedScore(suggestion.score);
  if (suggestion.second.has_value()) {
    row.second = state_.clusters().name(suggestion.second);
    row.second_score = RoundedScore(suggestion.second_score);
  }
  row.margin = RoundedScore(suggestion.margin);
  return row;
}

std::optional<PlanRow> Session::Suggest(const std::string& place) {
  const PhotoId id = state_.Find(place);
  if (!id.has_value() || !state_.photo(id).row.has_value() || state_.settings().manual_only()) return std::nullopt;
  scores_.Refresh(state_.vectors(), state_.clusters());
  const auto suggestion = photocluster::Suggest(state_.photo(id).row, scores_, state_.clusters());
  if (!suggestion) return std::nullopt;
  return InWords(id, *suggestion);
}

void Session::UseVectors(Matrix vectors, const std::vector<NoVector>& without) {
  state_.ReplaceVectors(std::move(vectors));
  scores_ = Scores();
  without_vector_.clear();
  for (const NoVector& none : without) without_vector_.emplace(none.fingerprint, none.reason);
}

void Session::AddVector(const std::string& place, const Fingerprint& fingerprint, VectorView vector) {
  state_.AddVector(fingerprint, vector);
  const PhotoId id = state_.Find(place);
  if (id.has_value()) state_.Change(id, [](Photo&) {});  // entering again it finds its row
  unsaved_ = true;
}

void Session::AddNoVector(const Fingerprint& fingerprint, std::string reason) {
  without_vector_.emplace(fingerprint, std::move(reason));
}

void Session::Observe(const Observation& observation) {
  const PhotoId id = state_.Find(observation.place);
  if (!id.has_value()) return;
  const Photo& known = state_.photo(id);
  const bool of_the_log = known.named && known.fingerprint.known() && known.fingerprint != observation.fingerprint;
  if (of_the_log) {
    Record record;
    record.op = Op::kChanged;
    record.src = known.place;
    record.dst = known.place;
    record.photo = observation.fingerprint;
    changed_.push_back(std::move(record));
  }
  state_.Change(id, [&](Photo& photo) {
    photo.size = observation.size;
    photo.mtime_ms = observation.mtime_ms;
    if (!of_the_log) photo.SetFingerprint(observation.fingerprint);
    photo.taken_ms = observation.taken_ms;
    const auto before = taken_before_.find(observation.fingerprint);
    if (!photo.taken_ms && before != taken_before_.end()) photo.taken_ms = before->second;
    photo.not_shown = observation.not_shown;
  });
  unsaved_ = true;
}

}  // namespace photocluster
