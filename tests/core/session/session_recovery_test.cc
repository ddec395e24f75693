#include <gtest/gtest.h>

#include "shared/session/session.h"
#include "tests/support/session_checks.h"
#include "tests/support/world.h"

namespace photocluster::test {
namespace {

using Places = std::vector<std::string>;

// The log knows an assign whose move was never done.
World Interrupted() {
  World world;
  world.Put("a.jpg");
  world.Put("b.jpg");
  MemoryHost host(world);
  world.DieAfter(1);  // the append is the last thing that happens
  host.Do(R"({"assign":{"places":["a.jpg"],"cluster":"Roof"}})");
  world.DieAfter({});
  return world;
}

TEST(SessionRecovery, InterruptedWorkOfThisPlaceIsFinished) {
  World world = Interrupted();
  EXPECT_TRUE(world.Has("a.jpg"));
  MemoryHost host(world);
  EXPECT_FALSE(host.started().error);
  EXPECT_EQ(world.Photos(), (Places{"Roof/a.jpg", "b.jpg"}));
  EXPECT_EQ(Contradiction(world, host.state()), "");
}

TEST(SessionRecovery, AnotherPlaceIsAskedAndNothingIsWritten) {
  World world = Interrupted();
  const int effects = world.effects();
  MemoryHost host(world, false);
  ASSERT_TRUE(host.session().disagreement());
  EXPECT_EQ(host.session().disagreement()->code, ErrorCode::kDisagrees);
  EXPECT_EQ(world.effects(), effects);
  const Outcome refused = host.Do(R"({"skip":{"places":["b.jpg"]}})");
  ASSERT_TRUE(refused.error);
  EXPECT_EQ(refused.error->code, ErrorCode::kDisagrees);
}

TEST(SessionRecovery, CarryOutMovesToWhereTheLogSays) {
  World world = Interrupted();
  MemoryHost host(world, false);
  EXPECT_FALSE(host.Do(R"({"carry_out":{}})").error);
  EXPECT_EQ(world.Photos(), (Places{"Roof/a.jpg", "b.jpg"}));
  EXPECT_FALSE(host.Do(R"({"skip":{"places":["b.jpg"]}})").error);
  EXPECT_EQ(Contradiction(world, host.state()), "");
}

TEST(SessionRecovery, KeepFolderTakesThePhotosWhereTheyLie) {
  World world = Interrupted();
  MemoryHost host(world, false);
  EXPECT_FALSE(host.Do(R"({"keep_folder":{}})").error);
  EXPECT_EQ(world.Photos(), (Places{"a.jpg", "b.jpg"}));
  EXPECT_TRUE(host.state().Find("a.jpg").has_value());
  EXPECT_EQ(Contradiction(world, host.state()), "");
  host.Settle();
  EXPECT_FALSE(MemoryHost(world, false).session().disagreement());
}

}  // namespace
}  // namespace photocluster::test
