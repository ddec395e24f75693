// Dies at every effect of a Command, with and without loss of power, and at every effect of the recovery after it. The
// next Session has to find every photo, and a State that is the one from before the Command or the one from after it.
#include <gtest/gtest.h>

#include <cstdio>
#include <set>

#include "shared/base/archive_json.h"
#include "shared/journal/file_names.h"
#include "tests/support/sanitized.h"
#include "tests/support/session_checks.h"

namespace photocluster::test {
namespace {

using Lines = std::vector<std::string>;

struct Scene {
  std::string name;
  Lines before;  // Commands, or "settle"
  std::string command;
  std::function<void(World&)> disturb = [](World&) {};  // between the two
  Lines or_else = {};  // Commands that leave what a kill may leave too: of several steps not all are decided
};

// How often recovery is killed in its turn, and which of the ways that a loss of power can leave the disk are tried
// after the first two. With sanitizers fewer: optimised and as WebAssembly all are.
constexpr int kMoreDeaths = kSanitized ? 1 : 2;
constexpr std::size_t kWreckStep = kSanitized ? 10 : 1;
constexpr std::size_t kManyWrecks = 32;  // files copied and moved again give hundreds: of them about as many are tried

constexpr char kStranger[] = "a stranger";

bool IsStranger(const World& world, const std::string& path) { return world.Content(path).find(kStranger) == 0; }

World Start() {
  World world;
  for (const char* place : {"1.jpg", "2.jpg", "3.jpg", "4.jpg", "a/1.jpg", "a/2.jpg", "Roof/1.jpg", "b/5.jpg"}) {
    world.Put(place);
  }
  for (const char* companion : {"a/2.xmp", "a/2.jpg.json", "b/5.cr2"}) world.Put(companion);
  MemoryHost host(world);
  host.Do(R"({"settings":{"model":"m-000000000000"}})");
  host.Embed({{"1.jpg", 0}, {"2.jpg", 0}, {"3.jpg", 0}, {"4.jpg", 0}, {"Roof/1.jpg", 0}, {"a/1.jpg", 1}});
  host.Settle();
  return world;
}

void Play(MemoryHost& host, const Lines& lines) {
  for (const std::string& line : lines) {
    const Outcome outcome = line == "settle" ? host.Settle() : host.Do(line);
    ASSERT_FALSE(outcome.error) << line << ": " << outcome.error->detail;
  }
}

// The State as the log and the files give it, without those strangers that came.
std::string Hash(World world) {
  if (world.Has(kCheckpointFile)) world.Remove(kCheckpointFile);
  for (const std::string& path : world.Photos()) {
    if (IsStranger(world, path)) world.Remove(path);
  }
  const std::unique_ptr<Session> session = Session::Open(world.Open());
  EXPECT_TRUE(session->report().problems.empty()) << session->report().problems[0].reason;
  return session->state().Hash();
}

std::multiset<std::string> ContentsWithoutStrangers(const World& world, const State& state) {
  std::multiset<std::string> contents = ContentsWithoutCopies(world, state);
  std::erase_if(contents, [](const std::string& content) { return content.find(kStranger) == 0; });
  return contents;
}

class KillTest {
 public:
  explicit KillTest(Scene scene) : scene_(std::move(scene)) {
    before_ = Start();
    MemoryHost host(before_);
    Play(host, scene_.before);
    hash_before_ = Hash(before_);
    contents_ = ContentsWithoutCopies(before_, host.state());
    for (const std::string& command : scene_.or_else) {
      World other = before_;
      MemoryHost(other).Do(command);
      hashes_after_.insert(Hash(other));
    }
    World undisturbed = before_;
    MemoryHost(undisturbed).Do(scene_.command);
    hash_undisturbed_ = Hash(undisturbed);
    World world = before_;
    MemoryHost alive(world);
    scene_.disturb(world);
    alive.Do(scene_.command);
    EXPECT_EQ(Contradiction(Listed(world, alive.state()), alive.state()), "");
    hashes_after_.insert(Hash(world));
  }

  int Run() {
    for (int effects = 0;; ++effects) {
      World world = before_;
      MemoryHost host(world);
      scene_.disturb(world);
      world.DieAfter(effects);
      host.Do(scene_.command);
      if (!world.dead()) return cases_;
      world.DieAfter({});
      const bool is_logged = world.Content(kLogFile) != before_.Content(kLogFile);
      std::set<std::string> allowed = is_logged ? hashes_after_ : std::set<std::string>{hash_before_};
      const std::vector<World> wrecks = world.AfterPowerLoss();
      const std::size_t step = kWreckStep * (1 + wrecks.size() / kManyWrecks);
      for (std::size_t i = 0; i < wrecks.size(); i += i == 0 ? 1 : step) {
        SCOPED_TRACE(scene_.name + ", died after effect " + std::to_string(effects));
        if (i == 1 && is_logged) allowed.insert(hash_undisturbed_);  // nothing has to move any more
        Recover(wrecks[i], allowed, i == 0 ? kMoreDeaths : 1);
        if (testing::Test::HasFailure()) return cases_;
      }
    }
  }

 private:
  // Dies after each effect of recovery, `depth` times one after the other, and at last not.
  void Recover(const World& wreck, const std::set<std::string>& allowed, int depth) {
    for (int effects = 0;; ++effects) {
      World world = wreck;
      if (depth > 0) world.DieAfter(effects);
      MemoryHost host(world);
      if (host.session().disagreement() && !world.dead()) host.Do(R"({"carry_out":{}})");
      if (!world.dead()) return ExpectAllWell(world, host, allowed);
      world.DieAfter({});
      SCOPED_TRACE("then after effect " + std::to_string(effects) + " of recovery");
      Recover(world, allowed, depth - 1);
      if (testing::Test::HasFailure()) return;
    }
  }

  void ExpectAllWell(const World& world, MemoryHost& host, const std::set<std::string>& allowed) {
    ++cases_;
    EXPECT_FALSE(host.started().error && host.started().error->code != ErrorCode::kDisagrees)
        << host.started().error->detail;
    EXPECT_FALSE(host.session().disagreement());
    EXPECT_EQ(ContentsWithoutStrangers(world, host.state()), contents_) << "a photo is lost or doubled";
    EXPECT_EQ(Contradiction(Listed(world, host.state()), host.state()), "");
    EXPECT_TRUE(allowed.contains(Hash(world))) << "neither the State from before nor the one from after";
    World again = world;
    const int effects = again.effects();
    const MemoryHost next(again);
    EXPECT_EQ(again.effects(), effects) << "there was more to recover";
    if (Listed(world, host.state()).Photos() == world.Photos()) {
      EXPECT_EQ(next.state().Hash(), host.state().Hash());
    }
    if (testing::Test::HasFailure()) Print(world);
  }

  // Without the strangers that came after the folder was listed.
  static World Listed(World world, const State& state) {
    for (const std::string& path : world.Photos()) {
      if (IsStranger(world, path) && !state.Find(path).has_value()) world.Remove(path);
    }
    return world;
  }

  static void Print(const World& world) {
    std::printf("%s", world.Content(kLogFile).c_str());
    for (const std::string& path : world.Photos()) std::printf("%s\n", path.c_str());
  }

  Scene scene_;
  World before_;
  std::string hash_before_;
  std::string hash_undisturbed_;
  std::multiset<std::string> contents_;
  std::set<std::string> hashes_after_;
  int cases_ = 0;
};

// Four photos to the cluster of Roof/1.jpg, which was adopted, as one run.
constexpr char kRun[] =
    R"({"auto_move":{"threshold":0.5,"min_samples":1,"pairs":[{"place":"1.jpg","cluster":"Roof"},)"
    R"({"place":"2.jpg","cluster":"Roof"},{"place":"3.jpg","cluster":"Roof"},{"place":"4.jpg","cluster":"Roof"}]}})";
constexpr char kAdoptRoof[] = R"({"adopt":{"folder":"Roof"}})";
constexpr char kUndo[] = R"({"undo":{}})";
constexpr char kUnit[] = R"({"assign":{"places":["a/2.jpg"],"cluster":"Wall"}})";
constexpr char kRename[] = R"({"rename":{"cluster":"Roof","name":"Roofs"}})";
constexpr char kMerge[] = R"({"merge":{"cluster":"Wall","into":"Roof"}})";
constexpr char kDelete[] = R"({"delete":{"cluster":"Roof"}})";
constexpr char kAtEnd[] = R"({"settings":{"file_mode":"at_end"}})";
constexpr char kCopy[] = R"({"settings":{"file_mode":"copy"}})";
constexpr char kMove[] = R"({"settings":{"file_mode":"move"}})";
constexpr char kRunAtEnd[] = R"({"assign":{"places":["1.jpg","2.jpg","a/2.jpg"],"cluster":"Wall"}})";
constexpr char kTrashAtEnd[] = R"({"trash":{"places":["3.jpg"]}})";
constexpr char kMoveWaiting[] =
    R"({"move_waiting":{"files":[{"place":"1.jpg","goal":"Wall/1.jpg"},{"place":"2.jpg","goal":"Wall/2.jpg"},)"
    R"({"place":"3.jpg","goal":".clustering/trash/3.jpg"},{"place":"a/2.jpg","goal":"a/Wall/2.jpg"}]}})";
const Error kNoRight{ErrorCode::kDenied, "permission denied"};

std::function<void(World&)> Fails(const Lines& paths) {
  return [paths](World& world) {
    for (const std::string& path : paths) world.FailMovesTo(path, kNoRight);
  };
}
std::function<void(World&)> Strangers(const Lines& paths) {
  return [paths](World& world) {
    for (const std::string& path : paths) world.StrangerAt(path);
  };
}

std::vector<Scene> ScenesOfClusters() {
  return {
      {"a rename", {kAdoptRoof, kRun, "settle"}, kRename},
      {"a rename of what is not settled", {kUnit}, R"({"rename":{"cluster":"Wall","name":"Bricks"}})"},
      {"a rename by case alone", {kUnit}, R"({"rename":{"cluster":"Wall","name":"wall"}})"},
      {"undo of a rename", {kAdoptRoof, kRun, kRename, "settle"}, kUndo},
      {"redo of a rename", {kAdoptRoof, kRun, kRename, kUndo}, R"({"redo":{}})"},
      {"one of a rename fails", {kAdoptRoof, kRun, "settle"}, kRename, Fails({"Roofs/3.jpg"})},
      {"a rename of one photo fails",
       {kUnit, "settle"},
       R"({"rename":{"cluster":"Wall","name":"Bricks"}})",
       Fails({"a/Bricks/2.xmp"})},
      {"strangers in a rename", {kAdoptRoof, kRun, "settle"}, kRename, Strangers({"Roofs/1.jpg", "Roofs/4.jpg"})},
      {"a merge", {kAdoptRoof, kUnit, "settle"}, kMerge},
      {"undo of a merge", {kAdoptRoof, kUnit, kMerge}, kUndo},
      {"a merge of one photo fails", {kAdoptRoof, kUnit, "settle"}, kMerge, Fails({"a/Roof/2.jpg"})},
      {"an undo of a merge fails", {kAdoptRoof, kUnit, kMerge, "settle"}, kUndo, Fails({"a/Wall/2.jpg"})},
      {"a deleted cluster", {kAdoptRoof, kRun, "settle"}, kDelete},
      {"undo of a deleted cluster", {kAdoptRoof, kRun, "settle", kDelete}, kUndo},
      {"one of a deleted cluster fails", {kAdoptRoof, kRun, "settle"}, kDelete, Fails({"3.jpg"})},
      {"a split", {kAdoptRoof, kRun}, R"({"split":{"places":["Roof/2.jpg","Roof/3.jpg"],"cluster":"Wall"}})"},
      {"a confirmed page", {}, R"({"confirm":{"places":["1.jpg","a/2.jpg"],"cluster":"Wall","page":2}})"},
      {"undo of a page in part",
       {R"({"confirm":{"places":["1.jpg","a/2.jpg"],"cluster":"Wall","page":2}})", "settle"},
       R"({"undo":{"run":3,"places":["a/Wall/2.jpg"]}})"},
      {"a merge of what is said too",
       {kAdoptRoof, kUnit, R"({"also":{"places":["1.jpg"],"cluster":"Wall"}})",
        R"({"cluster":{"cluster":"Wall","key":"w"}})", "settle"},
       kMerge},
      {"a relayout",
       {kUnit, R"({"settings":{"layout":"root"}})", "settle"},
       R"({"relayout":{"moves":[{"place":"a/Wall/2.jpg","to":"Wall/2.jpg"}]}})"},
      {"undo since a record",
       {kAdoptRoof, kUnit, R"({"trash":{"places":["a/1.jpg"]}})", "settle"},
       R"({"undo":{"since":5}})",
       [](World&) {},
       {kUndo}},
  };
}

std::vector<Scene> Scenes() {
  return {
      {"assign to a new cluster", {}, R"({"assign":{"places":["1.jpg"],"cluster":"Wall"}})"},
      {"assign to a taken name", {kAdoptRoof}, R"({"assign":{"places":["1.jpg"],"cluster":"Roof"}})"},
      {"assign again at once",
       {R"({"assign":{"places":["1.jpg"],"cluster":"Wall"}})"},
       R"({"assign":{"places":["Wall/1.jpg","2.jpg"],"cluster":"Roof"}})"},
      {"a run", {kAdoptRoof, "settle"}, kRun},
      {"undo of a run", {kAdoptRoof, kRun, "settle"}, kUndo},
      {"undo of a run that is not settled", {kAdoptRoof, "settle", kRun}, kUndo},
      {"redo of a run", {kAdoptRoof, kRun, "settle", kUndo}, R"({"redo":{}})"},
      {"undo of three steps",
       {kAdoptRoof, kRun, kUnit, R"({"trash":{"places":["a/1.jpg"]}})", "settle"},
       R"({"undo":{"count":3}})",
       [](World&) {},
       {kUndo, R"({"undo":{"count":2}})"}},
      {"trash", {}, R"({"trash":{"places":["1.jpg","a/2.jpg"]}})"},
      {"restore",
       {R"({"trash":{"places":["1.jpg","a/2.jpg"]}})"},
       R"({"restore":{"places":[".clustering/trash/1.jpg",".clustering/trash/a/2.jpg"]}})"},
      {"adopt", {}, kAdoptRoof},
      {"settings", {}, R"({"settings":{"layout":"root","order":"taken"}})"},
      {"a unit", {}, kUnit},
      {"undo of a unit", {kUnit}, kUndo},
      {"a stranger at the main file's goal", {}, kUnit, Strangers({"a/Wall/2.jpg"})},
      {"a stranger at a companion's goal", {}, kUnit, Strangers({"a/Wall/2.xmp"})},
      {"strangers one after the other", {}, kUnit, Strangers({"a/Wall/2.jpg", "a/Wall/2__dup1.xmp"})},
      {"strangers in a run", {kAdoptRoof, "settle"}, kRun, Strangers({"Roof/2.jpg", "Roof/4.jpg"})},
      {"a stranger where undo leads", {kUnit}, kUndo, Strangers({"a/2.xmp"})},
      {"a stranger in the trash", {}, R"({"trash":{"places":["a/2.jpg"]}})", Strangers({".clustering/trash/a/2.jpg"})},
      {"one of a run fails", {kAdoptRoof, "settle"}, kRun, Fails({"Roof/3.jpg"})},
      {"all of a run fail",
       {kAdoptRoof, "settle"},
       kRun,
       Fails({"Roof/1__dup1.jpg", "Roof/2.jpg", "Roof/3.jpg", "Roof/4.jpg"})},
      {"an assign fails", {}, R"({"assign":{"places":["1.jpg"],"cluster":"Wall"}})", Fails({"Wall/1.jpg"})},
      {"the main file of a unit fails", {}, kUnit, Fails({"a/Wall/2.jpg"})},
      {"a companion fails", {}, kUnit, Fails({"a/Wall/2.xmp"})},
      {"an undo fails", {kUnit}, kUndo, Fails({"a/2.jpg"})},
      {"a redo fails", {kUnit, kUndo}, R"({"redo":{}})", Fails({"a/Wall/2.jpg"})},
      {"a trash fails", {}, R"({"trash":{"places":["1.jpg","a/2.jpg"]}})", Fails({".clustering/trash/a/2.jpg"})},
      {"a restore fails",
       {R"({"trash":{"places":["1.jpg","a/2.jpg"]}})"},
       R"({"restore":{"places":[".clustering/trash/1.jpg",".clustering/trash/a/2.jpg"]}})",
       Fails({"a/2.jpg"})},
      {"a failure and a stranger",
       {kAdoptRoof, "settle"},
       kRun,
       [](World& world) {
         world.FailMovesTo("Roof/2.jpg", kNoRight);
         world.StrangerAt("Roof/3.jpg");
       }},
  };
}

std::vector<Scene> ScenesOfFilesThatWait() {
  return {
      {"decisions whose files stay", {kAtEnd}, kRunAtEnd},
      {"what waits is moved", {kAtEnd, kRunAtEnd, kTrashAtEnd, "settle"}, kMoveWaiting},
      {"what waits is moved and not settled",
       {kUnit, kAtEnd, kUndo, kUndo, kAtEnd, kRunAtEnd, kTrashAtEnd},
       kMoveWaiting},
      {"undo of what waited", {kAtEnd, kRunAtEnd, kTrashAtEnd, kMoveWaiting}, kUndo},
      {"redo of what waited", {kAtEnd, kRunAtEnd, kTrashAtEnd, kMoveWaiting, kUndo, "settle"}, R"({"redo":{}})"},
      {"undo of decisions that were carried out",
       {kAtEnd, kTrashAtEnd, kRunAtEnd, kMoveWaiting, "settle"},
       R"({"undo":{"run":7}})"},
      {"one of those that wait fails",
       {kAtEnd, kRunAtEnd, kTrashAtEnd},
       kMoveWaiting,
       Fails({"a/Wall/2.jpg", ".clustering/trash/3.jpg"})},
      {"an undo of what was carried out fails",
       {kAtEnd, kTrashAtEnd, kRunAtEnd, kMoveWaiting, "settle"},
       R"({"undo":{"run":7}})",
       Fails({"1.jpg", "a/2.xmp"})},
      {"strangers where those that wait go",
       {kAtEnd, kRunAtEnd, kTrashAtEnd},
       kMoveWaiting,
       Strangers({"Wall/2.jpg", "a/Wall/2.xmp"})},
  };
}

std::vector<Scene> ScenesOfCopies() {
  return {
      {"copies", {kCopy}, kRunAtEnd},
      {"copies into another cluster", {kAdoptRoof, kCopy, kRunAtEnd, "settle"}, kMerge},
      {"copies into another cluster at once", {kAdoptRoof, kCopy, kRunAtEnd}, kMerge},
      {"undo of copies", {kCopy, kRunAtEnd, "settle"}, kUndo},
      {"redo of copies", {kCopy, kRunAtEnd, kUndo, "settle"}, R"({"redo":{}})"},
      {"redo of copies at once", {kCopy, kRunAtEnd, kUndo}, R"({"redo":{}})"},
      {"a copied photo into the trash", {kCopy, kRunAtEnd}, R"({"trash":{"places":["1.jpg","a/2.jpg"]}})"},
      {"a copied photo that is moved",
       {kCopy, kRunAtEnd, kMove, "settle"},
       R"({"assign":{"places":["1.jpg","a/2.jpg"],"cluster":"Roof"}})"},
      {"a copied photo that is moved to where its copy was",
       {kCopy, kRunAtEnd, kUndo, kMove},
       R"({"assign":{"places":["1.jpg","2.jpg"],"cluster":"Wall"}})"},
      {"undo of a copied photo that is moved",
       {kCopy, kRunAtEnd, kMove, R"({"assign":{"places":["1.jpg","a/2.jpg"],"cluster":"Roof"}})"},
       kUndo},
      {"strangers where copies go", {kCopy}, kRunAtEnd, Strangers({"Wall/2.jpg", "a/Wall/2.xmp"})},
      {"one of the copies fails", {kCopy}, kRunAtEnd, Fails({"Wall/2.jpg"})},
      {"a single copy fails", {kCopy}, R"({"assign":{"places":["1.jpg"],"cluster":"Wall"}})", Fails({"Wall/1.jpg"})},
      {"an undo of copies fails", {kCopy, kRunAtEnd, "settle"}, kUndo, Fails({".clustering/trash/Wall/1.jpg"})},
  };
}

TEST(SessionKill, EveryPhotoIsWhereTheLogSaysAfterAnyKill) {
  int cases = 0;
  for (const std::vector<Scene>& scenes : {Scenes(), ScenesOfClusters(), ScenesOfFilesThatWait(), ScenesOfCopies()}) {
    for (const Scene& scene : scenes) {
      cases += KillTest(scene).Run();
      if (HasFailure()) return;
    }
  }
  std::printf("             %d cases\n", cases);
  EXPECT_GE(cases, 2000);
}

}  // namespace
}  // namespace photocluster::test
