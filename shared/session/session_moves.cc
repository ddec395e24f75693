// The moves of a step, after its records are durable:
//   MoveFiles -> NextRecord -> NextFile -> (MoveEffect) -> NextFile … -> NextRecord … -> EndStep
//     EEXIST: Redirect -> (append moved_to) -> NextFile
//     any other error: GiveUp -> (move back) -> (append failed) -> NextRecord
//     Stop(): StopHere -> (append stopped) -> EndStep
#include <utility>

#include "shared/session/naming.h"
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
    GiveUp(*result.error);
  });
}

// A stranger has taken a name since it was chosen: the unit takes the next free one, and the log says so first.
void Session::Redirect() {
  const Record& record = moving_.records[moving_.at];
  const UnitPlaces taken = moving_.unit.Goal();
  state_.names().Add(moving_.unit.next().dst);
  Reservations names(state_);
  const UnitPlaces places = names.Reserve(moving_.unit.Now(), taken, record.op == Op::kTrash ? "__del" : "__dup");
  Record answer = Answer(Op::kMovedTo, record);
  answer.src = taken.main;
  answer.dst = places.main;
  for (std::size_t i = 0; i < places.companions.size(); ++i) {
    answer.companions.push_back({taken.companions[i], places.companions[i], record.companions[i].photo});
  }
  std::vector<Record> records{answer};
  Number(records);
  Append(records, [this, places] {
    moving_.unit.GoTo(places);
    NextFile();
  });
}

// Moves what has already left back to where the record found it, as far as that goes.
void Session::PutBack(const UnitPlaces& places, std::function<void()> then) {
  const UnitPlaces now = moving_.unit.Now();
  std::vector<MoveEffect> moves;
  for (std::size_t i = 0; i < places.companions.size(); ++i) {
    if (now.companions[i] != places.companions[i]) moves.push_back({now.companions[i], places.companions[i]});
  }
  if (moves.empty()) return then();
  for (std::size_t i = 0; i < moves.size(); ++i) {
    const bool last = i + 1 == moves.size();
    effects_.Push(moves[i], [last, then](const EffectResult&) {
      if (last) then();
    });
  }
}

void Session::GiveUp(const Error& error) {
  const Record record = moving_.records[moving_.at];
  const UnitPlaces goal = moving_.unit.Goal();
  const UnitPlaces before = UnitMove(record).Now();
  outcome_.failures.push_back({record.seq, record.src, error});
  PutBack(before, [this, record, goal, before, error] {
    Record answer = Answer(Op::kFailed, record);
    answer.src = goal.main;
    answer.dst = before.main;
    answer.act = Act::kMove;
    answer.note = error.detail;
    for (std::size_t i = 0; i < before.companions.size(); ++i) {
      answer.companions.push_back({goal.companions[i], before.companions[i], record.companions[i].photo});
    }
    std::vector<Record> records{answer};
    Number(records);
    Append(records, [this] {
      ++moving_.at;
      NextRecord();
    });
  });
}

void Session::StopHere() {
  const Record& record = moving_.records[moving_.at];
  Record answer;
  answer.op = Op::kStopped;
  answer.of = record.seq;
  std::vector<Record> records{answer};
  Number(records);
  repeats_ = 0;
  Append(records, [this] { EndStep(); });
}

void Session::EndStep() {
  moving_ = {};
  for (const std::string& folder : state_.TakeEmptied()) {
    effects_.Push(RemoveFolderEffect{folder}, [](const EffectResult&) {});
  }
  if (repeats_ > 0 && command_) {
    --repeats_;
    return DecideStep();
  }
  command_.reset();
}

}  // namespace photocluster
