#include "shared/session/import.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "shared/journal/file_names.h"
#include "shared/journal/legacy.h"
#include "shared/session/summary.h"
#include "tests/support/session_checks.h"
#include "tests/support/test_data.h"
#include "tests/support/world.h"

namespace photocluster {
namespace {

using test::MemoryHost;
using test::ReadFile;
using test::TestData;
using test::World;

std::string Line(const std::string& src, const std::string& dst, const std::string& cluster,
                 const std::string& note = "react-ui") {
  return R"({"ts": "2025-01-02T03:04:05", "src": ")" + src + R"(", "dst": ")" + dst + R"(", "cluster": ")" + cluster +
         R"(", "note": ")" + note + "\"}\n";
}

const std::string kState =
    R"({"clusters": {"A": [[0.6, 0.8], [1, 0]], "B": []}, "counts": {"A": 2, "B": 0}, "manual_total": 1, )"
    R"("auto_total": 1, "deleted_total": 1})";

// As the original program left it on another machine: two photos in A, one deleted, three in the queue, of which its
// queue has lost one, and one put into A by hand.
World Sorted() {
  World world;
  for (const char* photo : {"in/A/1.jpg", "in/A/2.jpg", "in/A/by hand.jpg", ".manual_cluster/trash/in/3.jpg",
                            "in/4.jpg", "in/5.jpg", "in/6.jpg"}) {
    world.Put(photo);
  }
  world.Put(kOriginalLogFile, Line("/old/in/1.jpg", "/old/in/A/1.jpg", "A") +
                                  Line("/old/in/2.jpg", "/old/in/A/2.jpg", "A", "auto") +
                                  Line("/old/in/3.jpg", "/old/.manual_cluster/trash/in/3.jpg", "__deleted__"));
  world.Put(kOriginalQueueFile, R"(["/old/in/6.jpg", "/old/in/4.jpg"])");
  world.Put(kSummaryFile, kState);
  return world;
}

std::vector<std::string> QueueOf(const State& state) {
  std::vector<std::string> places;
  for (PhotoId id : state.queue().Ids()) places.push_back(state.photo(id).place);
  return places;
}

std::uint32_t MembersOf(const State& state, const std::string& cluster) {
  const ClusterId id = state.FindCluster(cluster);
  return id.has_value() ? state.clusters().members(id) : 0;
}

std::uint64_t CountTold(const Session& session, NoticeCode code) {
  for (const Notice& notice : session.report().import) {
    if (notice.code == code) return notice.count;
  }
  return 0;
}

bool Tells(const Session& session, const std::string& part) {
  for (const Notice& notice : session.report().import) {
    if (notice.sentence.find(part) != std::string::npos) return true;
  }
  return false;
}

std::map<std::string, std::string> FilesOfOriginal(const World& world) {
  std::map<std::string, std::string> files;
  for (const char* file : {kOriginalLogFile, kOriginalQueueFile}) {
    if (world.Has(file)) files[file] = world.Content(file);
  }
  return files;
}

void ExpectSorted(const State& state) {
  EXPECT_EQ(MembersOf(state, "A"), 3U);
  EXPECT_TRUE(state.FindCluster("B").has_value());
  EXPECT_EQ(QueueOf(state), (std::vector<std::string>{"in/6.jpg", "in/4.jpg", "in/5.jpg"}));
  EXPECT_EQ(state.totals().imported, 2U);
  EXPECT_EQ(state.totals().adopted, 1U);
  EXPECT_EQ(state.totals().trashed, 1U);
  EXPECT_EQ(state.totals().missing, 0U);
  const Summary summary = SummaryOf(state, 0);
  EXPECT_EQ(summary.manual_total, 1U);
  EXPECT_EQ(summary.auto_total, 1U);
  EXPECT_EQ(summary.deleted_total, 1U);
}

TEST(Import, ReadingShowsWhatItsUserHadAndWritesNothing) {
  const World world = Sorted();
  const auto session = Session::Open(world.Open());
  ExpectSorted(session->state());
  EXPECT_FALSE(session->HasEffect());
  ASSERT_EQ(session->unlogged().size(), 6U);  // with root, import, and one that is adopted
  EXPECT_EQ(session->unlogged()[1].ts, "2025-01-02T03:04:05");
  EXPECT_TRUE(Tells(*session, "knew this folder as /old"));
  EXPECT_TRUE(Tells(*session, "3 decisions of the original program are part of this folder's history"));
  EXPECT_EQ(CountTold(*session, NoticeCode::kOriginalDecisions), 3U);
  EXPECT_EQ(CountTold(*session, NoticeCode::kOriginalAdopted), 1U);
  EXPECT_TRUE(Tells(*session, "1 photo that lies in folders of its clusters without being in its log was adopted"));
}

TEST(Import, WritingKeepsItsFilesByteForByteAndNeedsThemNoMore) {
  World world = Sorted();
  const auto before = FilesOfOriginal(world);
  std::string hash;
  {
    MemoryHost host(world);
    ASSERT_FALSE(host.started().error);
    ExpectSorted(host.state());
    hash = host.state().Hash();
    EXPECT_TRUE(host.session().unlogged().empty());
    EXPECT_EQ(test::Contradiction(world, host.state()), "");
  }
  EXPECT_EQ(FilesOfOriginal(world), before);
  EXPECT_EQ(world.Content(".clustering/original/state.json"), kState);
  EXPECT_EQ(world.Content(".clustering/original/.manual_cluster/actions.jsonl"), before.at(kOriginalLogFile));
  EXPECT_EQ(world.Content(".clustering/original/.manual_cluster/queue.json"), before.at(kOriginalQueueFile));
  for (const char* file : {kOriginalLogFile, kOriginalQueueFile, kSummaryFile}) world.Remove(file);
  MemoryHost again(world);
  EXPECT_EQ(again.state().Hash(), hash);
  EXPECT_TRUE(again.session().report().problems.empty());
  EXPECT_TRUE(again.session().report().import.empty());
  EXPECT_FALSE(again.Settle().error);
  MemoryHost from_checkpoint(world);
  EXPECT_EQ(from_checkpoint.state().Hash(), hash);
}

TEST(Import, AKillAnywhereEndsInTheSameImport) {
  World whole = Sorted();
  std::string log, hash;
  {
    MemoryHost host(whole);
    log = whole.Content(kLogFile);
    hash = host.state().Hash();
  }
  for (int effects = 0; effects < 5; ++effects) {
    World world = Sorted();
    world.DieAfter(effects);
    { MemoryHost host(world); }
    world.DieAfter({});
    MemoryHost host(world);
    EXPECT_EQ(host.state().Hash(), hash) << effects;
    EXPECT_EQ(world.Content(".clustering/original/state.json"), kState) << effects;
  }
  for (std::size_t cut = 0; cut <= log.size(); cut += cut % 7 == 0 ? 1 : 6) {
    World world = Sorted();
    { MemoryHost host(world); }
    world.SetContent(kLogFile, log.substr(0, cut));
    MemoryHost host(world);
    EXPECT_FALSE(host.started().error) << cut;
    EXPECT_FALSE(host.Notice().error) << cut;  // only the adoption may be left to do
    EXPECT_EQ(host.state().Hash(), hash) << cut;
    EXPECT_FALSE(world.Has(".clustering/original/actions.jsonl")) << cut;
  }
}

TEST(Import, ALogAtOurPlaceStaysInFrontOfOurs) {
  for (const bool torn : {false, true}) {
    World world = Sorted();
    std::string lines = world.Content(kOriginalLogFile);
    if (torn) lines.pop_back();
    world.Remove(kOriginalLogFile);
    world.Put(kLogFile, lines);
    std::string hash;
    {
      MemoryHost host(world);
      ExpectSorted(host.state());
      hash = host.state().Hash();
    }
    EXPECT_EQ(world.Content(".clustering/original/actions.jsonl"), lines);
    const std::string log = world.Content(kLogFile);
    EXPECT_EQ(log.substr(0, lines.size()), lines);
    MemoryHost again(world);
    EXPECT_TRUE(again.session().report().problems.empty());
    EXPECT_EQ(again.state().Hash(), hash);
    for (std::size_t cut = lines.size(); cut <= log.size(); cut += cut % 7 == 0 ? 1 : 6) {
      World killed = world;
      killed.SetContent(kLogFile, log.substr(0, cut));
      MemoryHost host(killed);
      EXPECT_FALSE(host.Notice().error) << cut;
      EXPECT_EQ(host.state().Hash(), hash) << cut;
      EXPECT_EQ(killed.Content(".clustering/original/actions.jsonl"), lines) << cut;
      EXPECT_TRUE(MemoryHost(killed).session().report().problems.empty()) << cut;
    }
  }
}

TEST(Import, BothPlacesOfItsLogCountOnceAndItsUserIsTold) {
  World world = Sorted();
  world.Put(kLogFile, world.Content(kOriginalLogFile) + Line("/old/in/4.jpg", "/old/in/A/4.jpg", "A"));
  world.Rename("in/4.jpg", "in/A/4.jpg");
  MemoryHost host(world);
  EXPECT_EQ(host.state().totals().imported, 3U);
  const std::string told =
      "log is at two places, .manual_cluster/actions.jsonl and .clustering/actions.jsonl: what stands in both counts "
      "once";
  EXPECT_TRUE(Tells(host.session(), told));
  EXPECT_TRUE(Tells(host.session(), "4 decisions"));
  const auto session = Session::Open(Sorted().Open());
  EXPECT_TRUE(Tells(*session, "3 decisions"));
  EXPECT_FALSE(Tells(*session, told));
}

TEST(Import, APhotoThatIsNotWhereItsLogLeftItIsMissingAndItsUserIsTold) {
  World world = Sorted();
  world.Rename("in/A/1.jpg", "in/1.jpg");    // back where it was
  world.Rename("in/A/2.jpg", "else/2.jpg");  // where the log never had it
  world.Put(kOriginalLogFile, world.Content(kOriginalLogFile) + Line("/old/in/4.jpg", "/old/in/A/4.jpg", "A"));
  world.Put("in/A/4.jpg");  // at both places: that in A is the one, in/4.jpg another photo
  MemoryHost host(world);
  const State& state = host.state();
  EXPECT_EQ(state.totals().imported, 1U);
  EXPECT_EQ(state.totals().missing, 2U);
  EXPECT_EQ(MembersOf(state, "A"), 4U);  // with that by hand
  EXPECT_TRUE(state.photo(state.Find("in/1.jpg")).queued());
  EXPECT_TRUE(state.photo(state.Find("else/2.jpg")).queued());
  EXPECT_TRUE(state.photo(state.Find("in/4.jpg")).queued());
  EXPECT_FALSE(state.photo(state.Find("in/A/4.jpg")).queued());
  EXPECT_TRUE(Tells(host.session(),
                    "2 photos are not where the original program's log left them, but missing: in/A/1.jpg for one"));
  EXPECT_TRUE(Tells(host.session(),
                    "1 photo lies where one was before the original program's log moved it, and is asked about again: "
                    "in/1.jpg"));
  EXPECT_EQ(test::Contradiction(world, state), "");
  EXPECT_FALSE(Tells(*Session::Open(Sorted().Open()), "missing"));
}

TEST(Import, UndoMovesBackWhatItsLogMovedAndRedoMovesAgain) {
  World world = Sorted();
  const World before = world;
  MemoryHost host(world);
  const std::string hash = host.state().Hash();
  EXPECT_FALSE(host.Do(R"({"undo":{}})").error);
  EXPECT_TRUE(world.Has("in/3.jpg"));
  EXPECT_FALSE(world.Has(".manual_cluster/trash/in/3.jpg"));
  EXPECT_FALSE(host.Do(R"({"undo":{"count":2}})").error);
  EXPECT_TRUE(world.Has("in/1.jpg") && world.Has("in/2.jpg"));
  EXPECT_EQ(host.state().totals().queue, 6U);
  EXPECT_EQ(SummaryOf(host.state(), 0).manual_total, 0U);
  EXPECT_EQ(test::Contradiction(world, host.state()), "");
  EXPECT_EQ(host.Do(R"({"undo":{}})").error->code, ErrorCode::kNothingToUndo);
  EXPECT_FALSE(host.Do(R"({"redo":{"count":3}})").error);
  EXPECT_EQ(host.state().Hash(), hash);
  EXPECT_EQ(world.Contents(), before.Contents());
  EXPECT_EQ(test::Contradiction(world, host.state()), "");
}

TEST(Import, ItsTrashIsRestoredAndItsMembersDecidedAnew) {
  World world = Sorted();
  MemoryHost host(world);
  EXPECT_FALSE(host.Do(R"({"restore":{"places":[".manual_cluster/trash/in/3.jpg"]}})").error);
  EXPECT_TRUE(world.Has("in/3.jpg"));
  EXPECT_FALSE(host.Do(R"({"rename":{"cluster":"A","name":"C"}})").error);
  EXPECT_TRUE(world.Has("in/C/2.jpg"));
  EXPECT_EQ(host.state().totals().imported, 2U);
  EXPECT_EQ(SummaryOf(host.state(), 0).auto_total, 1U);
  EXPECT_EQ(test::Contradiction(world, host.state()), "");
}

TEST(Import, WhatCannotBeReadOrPlacedIsSaid) {
  World world = Sorted();
  world.SetContent(kSummaryFile, kState.substr(0, 40));
  world.SetContent(kOriginalQueueFile, "[");
  world.SetContent(kOriginalLogFile,
                   "<<<\n" + world.Content(kOriginalLogFile) + Line("/elsewhere/9.jpg", "/elsewhere/A/9.jpg", "A") +
                       Line("/old/in/8.jpg", "/old/in/A/8.jpg", "A") + Line("/old/in/7.jpg", "/old/in/x/7.jpg", "a/b"));
  MemoryHost host(world);
  ASSERT_FALSE(host.started().error);
  EXPECT_EQ(host.state().totals().missing, 1U);  // 8.jpg
  EXPECT_EQ(MembersOf(host.state(), "A"), 4U);
  EXPECT_EQ(host.state().queue().order().kind, OrderKind::kPath);
  const auto session = Session::Open(Sorted().Open());
  for (const char* part :
       {"line 1 of .manual_cluster/actions.jsonl, byte 0, was not taken over", "state.json cannot be read",
        "queue.json cannot be read", "/elsewhere/9.jpg for one", "cluster \"a/b\" was not taken over"}) {
    EXPECT_TRUE(Tells(host.session(), part)) << part;
    EXPECT_FALSE(Tells(*session, part)) << part;
  }
}

TEST(Import, AFolderOfOursIsNoneOfItsFolders) {
  World world;
  world.Put("1.jpg");
  {
    MemoryHost host(world);
    EXPECT_FALSE(host.Do(R"({"assign":{"places":["1.jpg"],"cluster":"A"}})").error);
    EXPECT_FALSE(host.Settle().error);
  }
  EXPECT_FALSE(NeedsImport(world.Content(kLogFile)));
  world.Put(kOriginalLogFile, Line("/old/2.jpg", "/old/A/2.jpg", "A"));
  EXPECT_TRUE(MemoryHost(world).session().report().import.empty());
}

// A root of the test data with the names of its photos.
World WorldOf(const std::string& files, const std::vector<std::string>& photos) {
  World world;
  for (const std::string& photo : photos) world.Put(photo);
  for (const char* file : {kSummaryFile, kLogFile, kOriginalLogFile, kOriginalQueueFile}) {
    const std::string path = TestData("original/" + files + "/" + file);
    if (test::FileExists(path)) world.SetContent(file, ReadFile(path));
  }
  return world;
}

// Where the log says that its photos are, and three that no line names.
std::vector<std::string> PhotosOfSiteClip() {
  std::vector<std::string> photos = {"inbox/IMG_0017.jpg", "inbox/IMG_0018.jpg", "inbox/IMG_0047.jpg"};
  const std::string log = ReadFile(TestData("original/roots/site-clip/.manual_cluster/actions.jsonl"));
  for (const LegacyAction& action : ReadLegacyLog(log).actions) {
    std::string place = action.dst.substr(std::string("C:\\Photos\\site-clip\\").size());
    std::replace(place.begin(), place.end(), '\\', '/');
    photos.push_back(place);
  }
  return photos;
}

struct Damage {
  std::string name;
  std::string sentence;  // what its user is told beside the ordinary; "": nothing
  std::uint64_t imported = 45;
  std::uint64_t adopted = 0;
  std::uint64_t missing = 0;
  std::size_t with_vectors = 4;  // clusters
};

TEST(Import, RootsOfItsUsersOpenWithWhatTheyHadWhateverWasDamaged) {
  NEEDS_TEST_DATA();
  const std::vector<std::string> photos = PhotosOfSiteClip();
  const LegacyState truth =
      ReadLegacyState(ReadFile(TestData("original/roots/site-clip/.clustering/state.json"))).value();
  for (const Damage& damage :
       {Damage{"roots/site-clip", ""}, Damage{"damaged/log-torn-tail", "line 45 of .manual_cluster", 44, 1},
        Damage{"damaged/state-empty", "state.json cannot be read", 45, 0, 0, 0},
        Damage{"damaged/state-torn", "state.json cannot be read", 45, 0, 0, 0},
        Damage{"damaged/no-state-only-log", "state.json is not there", 45, 0, 0, 0},
        Damage{"damaged/documented-place-of-the-log", ""}, Damage{"damaged/log-crlf-bom-old-deletion", "", 45, 0, 1},
        Damage{"damaged/log-foreign-line-in-the-middle", "line 12 of .manual_cluster"},
        Damage{"damaged/state-vectors-of-another-model", "1 vector of the original program's", 45, 0, 0, 3}}) {
    SCOPED_TRACE(damage.name);
    World world = WorldOf(damage.name, photos);
    MemoryHost host(world);
    ASSERT_FALSE(host.started().error);
    EXPECT_TRUE(Tells(host.session(), "knew this folder as C:/Photos/site-clip"));
    EXPECT_TRUE(Tells(host.session(), damage.sentence)) << damage.sentence;
    const State& state = host.state();
    EXPECT_EQ(state.totals().imported, damage.imported);
    EXPECT_EQ(state.totals().adopted, damage.adopted);
    EXPECT_EQ(state.totals().missing, damage.missing);
    EXPECT_EQ(QueueOf(state),
              (std::vector<std::string>{"inbox/IMG_0047.jpg", "inbox/IMG_0017.jpg", "inbox/IMG_0018.jpg"}));
    const Summary summary = SummaryOf(state, 0);
    EXPECT_EQ(summary.manual_total, 20U);
    EXPECT_EQ(summary.auto_total, 25U);
    for (const auto& [name, cluster] : truth.clusters) EXPECT_EQ(MembersOf(state, name), cluster.count) << name;
    std::size_t with_vectors = 0;
    for (const OriginalCluster& cluster : state.imported()->original.clusters) {
      if (cluster.vectors == 0) continue;
      ++with_vectors;
      Centroid expected;
      for (const Vector& vector : truth.clusters.at(cluster.name).vectors) expected.Add(vector);
      EXPECT_EQ(CentroidOf(cluster), expected) << cluster.name;
    }
    EXPECT_EQ(with_vectors, damage.with_vectors);
    const std::string hash = state.Hash();
    EXPECT_EQ(MemoryHost(world).state().Hash(), hash);
    EXPECT_FALSE(host.Do(R"({"undo":{"count":2}})").error);
    EXPECT_EQ(host.state().totals().imported + 2 - damage.missing, damage.imported);
  }
}

}  // namespace
}  // namespace photocluster
