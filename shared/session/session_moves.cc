// The moves of a step, after its records are durable:
//   MoveFiles -> NextRecord -> NextFile -> (MoveEffect) -> NextFile … -> NextRecord … -> EndStep
//     EEXIST: Redirect -> (append moved_to) -> NextFile
//     any other error: GiveUp -> PutBack -> RecordFailure -> (append failed) -> NextRecord
//     Stop(): StopHere -> (append stopped) -> EndStep
#include <utility>

#include "shared/base/path.h"
#include "shared/journal/file_names.h"
#include "shared/session/session.h"

namespace photocluster {
namespace {

// A record that answers `record` about the same photo.
Record Answer(Op op, const Record& record) {
  Record answer;
  answer.op = op;
  answer.of = record.seq;
  answer.cluster = record.cluster;
  answer.photo = record.photo;
  return answer;
}

std::string& FileOf(UnitPlaces& places, std::size_t file) {
  return file < places.companions.size() ? places.companions[file] : places.main;
}

}  // namespace

void Session::MoveFiles(std::vector<Record> records) {
  moving_ = {.records = std::move(records), .at = 0, .unit = {}};
  NextRecord();
}

void Session::NextRecord() {
  while (moving_.at < moving_.records.size() && moving_.records[moving_.at].act != Act::kMove) ++moving_.at;
  if (moving_.at == moving_.records.size()) return EndStep();
  if (stop_requested_ && moving_.records[moving_.at].run) return StopHere();
  moving_.unit = UnitMove(moving_.records[moving_.at]);
  NextFile();
}

void Session::NextFile() {
  if (moving_.unit.done()) {
    ++moving_.at;
    return NextRecord();
  }
  effects_.Push(moving_.unit.next(), [this](const EffectResult& result) {
    if (!result.error) {
      moving_.unit.Moved();
      return NextFile();
    }
    if (result.error->code == ErrorCode::kExists) return Redirect();
    const Record& record = moving_.records[moving_.at];
    GivingUp giving_up{Answer(Op::kFailed, record), moving_.unit.Goal(), moving_.unit.Now(), UnitMove(record).Now(),
                       [this] {
                         ++moving_.at;
                         NextRecord();
                       }};
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
  Record answer = Answer(Op::kMovedTo, record);
  answer.src = taken.main;
  answer.dst = places.main;
  for (std::size_t i = 0; i < places.companions.size(); ++i) {
    answer.companions.push_back({taken.companions[i], places.companions[i], record.companions[i].photo});
  }
  AppendFacts({std::move(answer)}, [this, places] {
    moving_.unit.GoTo(places);
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
  if (file > count) return RecordFailure();
  const MoveEffect move{FileOf(giving_up_.now, file), FileOf(giving_up_.before, file)};
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
