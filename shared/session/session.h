#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "shared/base/result.h"
#include "shared/base/time.h"
#include "shared/clustering/scores.h"
#include "shared/journal/log_reader.h"
#include "shared/protocol/command.h"
#include "shared/protocol/effect.h"
#include "shared/protocol/record.h"
#include "shared/session/decide.h"
#include "shared/session/effect_queue.h"
#include "shared/session/moving.h"
#include "shared/session/recovery_job.h"
#include "shared/session/state.h"
#include "shared/vectors/vector_file.h"

namespace photocluster {

// Everything that a host has read before a Session opens.
struct Opening {
  std::string log;
  std::string pending;
  std::optional<std::string> checkpoint;  // absent when there is no such file
  std::optional<std::string> catalogue;
  Listing listing;
  bool same_place = false;   // the lock says that this folder, on this machine, was the last one written
  std::optional<Seq> until;  // fold no further: an older State, only to be looked at
};

// What a host should tell its user about the files it opened.
struct OpenReport {
  std::vector<LogProblem> problems;         // lines without effect
  std::uint64_t torn_bytes = 0;             // of an incomplete last line
  std::vector<std::string> damaged_caches;  // files to be set aside; they are made anew
  std::size_t others = 0;                   // files that are neither photo nor companion
};

struct Author {
  std::string name;
  std::string new_root_id;  // random; for a root that has none yet
};

// What became of a Command.
struct Outcome {
  std::optional<Error> error;    // nothing, or not everything, was done
  std::vector<Record> records;   // durable, in order
  std::vector<Failure> failures;  // photos whose file could not be moved
  std::vector<std::string> kept;  // places that an undo left as they are: decided again since, or missing
};

// What was found out about a photo by reading it.
struct Observation {
  std::string place;
  std::uint64_t size = 0;
  std::int64_t mtime_ms = 0;
  Fingerprint fingerprint;
  std::optional<std::int64_t> taken_ms;
  std::string not_shown;  // why it cannot be decoded, "" when it can
};

// The state machine of one root: takes Commands and the results of Effects, gives Records and Effects. It does no I/O,
// asks no clock and has no thread, so the order of steps that makes a crash harmless stands here once for all hosts:
// decide, log durably, move, settle. One call at a time; a host drives it with
//   while (session->HasEffect()) session->Complete(Execute(session->NextEffect()));
class Session {
 public:
  // Never fails: the log is read as far as it can be, the caches are rebuilt.
  static std::unique_ptr<Session> Open(Opening opening);

  // Reading.
  const State& state() const { return state_; }
  const OpenReport& report() const { return report_; }
  Seq last_seq() const { return end_.seq; }
  Seq settled() const { return settled_; }
  std::uint64_t record_count() const { return record_count_; }
  std::size_t embedded_count() const;
  std::size_t no_vector_count() const;  // photos that the model gives no vector
  const std::string* NoVectorReason(const Fingerprint& fingerprint) const;
  std::vector<PlanRow> Plan(const AutoRule& rule);
  std::optional<PlanRow> Suggest(const std::string& place);  // place, cluster, score, second, margin

  // Vectors of the model that the settings name. Not durable here: the host keeps the file.
  void UseVectors(Matrix vectors, const std::vector<NoVector>& without);
  // REQUIRES: the dimension of the matrix in use
  void AddVector(const std::string& place, const Fingerprint& fingerprint, VectorView vector);
  void AddNoVector(const Fingerprint& fingerprint, std::string reason);
  void Observe(const Observation& observation);

  // Writing. Each queues effects and is done when HasEffect() is false; then TakeOutcome().
  // REQUIRES for each: no effect is waiting. Nothing but StartWriting before it succeeded.
  void StartWriting(Author author, Instant now);  // cuts a torn tail, finishes interrupted moves
  void Begin(Command command, Instant now);
  // Records what other programs did, as far as it was observed: photos edited in place, photos of the log that lie
  // elsewhere now (known by their fingerprint), photos put into a folder of a cluster's name.
  void NoticeChanges(Instant now);
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
  struct Moving {  // the records of one step, durable, whose files are on their way
    std::vector<Record> records;
    std::size_t at = 0;
    UnitMove unit;
  };

  Session() = default;

  // session_open.cc
  PlanRow InWords(PhotoId id, const Suggestion& suggestion) const;

  // session.cc
  void Fail(Error error);
  void DecideStep();
  void Probe(Draft draft);
  void FillIn(Draft& draft, const std::vector<ProbedFile>& probed);
  void Stamp(Record& record, Seq seq) const;
  void Number(std::vector<Record>& records);
  void Append(std::vector<Record> records, std::function<void()> then);
  void FoldDurable(const std::vector<Record>& records);
  void Settled();
  void AddFoundRecords(std::vector<Record>& records) const;
  std::span<const PlanRow> CurrentPlan(const Command& command, std::vector<PlanRow>& rows);

  // session_moves.cc
  void MoveFiles(std::vector<Record> records);
  void NextRecord();
  void NextFile();
  void Redirect();
  void PutBack(const UnitPlaces& places, std::function<void()> then);
  void GiveUp(const Error& error);
  void StopHere();
  void EndStep();

  // session_recovery.cc
  void TakePending();
  void Recover(bool by_command);
  void OnRecoveryProbed(const std::vector<ProbedFile>& probed, bool by_command);
  std::optional<Error> Objection() const;  // why recovery must not act by itself
  void NextRecoveryStep(bool by_command);
  void RecordRedirect(const RecoveryStep& step, bool by_command);
  void RecordLost(const RecoveryStep& step, bool by_command);
  Seq DecisionOf(const MovedFile& file) const;
  void FinishRecovery();
  void KeepAsFound();

  State state_;
  Scores scores_;
  std::map<Fingerprint, std::string> without_vector_;
  std::map<Fingerprint, std::int64_t> taken_before_;  // date taken of catalogued photos that are not at their place
  OpenReport report_;
  EffectQueue effects_;

  std::string log_;  // whole lines only; what the checkpoint's hash covers
  LogPosition end_;
  std::vector<Record> changed_;  // observed, not yet recorded
  std::vector<Record> pending_;  // of a browser, read behind the log and not yet in it
  Seq settled_ = 0;
  std::uint64_t record_count_ = 0;
  bool unsaved_ = false;  // caches or summary differ from their files
  bool same_place_ = false;
  std::optional<Error> disagreement_;
  RecoveryJob recovery_;

  Author author_;
  Instant now_;
  bool writing_ = false;
  bool stop_requested_ = false;
  std::optional<Command> command_;
  std::uint32_t repeats_ = 0;  // of an undo or redo, still to do
  Moving moving_;
  Outcome outcome_;
};

}  // namespace photocluster
