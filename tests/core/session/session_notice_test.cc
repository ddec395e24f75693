#include <gtest/gtest.h>

#include "shared/journal/file_names.h"
#include "shared/session/session.h"
#include "tests/support/session_checks.h"
#include "tests/support/world.h"

namespace photocluster::test {
namespace {

// As a decoder finds it, with the date in it.
void Look(const World& world, MemoryHost& host, const std::string& place, std::int64_t taken_ms) {
  host.session().Observe({.place = place,
                          .size = world.Content(place).size(),
                          .mtime_ms = host.state().photo(host.state().Find(place)).mtime_ms,
                          .fingerprint = FingerprintOfContent(world.Content(place)),
                          .taken_ms = taken_ms,
                          .not_shown = {}});
}

const Photo& At(const MemoryHost& host, const std::string& place) {
  const PhotoId id = host.state().Find(place);
  EXPECT_TRUE(id.has_value()) << place;
  return host.state().photo(id);
}

// What the log alone gives, with the vectors that are stored.
std::string Replayed(World world) {
  world.Remove(kCheckpointFile);
  return MemoryHost(world).state().Hash();
}

TEST(SessionNotice, APhotoOfTheLogIsFoundWhereItWasMovedByHand) {
  World world;
  world.Put("a.jpg");
  {
    MemoryHost host(world);
    host.Do(R"({"assign":{"places":["a.jpg"],"cluster":"Roof"}})");
    host.Settle();
  }
  world.Rename("Roof/a.jpg", "elsewhere/b.jpg");
  MemoryHost host(world);
  EXPECT_EQ(host.state().totals().missing, 1u);
  host.Embed({{"elsewhere/b.jpg", 0}});
  const Outcome outcome = host.Notice();
  ASSERT_EQ(outcome.records.size(), 1u);
  EXPECT_EQ(outcome.records[0].op, Op::kFound);
  EXPECT_EQ(host.state().totals().manual, 1u);
  EXPECT_EQ(host.state().totals().missing, 0u);
  EXPECT_EQ(host.state().totals().queue, 0u);
}

TEST(SessionNotice, NotesAndFurtherClustersFollowAPhotoThatWasMovedByHand) {
  for (const bool is_member : {false, true}) {
    SCOPED_TRACE(is_member ? "a member" : "undecided");
    World world;
    world.Put("in/a.jpg");
    {
      MemoryHost host(world);
      host.Embed({{"in/a.jpg", 0}});  // its content is known from this alone while it is undecided
      host.Do(R"({"create":{"cluster":"Wall"}})");
      host.Do(R"({"note":{"place":"in/a.jpg","text":"a chimney"}})");
      host.Do(R"({"also":{"places":["in/a.jpg"],"cluster":"Wall"}})");
      if (is_member) host.Do(R"({"assign":{"places":["in/a.jpg"],"cluster":"Roof"}})");
      host.Settle();
    }
    world.Rename(is_member ? "in/Roof/a.jpg" : "in/a.jpg", "renamed/a.jpg");
    MemoryHost host(world);
    const Outcome outcome = host.Notice();
    ASSERT_EQ(outcome.records.size(), 1u);
    EXPECT_EQ(outcome.records[0].op, Op::kFound);
    const PhotoId id = host.state().Find("renamed/a.jpg");
    ASSERT_TRUE(id.has_value());
    EXPECT_EQ(host.state().annotations().NoteOf(id).text, "a chimney");
    EXPECT_TRUE(host.state().IsAlso(id, host.state().FindCluster("Wall")));
    EXPECT_EQ(host.state().totals().queue, is_member ? 0u : 1u);
    EXPECT_EQ(host.state().totals().missing, 0u);
    EXPECT_EQ(Contradiction(world, host.state()), "");
    EXPECT_TRUE(host.Notice().records.empty());
    if (is_member) continue;
    EXPECT_FALSE(host.Do(R"({"assign":{"places":["renamed/a.jpg"],"cluster":"Roof"}})").error);
    EXPECT_TRUE(world.Has("renamed/Roof/a.jpg"));
    EXPECT_EQ(host.state().Hash(), Replayed(world));
  }
}

TEST(SessionNotice, APhotoWithANoteThatWasPutIntoAClustersFolderIsAdopted) {
  World world;
  for (const char* place : {"a.jpg", "b.jpg"}) world.Put(place);
  {
    MemoryHost host(world);
    host.Embed({{"a.jpg", 0}});
    host.Do(R"({"assign":{"places":["b.jpg"],"cluster":"Roof"}})");
    host.Do(R"({"note":{"place":"a.jpg","text":"a chimney"}})");
    host.Settle();
  }
  world.Rename("a.jpg", "Roof/a.jpg");
  MemoryHost host(world);
  EXPECT_EQ(host.Notice().records.size(), 2u);  // found, adopt
  const Photo& photo = At(host, "Roof/a.jpg");
  EXPECT_EQ(photo.decision.membership, Membership::kAdopted);
  EXPECT_EQ(photo.home, "");
  EXPECT_EQ(host.state().annotations().NoteOf(host.state().Find("Roof/a.jpg")).text, "a chimney");
  EXPECT_EQ(host.state().Hash(), Replayed(world));
}

// No record has its fingerprint: it was never moved by one.
TEST(SessionNotice, AnAdoptedPhotoIsFoundByWhatWasReadOfIt) {
  World world;
  world.Put("Roof/a.jpg");
  {
    MemoryHost host(world);
    host.Embed({{"Roof/a.jpg", 0}});
    host.Do(R"({"create":{"cluster":"Roof"}})");
    host.Settle();
  }
  world.Rename("Roof/a.jpg", "aside/a.jpg");
  MemoryHost host(world);
  EXPECT_EQ(host.Notice().records.size(), 1u);
  EXPECT_EQ(At(host, "aside/a.jpg").decision.membership, Membership::kAdopted);
  EXPECT_EQ(host.state().totals().missing, 0u);
  EXPECT_EQ(host.state().Hash(), Replayed(world));
}

TEST(SessionNotice, APhotoEditedInPlaceKeepsItsClusterAndChangesItsVector) {
  World world;
  world.Put("a.jpg");
  MemoryHost host(world);
  host.Embed({{"a.jpg", 0}});
  host.Do(R"({"assign":{"places":["a.jpg"],"cluster":"Roof"}})");
  const ClusterId roof = host.state().FindCluster("Roof");
  const Centroid before = host.state().clusters().centroid(roof);
  world.SetContent("Roof/a.jpg", "edited");
  host.Embed({{"Roof/a.jpg", 1}});
  const Outcome outcome = host.Notice();
  ASSERT_EQ(outcome.records.size(), 1u);
  EXPECT_EQ(outcome.records[0].op, Op::kChanged);
  EXPECT_EQ(host.state().clusters().members(roof), 1u);
  EXPECT_EQ(host.state().clusters().centroid(roof).count, 1u);
  EXPECT_NE(host.state().clusters().centroid(roof), before);
}

TEST(SessionNotice, APhotoPutIntoAClustersFolderByHandIsAdopted) {
  World world;
  world.Put("a.jpg");
  {
    MemoryHost host(world);
    host.Do(R"({"assign":{"places":["a.jpg"],"cluster":"Roof"}})");
    host.Settle();
  }
  world.Put("2024/roof/new.jpg");
  MemoryHost host(world);
  EXPECT_EQ(host.state().totals().queue, 1u);
  const Outcome outcome = host.Notice();
  ASSERT_EQ(outcome.records.size(), 1u);
  EXPECT_EQ(outcome.records[0].op, Op::kAdopt);
  EXPECT_EQ(host.state().totals().adopted, 1u);
  host.Do(R"({"undo":{"record":4}})");
  EXPECT_EQ(host.state().totals().adopted, 0u);
  EXPECT_TRUE(host.Notice().records.empty());  // what was taken back is not adopted again
}

TEST(SessionNotice, APhotoThatVanishedIsNotDecided) {
  World world;
  for (const char* place : {"a.jpg", "b.jpg"}) world.Put(place);
  MemoryHost host(world);
  world.Remove("a.jpg");
  const Outcome outcome = host.Do(R"({"assign":{"places":["b.jpg","a.jpg"],"cluster":"Roof"}})");
  EXPECT_EQ(outcome.error, (Error{ErrorCode::kUnknownPhoto, "\"a.jpg\" is not there any more"}));
  EXPECT_EQ(host.session().last_seq(), 0u);
  EXPECT_TRUE(world.Has("b.jpg"));
  EXPECT_EQ(host.state().totals().queue, 1u) << "it is not asked about again";
}

TEST(SessionNotice, ADecidedPhotoThatVanishedIsMissingAndCanBeUndone) {
  World world;
  for (const char* place : {"a.jpg", "b.jpg"}) world.Put(place);
  MemoryHost host(world);
  host.Do(R"({"assign":{"places":["a.jpg","b.jpg"],"cluster":"Roof"}})");
  world.Remove("Roof/a.jpg");
  EXPECT_FALSE(host.Do(R"({"undo":{}})").error);
  EXPECT_EQ(world.Photos(), (std::vector<std::string>{"b.jpg"}));
  EXPECT_EQ(host.state().totals().queue, 1u);
  EXPECT_EQ(host.state().totals().photos(), 1u);
  EXPECT_EQ(host.Do(R"({"undo":{}})").error->code, ErrorCode::kNothingToUndo);
}

TEST(SessionNotice, ATrashedPhotoPutBackByHandIsANewOne) {
  World world;
  world.Put("a.jpg");
  {
    MemoryHost host(world);
    host.Do(R"({"trash":{"places":["a.jpg"]}})");
    host.Settle();
  }
  world.Rename(".clustering/trash/a.jpg", "a.jpg");
  MemoryHost host(world);
  host.Embed({{"a.jpg", 0}});
  EXPECT_TRUE(host.Notice().records.empty());
  EXPECT_EQ(host.state().totals().queue, 1u);
  EXPECT_EQ(host.state().totals().missing, 1u);
}

TEST(SessionNotice, AnEditIsRecordedOnceAndWhereThePhotoIsThen) {
  World world;
  world.Put("a.jpg");
  MemoryHost host(world);
  host.Embed({{"a.jpg", 0}});
  host.Do(R"({"assign":{"places":["a.jpg"],"cluster":"Roof"}})");
  world.SetContent("Roof/a.jpg", "edited");
  host.Embed({{"Roof/a.jpg", 1}});
  host.Embed({{"Roof/a.jpg", 1}});
  // The move itself records the new content.
  EXPECT_EQ(host.Do(R"({"assign":{"places":["Roof/a.jpg"],"cluster":"Wall"}})").records.back().photo,
            FingerprintOfContent("edited"));
  EXPECT_TRUE(host.Notice().records.empty());
  EXPECT_TRUE(host.session().report().problems.empty());
  EXPECT_EQ(Contradiction(world, host.state()), "");
}

TEST(SessionNotice, AnEditThatIsNotRecordedYetIsNotCatalogued) {
  World world;
  world.Put("a.jpg");
  {
    MemoryHost host(world);
    host.Embed({{"a.jpg", 0}});
    host.Do(R"({"assign":{"places":["a.jpg"],"cluster":"Roof"}})");
    world.SetContent("Roof/a.jpg", "edited");
  }
  {
    MemoryHost host(world);
    host.Embed({{"Roof/a.jpg", 1}});
    host.Settle();
  }
  MemoryHost host(world);
  EXPECT_FALSE(host.state().photo(host.state().Find("Roof/a.jpg")).looked_at);
  host.Embed({{"Roof/a.jpg", 1}});
  ASSERT_EQ(host.Notice().records.size(), 1u);
  EXPECT_EQ(Contradiction(world, host.state()), "");
}

TEST(SessionNotice, AFoundUnitTakesTheCompanionsThatLieBesideIt) {
  World world;
  for (const char* place : {"a.jpg", "a.xmp"}) world.Put(place);
  {
    MemoryHost host(world);
    host.Do(R"({"assign":{"places":["a.jpg"],"cluster":"Roof"}})");
    host.Settle();
  }
  world.Rename("Roof/a.jpg", "x/a.jpg");
  world.Rename("Roof/a.xmp", "x/a.xmp");
  MemoryHost host(world);
  host.Embed({{"x/a.jpg", 0}});
  host.Notice();
  EXPECT_EQ(Contradiction(world, host.state()), "");
  EXPECT_FALSE(host.Do(R"({"undo":{}})").error);
  EXPECT_EQ(world.Photos(), (std::vector<std::string>{"a.jpg", "a.xmp"}));
}

TEST(SessionNotice, OfEqualPhotosEachIsFoundByItsNameBeforeAnyIsByThePath) {
  World world;
  for (const char* place : {"a.jpg", "b.jpg", "c.jpg"}) world.Put(place, "the same");
  {
    MemoryHost host(world);
    host.Do(R"({"assign":{"places":["a.jpg"],"cluster":"A"}})");
    host.Do(R"({"assign":{"places":["b.jpg"],"cluster":"B"}})");
    host.Do(R"({"assign":{"places":["c.jpg"],"cluster":"C"}})");
    host.Settle();
  }
  world.Rename("A/a.jpg", "z/x.jpg");
  world.Rename("B/b.jpg", "z/y.jpg");
  world.Rename("C/c.jpg", "1/b.jpg");  // is the b.jpg to be found; then z/x.jpg comes before z/y.jpg
  MemoryHost host(world);
  host.Embed({{"z/x.jpg", 0}, {"z/y.jpg", 0}, {"1/b.jpg", 0}});
  EXPECT_EQ(host.Notice().records.size(), 3u);
  EXPECT_EQ(host.state().clusters().name(At(host, "1/b.jpg").decision.cluster), "B");
  EXPECT_EQ(host.state().clusters().name(At(host, "z/x.jpg").decision.cluster), "A");
  EXPECT_EQ(host.state().clusters().name(At(host, "z/y.jpg").decision.cluster), "C");
  EXPECT_EQ(Contradiction(world, host.state()), "");
}

TEST(SessionNotice, AnEditAndItsTakingBackByHandAreRecordedAndLeaveTheSumAsItWas) {
  World world;
  for (const char* place : {"a.jpg", "b.jpg"}) world.Put(place);
  const std::string original = world.Content("a.jpg");
  MemoryHost host(world);
  host.Embed({{"a.jpg", 0}, {"b.jpg", 0}});
  host.Do(R"({"assign":{"places":["a.jpg","b.jpg"],"cluster":"Roof"}})");
  const ClusterId roof = host.state().FindCluster("Roof");
  const Centroid before = host.state().clusters().centroid(roof);

  world.SetContent("Roof/a.jpg", "edited");
  host.Embed({{"Roof/a.jpg", 1}});
  Outcome noticed = host.Notice();
  ASSERT_EQ(noticed.records.size(), 1u);
  EXPECT_EQ(noticed.records[0].photo, FingerprintOfContent("edited"));
  EXPECT_EQ(noticed.records[0].value, FingerprintOfContent(original).ToText());
  EXPECT_NE(host.state().clusters().centroid(roof), before);

  world.SetContent("Roof/a.jpg", original);
  const std::size_t vectors = host.state().vectors().row_count();
  Look(world, host, "Roof/a.jpg", 77);  // found again: nothing is embedded
  noticed = host.Notice();
  ASSERT_EQ(noticed.records.size(), 1u);
  EXPECT_EQ(noticed.records[0].value, FingerprintOfContent("edited").ToText());
  EXPECT_EQ(host.state().vectors().row_count(), vectors);
  EXPECT_EQ(host.state().clusters().centroid(roof), before);
}

TEST(SessionNotice, StepsBesideAnEditAreTakenBackAndDoneAgainWithTheNewVector) {
  World world;
  for (const char* place : {"a.jpg", "b.jpg"}) world.Put(place);
  MemoryHost host(world);
  host.Embed({{"a.jpg", 0}, {"b.jpg", 0}});
  host.Do(R"({"assign":{"places":["a.jpg"],"cluster":"Roof"}})");
  world.SetContent("Roof/a.jpg", "edited");
  host.Embed({{"Roof/a.jpg", 1}});
  host.Notice();
  const Centroid edited = host.state().clusters().centroid(host.state().FindCluster("Roof"));
  host.Do(R"({"assign":{"places":["b.jpg"],"cluster":"Roof"}})");
  host.Settle();
  const std::string both = host.state().Hash();
  EXPECT_EQ(Replayed(world), both);

  EXPECT_FALSE(host.Do(R"({"undo":{}})").error);
  EXPECT_EQ(host.state().clusters().centroid(host.state().FindCluster("Roof")), edited);
  EXPECT_FALSE(host.Do(R"({"undo":{}})").error);
  EXPECT_FALSE(host.state().FindCluster("Roof").has_value());
  EXPECT_EQ(At(host, "a.jpg").fingerprint, FingerprintOfContent("edited"));
  host.Settle();
  EXPECT_EQ(Replayed(world), host.state().Hash());
  EXPECT_FALSE(host.Do(R"({"redo":{"count":2}})").error);
  EXPECT_EQ(host.state().Hash(), both);
  EXPECT_EQ(Contradiction(world, host.state()), "");
}

TEST(SessionNotice, ATouchedPhotoHasItsVectorAndItsDateBackOnceItIsRead) {
  World world;
  for (const char* place : {"a.jpg", "b.jpg"}) world.Put(place);
  {
    MemoryHost host(world);
    host.Embed({{"a.jpg", 0}, {"b.jpg", 1}});
    Look(world, host, "a.jpg", 77);
    Look(world, host, "b.jpg", 88);
    host.Do(R"({"assign":{"places":["b.jpg"],"cluster":"Roof"}})");
    host.Settle();
  }
  for (const char* place : {"a.jpg", "Roof/b.jpg"}) world.SetContent(place, std::string(world.Content(place)));
  for (const bool is_read : {false, false, true, true}) {
    MemoryHost host(world);
    if (is_read) host.Embed({{"a.jpg", 0}, {"Roof/b.jpg", 1}});
    EXPECT_EQ(At(host, "a.jpg").row.has_value(), is_read);
    EXPECT_EQ(At(host, "a.jpg").taken_ms, is_read ? std::optional<std::int64_t>(77) : std::nullopt);
    EXPECT_EQ(At(host, "a.jpg").looked_at, is_read);
    EXPECT_EQ(At(host, "Roof/b.jpg").taken_ms, 88);
    EXPECT_TRUE(host.Notice().records.empty());
    host.Do(R"({"skip":{"places":["a.jpg"]}})");  // so that the catalogue is written
    host.Settle();
  }
}

TEST(SessionNotice, TheDateOfARenamedPhotoOutlastsWhatIsDoneBeforeItIsRead) {
  World world;
  for (const char* place : {"a.jpg", "b.jpg", "c.jpg"}) world.Put(place);
  {
    MemoryHost host(world);
    host.Embed({{"a.jpg", 0}, {"b.jpg", 1}, {"c.jpg", 1}});
    Look(world, host, "a.jpg", 77);
    Look(world, host, "b.jpg", 88);
    host.Settle();
  }
  world.Rename("a.jpg", "sub/x.jpg");
  world.Rename("b.jpg", "sub/y.jpg");
  for (int i = 0; i < 2; ++i) {
    MemoryHost host(world);
    host.Do(R"({"skip":{"places":["c.jpg"]}})");
    host.Settle();
  }
  MemoryHost host(world);
  EXPECT_EQ(host.state().totals().queue, 3u);
  host.Embed({{"sub/x.jpg", 0}});
  EXPECT_EQ(At(host, "sub/x.jpg").taken_ms, 77);
  host.Do(R"({"assign":{"places":["sub/y.jpg"],"cluster":"Roof"}})");  // a move reads it too
  EXPECT_EQ(At(host, "sub/Roof/y.jpg").taken_ms, 88);
  EXPECT_TRUE(host.session().TakeBeyondRecords()) << "no record tells those who follow";
}

TEST(SessionNotice, AContentThatWasNotReadRecognisesNothing) {
  World world;
  for (const char* place : {"a.jpg", "b.jpg"}) world.Put(place, "the same");
  {
    MemoryHost host(world);
    host.Embed({{"a.jpg", 0}, {"b.jpg", 0}});
    host.Do(R"({"assign":{"places":["a.jpg"],"cluster":"Roof"}})");
    host.Settle();
  }
  world.Remove("Roof/a.jpg");
  world.SetContent("b.jpg", "a twin's");  // as long
  MemoryHost host(world);
  EXPECT_FALSE(At(host, "b.jpg").fingerprint.known());
  EXPECT_TRUE(host.Notice().records.empty());
  host.Embed({{"b.jpg", 1}});
  EXPECT_EQ(At(host, "b.jpg").fingerprint, FingerprintOfContent("a twin's"));
  EXPECT_TRUE(host.Notice().records.empty());
}

TEST(SessionNotice, APlanOverPhotosChangedMeanwhileIsRefusedOnce) {
  World world;
  for (const char* place : {"a.jpg", "b.jpg", "c.jpg", "d.jpg"}) world.Put(place, std::string("photo ") + place);
  MemoryHost host(world);
  host.Embed({{"a.jpg", 0}, {"b.jpg", 0}, {"c.jpg", 0}, {"d.jpg", 0}});
  host.Do(R"({"assign":{"places":["a.jpg"],"cluster":"Roof"}})");
  host.Do(R"({"skip":{"places":["c.jpg"]}})");  // named by a record
  for (const char* place : {"b.jpg", "c.jpg"}) world.SetContent(place, "another one");
  const AutoRule rule{.threshold = 0.5, .min_samples = 1};
  ASSERT_EQ(host.session().Plan(rule).size(), 3u);
  const Outcome refused = host.Do(R"({"auto_move":{"threshold":0.5,"min_samples":1,"pairs":[
      {"place":"b.jpg","cluster":"Roof"},{"place":"c.jpg","cluster":"Roof"},{"place":"d.jpg","cluster":"Roof"}]}})");
  ASSERT_TRUE(refused.error);
  EXPECT_EQ(refused.error->code, ErrorCode::kPlanChanged);
  EXPECT_TRUE(host.session().TakeBeyondRecords());

  const std::vector<PlanRow> plan = host.session().Plan(rule);
  ASSERT_EQ(plan.size(), 1u) << "what the others are now has no vector";
  EXPECT_EQ(plan[0].place, "d.jpg");
  const Outcome moved =
      host.Do(R"({"auto_move":{"threshold":0.5,"min_samples":1,"pairs":[{"place":"d.jpg","cluster":"Roof"}]}})");
  EXPECT_FALSE(moved.error) << moved.error->detail;
  const std::vector<Record> noticed = host.Notice().records;
  ASSERT_EQ(noticed.size(), 1u);
  EXPECT_EQ(noticed[0].op, Op::kChanged);
  EXPECT_EQ(noticed[0].src, "c.jpg");
}

TEST(SessionNotice, AnotherContentDoesNotInheritTheDate) {
  World world;
  world.Put("a.jpg", "photo a");
  MemoryHost host(world);
  host.Embed({{"a.jpg", 0}});
  Observation seen{.place = "a.jpg",
                   .size = 7,
                   .mtime_ms = At(host, "a.jpg").mtime_ms,
                   .fingerprint = FingerprintOfContent("photo a"),
                   .taken_ms = 77,
                   .not_shown = {}};
  host.session().Observe(seen);
  host.Do(R"({"skip":{"places":["a.jpg"]}})");
  ASSERT_EQ(At(host, "a.jpg").taken_ms, 77);
  seen.fingerprint = FingerprintOfContent("photo b");
  seen.taken_ms.reset();
  host.session().Observe(seen);
  ASSERT_EQ(host.Notice().records.size(), 1u);
  EXPECT_EQ(At(host, "a.jpg").fingerprint, seen.fingerprint);
  EXPECT_FALSE(At(host, "a.jpg").taken_ms.has_value());
}

}  // namespace
}  // namespace photocluster::test
