#include "shared/session/session.h"

#include <algorithm>
#include <utility>

#include "shared/base/path.h"
#include "shared/base/random.h"
#include "shared/journal/file_names.h"
#include "shared/journal/record_line.h"
#include "shared/session/catalogue.h"
#include "shared/session/checkpoint.h"
#include "shared/session/draft_builder.h"
#include "shared/session/fold.h"
#include "shared/session/summary.h"

namespace photocluster {

namespace {

// Undo, redo and what happens to a whole cluster are decided also of photos whose files have vanished.
bool DecidesMissing(const Command& command) {
  return std::holds_alternative<Undo>(command) || std::holds_alternative<Redo>(command) ||
         std::holds_alternative<RenameCluster>(command) || std::holds_alternative<MergeClusters>(command) ||
         std::holds_alternative<DeleteCluster>(command);
}

bool TouchesFiles(const Record& record) { return record.act == Act::kMove || record.act == Act::kCopy; }

}  // namespace

void Session::Fail(Error error) {
  outcome_.error = std::move(error);
  command_.reset();
  GiveUpRest();
  if (!moving_.records.empty()) is_interrupted_ = true;
  moving_ = {};
  ReturnToListing();
}

Outcome Session::TakeOutcome() { return std::exchange(outcome_, {}); }

// What an error left half done is done first.
void Session::Resume(Instant now, Then then) {
  now_ = now;
  stop_requested_ = false;
  if (!is_interrupted_) return then();
  Recover(false, std::move(then));
}

void Session::Begin(Command command, Instant now) {
  if (!writing_) return Fail({ErrorCode::kReadOnly, "the folder is open for reading only"});
  const bool carries_out = std::holds_alternative<CarryOut>(command);
  if (!carries_out && !std::holds_alternative<KeepFolder>(command)) {
    if (disagreement_) return Fail(*disagreement_);
    if (const auto* empty = std::get_if<EmptyTrash>(&command)) {
      return Resume(now, [this, places = empty->places] { RemoveTrashed(places); });
    }
    return Resume(now, [this, command = std::move(command)] { Start(command); });
  }
  if (!disagreement_) return Resume(now, [] {});
  now_ = now;
  if (carries_out) return Recover(true, [] {});
  KeepAsFound();
}

void Session::Start(Command command) {
  std::uint32_t count = 1;
  if (const auto* undo = std::get_if<Undo>(&command)) {
    if (const Result<void> checked = CheckUndo(*undo); !checked.ok()) return Fail(checked.error());
    if (undo->since) {
      Result<std::vector<Seq>> steps = StepsSince(state_, *undo);
      if (!steps.ok()) return Fail(steps.error());
      still_to_undo_ = std::move(steps).value();
    }
    count = undo->count.value_or(1);
  }
  const auto* page = std::get_if<Confirm>(&command);
  if (page && page->page > end_.seq) return Fail({ErrorCode::kBadInput, "confirm.page: there is no such record yet"});
  if (const auto* redo = std::get_if<Redo>(&command)) count = redo->count.value_or(1);
  if (count == 0) return Fail({ErrorCode::kBadInput, "count: must be at least 1"});
  repeats_ = count - 1;
  command_ = std::move(command);
  TakeNextToUndo();
  DecideStep();
}

// An undo since a record is one of each step from there on, the newest first.
bool Session::TakeNextToUndo() {
  if (still_to_undo_.empty()) return false;
  std::get<Undo>(*command_).run = still_to_undo_.back();
  still_to_undo_.pop_back();
  return true;
}

void Session::GiveUpRest() {
  repeats_ = 0;
  still_to_undo_.clear();
}

void Session::DecideStep() {
  std::vector<PlanRow> rows;
  if (const auto* move = std::get_if<AutoMove>(&*command_)) rows = PlanOf(*move);
  const std::uint64_t fresh = OrderHash(static_cast<std::uint64_t>(now_.at_ms) + end_.seq, state_.root_id());
  Result<Draft> draft = Decide(state_, *command_, rows, fresh);
  // "Undo the newest five" of a log with three steps undoes three, and of many steps one may hold on to what came
  // since.
  const auto is_nothing = [&] { return !draft.ok() && draft.error().code == ErrorCode::kNothingToUndo; };
  const auto does_nothing = [&] { return is_nothing() || (draft.ok() && draft.value().records.empty()); };
  while (does_nothing() && TakeNextToUndo()) {
    if (draft.ok()) Keep(draft.value());
    draft = Decide(state_, *command_, rows, fresh);
  }
  if (draft.ok()) return Probe(std::move(draft).value());
  const bool enough = is_nothing() && !outcome_.records.empty();
  if (!enough) return Fail(draft.error());
  EndStep();
}

void Session::Keep(const Draft& draft) {
  outcome_.kept.insert(outcome_.kept.end(), draft.kept.begin(), draft.kept.end());
}

// What a log that is kept elsewhere has to say: by it the photo is known where the decision is carried out.
bool Session::TellsContent(const Record& record) const {
  const bool decides = record.op == Op::kAssign || record.op == Op::kAuto || record.op == Op::kTrash;
  return decides && state_.settings().files_stay();
}

void Session::Probe(Draft draft) {
  ProbeEffect probe;
  for (std::size_t i = 0; i < draft.records.size(); ++i) {
    const Record& record = draft.records[i];
    if (!TouchesFiles(record) && !TellsContent(record)) continue;
    probe.files.push_back(Known(state_.photo(draft.photos[i])));
    for (const CompanionMove& companion : record.companions) probe.files.push_back({companion.src, 0, 0, {}});
    for (const CopyMove& copy : record.copies) probe.files.push_back({copy.src.empty() ? copy.of : copy.src, 0, 0, {}});
  }
  const auto go_on = [this](Draft& filled) {
    Keep(filled);
    if (filled.records.empty()) {
      repeats_ = 0;  // nor would the same again do anything
      return EndStep();
    }
    Number(filled.records);
    Append(filled.records, [this, records = filled.records] { MoveFiles(records); });
  };
  if (probe.files.empty()) return go_on(draft);
  effects_.Push(std::move(probe), [this, go_on, draft = std::move(draft)](const EffectResult& result) mutable {
    if (result.error) return Fail(*result.error);
    if (ForgetChangedCopies(draft, result.probed)) return DecideStep();
    FillIn(draft, result.probed);
    if (!outcome_.error) go_on(draft);
  });
}

// A copy that is gone, or is not what was written there, is none any more: what a person made of it is theirs. One that
// was put away is none when the photo has another content by now. Then what is to be done is to be decided anew.
bool Session::ForgetChangedCopies(const Draft& draft, const std::vector<ProbedFile>& probed) {
  std::map<std::string_view, const Fingerprint*> there;
  for (const ProbedFile& file : probed) there.emplace(file.place, &file.fingerprint);
  bool changed = false;
  for (std::size_t i = 0; i < draft.records.size(); ++i) {
    const Record& record = draft.records[i];
    if (record.act != Act::kMove && record.act != Act::kCopy) continue;
    CopyFiles copy = state_.copies().Of(draft.photos[i]);
    const auto gone = std::erase_if(copy, [&](const CopyFile& file) {
      const auto named = std::find_if(record.copies.begin(), record.copies.end(),
                                      [&](const CopyMove& move) { return move.src == file.place; });
      if (named == record.copies.end()) return false;
      const auto at = there.find(file.place);
      return at == there.end() || *at->second != file.fingerprint || state_.Find(file.place).has_value();
    });
    const bool is_main_gone = gone > 0 && (copy.empty() || copy.front() != state_.copies().Of(draft.photos[i]).front());
    const auto main = there.find(record.src);
    const bool is_fetched = !record.copies.empty() && !record.copies.front().src.empty() && IsPutAway(copy) &&
                            !IsInside(record.copies.front().dst, kTrashFolder);
    const bool is_stale = is_fetched && main != there.end() && *main->second != copy.front().fingerprint;
    if (gone == 0 && !is_stale) continue;
    if (is_main_gone || is_stale) copy.clear();
    state_.SetCopy(draft.photos[i], std::move(copy));
    changed = beyond_records_ = true;
  }
  return changed;
}

// What only the files can tell. A photo whose file has vanished is not moved: an undo or redo, or what happens to
// its whole cluster, decides it where it would lie, any other Command is refused.
void Session::FillIn(Draft& draft, const std::vector<ProbedFile>& probed) {
  std::map<std::string_view, const ProbedFile*> there;
  for (const ProbedFile& file : probed) there.emplace(file.place, &file);
  const bool may_stay = command_ && DecidesMissing(*command_);
  for (std::size_t i = 0; i < draft.records.size(); ++i) {
    Record& record = draft.records[i];
    if (!TouchesFiles(record) && !TellsContent(record)) continue;
    const auto main = there.find(record.src);
    if (main != there.end()) {
      for (CopyMove& copy : record.copies) {
        const auto of = there.find(copy.of);
        if (of == there.end()) continue;
        copy.photo = of->second->fingerprint;
        copy.size = of->second->size;
      }
      std::erase_if(record.copies, [](const CopyMove& copy) { return !copy.photo; });
      for (CompanionMove& move : record.companions) {
        const auto companion = there.find(move.src);
        if (companion != there.end()) move.photo = companion->second->fingerprint;
      }
      TakeProbed(draft.photos[i], *main->second, record);
      continue;
    }
    state_.Change(draft.photos[i], [](Photo& photo) { photo.listed = false; });
    beyond_records_ = true;
    if (!may_stay) return Fail({ErrorCode::kUnknownPhoto, "\"" + record.src + "\" is not there any more"});
    TakeMissing(record);
  }
}

// A copy that there was goes where it was to go all the same.
void Session::TakeMissing(Record& record) {
  record.dst = record.src;
  record.companions.clear();
  std::erase_if(record.copies, [](const CopyMove& copy) { return copy.src.empty(); });
  const bool copy_goes = !record.copies.empty() && record.copies.front().src != record.copies.front().dst;
  if (record.act == Act::kMove) record.act = copy_goes ? Act::kCopy : Act::kNone;
  std::erase_if(record.made,
                [&](const std::string& folder) { return !copy_goes || !IsInside(record.copies.front().dst, folder); });
}

void Session::TakeProbed(PhotoId id, const ProbedFile& file, Record& record) {
  const auto is_gone = [&](const auto& place) {
    return std::any_of(record.companions.begin(), record.companions.end(),
                       [&](const CompanionMove& move) { return move.src == place && !move.photo; });
  };
  const Photo& known = state_.photo(id);
  const bool differs = known.fingerprint.known() && known.fingerprint != file.fingerprint;
  if (differs && (record.op == Op::kAuto || record.page)) {
    Observe(ObservationOf(id, file));  // the next plan is made of what it is now
    beyond_records_ = true;
    return Fail({ErrorCode::kPlanChanged, "\"" + record.src + "\" was changed since it was shown"});
  }
  state_.Change(id, [&](Photo& photo) {
    std::vector<Companion> companions = photo.companions.all();
    if (std::erase_if(companions, [&](const Companion& companion) { return is_gone(companion.place); }) == 0) return;
    photo.companions.Set(std::move(companions));
    beyond_records_ = true;
  });
  if (!differs) ShowProbed(id, file);  // else the record will say so
  std::erase_if(record.companions, [](const CompanionMove& move) { return !move.photo; });
  record.photo = file.fingerprint;
  record.mtime = file.mtime_ms;
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
    if (record.page) record.page = first;
  }
}

void Session::Append(std::vector<Record> records, Then then) {
  std::string lines;
  for (const Record& record : records) lines += RecordLine(record);
  AppendEffect append{lines};
  effects_.Push(std::move(append), [this, lines, records = std::move(records), then](const EffectResult& result) {
    if (result.error) return Fail(*result.error);
    Lengthen(lines);
    end_.line += records.size();
    end_.seq = records.back().seq;
    FoldDurable(records);
    then();
  });
}

// The log, by lines that are durable.
void Session::Lengthen(const std::string& lines) {
  if (opening_) {
    log_ += lines;
  } else {
    log_hash_.Append(lines);
  }
  end_.offset += lines.size();
}

// Facts stand each for itself: they are no step to be undone.
void Session::AppendFacts(std::vector<Record> records, Then then) {
  if (records.empty()) return then();
  Seq seq = end_.seq;
  for (Record& record : records) Stamp(record, ++seq);
  Append(std::move(records), std::move(then));
}

void Session::FoldDurable(const std::vector<Record>& records) {
  for (const Record& record : records) {
    const Result<void> folded = Fold(state_, record);
    chains_.Add(record);
    // Cannot be: what Decide wrote can be folded. If it is, the user has to know.
    if (!folded.ok()) report_.problems.push_back({end_.line, end_.offset, folded.error().detail});
    outcome_.records.push_back(record);
  }
  record_count_ += records.size();
  unsaved_ = true;
}

void Session::Settle(Instant now) {
  if (!writing_) return Fail({ErrorCode::kReadOnly, "the folder is open for reading only"});
  if (disagreement_) return Fail(*disagreement_);
  Resume(now, [this] {
    effects_.Push(SyncEffect{}, [this](const EffectResult& result) {
      if (result.error) return Fail(*result.error);
      Settled();
    });
  });
}

void Session::Settled() {
  settled_ = end_.seq;
  chains_.Clear();
  unsaved_ = false;
  // Caches and summary: a failure costs time at the next opening, and is tried again at the next settling.
  const auto done = [this](const EffectResult& result) {
    if (!result.error) return;
    unsaved_ = true;
    outcome_.error = result.error;
  };
  const Checkpoint checkpoint = Checkpoint::Of(state_, end_, log_hash_.Digest(), report_.problems);
  effects_.Push(ReplaceEffect{kSummaryFile, SummaryText(SummaryOf(state_, settled_))}, done);
  effects_.Push(ReplaceEffect{kCheckpointFile, CheckpointBytes(checkpoint)}, done);
  effects_.Push(ReplaceEffect{kCatalogueFile, CatalogueBytes(CatalogueOf(state_, earlier_))}, done);
}

}  // namespace photocluster
