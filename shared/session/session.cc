#include "shared/session/session.h"

#include <algorithm>
#include <utility>

#include "shared/base/path.h"
#include "shared/base/random.h"
#include "shared/journal/file_names.h"
#include "shared/journal/record_line.h"
#include "shared/session/catalogue.h"
#include "shared/session/checkpoint.h"
#include "shared/session/fold.h"
#include "shared/session/summary.h"

namespace photocluster {

void Session::Fail(Error error) {
  outcome_.error = std::move(error);
  command_.reset();
  repeats_ = 0;
}

Outcome Session::TakeOutcome() { return std::exchange(outcome_, {}); }

void Session::Begin(Command command, Instant now) {
  now_ = now;
  stop_requested_ = false;
  if (!writing_) return Fail({ErrorCode::kReadOnly, "the folder is open for reading only"});
  const bool answers = std::holds_alternative<CarryOut>(command) || std::holds_alternative<KeepFolder>(command);
  if (disagreement_ && !answers) return Fail(*disagreement_);
  if (std::holds_alternative<CarryOut>(command)) return Recover(true);
  if (std::holds_alternative<KeepFolder>(command)) return KeepAsFound();
  repeats_ = 0;
  std::uint32_t count = 1;
  if (const auto* undo = std::get_if<Undo>(&command)) count = undo->count.value_or(1);
  if (const auto* redo = std::get_if<Redo>(&command)) count = redo->count.value_or(1);
  if (count == 0) return Fail({ErrorCode::kBadInput, "count: must be at least 1"});
  repeats_ = count - 1;
  command_ = std::move(command);
  DecideStep();
}

std::span<const PlanRow> Session::CurrentPlan(const Command& command, std::vector<PlanRow>& rows) {
  if (const auto* move = std::get_if<AutoMove>(&command)) rows = Plan({.threshold = move->threshold, .min_samples = static_cast<int>(move->min_samples)});
  return rows;
}

void Session::DecideStep() {
  std::vector<PlanRow> rows;
  const std::uint64_t fresh = OrderHash(static_cast<std::uint64_t>(now_.at_ms) + end_.seq, state_.root_id());
  Result<Draft> draft = Decide(state_, *command_, CurrentPlan(*command_, rows), fresh);
  if (!draft.ok()) {
    // "Undo the newest five" of a log with three steps undoes three.
    const bool enough = draft.error().code == ErrorCode::kNothingToUndo && !outcome_.records.empty();
    if (!enough) return Fail(draft.error());
    return EndStep();
  }
  Probe(std::move(draft).value());
}

void Session::Probe(Draft draft) {
  outcome_.kept.insert(outcome_.kept.end(), draft.kept.begin(), draft.kept.end());
  ProbeEffect probe;
  for (std::size_t i = 0; i < draft.records.size(); ++i) {
    if (draft.records[i].act != Act::kMove) continue;
    const Photo& photo = state_.photo(draft.photos[i]);
    probe.files.push_back({photo.place, photo.size, photo.mtime_ms, photo.fingerprint});
    for (const CompanionMove& companion : draft.records[i].companions) probe.files.push_back({companion.src, 0, 0, {}});
  }
  const auto go_on = [this](Draft& filled) {
    if (filled.records.empty()) return EndStep();
    Number(filled.records);
    Append(filled.records, [this, records = filled.records] { MoveFiles(records); });
  };
  if (probe.files.empty()) return go_on(draft);
  effects_.Push(std::move(probe), [this, go_on, draft = std::move(draft)](const EffectResult& result) mutable {
    if (result.error) return Fail(*result.error);
    FillIn(draft, result.probed);
    if (!outcome_.error) go_on(draft);
  });
}

void Session::FillIn(Draft& draft, const std::vector<ProbedFile>& probed) {
  std::map<std::string_view, const ProbedFile*> there;
  for (const ProbedFile& file : probed) there.emplace(file.place, &file);
  const bool may_keep = command_ && (std::holds_alternative<Undo>(*command_) || std::holds_alternative<Redo>(*command_));
  std::vector<Record> records;
  for (Record& record : draft.records) {
    if (record.act == Act::kMove) {
      const auto main = there.find(record.src);
      if (main == there.end()) {
        if (!may_keep) return Fail({ErrorCode::kUnknownPhoto, "\"" + record.src + "\" is not there any more"});
        outcome_.kept.push_back(record.src);
        continue;
      }
      record.photo = main->second->fingerprint;
      record.mtime = main->second->mtime_ms;
      std::erase_if(record.companions, [&](const CompanionMove& move) { return !there.contains(move.src); });
      for (CompanionMove& move : record.companions) move.photo = there.at(move.src)->fingerprint;
    }
    records.push_back(std::move(record));
  }
  draft.records = std::move(records);
}

void Session::Stamp(Record& record, Seq seq) const {
  record.seq = seq;
  record.at = now_.at_ms;
  record.ts = LocalTimestamp(now_);
  record.by = author_.name;
}

void Session::Number(std::vector<Record>& records) {
  Seq seq = end_.seq;
  if (seq == 0) {
    Record root;
    root.op = Op::kRoot;
    root.key = "root";
    root.value = author_.new_root_id;
    records.insert(records.begin(), root);
  }
  const std::size_t decided = records.size() - (seq == 0 ? 1 : 0);
  const Seq first = seq == 0 ? 2 : seq + 1;
  for (Record& record : records) {
    Stamp(record, ++seq);
    if (decided > 1 && record.op != Op::kRoot) record.run = first;
  }
}

void Session::Append(std::vector<Record> records, std::function<void()> then) {
  std::string lines;
  for (const Record& record : records) lines += RecordLine(record);
  AppendEffect append{lines};
  effects_.Push(std::move(append), [this, lines, records = std::move(records), then](const EffectResult& result) {
    if (result.error) return Fail(*result.error);
    log_ += lines;
    end_ = {.offset = log_.size(), .line = end_.line + records.size(), .seq = records.back().seq};
    FoldDurable(records);
    then();
  });
}

void Session::FoldDurable(const std::vector<Record>& records) {
  for (const Record& record : records) {
    const Result<void> folded = Fold(state_, record);
    // Cannot be: what Decide wrote can be folded. If it is, the user has to know.
    if (!folded.ok()) report_.problems.push_back({end_.line, end_.offset, folded.error().detail});
    outcome_.records.push_back(record);
  }
  record_count_ += records.size();
  unsaved_ = true;
}

void Session::Settle(Instant now) {
  now_ = now;
  effects_.Push(SyncEffect{}, [this](const EffectResult& result) {
    if (result.error) return Fail(*result.error);
    Settled();
  });
}

void Session::Settled() {
  settled_ = end_.seq;
  unsaved_ = false;
  // Caches and summary: a failure costs time at the next opening, and is tried again at the next settling.
  const auto done = [this](const EffectResult& result) {
    if (!result.error) return;
    unsaved_ = true;
    outcome_.error = result.error;
  };
  const Checkpoint checkpoint = Checkpoint::Of(state_, end_, log_, report_.problems);
  effects_.Push(ReplaceEffect{kSummaryFile, SummaryText(SummaryOf(state_, settled_))}, done);
  effects_.Push(ReplaceEffect{kCheckpointFile, CheckpointBytes(checkpoint)}, done);
  effects_.Push(ReplaceEffect{kCatalogueFile, CatalogueBytes(CatalogueOf(state_))}, done);
}

void Session::NoticeChanges(Instant now) {
  now_ = now;
  stop_requested_ = false;
  if (!writing_ || disagreement_) return;
  std::vector<Record> records = std::exchange(changed_, {});
  AddFoundRecords(records);
  const auto adopt = [this] { Probe(AdoptFound(state_)); };
  if (records.empty()) return adopt();
  Seq seq = end_.seq;
  for (Record& record : records) Stamp(record, ++seq);  // facts, each for itself: no step to be undone
  Append(std::move(records), adopt);
}

// Photos of the log that are missing at their place, and photos that no record names with the same content: by name
// first, then in path order among equals.
void Session::AddFoundRecords(std::vector<Record>& records) const {
  std::multimap<Fingerprint, std::string> strays;
  std::vector<const Photo*> missing;
  for (std::size_t i = 0; i < state_.photo_count(); ++i) {
    const Photo& photo = state_.photo(PhotoId(static_cast<std::uint32_t>(i)));
    if (photo.place.empty() || !photo.fingerprint.known()) continue;
    if (photo.named && !photo.listed && photo.decision.decided != 0) missing.push_back(&photo);
    if (!photo.named && photo.listed) strays.emplace(photo.fingerprint, photo.place);
  }
  std::sort(missing.begin(), missing.end(), [](const Photo* a, const Photo* b) { return a->place < b->place; });
  for (const Photo* photo : missing) {
    const auto [begin, end] = strays.equal_range(photo->fingerprint);
    auto best = end;
    for (auto at = begin; at != end; ++at) {
      const auto rank = [&](const std::string& place) {
        return std::make_pair(FileName(place) != FileName(photo->place), place);
      };
      if (best == end || rank(at->second) < rank(best->second)) best = at;
    }
    if (best == end) continue;
    Record record;
    record.op = Op::kFound;
    record.src = photo->place;
    record.dst = best->second;
    record.photo = photo->fingerprint;
    if (photo->decision.is_member()) record.cluster = state_.clusters().name(photo->decision.cluster);
    records.push_back(record);
    strays.erase(best);
  }
}

}  // namespace photocluster
