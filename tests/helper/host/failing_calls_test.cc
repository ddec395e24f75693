#include "tests/helper/host/failing_calls.h"

#include <gtest/gtest.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <functional>
#include <map>

#include "native-helper/host/root.h"
#include "shared/session/decide.h"
#include "tests/helper/host/temporary_folder.h"

namespace photocluster {
namespace {

using test::BeginFaults;
using test::Disk;
using test::EndFaults;
using test::Fault;
using test::FaultPoint;

constexpr std::array<int, 8> kErrnos = {EIO, ENOSPC, EACCES, EROFS, EXDEV, EEXIST, ENAMETOOLONG, EMFILE};
constexpr int kPhotos = 6;
constexpr int kRun = 50;
constexpr char kModel[] = "model-0123456789ab";
constexpr std::uint32_t kDimension = 16;

using Step = std::function<Command(Root&)>;

struct Journey {
  const char* name;
  std::vector<Step> before;  // without faults
  Step step;
  int photos = kPhotos;
  bool copies = false;
  Disk disk = Disk::kPlain;  // kOthers: files go by copy and removal; kOnlyReplaces: by a link and removal
};

std::string Place(int number) { return (number % 2 == 0 ? "May/IMG_" : "IMG_") + std::to_string(number) + ".jpg"; }

std::vector<std::string> Places(Root& root, Membership membership) {
  std::vector<std::string> places;
  const State& state = root.session().state();
  for (std::uint32_t id = 0; id < state.photo_count(); ++id) {
    const Photo& photo = state.photo(PhotoId(id));
    if (!photo.place.empty() && photo.decision.membership == membership) places.push_back(photo.place);
  }
  return places;
}

Step Fixed(Command command) {
  return [command](Root&) { return command; };
}

Step AssignAll(const std::string& cluster) {
  return [cluster](Root& root) { return Assign{Places(root, Membership::kQueue), cluster, ""}; };
}

Command Mode(FileMode mode) {
  Settings settings;
  settings.file_mode = mode;
  return settings;
}

// All photos alike, so that each that is undecided is suggested for the cluster that has one of them.
Command Embed(Root& root) {
  std::vector<KnownFile> files;
  for (const std::string& place : Places(root, Membership::kQueue)) files.push_back({place, 0, 0, {}});
  const auto probed = root.photos().Probe(files);
  EXPECT_TRUE(probed.ok() && root.UseModel(kModel, kDimension).ok());
  Vector vector(kDimension);
  vector[0] = 32767;
  std::vector<VectorEntry> entries;
  for (const ProbedFile& file : probed.value()) {
    root.session().Observe({file.place, file.size, file.mtime_ms, file.fingerprint, {}, ""});
    root.session().AddVector(file.fingerprint, vector);
    entries.push_back({file.fingerprint, vector, ""});
  }
  EXPECT_TRUE(root.StoreVectors(entries).ok());
  Settings settings;
  settings.model = kModel;
  return settings;
}

Command RunOfAll(Root& root) {
  AutoMove run{.threshold = 0.5, .min_samples = 1, .pairs = {}};
  for (const PlanRow& row : root.session().Plan({.threshold = run.threshold, .min_samples = 1})) {
    run.pairs.push_back({row.place, row.cluster});
  }
  EXPECT_EQ(run.pairs.size(), std::size_t{kRun});
  return run;
}

Command Reorder(Layout layout) {
  Settings settings;
  settings.layout = layout;
  return settings;
}

std::vector<Journey> Journeys() {
  const Step assign = Fixed(Assign{{Place(0), Place(1)}, "Roof", ""});
  const Step trash = Fixed(Trash{{Place(0), Place(1), Place(2)}});
  const Step restore = [](Root& root) { return Restore{Places(root, Membership::kTrashed)}; };
  const Step one = Fixed(Assign{{Place(0)}, "Roof", ""});
  const Step relayout = [](Root& root) { return Relayout{MovesOf(DraftRelayout(root.session().state()))}; };
  return {
      {"assign", {}, assign},
      {"many", {}, AssignAll("Roof")},
      {"undo", {AssignAll("Roof")}, Fixed(Undo{})},
      {"rename", {AssignAll("Roof")}, Fixed(RenameCluster{"Roof", "Снег"})},
      {"merge", {assign, AssignAll("Sea")}, Fixed(MergeClusters{"Roof", "Sea"})},
      {"trash", {}, trash},
      {"restore", {trash}, restore},
      {"run of 50", {Embed, one}, RunOfAll, kRun + 1},
      {"undo of a run", {Embed, one, RunOfAll}, Fixed(Undo{}), kRun + 1},
      {"relayout", {AssignAll("Roof"), Fixed(Reorder(Layout::kRoot))}, relayout},
      {"copy", {Fixed(Mode(FileMode::kCopy))}, AssignAll("Roof"), kPhotos, true},
      {"across devices", {}, AssignAll("Roof"), kPhotos, false, Disk::kOthers},
      {"undo across devices", {AssignAll("Roof")}, Fixed(Undo{}), kPhotos, false, Disk::kOthers},
      {"by links", {}, AssignAll("Roof"), kPhotos, false, Disk::kOnlyReplaces},
      {"undo by links", {AssignAll("Roof")}, Fixed(Undo{}), kPhotos, false, Disk::kOnlyReplaces},
  };
}

// Runs one journey in a new folder, with one fault, and looks at what is there after the next opening.
class FaultyRun {
 public:
  explicit FaultyRun(const Journey& journey) : journey_(journey) {
    for (int i = 0; i < journey.photos; ++i) {
      const std::string place = Place(i);
      folder_.Write(place, "photo " + place);
      folder_.Write(place.substr(0, place.size() - 4) + ".xmp", "notes on " + place);
    }
    for (const auto& [place, content] : Tree()) contents_.insert(content);
    const auto root = Open();
    for (const Step& step : journey.before) EXPECT_FALSE(root->Do(step(*root)).error);
    EXPECT_FALSE(root->Settle().error);
    before_ = Tree();
  }

  // What lies where: photos and companions, those in the trash too.
  std::map<std::string, std::string> Tree() const {
    std::map<std::string, std::string> tree;
    const std::filesystem::path top = folder_.path();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(top)) {
      const std::string place = entry.path().lexically_relative(top).string();
      const bool ours = place.starts_with(".clustering") && !place.starts_with(".clustering/trash/");
      if (entry.is_regular_file() && !ours) tree[place] = folder_.Content(place);
    }
    return tree;
  }

  int Play(FaultPoint point, bool& worked) {
    point.disk = journey_.disk;
    point.changes_only = std::getenv("PHOTOCLUSTER_FAULTS") == nullptr;
    const auto root = Open();
    const Command command = journey_.step(*root);
    BeginFaults(point);
    const Outcome outcome = root->Do(command);
    const Outcome settled = root->Settle();
    const int calls = EndFaults();
    worked = !outcome.error && !settled.error;
    return calls;
  }

  void Check() {
    const auto root = Open();
    ASSERT_NE(root, nullptr);
    std::multiset<std::string> found;
    for (const auto& [place, content] : Tree()) found.insert(content);
    for (const std::string& content : contents_) {
      EXPECT_GE(found.count(content), 1U) << "lost: " << content;
      EXPECT_LE(found.count(content), journey_.copies ? 2U : 1U) << "doubled: " << content;
    }
    EXPECT_EQ(std::set<std::string>(found.begin(), found.end()), contents_) << "other bytes than before";
    const State& state = root->session().state();
    EXPECT_EQ(state.totals().missing, 0U);
    EXPECT_EQ(state.totals().photos(), std::uint64_t(journey_.photos));
    for (std::uint32_t id = 0; id < state.photo_count(); ++id) {
      const std::string& place = state.photo(PhotoId(id)).place;
      EXPECT_TRUE(place.empty() || folder_.Has(place)) << place;
    }
    const auto replayed = Root::Open(folder_.path(), {.access = Access::kRead, .checkpoint = false});
    ASSERT_TRUE(replayed.ok());
    EXPECT_EQ(replayed.value()->session().state().Hash(), state.Hash()) << "not the fold of the log";
  }

  const std::map<std::string, std::string>& before() const { return before_; }

 private:
  std::unique_ptr<Root> Open() {
    auto opened = Root::Open(folder_.path(), {.access = Access::kWrite});
    EXPECT_TRUE(opened.ok()) << (opened.ok() ? "" : opened.error().detail);
    return opened.ok() ? std::move(opened).value() : nullptr;
  }

  const Journey& journey_;
  test::TemporaryFolder folder_;
  std::set<std::string> contents_;
  std::map<std::string, std::string> before_;
};

struct Tried {
  int points = 0;
  int kills = 0;
  int errors = 0;
};

void TryPoint(const Journey& journey, const std::map<std::string, std::string>& goal, const FaultPoint& point,
              Tried& tried) {
  SCOPED_TRACE(std::string(journey.name) + ", call " + std::to_string(point.call) + ", " +
               (point.fault == Fault::kErrno       ? strerrorname_np(point.error_number)
                : point.fault == Fault::kDieBefore ? "dies before"
                                                   : "dies after"));
  FaultyRun run(journey);
  bool worked = false;
  if (point.fault == Fault::kErrno) {
    ++tried.errors;
    run.Play(point, worked);
  } else {
    ++tried.kills;
    const int ended = test::InChild([&] {
      run.Play(point, worked);
      return test::kPassed;
    });
    ASSERT_EQ(ended, test::kDied);
  }
  run.Check();
  if (point.fault == Fault::kErrno) return;
  // The step is one append to the log: it happened as a whole or not at all, and then it can be done now.
  if (run.Tree() == run.before()) run.Play({}, worked);
  EXPECT_EQ(run.Tree(), goal) << "not the tree that the step gives without the fault";
}

// Every 9th call that changes something, there one errno after the other; PHOTOCLUSTER_FAULTS=all: every call with
// every errno; PHOTOCLUSTER_FAULTS="by links": that journey alone.
TEST(FailingCalls, NoPhotoIsLostWhicheverCallFailsOrIsTheLast) {
  const char* const wanted = std::getenv("PHOTOCLUSTER_FAULTS");
  const bool all = wanted != nullptr;
  const int stride = all ? 1 : 9;
  const test::DiskNotAwaited quick;
  Tried tried;
  for (const Journey& journey : Journeys()) {
    if (all && std::string_view(wanted) != "all" && std::string_view(wanted) != journey.name) continue;
    FaultyRun whole(journey);
    bool worked = false;
    const int calls = whole.Play({}, worked);
    ASSERT_TRUE(worked) << journey.name;
    whole.Check();
    ASSERT_NE(whole.Tree(), whole.before()) << journey.name;
    for (int call = tried.points % stride; call < calls; call += stride) {
      ++tried.points;
      for (const Fault death : {Fault::kDieBefore, Fault::kDieAfter}) {
        TryPoint(journey, whole.Tree(), {call, death}, tried);
      }
      for (std::size_t i = 0; i < kErrnos.size(); ++i) {
        if (!all && i != static_cast<std::size_t>(tried.points) % kErrnos.size()) continue;
        TryPoint(journey, whole.Tree(), {call, Fault::kErrno, kErrnos[i]}, tried);
      }
    }
  }
  EXPECT_GT(tried.points, 0) << "there is no such journey";
  std::cout << tried.points << " calls, " << tried.kills << " kills, " << tried.errors << " errors\n";
}

}  // namespace
}  // namespace photocluster
