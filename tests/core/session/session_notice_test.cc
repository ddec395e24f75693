#include <gtest/gtest.h>

#include "shared/session/session.h"
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

}  // namespace
}  // namespace photocluster::test
