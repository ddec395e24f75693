#include "native-helper/host/root.h"

#include <pwd.h>
#include <unistd.h>

#include <set>
#include <utility>

#include "native-helper/host/journal_file.h"
#include "native-helper/host/photo_store_posix.h"
#include "native-helper/host/random_id.h"
#include "native-helper/host/root_check.h"
#include "shared/base/path.h"
#include "shared/journal/file_names.h"
#include "shared/session/imported_comparison.h"
#include "shared/session/later_original.h"

namespace photocluster {
namespace {

// How much of the log an opening may have to go through again.
constexpr Seq kSettleRecords = 1000;

// As far as name, size and time tell. Of companions and other files the State knows the names.
bool IsShown(const State& state, const FileEntry& file) {
  const PhotoId id = state.Find(file.path);
  if (!id.has_value() || !state.photo(id).listed) return state.names().Contains(file.path);
  return state.photo(id).size == file.size && state.photo(id).mtime_ms == file.mtime_ms;
}

bool IsShown(const State& state, const Listing& listing) {
  std::size_t listed = 0;
  for (std::uint32_t id = 0; id < state.photo_count(); ++id) {
    const Photo& photo = state.photo(PhotoId(id));
    listed += !photo.place.empty() && photo.listed ? 1 : 0;
  }
  for (const FileEntry& file : listing.files) {
    if (!IsShown(state, file)) return false;
    const PhotoId id = state.Find(file.path);
    listed -= id.has_value() && state.photo(id).listed ? 1 : 0;
  }
  return listed == 0;
}

std::string UserName() {
  const passwd* user = getpwuid(geteuid());
  return user && user->pw_name ? user->pw_name : std::to_string(geteuid());
}

Notice NoticeOf(const LogProblem& problem, const std::string& file) {
  if (problem.line == 0) return {.code = NoticeCode::kLog, .sentence = problem.reason, .detail = problem.reason};
  return {.code = NoticeCode::kLine,
          .sentence = "line " + std::to_string(problem.line) + " of " + (file == kLogFile ? "the log" : file) +
                      ", byte " + std::to_string(problem.offset) + ", has no effect: " + problem.reason,
          .name = file,
          .line = problem.line,
          .byte = problem.offset,
          .detail = problem.reason};
}

}  // namespace

Result<std::unique_ptr<Root>> Root::Open(const std::string& path, const Options& options) {
  const CheckedRoot checked = TRY(CheckRoot(path));
  std::unique_ptr<Root> root(new Root);
  root->path_ = checked.path;
  root->writable_ = options.access == Access::kWrite;
  if (root->writable_) {
    root->place_ = TRY(PlaceToWrite(checked));
    root->lock_ = TRY(RootLock::Take(root->place_.folder, root->clock_.Now()));
  } else {
    root->place_ = PlaceToRead(checked);
  }
  root->photos_ = TRY(PosixPhotoStore::Open(checked.path));
  root->journal_ = TRY(JournalFile::Open(root->place_.folder, root->lock_.get()));
  root->runner_ = std::make_unique<Runner>(*root->photos_, *root->journal_, options.stop);

  root->session_ = Session::Open(TRY(root->ReadFiles(options)));
  root->Report(root->session_->report());
  TRY(root->KeepLaterOriginal(Later::kAnyFile));
  // Without its vectors a root can still be worked on.
  if (const Result<void> loaded = root->FollowModel(); !loaded.ok()) {
    root->Tell(
        {.code = NoticeCode::kVectorsUnread, .sentence = loaded.error().detail, .detail = loaded.error().detail});
  }
  if (root->writable_) {
    root->session_->StartWriting({.name = UserName(), .new_root_id = RandomId()}, root->clock_.Now());
    const Outcome started = root->runner_->Drive(*root->session_);
    if (started.error && started.error->code != ErrorCode::kDisagrees) return *started.error;
    root->ReportNoticed(root->NoticeChanges());
    root->ReportElsewhere();
  }
  return root;
}

void Root::ReportElsewhere() {
  const std::string log = place_.elsewhere ? "" : LogElsewhere(path_);
  if (log.empty()) return;
  Tell({.code = NoticeCode::kDecidedElsewhere,
        .sentence = "decisions were made while this folder could not be written to: photocluster apply \"" + log +
                    "\" \"" + path_ + "\" takes them over",
        .name = log,
        .other = path_});
}

Result<Opening> Root::ReadFiles(const Options& options) {
  Opening opening;
  opening.log = TRY(journal_->Read(kLogFile)).value_or("");
  opening.pending = TRY(journal_->Read(kPendingFile)).value_or("");
  if (options.checkpoint) opening.checkpoint = TRY(journal_->Read(kCheckpointFile));
  opening.catalogue = TRY(journal_->Read(kCatalogueFile));
  if (NeedsImport(opening.log)) {
    const std::unique_ptr<Journal> beside = TRY(JournalFile::Open(path_, nullptr));
    opening.legacy = TRY(ReadLegacyFiles(path_, [&](const std::string& file) { return beside->Read(file); }));
  }
  opening.listing = TRY(photos_->List());
  opening.same_place = lock_ && lock_->same_place();
  opening.until = options.until;
  opening.files_stay = place_.elsewhere;
  left_alone_ = opening.listing.left_alone;
  folders_ = opening.listing.folders;
  for (const NotEntered& unreadable : opening.listing.unreadable) {
    Tell({.code = NoticeCode::kNotRead,
          .sentence = "not read: " + unreadable.path + " (" + unreadable.reason + ")",
          .name = unreadable.path,
          .detail = unreadable.reason});
  }
  return opening;
}

// Gives whether the name is free now.
bool Root::SetAside(const std::string& file, const std::string& why) {
  if (!writable_) {
    Tell({.code = NoticeCode::kFileUnused, .sentence = file + " is not used: " + why, .name = file, .detail = why});
    return false;
  }
  const Result<std::string> name = journal_->SetAside(file, clock_.Now());
  if (name.ok()) {
    Tell({.code = NoticeCode::kFileSetAside,
          .sentence = file + " was set aside as " + name.value() + ": " + why,
          .name = file,
          .other = name.value(),
          .detail = why});
  } else {
    Tell({.code = NoticeCode::kFileStuck,
          .sentence = file + " is not used (" + why + ") and could not be set aside: " + name.error().detail,
          .name = file,
          .detail = why + "; " + name.error().detail});
  }
  return name.ok();
}

void Root::Report(const OpenReport& report) {
  notices_.insert(notices_.end(), report.import.begin(), report.import.end());
  for (const LogProblem& problem : report.problems) Tell(NoticeOf(problem, kLogFile));
  for (const LogProblem& problem : report.pending_problems) Tell(NoticeOf(problem, kPendingFile));
  if (report.torn_bytes > 0) {
    Tell({.code = writable_ ? NoticeCode::kLogTornSetAside : NoticeCode::kLogTorn,
          .sentence = "the last line of the log was torn (" + std::to_string(report.torn_bytes) + " bytes, from byte " +
                      std::to_string(report.torn_at) + " on)" + (writable_ ? " and was set aside" : ""),
          .count = report.torn_bytes,
          .byte = report.torn_at});
  }
  for (const std::string& file : report.damaged_caches) SetAside(file, "it fails its check");
}

void Root::ReportNoticed(const Outcome& noticed) {
  std::set<std::string> photos;
  for (const Record& record : noticed.records) {
    if (record.op != Op::kSet) photos.insert(record.dst);
  }
  if (!photos.empty()) {
    Tell({.code = NoticeCode::kMovedByHand,
          .sentence = photos.size() == 1 ? *photos.begin() + " was put there by hand: recorded"
                                         : std::to_string(photos.size()) + " photos were put elsewhere by hand, " +
                                               *photos.begin() + " for one: recorded",
          .name = *photos.begin(),
          .count = photos.size()});
  }
  if (!noticed.error) return;
  Tell({.code = NoticeCode::kByHandUnrecorded,
        .sentence = "what was done by hand is not recorded: " + noticed.error->detail,
        .detail = noticed.error->detail});
}

Outcome Root::Do(Command command) {
  session_->Begin(std::move(command), clock_.Now());
  Outcome outcome = runner_->Drive(*session_);
  const Result<void> followed = FollowModel();
  if (!followed.ok() && !outcome.error) outcome.error = followed.error();
  if (session_->last_seq() - session_->settled() < kSettleRecords) return outcome;
  const Outcome settled = Settle();
  if (!outcome.error) outcome.error = settled.error;
  return outcome;
}

Outcome Root::NoticeChanges() {
  session_->NoticeChanges(clock_.Now());
  Outcome noticed = runner_->Drive(*session_);
  if (noticed.error || !session_->CanCompareImported()) return noticed;
  const Outcome compared = CompareImported();
  noticed.records.insert(noticed.records.end(), compared.records.begin(), compared.records.end());
  noticed.error = compared.error;
  return noticed;
}

bool Root::IsAsShown(const std::set<std::string>& files, const std::set<std::string>& folders) const {
  const State& state = session_->state();
  for (const std::string& place : files) {
    const Result<std::optional<FileEntry>> found = photos_->LookAt(place);
    if (found.ok() ? found.value() && !IsShown(state, *found.value()) : state.names().Contains(place)) return false;
  }
  for (const std::string& folder : folders) {
    if (photos_->LookAt(folder).ok()) continue;  // there; its files are looked at
    for (std::uint32_t id = 0; id < state.photo_count(); ++id) {
      const Photo& photo = state.photo(PhotoId(id));
      if (photo.listed && IsInside(photo.place, folder)) return false;
    }
  }
  return true;
}

std::optional<Outcome> Root::ListAnew() {
  Result<Listing> listed = photos_->List();
  if (!listed.ok()) return std::nullopt;
  Listing& listing = listed.value();
  folders_ = listing.folders;
  if (IsShown(session_->state(), listing)) return std::nullopt;
  session_->Relist(listing);
  left_alone_ = std::move(listing.left_alone);
  if (!writable_) return Outcome{};
  Outcome outcome = NoticeChanges();
  ReportNoticed(outcome);
  return outcome;
}

Outcome Root::CompareImported() {
  Result<std::optional<std::string>> log = journal_->Read(kLogFile);
  Result<std::optional<std::string>> kept = journal_->Read(kKeptSummaryFile);
  session_->CompareImported(log.ok() ? std::move(log).value().value_or("") : "",
                            kept.ok() ? std::move(kept).value() : std::nullopt, clock_.Now());
  Outcome outcome = runner_->Drive(*session_);
  if (!outcome.error) Tell(NoticeOf(session_->state().settings().imported_comparison()));
  return outcome;
}

// Before anything of ours is written over it.
Result<void> Root::KeepLaterOriginal(Later files) {
  // Once something was written there is nothing left to import: then the first record but the one that names the root
  // is its import or a decision.
  const bool may_need_import = files == Later::kAnyFile ? NeedsImport(session_->log()) : session_->last_seq() <= 1;
  if (may_need_import) return {};
  const auto read = [this](const std::string& file) { return journal_->Read(file); };
  const State& state = session_->state();
  const LaterOriginal later =
      TRY(files == Later::kAnyFile ? FindLaterOriginal(state, read) : FindLaterState(state, read));
  if (later.notice) Tell(*later.notice);
  if (!writable_) return {};
  for (const ReplaceEffect& copy : later.copies) TRY(journal_->Replace(copy.file, copy.bytes));
  return {};
}

Outcome Root::Settle() {
  if (!writable_ || session_->disagreement() || !session_->needs_settling()) return {};
  if (const Result<void> kept = KeepLaterOriginal(Later::kState); !kept.ok()) {
    Outcome outcome;
    outcome.error = kept.error();
    return outcome;
  }
  session_->Settle(clock_.Now());
  return runner_->Drive(*session_);
}

// The vectors at hand are those of the model that the settings name.
Result<void> Root::FollowModel() {
  const std::string& model = session_->state().settings().model();
  if (model == vectors_head_.model) return {};
  if (!model.empty()) return UseModel(model, 0);
  vectors_head_ = {};
  session_->UseVectors(Matrix(0), {});
  return {};
}

Result<void> Root::UseModel(const std::string& model_id, std::size_t dimension) {
  const std::string file = VectorsFile(model_id);
  vectors_file_begun_ = false;
  vectors_head_ = {.model = model_id, .dimension = static_cast<std::uint32_t>(dimension)};
  session_->UseVectors(Matrix(dimension), {});
  const std::optional<std::string> bytes = TRY(journal_->Read(file));
  if (!bytes) return {};
  Matrix vectors(dimension);
  Result<VectorFileContent> content = ReadVectorFile(*bytes, vectors);
  if (!content.ok() || content.value().head.model != model_id) {
    SetAside(file, content.ok() ? "it belongs to another model" : content.error().detail);
    return {};
  }
  vectors_head_ = content.value().head;
  vectors_file_begun_ = true;
  const bool whole = content.value().damaged_blocks == 0 && content.value().refused_vectors == 0 &&
                     content.value().good_length == bytes->size();
  if (!whole && SetAside(file, "parts of it fail their check; the others are kept")) {
    TRY(RewriteVectors(file, vectors_head_, content.value().without, vectors));
  }
  session_->UseVectors(std::move(vectors), content.value().without);
  return {};
}

Result<void> Root::RewriteVectors(const std::string& file, const VectorFileHead& head,
                                  const std::vector<NoVector>& without, const Matrix& vectors) {
  std::vector<VectorEntry> entries;
  for (std::size_t i = 0; i < vectors.row_count(); ++i) {
    const RowId row(static_cast<std::uint32_t>(i));
    entries.push_back({vectors.fingerprint(row), vectors.Row(row), {}});
  }
  for (const NoVector& none : without) entries.push_back({none.fingerprint, {}, none.reason});
  std::string bytes = VectorFileHeader(head);
  constexpr std::size_t kBlock = 1024;  // entries
  for (std::size_t i = 0; i < entries.size(); i += kBlock) {
    bytes += VectorBlock(head.dimension, std::span(entries).subspan(i, std::min(kBlock, entries.size() - i)));
  }
  return journal_->Replace(file, bytes);
}

Result<void> Root::StoreVectors(std::span<const VectorEntry> entries) {
  if (entries.empty()) return {};
  std::string bytes = vectors_file_begun_ ? "" : VectorFileHeader(vectors_head_);
  bytes += VectorBlock(vectors_head_.dimension, entries);
  TRY(journal_->AppendTo(VectorsFile(vectors_head_.model), bytes));
  vectors_file_begun_ = true;
  return {};
}

}  // namespace photocluster
