// The crash rule at work, and what else opening for writing puts right:
//   StartWriting -> (torn tail aside) -> (pending lines into the log) -> Recover
//   Recover -> (probe) -> OnRecoveryProbed -> plan -> Objection? -> NextRecoveryStep … -> Recover again until no step
#include <algorithm>
#include <utility>

#include "shared/base/path.h"
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
  if (report_.torn_bytes > 0) {
    SetTailAsideEffect aside{end_.offset, kTornPrefix + CompactUtc(now.at_ms) + ".jsonl"};
    effects_.Push(std::move(aside), [this](const EffectResult& result) {
      if (result.error) return Fail(*result.error);
      report_.torn_bytes = 0;
      TakePending();
    });
    return;
  }
  TakePending();
}

// What a browser wrote beside the log goes into it before anything is appended behind it.
void Session::TakePending() {
  if (pending_.empty()) return Recover(false);
  std::string lines;
  for (const Record& record : pending_) lines += RecordLine(record);
  effects_.Push(AppendEffect{lines}, [this, lines](const EffectResult& result) {
    if (result.error) return Fail(*result.error);
    log_ += lines;
    end_.offset = log_.size();
    end_.line += pending_.size();
    pending_.clear();
    unsaved_ = true;
    effects_.Push(ReplaceEffect{kPendingFile, ""}, [this](const EffectResult& emptied) {
      if (emptied.error) return Fail(*emptied.error);
      Recover(false);
    });
  });
}

void Session::Recover(bool by_command) {
  std::erase_if(recovery_.files, [](const MovedFile& file) { return file.places.empty(); });
  if (++recovery_.rounds > kMaxRounds) {
    return Fail({ErrorCode::kIo, "the photos of interrupted moves keep changing under another program: try again"});
  }
  ProbeEffect probe;
  for (const std::string& place : PlacesToProbe(recovery_.files)) {
    const PhotoId id = state_.Find(place);
    const Photo* photo = id.has_value() && state_.photo(id).listed ? &state_.photo(id) : nullptr;
    probe.files.push_back(photo ? KnownFile{place, photo->size, photo->mtime_ms, photo->fingerprint}
                                : KnownFile{place, 0, 0, {}});
  }
  if (probe.files.empty()) return FinishRecovery();
  effects_.Push(std::move(probe), [this, by_command](const EffectResult& result) {
    if (result.error) return Fail(*result.error);
    OnRecoveryProbed(result.probed, by_command);
  });
}

void Session::OnRecoveryProbed(const std::vector<ProbedFile>& probed, bool by_command) {
  recovery_.found = probed;
  const RecoveryDisk disk{recovery_.found, recovery_.foreign,
                          [this](const std::string& place) { return state_.names().Contains(place); }};
  recovery_.steps = PlanRecovery(recovery_.files, disk);
  recovery_.next = 0;
  if (recovery_.steps.empty()) return FinishRecovery();
  if (!by_command && recovery_.rounds == 1) {
    disagreement_ = Objection();
    if (disagreement_) {
      writing_ = true;  // for the two answers only
      return Fail(*disagreement_);
    }
  }
  NextRecoveryStep(by_command);
}

// By itself only the interrupted work of this place is finished, and at most one run of it.
std::optional<Error> Session::Objection() const {
  std::set<std::size_t> files;
  std::set<Seq> runs;
  std::size_t lost = 0;
  for (const RecoveryStep& step : recovery_.steps) {
    files.insert(step.file);
    if (step.action == RecoveryAction::kLost) ++lost;
    const Seq seq = recovery_.files[step.file].places.back().seq;
    const History& history = state_.history();
    for (const auto* steps : {&history.steps(), &history.undone()}) {
      for (const photocluster::Step& group : *steps) {
        if (group.first <= seq && seq <= group.last && group.last - group.first > 1) runs.insert(group.first);
      }
    }
  }
  if (lost >= kManyLost && lost * kLostShare > state_.totals().photos()) {
    return Error{ErrorCode::kDisagrees, std::to_string(lost) + " photos of the log are not there: is a disk away?"};
  }
  if (same_place_ && runs.size() <= 1) return std::nullopt;
  return Error{ErrorCode::kDisagrees,
               "the log knows " + std::to_string(files.size()) + " decisions that this folder does not show"};
}

void Session::NextRecoveryStep(bool by_command) {
  if (recovery_.next == recovery_.steps.size()) return Recover(by_command);
  const RecoveryStep step = recovery_.steps[recovery_.next++];
  const auto go_on = [this, by_command, step](const EffectResult& result) {
    if (!result.error) return NextRecoveryStep(by_command);
    const ErrorCode code = result.error->code;
    if (code != ErrorCode::kExists && code != ErrorCode::kDisagrees && code != ErrorCode::kNotFound) {
      return Fail(*result.error);
    }
    // Somebody else's file is in the way: look again and plan around it.
    if (code != ErrorCode::kNotFound) recovery_.foreign.insert(code == ErrorCode::kExists ? step.to : step.from);
    Recover(by_command);
  };
  switch (step.action) {
    case RecoveryAction::kMove: return effects_.Push(MoveEffect{step.from, step.to}, go_on);
    case RecoveryAction::kRemoveCopy:
    case RecoveryAction::kRemoveTemporary: return effects_.Push(RemoveCopyEffect{step.to, step.from}, go_on);
    case RecoveryAction::kRedirect: return RecordRedirect(step, by_command);
    case RecoveryAction::kLost: return RecordLost(step, by_command);
    case RecoveryAction::kCopy: break;  // no record of this version asks for a copy
  }
  NextRecoveryStep(by_command);
}

namespace {

const PhotoBefore* MovedPhoto(const State& state, Seq seq) {
  const Past* past = state.history().Find(seq);
  return past ? std::get_if<PhotoBefore>(&past->before) : nullptr;
}

}  // namespace

void Session::RecordRedirect(const RecoveryStep& step, bool by_command) {
  MovedFile& file = recovery_.files[step.file];
  const Seq seq = DecisionOf(file);
  const PhotoBefore* moved = MovedPhoto(state_, seq);
  if (!moved) return NextRecoveryStep(by_command);
  const Photo& photo = state_.photo(moved->photo);
  const std::string goal = file.places.back().place;
  const auto redirected = [&](const std::string& place) { return place == goal ? step.to : place; };
  Record record;
  record.op = Op::kMovedTo;
  record.of = seq;
  record.src = photo.place;
  record.dst = redirected(photo.place);
  for (const Companion& companion : photo.companions) {
    record.companions.push_back({companion.place, redirected(companion.place), {}});
  }
  std::vector<Record> records{record};
  Number(records);
  file.places.back().was_taken = true;
  file.places.push_back({.place = step.to, .seq = records.back().seq, .was_taken = false});
  Append(records, [this, by_command] { NextRecoveryStep(by_command); });
}

void Session::RecordLost(const RecoveryStep& step, bool by_command) {
  const MovedFile file = recovery_.files[step.file];
  recovery_.files[step.file].places.clear();  // dropped by the next plan
  const PhotoBefore* moved = MovedPhoto(state_, DecisionOf(file));
  if (!moved || state_.photo(moved->photo).place != file.places.back().place) return NextRecoveryStep(by_command);
  Record record;
  record.op = Op::kLost;
  record.of = DecisionOf(file);
  record.src = file.places.back().place;
  record.dst = record.src;
  std::vector<Record> records{record};
  Number(records);
  Append(records, [this, by_command] { NextRecoveryStep(by_command); });
}

// The record that decided where a file is now, not one that answers it.
Seq Session::DecisionOf(const MovedFile& file) const {
  for (std::size_t i = file.places.size(); i-- > 0;) {
    if (MovedPhoto(state_, file.places[i].seq)) return file.places[i].seq;
  }
  return 0;
}

void Session::FinishRecovery() {
  // What was moved is where the log says; what opening saw is refreshed so that counts are right at once.
  for (const MovedFile& file : recovery_.files) {
    if (file.places.empty()) continue;
    const std::string& goal = file.places.back().place;
    const PhotoId id = state_.Find(goal);
    const auto found = std::find_if(recovery_.found.begin(), recovery_.found.end(),
                                    [&](const ProbedFile& probed) { return probed.place == goal; });
    if (!id.has_value() || found == recovery_.found.end()) continue;
    state_.Change(id, [&](Photo& photo) {
      photo.listed = true;
      photo.size = found->size;
      photo.mtime_ms = found->mtime_ms;
    });
  }
  recovery_ = {};
  disagreement_.reset();
  writing_ = true;
  for (const std::string& folder : state_.TakeEmptied()) {
    effects_.Push(RemoveFolderEffect{folder}, [](const EffectResult&) {});
  }
}

// Every photo is taken where it lies: the folder is right, and the log says so from now on.
void Session::KeepAsFound() {
  std::vector<Record> records;
  for (const MovedFile& file : recovery_.files) {
    const PhotoId id = state_.Find(file.places.back().place);
    if (!id.has_value()) continue;  // a companion: taken up again with its photo
    const auto lies_at = [&](const LoggedPlace& logged) {
      return std::any_of(recovery_.found.begin(), recovery_.found.end(), [&](const ProbedFile& probed) {
        return probed.place == logged.place && probed.fingerprint == file.fingerprint;
      });
    };
    const auto place = std::find_if(file.places.rbegin(), file.places.rend(), lies_at);
    if (place == file.places.rbegin()) continue;
    Record record;
    record.src = file.places.back().place;
    record.op = place == file.places.rend() ? Op::kLost : Op::kFound;
    record.dst = place == file.places.rend() ? record.src : place->place;
    record.of = file.places.back().seq;
    records.push_back(record);
  }
  disagreement_.reset();
  recovery_ = {};
  if (records.empty()) return;
  Number(records);
  Append(records, [] {});
}

}  // namespace photocluster
