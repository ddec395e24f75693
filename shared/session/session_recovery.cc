// The crash rule at work, and what else opening for writing puts right:
//   StartWriting -> (torn tail aside) -> KeepOriginal -> (its copies) -> LogImport -> TakePending -> (a damaged one is
//   kept) -> (its lines into the log)
//     -> EmptyPending -> Recover
//   Recover -> ProbeForRecovery -> (probe) -> PlanFromProbed -> Objection?
//     strangers at goals: RedirectStrangers -> (append moved_to) -> ProbeForRecovery
//     else: NextRecoveryStep -> (its effect) -> EndRecoveryStep -> NextRecoveryStep … -> EndPlan
//   EndPlan -> ProbeForRecovery when a step failed, else FinishRecovery
//   FinishRecovery -> GiveUpStuck … -> the State anew when this is the opening
#include <algorithm>
#include <set>
#include <utility>

#include "shared/journal/file_names.h"
#include "shared/journal/record_line.h"
#include "shared/session/session.h"

namespace photocluster {
namespace {

// Plans made before giving up: each later one answers a change that another program made meanwhile.
constexpr int kMaxRounds = 8;

// `lost` is not believed when this many and this share of the photos vanish at once: then a disk is away.
constexpr std::size_t kManyLost = 20;
constexpr std::size_t kLostShare = 100;

}  // namespace

void Session::StartWriting(Author author, Instant now) {
  author_ = std::move(author);
  now_ = now;
  if (report_.torn_bytes == 0) return KeepOriginal();
  SetTailAsideEffect aside{end_.offset, kTornPrefix + CompactUtc(now.at_ms) + ".jsonl"};
  effects_.Push(std::move(aside), [this](const EffectResult& result) {
    if (result.error) return Fail(*result.error);
    report_.torn_bytes = 0;
    KeepOriginal();
  });
}

// The original program's files are copied and synced before anything is written that stands for them.
void Session::KeepOriginal() {
  if (import_.empty()) return TakePending();
  if (import_copies_.empty()) return LogImport();
  effects_.Push(import_copies_.front(), [this](const EffectResult& result) {
    if (result.error) return Fail(*result.error);
    import_copies_.erase(import_copies_.begin());
    KeepOriginal();
  });
}

// One append. When only a part of it gets to the disk, the next opening makes the rest.
void Session::LogImport() {
  std::string lines;
  if (std::exchange(log_ends_torn_, false)) lines += '\n';
  for (Record& record : import_) {
    const std::string ts = record.ts;
    Stamp(record, record.seq);
    if (record.op == Op::kImported) record.ts = ts;
    if (record.op == Op::kRoot) record.value = author_.new_root_id;
    lines += RecordLine(record);
  }
  effects_.Push(AppendEffect{lines}, [this, lines](const EffectResult& result) {
    if (result.error) return Fail(*result.error);
    Lengthen(lines);
    end_.offset = log_.size();
    end_.line = static_cast<std::uint64_t>(std::count(log_.begin(), log_.end(), '\n'));
    if (import_.front().op == Op::kRoot) state_.SetRootId(author_.new_root_id);
    outcome_.records = std::exchange(import_, {});
    opening_->legacy.reset();
    unsaved_ = true;
    TakePending();
  });
}

// What a browser wrote beside the log goes into it before anything is appended behind it. The file is emptied then: if
// it has lines without effect, it is kept under another name before.
void Session::TakePending() {
  if (!report_.pending_problems.empty()) {
    // Named by its content too: what was set aside in the same second is not overwritten.
    const std::string content = FingerprintOfContent(opening_->pending).ToText();
    const std::string aside = kPendingFile + (".damaged-" + CompactUtc(now_.at_ms) + "-") + content;
    return effects_.Push(ReplaceEffect{aside, opening_->pending}, [this](const EffectResult& kept) {
      if (kept.error) return Fail(*kept.error);
      report_.pending_problems.clear();
      return pending_.empty() ? EmptyPending() : TakePending();
    });
  }
  if (pending_.empty()) return Recover(false, [] {});
  std::string lines;
  for (const Record& record : pending_) lines += RecordLine(record);
  effects_.Push(AppendEffect{lines}, [this, lines](const EffectResult& result) {
    if (result.error) return Fail(*result.error);
    Lengthen(lines);
    end_.line += pending_.size();
    pending_.clear();
    unsaved_ = true;
    EmptyPending();
  });
}

void Session::EmptyPending() {
  effects_.Push(ReplaceEffect{kPendingFile, ""}, [this](const EffectResult& emptied) {
    if (emptied.error) return Fail(*emptied.error);
    opening_->pending.clear();
    Recover(false, [] {});
  });
}

void Session::Recover(bool is_asked, Then then) {
  recovery_ = {};
  recovery_.is_asked = is_asked;
  recovery_.then = std::move(then);
  recovery_.photo_count = state_.totals().photos();
  ProbeForRecovery();
}

void Session::ProbeForRecovery() {
  if (++recovery_.rounds > kMaxRounds) {
    return Fail({ErrorCode::kIo, "the photos of interrupted moves keep changing under another program: try again"});
  }
  recovery_.files = chains_.Files();
  std::erase_if(recovery_.files, [&](const MovedFile& file) {
    return recovery_.stuck.contains(StuckUnit(PhotoOf(file), file.act == Act::kCopy));
  });
  ProbeEffect probe;
  for (const std::string& place : PlacesToProbe(recovery_.files)) {
    const PhotoId id = state_.Find(place);
    probe.files.push_back(id.has_value() ? Known(state_.photo(id)) : KnownFile{place, 0, 0, {}});
  }
  if (probe.files.empty()) return FinishRecovery();
  effects_.Push(std::move(probe), [this](const EffectResult& result) {
    if (result.error) return Fail(*result.error);
    PlanFromProbed(result.probed);
  });
}

void Session::PlanFromProbed(const std::vector<ProbedFile>& probed) {
  RecoveryJob& job = recovery_;
  job.found = probed;
  MarkForeign();
  const auto taken = [this](const std::string& place) { return state_.names().Contains(place); };
  job.steps = PlanRecovery(job.files, {job.found, job.foreign, taken});
  job.next = 0;
  job.failed.clear();
  job.lies_at.clear();
  for (const MovedFile& file : job.files) job.lies_at.push_back(file.places.back().place);
  for (auto step = job.steps.rbegin(); step != job.steps.rend(); ++step) {  // the first one of a file knows
    const bool knows = step->action == RecoveryAction::kMove || step->action == RecoveryAction::kLost;
    if (knows) job.lies_at[step->file] = step->from;
    if (step->action == RecoveryAction::kCopy) job.lies_at[step->file] = "";
  }
  if (!job.is_asked) disagreement_ = Objection();
  if (!job.is_asked && disagreement_) {
    writing_ = true;  // for the two answers only
    return Fail(*disagreement_);
  }
  if (!job.steps.empty()) LeaveListing();
  const bool has_strangers = std::any_of(job.steps.begin(), job.steps.end(), [](const RecoveryStep& step) {
    return step.action == RecoveryAction::kRedirect;
  });
  if (has_strangers) return RedirectStrangers();
  NextRecoveryStep();
}

// Places whose file is not the one looked for, whatever its content: the State knows another photo there, or a move
// found them taken where no file is.
void Session::MarkForeign() {
  std::set<std::string_view> goals, found;
  for (const MovedFile& file : recovery_.files) goals.insert(file.places.back().place);
  for (const ProbedFile& file : recovery_.found) {
    found.insert(file.place);
    const PhotoId id = state_.Find(file.place);
    if (id.has_value() && state_.photo(id).named && !goals.contains(file.place)) recovery_.foreign.insert(file.place);
  }
  for (const std::string& place : std::exchange(recovery_.blocked, {})) {
    if (!found.contains(place)) recovery_.foreign.insert(place);
  }
}

// By itself only the interrupted work of this place is finished, and at most one run of it.
std::optional<Error> Session::Objection() const {
  std::set<Seq> decisions, runs;
  std::size_t lost = 0;
  for (const RecoveryStep& step : recovery_.steps) {
    const MovedFile& file = recovery_.files[step.file];
    if (step.action == RecoveryAction::kLost && file.act == Act::kCopy) continue;  // a person has removed it
    const Seq decision = chains_.DecisionOf(file);
    decisions.insert(decision);
    if (const Seq run = chains_.RunOf(decision)) runs.insert(run);
    if (step.action == RecoveryAction::kLost && state_.Find(file.places.back().place).has_value()) ++lost;
  }
  if (lost >= kManyLost && lost * kLostShare > recovery_.photo_count) {
    return Error{ErrorCode::kDisagrees, std::to_string(lost) + " photos of the log are not there: is a disk away?"};
  }
  if (decisions.empty() || (same_place_ && runs.size() <= 1)) return std::nullopt;
  return Error{ErrorCode::kDisagrees,
               "the log knows " + std::to_string(decisions.size()) + " decisions that this folder does not show"};
}

void Session::NextRecoveryStep() {
  RecoveryJob& job = recovery_;
  while (job.next < job.steps.size()) {
    const RecoveryStep step = job.steps[job.next++];
    if (job.failed.contains(step.file)) continue;
    const auto go_on = [this, step](const EffectResult& result) { EndRecoveryStep(step, result.error); };
    switch (step.action) {
      case RecoveryAction::kMove:
        return effects_.Push(MoveEffect{step.from, step.to, step.temporary}, go_on);
      case RecoveryAction::kRemoveCopy:
        return effects_.Push(RemoveCopyEffect{step.to, step.from}, go_on);
      case RecoveryAction::kRemoveTemporary:
        return effects_.Push(RemoveTemporaryEffect{step.from}, go_on);
      case RecoveryAction::kLost:
        if (IsMainFile(job.files[step.file])) return RecordLost(job.files[step.file]);
        break;  // a companion or a copy: the photo itself is there
      case RecoveryAction::kCopy:
        return effects_.Push(CopyEffect{step.from, step.to, step.temporary, step.unfinished}, go_on);
      case RecoveryAction::kRedirect:  // done before
        break;
    }
  }
  EndPlan();
}

void Session::EndRecoveryStep(const RecoveryStep& step, const std::optional<Error>& error) {
  RecoveryJob& job = recovery_;
  const bool copies = step.action == RecoveryAction::kCopy;
  const bool moves = step.action == RecoveryAction::kMove || copies;
  if (!error) {
    if (moves) {
      job.lies_at[step.file] = step.to;
      copies ? listing_changes_.Copied(step.from, step.to) : listing_changes_.Moved(step.from, step.to);
    } else {
      listing_changes_.Removed(step.from);
    }
    return NextRecoveryStep();
  }
  switch (error->code) {
    case ErrorCode::kExists:
      job.blocked.insert(step.to);
      break;
    case ErrorCode::kDisagrees:
      job.foreign.insert(copies ? step.to : step.from);
      break;
    case ErrorCode::kNotFound:
      break;
    default:
      if (moves) {
        MarkStuck(step.file, *error);
      } else {  // what is left over harms nothing
        outcome_.failures.push_back({chains_.DecisionOf(job.files[step.file]), step.from, *error});
        return NextRecoveryStep();
      }
  }
  job.failed.insert(step.file);
  NextRecoveryStep();
}

// No other file of the photo, or of its copy, is moved by this plan.
void Session::MarkStuck(std::size_t file, const Error& error) {
  const auto unit_of = [this](const MovedFile& of) { return StuckUnit(PhotoOf(of), of.act == Act::kCopy); };
  const StuckUnit unit = unit_of(recovery_.files[file]);
  recovery_.stuck.emplace(unit, StuckPhoto{error, {}, false});
  for (std::size_t i = 0; i < recovery_.files.size(); ++i) {
    if (unit_of(recovery_.files[i]) == unit) recovery_.failed.insert(i);
  }
}

void Session::EndPlan() {
  RecoveryJob& job = recovery_;
  if (job.failed.empty()) return FinishRecovery();
  for (auto& [unit, stuck] : job.stuck) {
    if (std::exchange(stuck.is_placed, true)) continue;
    // What has its goal there is redirected.
    stuck.lies_at = unit.second ? WhereItsCopyLies(unit.first) : WhereItLies(unit.first);
    job.foreign.insert(stuck.lies_at.main);
    job.foreign.insert(stuck.lies_at.companions.begin(), stuck.lies_at.companions.end());
    job.foreign.erase("");  // a file of a copy that was not made
    job.rounds = 0;
  }
  ProbeForRecovery();
}

void Session::FinishRecovery() {
  if (!recovery_.stuck.empty()) return GiveUpStuck();
  std::vector<std::string> emptied = state_.TakeEmptied();
  if (opening_) {
    std::exchange(listing_changes_, {}).ApplyTo(opening_->listing);
    emptied = RemoveEmptyFolders(opening_->listing, emptied);
    if (without_listing_ || !emptied.empty()) {
      Load();
      state_.TakeEmptied();
      unsaved_ = true;
    }
    opening_.reset();
    log_hash_ = Xxh3Stream();
    log_hash_.Append(std::exchange(log_, {}));
  }
  listing_changes_ = {};
  disagreement_.reset();
  is_interrupted_ = false;
  same_place_ = true;
  writing_ = true;
  RemoveEmptied(emptied);
  const Then then = std::move(recovery_.then);
  recovery_ = {};
  then();
}

}  // namespace photocluster
