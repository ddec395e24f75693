#include <gtest/gtest.h>

#include "shared/session/session.h"
#include "tests/support/session_checks.h"
#include "tests/support/world.h"

namespace photocluster::test {
namespace {

TEST(SessionRecoveryRecords, AGoalTakenByAStrangerIsRedirected) {
  World world;
  world.Put("a.jpg");
  {
    MemoryHost host(world);
    world.DieAfter(1);
    host.Do(R"({"assign":{"places":["a.jpg"],"cluster":"Roof"}})");
    world.DieAfter({});
  }
  world.Put("Roof/a.jpg", "a stranger");
  MemoryHost host(world);
  EXPECT_EQ(world.Content("Roof/a.jpg"), "a stranger");
  ASSERT_FALSE(host.started().records.empty());
  EXPECT_EQ(host.started().records[0].op, Op::kMovedTo);
  EXPECT_TRUE(world.Has("Roof/a__dup1.jpg"));
  EXPECT_EQ(Contradiction(world, host.state()), "");
}

TEST(SessionRecoveryRecords, APhotoThatIsNowhereIsLostAndKeepsItsCluster) {
  World world;
  world.Put("a.jpg");
  {
    MemoryHost host(world);
    world.DieAfter(1);
    host.Do(R"({"assign":{"places":["a.jpg"],"cluster":"Roof"}})");
    world.DieAfter({});
  }
  world.Remove("a.jpg");
  MemoryHost host(world);
  ASSERT_EQ(host.started().records.size(), 1u);
  EXPECT_EQ(host.started().records[0].op, Op::kLost);
  EXPECT_EQ(host.state().totals().missing, 1u);
  EXPECT_EQ(host.state().clusters().members(host.state().FindCluster("Roof")), 1u);
}

}  // namespace
}  // namespace photocluster::test
