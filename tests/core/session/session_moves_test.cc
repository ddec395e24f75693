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

TEST(SessionMoves, WhatCannotBePutBackIsSaidToLieWhereItDoes) {
  World world;
  for (const char* place : {"a.jpg", "a.dng"}) world.Put(place);
  MemoryHost host(world);
  world.FailMoveTo("Roof/a.jpg", {ErrorCode::kIo, "the disk has an error"});
  world.FailMoveTo("a.dng", {ErrorCode::kIo, "the disk has an error"});
  const Outcome outcome = host.Do(R"({"assign":{"places":["a.jpg"],"cluster":"Roof"}})");
  EXPECT_EQ(world.Photos(), (Places{"Roof/a.dng", "a.jpg"}));
  EXPECT_EQ(outcome.records.back().dst, "a.jpg");
  EXPECT_EQ(outcome.records.back().companions[0].dst, "Roof/a.dng");
  EXPECT_EQ(PlacesOf(host.state().photo(host.state().Find("a.jpg"))).companions, (Places{"Roof/a.dng"}));
}

constexpr char kThreeToRoof[] = R"({"assign":{"places":["1.jpg","2.jpg","3.jpg"],"cluster":"Roof"}})";

World ThreePhotos() {
  World world;
  for (const char* place : {"1.jpg", "2.jpg", "3.jpg"}) world.Put(place);
  return world;
}

TEST(SessionMoves, ACommandThatCannotBeLoggedDoesNothing) {
  World world = ThreePhotos();
  MemoryHost host(world);
  const std::string before = host.state().Hash();
  world.FailAppend({ErrorCode::kNoSpace, "the disk is full"});
  const Outcome outcome = host.Do(kThreeToRoof);
  EXPECT_EQ(outcome.error->code, ErrorCode::kNoSpace);
  EXPECT_TRUE(outcome.records.empty());
  EXPECT_EQ(host.state().Hash(), before);
  EXPECT_EQ(world.Photos(), ThreePhotos().Photos());
  EXPECT_FALSE(host.Do(kThreeToRoof).error);
  EXPECT_EQ(world.Photos(), (Places{"Roof/1.jpg", "Roof/2.jpg", "Roof/3.jpg"}));
  EXPECT_EQ(Contradiction(world, host.state()), "");
}

TEST(SessionMoves, ACommandWhoseFilesCannotBeLookedAtDoesNothing) {
  World world = ThreePhotos();
  MemoryHost host(world);
  world.FailProbes(Error{ErrorCode::kDenied, "cannot read 1.jpg"});
  EXPECT_EQ(host.Do(kThreeToRoof).error->code, ErrorCode::kDenied);
  EXPECT_EQ(host.session().last_seq(), 0u);
  world.FailProbes({});
  EXPECT_FALSE(host.Do(kThreeToRoof).error);
}

// The log is full when it is to say that a photo went elsewhere or could not be moved: this one and the rest of the run
// are left where they are, until the next thing that is asked of the Session.
void ExpectResumedBy(const std::function<void(MemoryHost&)>& next) {
  World world = ThreePhotos();
  MemoryHost host(world);
  world.FailMovesTo("Roof/2.jpg", {ErrorCode::kDenied, "permission denied"});
  world.FailAppends(Error{ErrorCode::kNoSpace, "the disk is full"}, 1);
  EXPECT_EQ(host.Do(kThreeToRoof).error->code, ErrorCode::kNoSpace);
  EXPECT_TRUE(world.Has("3.jpg"));
  EXPECT_EQ(host.Do(R"({"create":{"cluster":"Wall"}})").error->code, ErrorCode::kNoSpace);
  EXPECT_TRUE(host.Settle().error.has_value()) << "what is not at its place must not count as settled";
  world.FailAppends({});
  next(host);
  EXPECT_EQ(world.Photos(), (Places{"2.jpg", "Roof/1.jpg", "Roof/3.jpg"}));
  EXPECT_EQ(Contradiction(world, host.state()), "");
  EXPECT_EQ(MemoryHost(world).state().Hash(), host.state().Hash());
}

TEST(SessionMoves, WhatTheLogInterruptedIsResumedFirst) {
  ExpectResumedBy([](MemoryHost& host) { EXPECT_FALSE(host.Do(R"({"create":{"cluster":"Wall"}})").error); });
  ExpectResumedBy([](MemoryHost& host) { EXPECT_FALSE(host.Settle().error); });
  ExpectResumedBy([](MemoryHost& host) { EXPECT_FALSE(host.Notice().error); });
}

TEST(SessionMoves, AStrangerMetWhenTheLogIsFullIsGivenWayLater) {
  World world = ThreePhotos();
  MemoryHost host(world);
  world.StrangerAt("Roof/2.jpg");
  world.FailAppends(Error{ErrorCode::kNoSpace, "the disk is full"}, 1);
  EXPECT_EQ(host.Do(kThreeToRoof).error->code, ErrorCode::kNoSpace);
  world.FailAppends({});
  EXPECT_FALSE(host.Do(R"({"create":{"cluster":"Wall"}})").error);
  EXPECT_EQ(world.Photos(), (Places{"Roof/1.jpg", "Roof/2.jpg", "Roof/2__dup1.jpg", "Roof/3.jpg"}));
  world.Remove("Roof/2.jpg");
  EXPECT_EQ(Contradiction(world, host.state()), "");
}

TEST(SessionMoves, StoppingARunLeavesTheRestAsIfNotDecided) {
  for (int effects = 1; effects <= 4; ++effects) {
    World world = ThreePhotos();
    MemoryHost host(world);
    host.StopAfter(effects);  // the first is the append
    const Outcome outcome = host.Do(kThreeToRoof);
    EXPECT_FALSE(outcome.error);
    EXPECT_EQ(outcome.records.back().op == Op::kStopped, effects < 4);
    const auto moved = static_cast<std::uint64_t>(effects - 1);
    EXPECT_EQ(host.state().totals().manual, moved);
    EXPECT_EQ(host.state().totals().queue, 3 - moved);
    EXPECT_EQ(Contradiction(world, host.state()), "");
    EXPECT_EQ(MemoryHost(world).state().Hash(), host.state().Hash());
    EXPECT_FALSE(host.Do(R"({"undo":{}})").error);
    EXPECT_EQ(world.Photos(), ThreePhotos().Photos());
  }
}

TEST(SessionMoves, StoppingAnUndoOrRedoLeavesTheRestToBeUndoneOrRedone) {
  for (int effects = 1; effects <= 3; ++effects) {
    World world = ThreePhotos();
    MemoryHost host(world);
    host.Do(kThreeToRoof);
    const std::string done = host.state().Hash();
    host.StopAfter(effects);
    EXPECT_EQ(host.Do(R"({"undo":{}})").records.back().op, Op::kStopped);
    EXPECT_EQ(host.state().totals().queue, static_cast<std::uint64_t>(effects - 1));
    EXPECT_EQ(Contradiction(world, host.state()), "");
    EXPECT_FALSE(host.Do(R"({"undo":{}})").error);
    EXPECT_EQ(world.Photos(), ThreePhotos().Photos());
    host.StopAfter(1);
    EXPECT_EQ(host.Do(R"({"redo":{}})").records.back().op, Op::kStopped);
    EXPECT_EQ(Contradiction(world, host.state()), "");
    EXPECT_FALSE(host.Do(R"({"redo":{"count":3}})").error);
    EXPECT_EQ(host.state().Hash(), done);
    EXPECT_EQ(MemoryHost(world).state().Hash(), host.state().Hash());
  }
}

}  // namespace
}  // namespace photocluster::test
