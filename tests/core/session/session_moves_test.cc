#include <gtest/gtest.h>

#include "shared/session/session.h"
#include "tests/support/session_checks.h"
#include "tests/support/world.h"

namespace photocluster::test {
namespace {

using Places = std::vector<std::string>;

TEST(SessionMoves, AUnitTakesOneNameThatIsFreeForAllItsFiles) {
  World world;
  for (const char* place : {"a.jpg", "a.dng", "a.jpg.xmp", "Roof/a.dng"}) world.Put(place);
  MemoryHost host(world);
  const Outcome outcome = host.Do(R"({"assign":{"places":["a.jpg"],"cluster":"Wall"}})");
  ASSERT_FALSE(outcome.error);
  EXPECT_EQ(world.Photos(), (Places{"Roof/a.dng", "Wall/a.dng", "Wall/a.jpg", "Wall/a.jpg.xmp"}));
  host.Do(R"({"assign":{"places":["Wall/a.jpg"],"cluster":"Roof"}})");
  EXPECT_EQ(world.Photos(), (Places{"Roof/a.dng", "Roof/a__dup1.dng", "Roof/a__dup1.jpg", "Roof/a__dup1.jpg.xmp"}));
  EXPECT_EQ(Contradiction(world, host.state()), "");
}

TEST(SessionMoves, ANameTakenMeanwhileIsNotOverwritten) {
  World world;
  world.Put("a.jpg");
  MemoryHost host(world);
  world.StrangerAt("Roof/a.jpg");
  const Outcome outcome = host.Do(R"({"assign":{"places":["a.jpg"],"cluster":"Roof"}})");
  ASSERT_FALSE(outcome.error);
  EXPECT_EQ(outcome.records.back().op, Op::kMovedTo);
  EXPECT_EQ(world.Content("Roof/a.jpg"), "a stranger at Roof/a.jpg");
  EXPECT_TRUE(world.Has("Roof/a__dup1.jpg"));
  EXPECT_TRUE(host.state().Find("Roof/a__dup1.jpg").has_value());
}

TEST(SessionMoves, FoldersMadeForAMoveGoWhenItIsUndone) {
  World world;
  world.Put("a.jpg");
  MemoryHost host(world);
  host.Do(R"({"assign":{"places":["a.jpg"],"cluster":"Roof"}})");
  EXPECT_TRUE(world.HasFolder("Roof"));
  host.Do(R"({"undo":{}})");
  EXPECT_FALSE(world.HasFolder("Roof"));
  EXPECT_EQ(world.Photos(), (Places{"a.jpg"}));
}

TEST(SessionMoves, AFailedCompanionBringsTheOthersBack) {
  World world;
  for (const char* place : {"a.jpg", "a.dng", "a.jpg.xmp"}) world.Put(place);
  MemoryHost host(world);
  world.FailMoveTo("Roof/a.jpg", {ErrorCode::kIo, "the disk has an error"});
  const Outcome outcome = host.Do(R"({"assign":{"places":["a.jpg"],"cluster":"Roof"}})");
  EXPECT_EQ(outcome.failures.size(), 1u);
  EXPECT_EQ(world.Photos(), (Places{"a.dng", "a.jpg", "a.jpg.xmp"}));
  EXPECT_EQ(Contradiction(world, host.state()), "");
}

}  // namespace
}  // namespace photocluster::test
