#include "native-helper/evaluation/reviewer.h"

#include <gtest/gtest.h>

#include "tests/support/blobs.h"

namespace photocluster {
namespace {

// Photos 0, 2, 4 … are cats, the others dogs.
Truth CatsAndDogs() {
  test::Blobs blobs(2, 4, 0.3);
  return {std::move(blobs.matrix), std::move(blobs.kind), {"cat", "dog"}};
}

TEST(ReviewerTest, CountsAKeyForEachPhotoAndANameForEachNewCluster) {
  const Truth truth = CatsAndDogs();
  Reviewer reviewer(truth, 0, 1);
  for (std::uint32_t row = 0; row < 8; ++row) reviewer.DecideSingle(RowId(row));
  EXPECT_TRUE(reviewer.finished());
  EXPECT_EQ(reviewer.effort().actions, 8u + 2u);
  EXPECT_EQ(reviewer.effort().keys, 8u + 2u * 4u);
  EXPECT_NEAR(reviewer.effort().seconds, 8 * (1.35 + 0.2 + 0.6) + 2 * (1.35 + 4 * 0.2), 1e-9);
  EXPECT_EQ(reviewer.precision(), 1);
}

TEST(ReviewerTest, PageIsConfirmedAndItsMisfitMarkedOrSentToItsCluster) {
  const Truth truth = CatsAndDogs();
  Reviewer reviewer(truth, 0, 1);
  Reviewer::Answer answer = reviewer.DecidePage(ClusterId(), {RowId(0), RowId(2), RowId(1)});
  EXPECT_FALSE(answer.refused);
  EXPECT_EQ(reviewer.effort().actions, 3u);  // Enter, the name, a mark
  EXPECT_FALSE(answer.clusters[2].has_value()) << "nobody has named dogs yet: back to the queue";
  const ClusterId dogs = reviewer.DecideSingle(RowId(1));
  answer = reviewer.DecidePage(answer.cluster, {RowId(4), RowId(6), RowId(3)});
  EXPECT_EQ(answer.clusters[2], dogs);
  EXPECT_EQ(reviewer.effort().actions, 3u + 2u + 2u);
  EXPECT_EQ(reviewer.precision(), 6.0 / 8);
}

TEST(ReviewerTest, RefusesAPageOfWhichLessThanHalfBelongs) {
  const Truth truth = CatsAndDogs();
  Reviewer reviewer(truth, 0, 1);
  const ClusterId cats = reviewer.DecideSingle(RowId(0));
  EXPECT_TRUE(reviewer.DecidePage(cats, {RowId(2), RowId(1), RowId(3)}).refused);
  EXPECT_FALSE(reviewer.decided(RowId(2)));
  EXPECT_EQ(reviewer.effort().actions, 3u);
}

TEST(ReviewerTest, WhatIsOverlookedOrMovedUnseenCanBeWrong) {
  const Truth truth = CatsAndDogs();
  Reviewer reviewer(truth, 1, 1);
  const ClusterId cats = reviewer.DecideSingle(RowId(0));
  reviewer.DecidePage(cats, {RowId(2), RowId(4), RowId(1)});
  reviewer.MoveUnseen(RowId(3), cats);
  reviewer.MoveUnseen(RowId(6), cats);
  EXPECT_EQ(reviewer.effort().unseen, 2u);
  EXPECT_EQ(reviewer.precision(), 4.0 / 8);
}

}  // namespace
}  // namespace photocluster
