// The moves of a step, after its records are durable:
//   MoveFiles -> NextRecord -> NextFile -> (MoveEffect) -> NextFile … -> NextRecord … -> EndStep
//     EEXIST: Redirect -> (append moved_to) -> NextFile
//     any other error: GiveUp -> PutBack -> RecordFailure -> (append failed) -> NextRecord
//     Stop(): StopHere -> (append stopped) -> EndStep
// Where a record has a copy, its files follow in the same way, by MoveEffect or, made now, by CopyEffect.
#include <utility>

#include "shared/base/path.h"
#include "shared/journal/file_names.h"
#include "shared/journal/recovery.h"
#include "shared/session/session.h"

namespace photocluster {
namespace {

// A record that answers `record` about the same photo.
Record AnswerTo(Op op, const Record& record) {
  Record answer;
  answer.op = op;
  answer.of = record.seq;
  answer.cluster = record.cluster;
  answer.photo = record.photo;
  return answer;
}

// In words of an answer: the files of the copy that `record` names go from where it wants them to `places`.
void AddCopyTo(Record& answer, const Record& record, const UnitPlaces& from, const UnitPlaces& places) {
  for (std::size_t i = 0; i < record.copies.size(); ++i) {
    const std::string& src = i == 0 ? from.main : from.companions[i - 1];
    const std::string& dst = i == 0 ? places.main : places.companions[i - 1];
    answer.copies.push_back({"", src, dst, record.copies[i].photo, record.copies[i].size});
  }
}

// Of the photo that a record decided about.
std::string PlaceNow(const State& state, const Record& record) {
  const std::optional<Past> past = state.history().Find(record.seq);
  const auto* before = past ? std::get_if<PhotoBefore>(&past->before) : nullptr;
  return before ? state.photo(before->photo).place : record.dst;
}

bool MovesFiles(const Record& record) { return record.act == Act::kMove || record.act == Act::kCopy; }

Effect EffectOf(const FileMove& move, Seq seq) {
  if (!move.src.empty()) return MoveEffect{move.src, move.dst, TemporaryPlace(move.dst, seq)};
  return CopyEffect{move.of, move.dst, TemporaryPlace(move.dst, seq), false};
}

std::string& FileOf(UnitPlaces& places, std::size_t file) {
  return file < places.companions.size() ? places.companions[file] : places.main;
}

}  // namespace

void Session::MoveFiles(std::vector<Record> records) {
  moving_ = {.records = std::move(records), .at = 0, .unit = {}, .of_copy = false, .seq = 0};
  NextRecord();
}

void Session::NextRecord() {
  while (moving_.at < moving_.records.size() && !MovesFiles(moving_.records[moving_.at])) ++moving_.at;
  if (moving_.at == moving_.records.size()) return EndStep();
  if (stop_requested_ && moving_.records[moving_.at].run) return StopHere();
  const Record& record = moving_.records[moving_.at];
  moving_.of_copy = record.act == Act::kCopy;
  moving_.unit = moving_.of_copy ? UnitMove::OfCopy(record) : UnitMove(record);
  moving_.seq = record.seq;
  NextFile();
}

void Session::NextFile() {
  if (moving_.unit.done() && !moving_.of_copy) {
    moving_.of_copy = true;
    moving_.unit = UnitMove::OfCopy(moving_.records[moving_.at]);
    moving_.seq = moving_.records[moving_.at].seq;
  }
  if (moving_.unit.done()) {
    ++moving_.at;
    return NextRecord();
  }
  effects_.Push(EffectOf(moving_.unit.next(), moving_.seq), [this](const EffectResult& result) {
    if (!result.error) {
      moving_.unit.Moved();
      return NextFile();
    }
    if (result.error->code == ErrorCode::kExists) return Redirect();
    const Record& record = moving_.records[moving_.at];
    const UnitMove copy = UnitMove::OfCopy(record);
    GivingUp giving_up{AnswerTo(Op::kFailed, record),
                       moving_.unit.Goal(),
                       moving_.unit.Now(),
                       moving_.of_copy ? copy.Now() : UnitMove(record).Now(),
                       [this] {
                         ++moving_.at;
                         NextRecord();
                       },
                       moving_.of_copy};
    if (moving_.of_copy) {
      giving_up.answer.src = PlaceNow(state_, record);
      giving_up.answer.act = record.act == Act::kCopy ? Act::kCopy : Act::kNone;  // the photo itself has moved
      AddCopyTo(giving_up.answer, record, giving_up.goal, giving_up.before);
    } else {
      AddCopyTo(giving_up.answer, record, copy.Goal(), copy.Now());
    }
    GiveUp(std::move(giving_up), record.src, *result.error);
  });
}

// A stranger has taken a name since it was chosen: the unit takes the next free one, and the log says so first.
void Session::Redirect() {
  const Record& record = moving_.records[moving_.at];
  const UnitPlaces taken = moving_.unit.Goal();
  state_.names().Add(moving_.unit.next().dst);
  Reservations names(state_);
  const UnitPlaces places = NextFree(names, moving_.unit.Now(), taken);
  Record answer = AnswerTo(Op::kMovedTo, record);
  if (moving_.of_copy) {
    answer.src = answer.dst = PlaceNow(state_, record);
    AddCopyTo(answer, record, taken, places);
    UnitPlaces now = moving_.unit.Now();
    for (std::size_t i = 0; i < answer.copies.size(); ++i) {
      CopyMove& copy = answer.copies[i];
      const std::string& lies_at = i == 0 ? now.main : now.companions[i - 1];
      if (lies_at != copy.src) copy.of = lies_at.empty() ? record.copies[i].of : lies_at;
    }
  } else {
    answer.src = taken.main;
    answer.dst = places.main;
    for (std::size_t i = 0; i < places.companions.size(); ++i) {
      answer.companions.push_back({taken.companions[i], places.companions[i], record.companions[i].photo});
    }
  }
  AppendFacts({std::move(answer)}, [this, places] {
    moving_.unit.GoTo(places);
    moving_.seq = end_.seq;
    NextFile();
  });
}

// As names in the State are never free, `taken` itself is not.
UnitPlaces Session::NextFree(Reservations& names, const UnitPlaces& now, const UnitPlaces& taken) const {
  return names.Reserve(now, taken, IsInTrash(taken.main) ? "__del" : "__dup");
}

void Session::GiveUp(GivingUp giving_up, const std::string& place, const Error& error) {
  outcome_.failures.push_back({*giving_up.answer.of, place, error});
  giving_up_ = std::move(giving_up);
  giving_up_.answer.note = error.detail;
  PutBack(0);
}

// Files by the order in which they move: companions, then the main file.
void Session::PutBack(std::size_t file) {
  const std::size_t count = giving_up_.now.companions.size();
  while (file <= count && FileOf(giving_up_.now, file) == FileOf(giving_up_.before, file)) ++file;
  if (file > count) return giving_up_.of_copy ? RecordFailureOfCopy() : RecordFailure();
  MoveEffect move{FileOf(giving_up_.now, file), FileOf(giving_up_.before, file)};
  if (move.dst.empty()) move.dst = Join(kTrashFolder, move.src);  // a copy that was made for nothing
  move.temporary = TemporaryPlace(move.dst, *giving_up_.answer.of);
  effects_.Push(move, [this, file, move](const EffectResult& result) {
    if (!result.error) {
      FileOf(giving_up_.now, file) = move.dst;
      listing_changes_.Moved(move.src, move.dst);
    }
    PutBack(file + 1);
  });
}

// Where the files lie now, which is not everywhere where they were when putting them back failed too.
void Session::RecordFailure() {
  Record& answer = giving_up_.answer;
  answer.act = Act::kMove;
  answer.src = giving_up_.goal.main;
  answer.dst = giving_up_.now.main;
  for (std::size_t i = 0; i < giving_up_.goal.companions.size(); ++i) {
    answer.companions.push_back({giving_up_.goal.companions[i], giving_up_.now.companions[i], {}});
  }
  AppendFacts({std::move(answer)}, std::move(giving_up_.then));
}

// A copy of which not every file could be made is none.
void Session::RecordFailureOfCopy() {
  Record& answer = giving_up_.answer;
  answer.dst = answer.src;
  for (std::size_t i = 0; i < answer.copies.size(); ++i) {
    std::string& dst = answer.copies[i].dst;
    if (!dst.empty()) dst = i == 0 ? giving_up_.now.main : giving_up_.now.companions[i - 1];
  }
  AppendFacts({std::move(answer)}, std::move(giving_up_.then));
}

void Session::StopHere() {
  const Record& record = moving_.records[moving_.at];
  Record answer;
  answer.op = Op::kStopped;
  answer.of = record.seq;
  GiveUpRest();
  AppendFacts({std::move(answer)}, [this] { EndStep(); });
}

void Session::EndStep() {
  moving_ = {};
  RemoveEmptied(state_.TakeEmptied());
  if (stop_requested_) GiveUpRest();
  if (command_ && (TakeNextToUndo() || repeats_ > 0)) {
    if (repeats_ > 0) --repeats_;
    return DecideStep();
  }
  command_.reset();
}

void Session::RemoveEmptied(const std::vector<std::string>& folders) {
  for (const std::string& folder : folders) effects_.Push(RemoveFolderEffect{folder}, [](const EffectResult&) {});
}

}  // namespace photocluster
