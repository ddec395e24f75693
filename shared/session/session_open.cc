#include <algorithm>
#include <utility>

#include "shared/journal/file_names.h"
#include "shared/session/catalogue.h"
#include "shared/session/checkpoint.h"
#include "shared/session/fold.h"
#include "shared/session/import.h"
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
std::optional<Checkpoint> TakeCheckpoint(const Opening& opening, std::string_view log, OpenReport& report) {
  if (!opening.checkpoint) return std::nullopt;
  Result<Checkpoint> checkpoint = ReadCheckpoint(*opening.checkpoint, log);
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
  session->log_ = std::move(opening.log);
  session->same_place_ = opening.same_place;
  session->opening_ = std::move(opening);
  session->Load();
  return session;
}

// Everything that follows from the log and from what the host has read, as at the first time.
void Session::Load() {
  LoadLog();
  LoadListing();
  if (!import_.empty() && !opening_->until) AdoptBesideImported();
}

// The State of the log alone, for recovery: what a listing shows of photos on their way belongs to other places.
// The names in the listing are taken all the same.
void Session::LeaveListing() {
  if (!opening_ || without_listing_) return;
  LoadLog();
  without_listing_ = true;
  for (const FileEntry& file : opening_->listing.files) state_.names().Add(file.path);
}

// What recovery has done so far is to be seen, also when it could not come to its end.
void Session::ReturnToListing() {
  if (!without_listing_) return;
  std::exchange(listing_changes_, {}).ApplyTo(opening_->listing);
  Load();
}

void Session::LoadLog() {
  Matrix vectors = std::move(state_).TakeVectors();
  state_ = State();
  state_.ReplaceVectors(std::move(vectors));
  scores_ = Scores();
  report_ = {};
  changed_.clear();
  chains_.Clear();
  for (const Record& record : TakeLog()) {
    if (opening_->until && record.seq > *opening_->until) break;
    const Result<void> folded = Fold(state_, record);
    if (folded.ok()) {
      chains_.Add(record);
      ++record_count_;
    } else {
      report_.problems.push_back({0, 0, folded.error().detail});
    }
  }
}

// Puts the checkpoint into the State, and gives the records behind it, those of a browser behind all others.
std::vector<Record> Session::TakeLog() {
  LogPosition from;
  if (const std::optional<Checkpoint> checkpoint = TakeCheckpoint(*opening_, log_, report_)) {
    checkpoint->PutInto(state_);
    from = checkpoint->end;
    report_.problems = checkpoint->problems;
  }
  if (opening_->files_stay) state_.KeepFiles();
  settled_ = from.seq;
  record_count_ = from.seq;

  LogContent content = ReadLog(log_, from);
  TakeLegacy(content);
  report_.torn_bytes = content.torn_bytes;
  report_.torn_at = content.end.offset;
  report_.problems.insert(report_.problems.end(), content.problems.begin(), content.problems.end());
  end_ = content.end;
  if (!log_ends_torn_) log_.resize(static_cast<std::size_t>(end_.offset));
  pending_.clear();
  LogContent pending = ReadPending(opening_->pending, log_, end_);
  report_.pending_problems = std::move(pending.problems);
  for (Record& record : pending.records) {
    end_.seq = record.seq;
    pending_.push_back(record);
    content.records.push_back(std::move(record));
  }
  for (const Record& record : import_) {
    end_.seq = record.seq;
    content.records.push_back(record);
  }
  return std::move(content.records);
}

// Lines of the original program's are no damage once they are imported, or are about to be.
void Session::TakeLegacy(LogContent& content) {
  import_.clear();
  import_copies_.clear();
  log_ends_torn_ = false;
  if (opening_->legacy) {
    std::optional<Import> import = MakeImport(*opening_->legacy, log_, content.records, opening_->listing);
    if (import) {
      log_ends_torn_ = content.torn_bytes > 0 && content.end.offset < import->log_length;
      import_ = std::move(import->records);
      import_copies_ = std::move(import->copies);
      report_.import = std::move(import->notices);
      Seq seq = content.end.seq;
      for (Record& record : import_) record.seq = ++seq;
    }
  }
  const std::vector<Record>& records = import_.empty() ? content.records : import_;
  const auto import = std::find_if(records.begin(), records.end(), [](const Record& r) { return r.op == Op::kImport; });
  if (import == records.end() || !import->original) return;
  const std::uint64_t lines = import->original->lines;
  std::erase_if(content.problems, [&](const LogProblem& problem) { return problem.line <= lines; });
  if (log_ends_torn_) content.torn_bytes = 0;
}

// Photos in folders that are named like its clusters were not asked about by the original program either.
void Session::AdoptBesideImported() {
  std::vector<Record> adopted = DecideByHand(state_, {}).records;
  for (Record& record : adopted) {
    record.seq = ++end_.seq;
    if (adopted.size() > 1) record.run = adopted.front().seq;
    if (Fold(state_, record).ok()) ++record_count_;
    import_.push_back(record);
  }
  if (adopted.empty()) return;
  report_.import.push_back({.code = NoticeCode::kOriginalAdopted,
                            .sentence = std::to_string(adopted.size()) +
                                        (adopted.size() == 1 ? " photo that lies" : " photos that lie") +
                                        " in folders of its clusters without being in its log " +
                                        (adopted.size() == 1 ? "was" : "were") + " adopted",
                            .count = adopted.size()});
}

void Session::LoadListing() {
  without_listing_ = false;
  Attach(opening_->listing, TakeCatalogue(*opening_, report_));
}

void Session::Attach(const Listing& listing, Catalogue catalogue) {
  report_.others = AttachListing(state_, listing, catalogue);
  earlier_ = WithoutFile(state_, std::move(catalogue));
  taken_before_.clear();
  for (const auto& [place, entry] : earlier_) {
    if (entry.taken_ms) taken_before_.emplace(entry.fingerprint, *entry.taken_ms);
  }
}

// As a follower begins: the decisions alone, and what is known of files, meet the new listing.
void Session::Relist(const Listing& listing) {
  std::vector<Observation> changed;
  for (const auto& [id, observation] : changed_) {
    changed.push_back(observation);
    changed.back().place = state_.photo(id).place;
  }
  Catalogue catalogue = CatalogueOf(state_, earlier_);
  const Checkpoint decisions = Checkpoint::Of(state_, {}, {}, {});
  Matrix vectors = std::move(state_).TakeVectors();
  state_ = State();
  state_.ReplaceVectors(std::move(vectors));
  scores_ = Scores();
  changed_.clear();
  decisions.PutInto(state_);
  Attach(listing, std::move(catalogue));
  for (const Observation& observation : changed) Observe(observation);
  beyond_records_ = true;
}

}  // namespace photocluster
