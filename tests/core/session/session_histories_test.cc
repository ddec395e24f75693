// Random histories of Commands on a small tree of photos, and what must hold after each Command. A history that fails
// is made as short as possible and printed, one line a Command; RunHistory takes it again. The environment variable
// PHOTOCLUSTER_HISTORIES=n runs n times as many.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <functional>

#include "shared/base/archive_json.h"
#include "shared/base/random.h"
#include "shared/journal/file_names.h"
#include "shared/session/catalogue.h"
#include "shared/session/waiting.h"
#include "tests/support/session_checks.h"

namespace photocluster::test {
namespace {

using Lines = std::vector<std::string>;

// Besides Commands as JSON a history has these lines:
constexpr char kSettle[] = "settle";  // settle
constexpr char kReopen[] = "reopen";  // a new Session with all caches
constexpr char kReopenBare[] = "reopen without checkpoint";
constexpr char kNotice[] = "notice changes";
constexpr char kVector[] = "vector ";  // "vector 2 a/1.jpg": the photo's vector comes, near the axis 2
constexpr char kKill[] = "kill ";  // "kill 3 {…}": dies after 3 effects of this line; a new Session, with all caches

World Start() {
  World world;
  for (const char* place : {"1.jpg", "2.jpg", "3.jpg", "a/1.jpg", "a/2.jpg", "a/b/1.jpg", "a/b/4.jpg", "Roof/5.jpg",
                            "a/Wall/6.jpg", "c/7.jpg", "c/8.jpg"}) {
    world.Put(place);
  }
  for (const char* companion : {"1.xmp", "a/2.jpg.xmp", "a/2.mov", "c/7.cr2", "c/7.xmp"}) world.Put(companion);
  MemoryHost host(world);
  std::map<std::string, int> groups;
  int next = 0;
  for (const std::string& place : world.Photos()) {
    const bool comes_later = place == "3.jpg" || place == "a/2.jpg" || place == "c/8.jpg";
    if (host.state().Find(place).has_value() && !comes_later) groups[place] = next++ % 3;
  }
  host.Do(R"({"settings":{"model":"m-000000000000"}})");
  host.Embed(groups);
  host.Settle();
  return world;
}

// A world with its host, and what holds for both.
class Play {
 public:
  explicit Play(World world) : world_(std::move(world)), contents_(world_.Contents()), host_(Opened()) {
    OpenFollower();
  }

  const State& state() const { return host_->state(); }
  Session& session() { return host_->session(); }
  World& world() { return world_; }

  Outcome Do(const std::string& line) {
    if (line == kReopen || line == kReopenBare) {
      if (line == kReopenBare && world_.Has(kCheckpointFile)) world_.Remove(kCheckpointFile);
      return Reopen();
    }
    if (line.rfind(kVector, 0) == 0) return TakeVector(line.substr(sizeof kVector - 1));
    if (line.rfind(kKill, 0) == 0) return Kill(line.substr(sizeof kKill - 1));
    const Outcome outcome = Write(line);
    const Result<void> followed = follower_->Follow(outcome.records);
    EXPECT_TRUE(followed.ok()) << followed.error().detail;
    if (follower_->state().vectors().dimension() == 0) GiveVectors(*follower_);  // the model was undone or chosen again
    return outcome;
  }

  // What the log alone gives.
  std::string ReplayedHash() {
    Opening opening = world_.Open();
    opening.checkpoint.reset();
    // What is catalogued is what the Session knows now: in the file it is as old as the last settling.
    opening.catalogue = CatalogueBytes(CatalogueOf(state()));
    const std::unique_ptr<Session> session = Session::Open(std::move(opening));
    GiveVectors(*session);
    return session->report().problems.empty() ? session->state().Hash() : session->report().problems[0].reason;
  }

  std::string Check(bool replays) {
    if (world_.Contents() != contents_) return "a photo is lost or doubled";
    if (!host_->session().report().problems.empty()) return host_->session().report().problems[0].reason;
    const std::string contradiction = Contradiction(world_, state());
    if (!contradiction.empty()) return contradiction;
    if (follower_->state().Hash() != state().Hash()) return "who follows the records has another State";
    return !replays || ReplayedHash() == state().Hash() ? "" : "the log alone gives another State";
  }

 private:
  Outcome Reopen() {
    host_.reset();
    host_ = Opened();
    if (host_->session().disagreement()) host_->Do(R"({"carry_out":{}})");
    for (const std::string& place : world_.Photos()) {
      if (world_.vectors.contains(FingerprintOfContent(world_.Content(place)))) Look(host_->session(), place);
    }
    OpenFollower();
    return host_->started();
  }

  // Reads the photo, as a host does before it embeds it; what was read since the last settling is forgotten by then.
  void Look(Session& session, const std::string& place) const {
    const PhotoId id = session.state().Find(place);
    if (!id.has_value()) return;
    const std::string& content = world_.Content(place);
    session.Observe({.place = place,
                     .size = content.size(),
                     .mtime_ms = session.state().photo(id).mtime_ms,
                     .fingerprint = FingerprintOfContent(content),
                     .taken_ms = {},
                     .not_shown = {}});
  }

  Outcome Kill(const std::string& effects_and_line) {
    const std::size_t space = effects_and_line.find(' ');
    world_.DieAfter(std::stoi(effects_and_line.substr(0, space)));
    Write(effects_and_line.substr(space + 1));
    world_.DieAfter({});
    return Reopen();
  }

  Outcome TakeVector(const std::string& axis_and_place) {
    const std::string place = axis_and_place.substr(2);
    if (!state().Find(place).has_value() || !world_.Has(place) || state().vectors().dimension() == 0) return {};
    const Fingerprint fingerprint = FingerprintOfContent(world_.Content(place));
    if (world_.vectors.contains(fingerprint)) return {};
    host_->Embed({{place, axis_and_place[0] - '0'}});
    Look(*follower_, place);
    follower_->AddVector(fingerprint, world_.vectors.at(fingerprint));
    return {};
  }

  Outcome Write(const std::string& line) {
    if (line == kSettle) return host_->Settle();
    if (line == kNotice) return host_->Notice();
    return host_->Do(line);
  }

  void OpenFollower() {
    Result<Snapshot> snapshot = ReadSnapshot(SnapshotBytes(session().TakeSnapshot(0)));
    ASSERT_TRUE(snapshot.ok()) << snapshot.error().detail;
    follower_ = Session::Open(std::move(snapshot).value());
    GiveVectors(*follower_);
  }

  void GiveVectors(Session& session) const {
    Matrix vectors(state().vectors().dimension());
    for (const auto& [fingerprint, vector] : world_.vectors) vectors.Add(fingerprint, vector);
    session.UseVectors(std::move(vectors), {});
  }

  std::unique_ptr<MemoryHost> Opened() { return std::make_unique<MemoryHost>(world_); }

  World world_;
  std::multiset<std::string> contents_;
  std::unique_ptr<MemoryHost> host_;
  std::unique_ptr<Session> follower_;  // opened when host_ was
};

bool IsCommand(const std::string& line) { return line.front() == '{'; }
bool IsDecision(const std::string& line) {
  return IsCommand(line) && line.find("\"undo\"") == std::string::npos && line.find("\"redo\"") == std::string::npos;
}

// The hashes of undoing everything and of doing it all again.
Lines UndoneAndRedone(Play& run) {
  Lines hashes;
  for (const char* command : {R"({"undo":{}})", R"({"redo":{}})"}) {
    for (int i = 0; i < 1000; ++i) {
      const Outcome outcome = run.Do(command);
      hashes.push_back(outcome.error ? outcome.error->detail : run.state().Hash());
      if (outcome.error) break;
    }
  }
  return hashes;
}

// `replays`: what the log alone gives is compared too, which takes as long as the log is.
std::string CheckLine(Play& run, const std::string& line, bool replays) {
  const std::string before = run.state().Hash();
  const Outcome outcome = run.Do(line);
  const std::string after = run.state().Hash();
  if (outcome.error && after != before) return "refused (" + outcome.error->detail + ") and yet something was done";
  const bool may_change =
      IsCommand(line) || line == kNotice || line.rfind(kVector, 0) == 0 || line.rfind(kKill, 0) == 0;
  if (!may_change && after != before) return "it changed the State";
  if (const std::string wrong = run.Check(replays); !wrong.empty()) return wrong;
  if (!IsDecision(line) || outcome.error || outcome.records.empty()) return "";
  if (const Outcome undone = run.Do(R"({"undo":{}})"); undone.error) return "undo: " + undone.error->detail;
  if (run.state().Hash() != before) return "undo does not give the State from before";
  if (const std::string wrong = run.Check(replays); !wrong.empty()) return "after undo: " + wrong;
  if (const Outcome redone = run.Do(R"({"redo":{}})"); redone.error) return "redo: " + redone.error->detail;
  if (run.state().Hash() != after) return "redo does not give the State from after";
  if (const std::string wrong = run.Check(replays); !wrong.empty()) return "after redo: " + wrong;
  return "";
}

// A history as it is made up or taken again, and what is wrong after its last line, or "".
struct Ran {
  Lines lines;
  std::string wrong;
};

// Until `next` gives "". The log alone is read after every `replay`th line and after the last one.
Ran RunHistory(const World& start, const std::function<std::string(Play&)>& next, std::size_t replay) {
  Ran history;
  Play run(start);
  for (std::string line = next(run); !line.empty(); line = next(run)) {
    history.lines.push_back(line);
    history.wrong = CheckLine(run, line, history.lines.size() % replay == 0);
    if (!history.wrong.empty()) return history;
  }
  history.wrong = run.Check(true);
  if (!history.wrong.empty()) return history;
  run.Do(kSettle);
  Play bare(run.world());
  bare.Do(kReopenBare);
  if (UndoneAndRedone(run) != UndoneAndRedone(bare))
    history.wrong = "undo and redo go another way after reading the log alone";
  return history;
}

std::string RunHistory(const World& start, const Lines& lines, std::size_t replay) {
  std::size_t at = 0;
  return RunHistory(
             start, [&](Play&) { return at < lines.size() ? lines[at++] : ""; }, replay)
      .wrong;
}

class Generator {
 public:
  // `rare`: of so many lines one is about the disk, which takes as long as the log is.
  Generator(std::uint64_t seed, std::size_t lines, std::uint64_t rare) : random_(seed), left_(lines), rare_(rare) {}

  std::string operator()(Play& run) {
    if (left_ == 0) return "";
    --left_;
    if (random_.Below(rare_) == 0) return OfDisk(run);
    if (random_.Below(40) == 0) return kVector + std::to_string(random_.Below(3)) + " " + One(run.world().Photos());
    return ToJson(Decision(run));
  }

 private:
  template <class List>
  typename List::value_type One(const List& list) {
    return list[static_cast<std::size_t>(random_.Below(list.size()))];
  }

  std::string OfDisk(Play& run) {
    switch (random_.Below(6)) {
      case 0:
        return kSettle;
      case 1:
        return kReopen;
      case 2:
        return kReopenBare;
      case 3:
        return kNotice;
      default: {
        const std::string line = random_.Below(8) == 0 ? kSettle : ToJson(Decision(run));
        return kKill + std::to_string(random_.Below(6)) + " " + line;
      }
    }
  }

  Command Decision(Play& run) {
    const State& state = run.state();
    const std::uint64_t kind = random_.Below(146);
    if (kind < 22) return Assign{Some(state), Cluster(), ""};
    if (kind < 25) return Create{Cluster()};
    if (kind < 33) return Trash{Some(state)};
    if (kind < 40) return Restore{InTrash(state)};
    if (kind < 47) return Skip{Some(state)};
    if (kind < 50) return Shuffle{random_.Below(5)};
    if (kind < 58) return SomeSettings();
    if (kind < 62) return Adopt{Folder(), random_.Below(3) == 0 ? std::optional(Cluster()) : std::nullopt};
    if (kind < 69) return AutoMovePlan(run.session());
    if (kind < 84) return SomeUndo(run.session());
    if (kind < 91) return Redo{random_.Below(3) == 0 ? std::optional<std::uint32_t>(2) : std::nullopt};
    if (kind < 103) return OfClusters(state);
    if (kind < 109) return Page(run.session());
    if (kind < 113) return WriteNote{One(Some(state)), One(Lines{"", "a chimney", "снег"})};
    if (kind < 121) return AddAlso{Some(state), Cluster()};
    if (kind < 126) return RemoveAlso{Some(state), Cluster()};
    if (kind < 132) return SomeClusterSettings();
    if (kind < 140) return SomeRelayout(state);
    return MoveWaiting{SomeWaiting(state)};
  }

  Lines Places(const State& state, bool trashed) {
    Lines places;
    for (std::size_t i = 0; i < state.photo_count(); ++i) {
      const Photo& photo = state.photo(PhotoId(static_cast<std::uint32_t>(i)));
      const bool is_trashed = photo.decision.membership == Membership::kTrashed;
      if (photo.listed && is_trashed == trashed) places.push_back(photo.place);
    }
    std::sort(places.begin(), places.end());
    return places;
  }
  Lines Pick(Lines from) {
    if (from.empty() || random_.Below(30) == 0) return {"none.jpg"};
    if (random_.Below(60) == 0) return {from[0], from[0]};
    Lines picked;
    for (std::uint64_t count = 1 + random_.Below(3); count > 0 && !from.empty(); --count) {
      const auto at = static_cast<std::ptrdiff_t>(random_.Below(from.size()));
      picked.push_back(from[static_cast<std::size_t>(at)]);
      from.erase(from.begin() + at);
    }
    return picked;
  }
  Lines Some(const State& state) { return Pick(Places(state, false)); }
  Lines InTrash(const State& state) { return Pick(Places(state, true)); }

  std::string Cluster() {
    if (random_.Below(20) == 0) return One(Lines{"", "a/b", "__deleted__", ".clustering"});
    return One(Lines{"Roof", "roof", "Wall", "Снег", "a", "b"});
  }
  std::string Folder() { return One(Lines{"a", "a/b", "Roof", "a/Wall", "c", "a/Снег", "Wall"}); }

  Command OfClusters(const State& state) {
    switch (random_.Below(4)) {
      case 0:
        return MergeClusters{Cluster(), Cluster()};
      case 1:
        return DeleteCluster{Cluster()};
      case 2:
        return SplitCluster{Some(state), Cluster()};
      default:
        return RenameCluster{Cluster(), Cluster()};
    }
  }

  Confirm Page(const Session& session) {
    const Seq last = session.last_seq();
    const Seq shown = random_.Below(4) == 0 ? last + 1 - random_.Below(std::min<Seq>(last, 12)) : last;
    return {Some(session.state()), Cluster(), shown};
  }

  ClusterSettings SomeClusterSettings() {
    ClusterSettings settings{Cluster(), {}, {}, {}};
    if (random_.Below(2) == 0) settings.key = One(Lines{"r", "W", "Digit1", "", "Enter"});
    if (random_.Below(2) == 0) settings.colour = One(Lines{"#56B4E9", "", "red"});
    if (random_.Below(2) == 0) settings.position = static_cast<std::uint32_t>(random_.Below(3));
    return settings;
  }

  Relayout SomeRelayout(const State& state) {
    Relayout relayout{MovesOf(DraftRelayout(state))};
    if (random_.Below(8) == 0) relayout.moves.push_back({"1.jpg", "Roof/1.jpg"});
    if (random_.Below(8) == 0 && !relayout.moves.empty()) relayout.moves.pop_back();
    return relayout;
  }

  Settings SomeSettings() {
    Settings settings;
    const std::uint64_t which = random_.Below(7);
    if (which == 0) settings.layout = One(std::vector<Layout>{Layout::kBeside, Layout::kRoot, Layout::kRootAbove});
    if (which == 1) settings.order = One(std::vector<QueueOrder>{QueueOrder::kPath, QueueOrder::kTaken});
    if (which == 2) settings.left_alone = One(std::vector<Lines>{{}, {"a"}, {"a/b", "c"}, {"Wall"}});
    if (which == 3) settings.threshold = One(std::vector<double>{0.5, 0.7, 0.9, 7});
    if (which == 4) settings.min_samples = One(std::vector<std::uint32_t>{1, 2, 3});
    if (which == 5) settings.manual_only = random_.Below(4) == 0;
    if (which == 6) {
      settings.file_mode = One(std::vector<FileMode>{FileMode::kMove, FileMode::kAtEnd, FileMode::kNone});
    }
    return settings;
  }

  std::vector<FileGoal> SomeWaiting(const State& state) {
    std::vector<FileGoal> files = WaitingFiles(state);
    std::erase_if(files, [&](const FileGoal&) { return random_.Below(3) == 0; });
    return files;
  }

  AutoMove AutoMovePlan(Session& session) {
    AutoMove move{.threshold = One(std::vector<double>{0.3, 0.6, 0.8}), .min_samples = 1, .pairs = {}};
    for (const PlanRow& row : session.Plan({.threshold = move.threshold, .min_samples = 1})) {
      if (random_.Below(4) > 0) move.pairs.push_back({row.place, row.cluster});
    }
    return move;
  }

  Undo SomeUndo(const Session& session) {
    Undo undo;
    const auto& steps = session.state().history().steps();
    const auto recent = [&](Seq last, Seq of) { return last - std::min(last - 1, random_.Below(of)); };
    switch (random_.Below(8)) {
      case 0:
        undo.count = static_cast<std::uint32_t>(random_.Below(4));
        break;
      case 1:
        if (!steps.empty()) undo.run = One(steps).first;
        break;
      case 2:
        undo.record = 1 + random_.Below(session.last_seq());
        break;
      case 3:
        undo.record = recent(session.last_seq(), 12);
        break;
      case 4:
        undo.since = recent(session.last_seq(), 12);
        break;
      case 5:
        if (steps.empty()) break;
        undo.run =
            steps[steps.size() - 1 - static_cast<std::size_t>(random_.Below(std::min<std::uint64_t>(steps.size(), 6)))]
                .last;
        undo.places = Some(session.state());
        break;
      default:
        break;
    }
    return undo;
  }

  SplitMix64 random_;
  std::size_t left_;
  std::uint64_t rare_;
};

// Parts of the history are left out as long as it fails all the same.
Lines Shrunk(const World& start, Lines lines, std::size_t replay) {
  for (std::size_t size = std::max<std::size_t>(lines.size() / 2, 1); size > 0; size /= 2) {
    for (std::size_t at = 0; at < lines.size();) {
      Lines shorter(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(at));
      const std::size_t end = std::min(at + size, lines.size());
      shorter.insert(shorter.end(), lines.begin() + static_cast<std::ptrdiff_t>(end), lines.end());
      if (RunHistory(start, shorter, replay).empty()) {
        at = end;
      } else {
        lines = std::move(shorter);
      }
    }
  }
  return lines;
}

struct Length {
  std::uint64_t histories = 0;
  std::size_t lines = 0;  // Commands a history
  std::uint64_t rare = 0;
  std::size_t replay = 0;
};

void ExpectAllWell(const Length& length) {
  const char* times = std::getenv("PHOTOCLUSTER_HISTORIES");
  const std::uint64_t histories = length.histories * (times ? std::strtoull(times, nullptr, 10) : 1);
  const World start = Start();
  for (std::uint64_t seed = 1; seed <= histories; ++seed) {
    const Ran history = RunHistory(start, Generator(seed, length.lines, length.rare), length.replay);
    if (history.wrong.empty()) continue;
    const Lines lines = Shrunk(start, history.lines, length.replay);
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    FAIL() << history.wrong << "; shortened: " << RunHistory(start, lines, length.replay) << "\nseed " << seed << ":\n"
           << text;
  }
}

TEST(SessionHistories, EveryCommandKeepsPhotosStateAndLogTogether) {
  ExpectAllWell({.histories = 60, .lines = 40, .rare = 10, .replay = 1});
}

TEST(SessionHistories, TenThousandCommandsAreTakenBackOneByOneToTheStateFromBefore) {
#ifdef __SANITIZE_ADDRESS__  // ten times as slow there
  constexpr std::size_t kLines = 2'000;
#else
  constexpr std::size_t kLines = 10'000;
#endif
  ExpectAllWell({.histories = 1, .lines = kLines, .rare = 700, .replay = 2'000});
}

}  // namespace
}  // namespace photocluster::test
