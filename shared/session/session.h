#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "shared/base/time.h"
#include "shared/clustering/scores.h"
#include "shared/protocol/command.h"
#include "shared/protocol/observation.h"
#include "shared/protocol/outcome.h"
#include "shared/session/catalogue.h"
#include "shared/session/decide.h"
#include "shared/session/effect_queue.h"
#include "shared/session/listing_changes.h"
#include "shared/session/moving.h"
#include "shared/session/naming.h"
#include "shared/session/opening.h"
#include "shared/session/recovery_job.h"
#include "shared/session/snapshot.h"
#include "shared/session/state.h"
#include "shared/vectors/vector_file.h"

namespace photocluster {

// The state machine of one root: takes Commands and the results of Effects, gives Records and Effects. It does no I/O,
// asks no clock and has no thread, so the order of steps that makes a crash harmless stands here once for all hosts:
// decide, log durably, move, settle. One call at a time; a host drives it with
//   while (session->HasEffect()) session->Complete(Execute(session->NextEffect()));
class Session {
 public:
  // Never fails: the log is read as far as it can be, the caches are rebuilt.
  static std::unique_ptr<Session> Open(Opening opening);
  // The Session of a follower: what another one was at the snapshot, without vectors. For reading only.
  static std::unique_ptr<Session> Open(Snapshot snapshot);

  // Reading.
  const State& state() const { return state_; }
  const OpenReport& report() const { return report_; }
  Seq last_seq() const { return end_.seq; }
  // Whole lines, until writing has begun: from then on the log is in its file alone. Empty for a follower.
  std::string_view log() const { return log_; }
  std::uint64_t log_bytes() const { return end_.offset; }
  // Of the original program's files, folded and not in the log before writing starts.
  const std::vector<Record>& unlogged() const { return import_; }
  Seq settled() const { return settled_; }
  std::uint64_t record_count() const { return record_count_; }
  std::size_t embedded_count() const;
  std::size_t no_vector_count() const;  // photos that the model gives no vector
  const std::string* NoVectorReason(const Fingerprint& fingerprint) const;
  // The contents that the model gives no vector, and why.
  const std::map<Fingerprint, std::string>& without_vector() const { return without_vector_; }
  std::vector<PlannedPhoto> PlanPhotos(const AutoRule& rule);  // in queue order
  std::vector<PlanRow> Plan(const AutoRule& rule);             // the same in words
  PlanRow InWords(const PlannedPhoto& planned) const;
  std::optional<PlannedPhoto> Suggest(PhotoId id);
  std::optional<PlanRow> Suggest(const std::string& place);  // place, cluster, score, second, margin

  // Vectors of the model that the settings name. Not durable here: the host keeps the file.
  void UseVectors(Matrix vectors, const std::vector<NoVector>& without);
  // Of every photo with this content, also of those observed later. REQUIRES: the dimension of the matrix in use
  void AddVector(const Fingerprint& fingerprint, VectorView vector);
  void AddNoVector(const Fingerprint& fingerprint, std::string reason);
  void Observe(const Observation& observation);
  // What the folder shows now: files that came, went or were written to by another program since it was listed. What
  // was decided stays; NoticeChanges records what it means. Afterwards PhotoIds may stand for other photos, and those
  // who follow need a new snapshot. O(photos). REQUIRES: no effect is waiting
  void Relist(const Listing& listing);

  // Whether enough imported photos have a vector of a model that was not compared with the stored vectors yet; places
  // of those that should have one first.
  bool CanCompareImported() const;
  std::vector<std::string> PhotosToCompare() const;

  // Following another Session, which decides (session_follow.cc). Its State is this one's when the same records,
  // observations and vectors have come to both.
  Snapshot TakeSnapshot(std::uint64_t event) const;
  // Errors: kDisagrees when records are missing between the last one and these; kDamaged when one cannot be folded.
  Result<void> Follow(const std::vector<Record>& records);
  // Whether, since the last call, the State changed in a way that no record says (a photo was found to be gone): those
  // who follow need a new snapshot.
  bool TakeBeyondRecords() { return std::exchange(beyond_records_, false); }

  // Writing. Each queues effects and is done when HasEffect() is false; then TakeOutcome().
  // REQUIRES for each: no effect is waiting. Nothing but StartWriting before it succeeded.
  // StartWriting cuts a torn tail and finishes interrupted moves; PhotoIds from before it may stand for other photos.
  void StartWriting(Author author, Instant now);
  void Begin(Command command, Instant now);
  // Records what other programs did: photos edited in place, as far as that was observed; photos of the log that lie
  // elsewhere now (known by their fingerprint: files that nobody has read yet are, where they may be one of those that
  // are missing); photos put into the folder of a cluster or taken out of it.
  void NoticeChanges(Instant now);
  // Compares the vectors that the original program had stored with those of the model at work, and records what came of
  // it: a `set` that says whether they count. `log` and `kept_state`: the content of kLogFile and kKeptSummaryFile.
  // Nothing unless CanCompareImported().
  void CompareImported(std::string log, const std::optional<std::string>& kept_state, Instant now);
  void Settle(Instant now);  // syncs, then writes summary, checkpoint and catalogue
  // The photos of the step in progress that have not been moved yet stay: a record `stopped`.
  void Stop() { stop_requested_ = true; }

  bool HasEffect() const { return !effects_.empty(); }
  const Effect& NextEffect() const { return effects_.Front(); }
  void Complete(const EffectResult& result) { effects_.Complete(result); }
  Outcome TakeOutcome();

  bool needs_settling() const { return end_.seq != settled_ || unsaved_; }
  // "The log knows n decisions that this folder does not show": only CarryOut and KeepFolder are taken then.
  const std::optional<Error>& disagreement() const { return disagreement_; }

 private:
  using Then = std::function<void()>;
  struct Moving {  // the records of one step, durable, whose files are on their way
    std::vector<Record> records;
    std::size_t at = 0;
    UnitMove unit;
    bool of_copy = false;  // the photo's own files are where they are to be, the unit is its copy
    Seq seq = 0;           // of the record that chose the unit's goal
  };
  struct GivingUp {  // a photo whose move failed: what has left goes back as far as it can, then the log says so
    Record answer;   // `failed`, all but where the files are
    UnitPlaces goal, now, before;
    Then then;
    bool of_copy = false;
  };

  struct Removing {  // photos in the trash that go for good, the log says so already
    std::vector<Record> records;
    Seq first = 0;  // the number of the first of them
    std::size_t at = 0;
    std::vector<Record> kept;       // `found`: of those that could not be removed
    std::set<std::string> folders;  // that they were in
  };

  Session() = default;

  // session_open.cc
  void Load();
  void LoadLog();
  std::vector<Record> TakeLog();
  void TakeLegacy(LogContent& content);
  void LoadListing();
  void Attach(const Listing& listing, Catalogue catalogue);
  void AdoptBesideImported();
  void LeaveListing();
  void ReturnToListing();

  // session.cc
  void Fail(Error error);
  void Resume(Instant now, Then then);
  void Start(Command command);
  bool TakeNextToUndo();
  void GiveUpRest();
  void DecideStep();
  void Keep(const Draft& draft);
  bool TellsContent(const Record& record) const;
  void Probe(Draft draft);
  bool ForgetChangedCopies(const Draft& draft, const std::vector<ProbedFile>& probed);
  void FillIn(Draft& draft, const std::vector<ProbedFile>& probed);
  void TakeMissing(Record& record);
  void TakeProbed(PhotoId id, const ProbedFile& file, Record& record);
  void Stamp(Record& record, Seq seq) const;
  void Number(std::vector<Record>& records);
  void Append(std::vector<Record> records, Then then);
  void AppendFacts(std::vector<Record> records, Then then);
  void Lengthen(const std::string& lines);
  void FoldDurable(const std::vector<Record>& records);
  void Settled();

  // session_queries.cc
  std::vector<PlannedPhoto> PlanPhotos(const AutoRule& rule, const std::vector<PhotoId>& queue);
  std::vector<PlanRow> PlanOf(const AutoMove& command);

  // session_notice.cc
  void Show(PhotoId id, const Observation& observation);
  Observation ObservationOf(PhotoId id, const ProbedFile& file) const;
  void ShowProbed(PhotoId id, const ProbedFile& file);
  void RecordNoticed();
  void ReadPossibleStrays(Then then);
  Fingerprint LastKnown(const Photo& photo) const;
  std::vector<PhotoId> MissingPhotos() const;
  void AddChangedRecords(std::vector<Record>& records) const;
  void AddFoundRecords(std::vector<Record>& records) const;
  void AddStillTrashed(std::vector<Record>& records) const;
  Record FoundRecord(const Photo& photo, const std::string& place) const;

  // session_trash.cc
  void RemoveTrashed(const std::vector<std::string>& places);
  void NextTrashed();
  void KeepTrashed(const Record& emptied);
  void EndRemoving();
  static Record StillTrashed(const Photo& photo);

  bool AwaitsComparison() const;  // session_imported.cc

  // session_moves.cc
  void MoveFiles(std::vector<Record> records);
  void NextRecord();
  void NextFile();
  void Redirect();
  void GiveUp(GivingUp giving_up, const std::string& place, const Error& error);
  void PutBack(std::size_t file);
  void RecordFailure();
  void RecordFailureOfCopy();
  void StopHere();
  void EndStep();
  UnitPlaces NextFree(Reservations& names, const UnitPlaces& now, const UnitPlaces& taken) const;
  void RemoveEmptied(const std::vector<std::string>& folders);

  // session_recovery.cc
  void KeepOriginal();
  void LogImport();
  void TakePending();
  void EmptyPending();
  void Recover(bool is_asked, Then then);
  void ProbeForRecovery();
  void PlanFromProbed(const std::vector<ProbedFile>& probed);
  void MarkForeign();
  std::optional<Error> Objection() const;  // why recovery must not act by itself
  void NextRecoveryStep();
  void EndRecoveryStep(const RecoveryStep& step, const std::optional<Error>& error);
  void MarkStuck(std::size_t file, const Error& error);
  void EndPlan();
  void FinishRecovery();

  // session_recovery_records.cc
  PhotoId PhotoOf(const MovedFile& file) const;
  Record AnswerAbout(Op op, PhotoId id) const;
  UnitPlaces WhereItLies(PhotoId id) const;
  UnitPlaces WhereItsCopyLies(PhotoId id) const;
  void RedirectStrangers();
  Record RedirectedCopy(Reservations& names, PhotoId id) const;
  bool IsMainFile(const MovedFile& file) const;
  void RecordLost(const MovedFile& file);
  void GiveUpStuck();
  void GiveUpStuckCopy(PhotoId id, const StuckPhoto& stuck);
  std::vector<std::string> OursAgain(const Record& found) const;
  void KeepAsFound();

  State state_;
  Scores scores_;
  std::map<Fingerprint, std::string> without_vector_;
  Catalogue earlier_;                                 // entries that no file bore out when the folder was listed
  std::map<Fingerprint, std::int64_t> taken_before_;  // their dates taken
  std::map<PhotoId, Observation> changed_;            // observed to contradict the log, not yet recorded
  OpenReport report_;
  EffectQueue effects_;

  std::string log_;      // whole lines only, as long as opening_ is there: recovery may load it again
  Xxh3Stream log_hash_;  // of all lines, from then on: a checkpoint says it
  LogPosition end_;
  std::vector<Record> pending_;               // of a browser, read behind the log and not yet in it
  std::vector<Record> import_;                // of the original program's files, folded and not yet in the log
  bool log_ends_torn_ = false;                // with a last line of the original program's, which stays
  std::vector<ReplaceEffect> import_copies_;  // to be made before
  MoveChains chains_;                         // since settled_
  Seq settled_ = 0;
  std::uint64_t record_count_ = 0;
  bool beyond_records_ = false;
  bool unsaved_ = false;  // caches or summary differ from their files

  std::optional<Opening> opening_;  // until writing starts: recovery loads it again with its changes
  ListingChanges listing_changes_;
  bool without_listing_ = false;
  bool same_place_ = false;
  std::optional<Error> disagreement_;
  RecoveryJob recovery_;

  Author author_;
  Instant now_;
  bool writing_ = false;
  bool stop_requested_ = false;
  bool is_interrupted_ = false;  // records are durable whose files were left where they are
  std::optional<Command> command_;
  std::uint32_t repeats_ = 0;       // of an undo or redo, still to do
  std::vector<Seq> still_to_undo_;  // steps, oldest first, of an undo since a record
  Moving moving_;
  Removing removing_;
  GivingUp giving_up_;
  Outcome outcome_;
};

}  // namespace photocluster
