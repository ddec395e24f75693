#include "shared/session/fold_answers.h"

#include <gtest/gtest.h>

#include "tests/support/world.h"

namespace photocluster::test {
namespace {

Record Answering(Seq seq, Op op, Seq of) {
  Record record;
  record.seq = seq;
  record.op = op;
  record.of = of;
  return record;
}

TEST(FoldAnswers, WhatAnswersNoDecisionHasNoEffect) {
  State state;
  EXPECT_FALSE(FoldUndo(state, Answering(1, Op::kUndo, 7)).ok());
  EXPECT_FALSE(FoldFailed(state, Answering(1, Op::kFailed, 7)).ok());
  EXPECT_FALSE(FoldStopped(state, Answering(1, Op::kStopped, 7)).ok());
  EXPECT_FALSE(FoldMovedTo(state, Answering(1, Op::kMovedTo, 7)).ok());
  EXPECT_FALSE(FoldFile(state, Answering(1, Op::kLost, 7)).ok());
}

TEST(FoldAnswers, AFailedSingleAssignTakesTheAssignBack) {
  World world;
  world.Put("a.jpg");
  MemoryHost host(world);
  world.FailMoveTo("Roof/a.jpg", {ErrorCode::kNoSpace, "the disk is full"});
  const Outcome outcome = host.Do(R"({"assign":{"places":["a.jpg"],"cluster":"Roof"}})");
  ASSERT_EQ(outcome.failures.size(), 1u);
  EXPECT_EQ(outcome.failures[0].error.code, ErrorCode::kNoSpace);
  EXPECT_EQ(outcome.records.back().op, Op::kFailed);
  EXPECT_EQ(host.state().totals().queue, 1u);
  EXPECT_TRUE(world.Has("a.jpg"));
}

TEST(FoldAnswers, AFailedMoveOfSeveralTakesBackThePlaceOnly) {
  World world;
  world.Put("a.jpg");
  world.Put("b.jpg");
  MemoryHost host(world);
  world.FailMoveTo("Roof/a.jpg", {ErrorCode::kDenied, "not allowed"});
  host.Do(R"({"assign":{"places":["a.jpg","b.jpg"],"cluster":"Roof"}})");
  EXPECT_EQ(host.state().totals().manual, 2u);
  const PhotoId id = host.state().Find("a.jpg");
  ASSERT_TRUE(id.has_value());
  EXPECT_TRUE(host.state().photo(id).decision.is_member());
  EXPECT_TRUE(world.Has("a.jpg"));
  EXPECT_TRUE(world.Has("Roof/b.jpg"));
}

TEST(FoldAnswers, APhotoIsInTheTrashExactlyWhenItLiesThere) {
  World world;
  for (const char* place : {"a.jpg", "b.jpg"}) world.Put(place);
  MemoryHost host(world);
  world.FailMoveTo(".clustering/trash/a.jpg", {ErrorCode::kDenied, "not allowed"});
  host.Do(R"({"trash":{"places":["a.jpg","b.jpg"]}})");
  EXPECT_EQ(host.state().totals().trashed, 1u);
  EXPECT_EQ(host.state().totals().queue, 1u);
  world.FailMoveTo("b.jpg", {ErrorCode::kDenied, "not allowed"});
  EXPECT_EQ(host.Do(R"({"undo":{}})").failures.size(), 1u);
  EXPECT_EQ(host.state().totals().trashed, 1u);
  EXPECT_FALSE(host.Do(R"({"undo":{}})").error) << "an undo that failed can be tried again";
  EXPECT_EQ(host.state().totals().queue, 2u);
}

TEST(FoldAnswers, AMovedToNamesCompanionsByTheirPlaces) {
  World world;
  for (const char* place : {"a.jpg", "a.aae", "a.xmp"}) world.Put(place);
  MemoryHost host(world);
  world.Remove("a.aae");
  world.StrangerAt("Roof/a.jpg");
  EXPECT_FALSE(host.Do(R"({"assign":{"places":["a.jpg"],"cluster":"Roof"}})").error);
  const Photo& photo = host.state().photo(host.state().Find("Roof/a__dup1.jpg"));
  ASSERT_EQ(photo.companions.size(), 1u);
  EXPECT_EQ(photo.companions[0].place, "Roof/a__dup1.xmp");
}

}  // namespace
}  // namespace photocluster::test
