// Random histories of Commands on a small tree of photos, and what must hold after each Command. A history that fails
// is made as short as possible and printed, one line a Command; RunHistory takes it again.
#include <gtest/gtest.h>

#include <algorithm>

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
    if (host.state().Find(place).has_value() && place != "c/8.jpg") groups[place] = next++ % 3;
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
      host_.reset();
      host_ = Opened();
      OpenFollower();
      return host_->started();
    }
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

  std::string Check() {
    if (world_.Contents() != contents_) return "a photo is lost or doubled";
    if (!host_->session().report().problems.empty()) return host_->session().report().problems[0].reason;
    const std::string contradiction = Contradiction(world_, state());
    if (!contradiction.empty()) return contradiction;
    if (follower_->state().Hash() != state().Hash()) return "who follows the records has another State";
    return ReplayedHash() == state().Hash() ? "" : "the log alone gives another State";
  }

 private:
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

std::string CheckLine(Play& run, const std::string& line) {
  const std::string before = run.state().Hash();
  const Outcome outcome = run.Do(line);
  const std::string after = run.state().Hash();
  if (outcome.error && after != before) return "refused (" + outcome.error->detail + ") and yet something was done";
  if (!IsCommand(line) && line != kNotice && after != before) return "it changed the State";
  if (const std::string wrong = run.Check(); !wrong.empty()) return wrong;
  if (!IsDecision(line) || outcome.error || outcome.records.empty()) return "";
  if (const Outcome undone = run.Do(R"({"undo":{}})"); undone.error) return "undo: " + undone.error->detail;
  if (run.state().Hash() != before) return "undo does not give the State from before";
  if (const std::string wrong = run.Check(); !wrong.empty()) return "after undo: " + wrong;
  if (const Outcome redone = run.Do(R"({"redo":{}})"); redone.error) return "redo: " + redone.error->detail;
  if (run.state().Hash() != after) return "redo does not give the State from after";
  if (const std::string wrong = run.Check(); !wrong.empty()) return "after redo: " + wrong;
  return "";
}

// What is wrong after the last line that could be carried out, or "".
std::string RunHistory(const World& start, const Lines& lines) {
  Play run(start);
  for (const std::string& line : lines) {
    const std::string wrong = CheckLine(run, line);
    if (!wrong.empty()) return line + ": " + wrong;
  }
  Play bare(run.world());
  bare.Do(kReopenBare);
  if (UndoneAndRedone(run) != UndoneAndRedone(bare)) return "undo and redo go another way after reading the log alone";
  return "";
}

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  std::string Next(Play& run) {
    const std::uint64_t kind = random_.Below(116);
    const State& state = run.state();
    if (kind < 22) return ToJson(Command(Assign{Some(state), Cluster(), ""}));
    if (kind < 25) return ToJson(Command(Create{Cluster()}));
    if (kind < 33) return ToJson(Command(Trash{Some(state)}));
    if (kind < 40) return ToJson(Command(Restore{InTrash(state)}));
    if (kind < 47) return ToJson(Command(Skip{Some(state)}));
    if (kind < 50) return ToJson(Command(Shuffle{random_.Below(5)}));
    if (kind < 58) return ToJson(Command(SomeSettings()));
    if (kind < 62)
      return ToJson(Command(Adopt{Folder(), random_.Below(3) == 0 ? std::optional(Cluster()) : std::nullopt}));
    if (kind < 69) return ToJson(Command(AutoMovePlan(run.session())));
    if (kind < 84) return ToJson(Command(SomeUndo(run.session())));
    if (kind < 91) return ToJson(Command(Redo{random_.Below(3) == 0 ? std::optional<std::uint32_t>(2) : std::nullopt}));
    if (kind < 93) return kSettle;
    if (kind < 95) return kReopen;
    if (kind < 98) return kReopenBare;
    if (kind < 100) return kNotice;
    if (kind < 112) return ToJson(OfClusters(state));
    return ToJson(Command(MoveWaiting{SomeWaiting(state)}));
  }

 private:
  template <class List>
  const auto& One(const List& list) {
    return list[static_cast<std::size_t>(random_.Below(list.size()))];
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
    if (from.empty()) return {"none.jpg"};
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

  std::string Cluster() { return One(Lines{"Roof", "roof", "Wall", "Снег", "a", "b"}); }
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

  Settings SomeSettings() {
    Settings settings;
    const std::uint64_t which = random_.Below(7);
    if (which == 0) settings.layout = One(std::vector<Layout>{Layout::kBeside, Layout::kRoot, Layout::kRootAbove});
    if (which == 1) settings.order = One(std::vector<QueueOrder>{QueueOrder::kPath, QueueOrder::kTaken});
    if (which == 2) settings.left_alone = One(std::vector<Lines>{{}, {"a"}, {"a/b", "c"}, {"Wall"}});
    if (which == 3) settings.threshold = One(std::vector<double>{0.5, 0.7, 0.9});
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
    switch (random_.Below(5)) {
      case 0:
        undo.count = static_cast<std::uint32_t>(1 + random_.Below(3));
        break;
      case 1:
        if (!steps.empty()) undo.run = One(steps).first;
        break;
      case 2:
        undo.record = 1 + random_.Below(session.last_seq());
        break;
      default:
        break;
    }
    return undo;
  }

  SplitMix64 random_;
};

// Parts of the history are left out as long as it fails all the same.
Lines Shrunk(const World& start, Lines lines) {
  for (std::size_t size = std::max<std::size_t>(lines.size() / 2, 1); size > 0; size /= 2) {
    for (std::size_t at = 0; at < lines.size();) {
      Lines shorter(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(at));
      const std::size_t end = std::min(at + size, lines.size());
      shorter.insert(shorter.end(), lines.begin() + static_cast<std::ptrdiff_t>(end), lines.end());
      if (RunHistory(start, shorter).empty()) {
        at = end;
      } else {
        lines = std::move(shorter);
      }
    }
  }
  return lines;
}

constexpr int kHistories = 60;
constexpr int kLines = 40;  // Commands a history

TEST(SessionHistories, EveryCommandKeepsPhotosStateAndLogTogether) {
  const World start = Start();
  for (std::uint64_t seed = 1; seed <= kHistories; ++seed) {
    Generator generator(seed);
    Play run(start);
    Lines lines;
    for (int i = 0; i < kLines; ++i) {
      lines.push_back(generator.Next(run));
      run.Do(lines.back());
    }
    if (RunHistory(start, lines).empty()) continue;
    lines = Shrunk(start, std::move(lines));
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    FAIL() << RunHistory(start, lines) << "\nseed " << seed << ":\n" << text;
  }
}

}  // namespace
}  // namespace photocluster::test
