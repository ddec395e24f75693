// The crash rule at work, and what else opening for writing puts right:
//   StartWriting -> (torn tail aside) -> TakePending -> (pending lines into the log) -> Recover
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
  if (report_.torn_bytes == 0) return TakePending();
  SetTailAsideEffect aside{end_.offset, kTornPrefix + CompactUtc(now.at_ms) + ".jsonl"};
  effects_.Push(std::move(aside), [this](const EffectResult& result) {
    if (result.error) return Fail(*result.error);
    report_.torn_bytes = 0;
    TakePending();
  });
}

// What a browser wrote beside the log goes into it before anything is appended behind it.
void Session::TakePending() {
  if (pending_.empty()) return Recover(false, [] {});
  std::string lines;
  for (const Record& record : pending_) lines += RecordLine(record);
  effects_.Push(AppendEffect{lines}, [this, lines](const EffectResult& result) {
    if (result.error) return Fail(*result.error);
    log_ += lines;
    end_.offset = log_.size();
    end_.line += pending_.size();
    pending_.clear();
    opening_->pending.clear();
    unsaved_ = true;
    effects_.Push(ReplaceEffect{kPendingFile, ""}, [this](const EffectResult& emptied) {
      if (emptied.error) return Fail(*emptied.error);
      Recover(false, [] {});
    });
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
  std::erase_if(recovery_.files, [&](const MovedFile& file) { return recovery_.stuck.contains(PhotoOf(file)); });
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
  std::set<std::string_view> goals, found;
  for (const MovedFile& file : job.files) goals.insert(file.places.back().place);
  for (const ProbedFile& file : probed) {
    found.insert(file.place);
    const PhotoId id = state_.Find(file.place);
    if (id.has_value() && state_.photo(id).named && !goals.contains(file.place)) job.foreign.insert(file.place);
  }
  for (const std::string& place : std::exchange(job.blocked, {})) {
    if (!found.contains(place)) job.foreign.insert(place);
  }

  job.found = probed;
  const auto taken = [this](const std::string& place) { return state_.names().Contains(place); };
  job.steps = PlanRecovery(job.files, {job.found, job.foreign, taken});
  job.next = 0;
  job.failed.clear();
  job.lies_at.clear();
  for (const MovedFile& file : job.files) job.lies_at.push_back(file.places.back().place);
  for (std::size_t i = job.steps.size(); i-- > 0;) {
    const RecoveryStep& step = job.steps[i];
    if (step.action == RecoveryAction::kMove || step.action == RecoveryAction::kLost)
      job.lies_at[step.file] = step.from;
  }
  if (!job.is_asked) {
    disagreement_ = Objection();
    if (disagreement_) {
      writing_ = true;  // for the two answers only
      return Fail(*disagreement_);
    }
  }
  if (!job.steps.empty()) LeaveListing();
  const bool has_strangers = std::any_of(job.steps.begin(), job.steps.end(), [](const RecoveryStep& step) {
    return step.action == RecoveryAction::kRedirect;
  });
  if (has_strangers) return RedirectStrangers();
  NextRecoveryStep();
}

// By itself only the interrupted work of this place is finished, and at most one run of it.
std::optional<Error> Session::Objection() const {
  std::set<Seq> decisions, runs;
  std::size_t lost = 0;
  for (const RecoveryStep& step : recovery_.steps) {
    const MovedFile& file = recovery_.files[step.file];
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
  while (job.next < job.steps.size() && job.failed.contains(job.steps[job.next].file)) ++job.next;
  if (job.next == job.steps.size()) return EndPlan();
  const RecoveryStep step = job.steps[job.next++];
  const auto go_on = [this, step](const EffectResult& result) { EndRecoveryStep(step, result.error); };
  switch (step.action) {
    case RecoveryAction::kMove:
      return effects_.Push(MoveEffect{step.from, step.to}, go_on);
    case RecoveryAction::kRemoveCopy:
      return effects_.Push(RemoveCopyEffect{step.to, step.from}, go_on);
    case RecoveryAction::kRemoveTemporary:
      return effects_.Push(RemoveTemporaryEffect{step.from}, go_on);
    case RecoveryAction::kLost:
      return RecordLost(job.files[step.file]);
    case RecoveryAction::kRedirect:  // done before
    case RecoveryAction::kCopy:
      break;  // no record of this version asks for a copy
  }
  NextRecoveryStep();
}

void Session::EndRecoveryStep(const RecoveryStep& step, const std::optional<Error>& error) {
  RecoveryJob& job = recovery_;
  const bool moves = step.action == RecoveryAction::kMove;
  if (!error) {
    if (moves) {
      job.lies_at[step.file] = step.to;
      listing_changes_.Moved(step.from, step.to);
    } else {
      listing_changes_.Removed(step.from);
    }
    return NextRecoveryStep();
  }
  job.failed.insert(step.file);
  const MovedFile& file = job.files[step.file];
  switch (error->code) {
    case ErrorCode::kExists:
      job.blocked.insert(step.to);
      break;
    case ErrorCode::kDisagrees:
      job.foreign.insert(step.from);
      break;
    case ErrorCode::kNotFound:
      break;
    default:
      if (!moves) {  // what is left over harms nothing
        outcome_.failures.push_back({chains_.DecisionOf(file), step.from, *error});
        job.foreign.insert(step.from);
        break;
      }
      job.stuck.emplace(PhotoOf(file), StuckPhoto{*error, {}});
      for (std::size_t i = 0; i < job.files.size(); ++i) {
        if (job.stuck.contains(PhotoOf(job.files[i]))) job.failed.insert(i);
      }
  }
  NextRecoveryStep();
}

void Session::EndPlan() {
  RecoveryJob& job = recovery_;
  if (job.failed.empty()) return FinishRecovery();
  for (auto& [id, stuck] : job.stuck) {
    if (!stuck.lies_at.main.empty()) continue;
    // Found at last by nobody else: what has its goal there is redirected.
    stuck.lies_at = WhereItLies(id);
    job.foreign.insert(stuck.lies_at.main);
    job.foreign.insert(stuck.lies_at.companions.begin(), stuck.lies_at.companions.end());
    job.rounds = 0;
  }
  ProbeForRecovery();
}

void Session::FinishRecovery() {
  if (!recovery_.stuck.empty()) return GiveUpStuck();
  std::vector<std::string> emptied = state_.TakeEmptied();
  if (opening_) {
    listing_changes_.ApplyTo(opening_->listing);
    emptied = RemoveEmptyFolders(opening_->listing, emptied);
    if (without_listing_ || !emptied.empty()) {
      Load();
      state_.TakeEmptied();
      unsaved_ = true;
    }
    opening_.reset();
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
