#include <gtest/gtest.h>

#include "shared/session/session.h"
#include "tests/support/session_checks.h"
#include "tests/support/world.h"

namespace photocluster::test {
namespace {

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
  host.Do(R"({"undo":{}})");
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

}  // namespace
}  // namespace photocluster::test
