#include "shared/clustering/auto_rule.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

Vector VectorOf(double x, double y) {
  const double values[] = {x, y};
  return Quantise(std::span<const double>(values)).value();
}

// Two clusters along the axes: `x` with three members, `y` with one. Four photos, given by row.
class AutoRuleTest : public testing::Test {
 protected:
  AutoRuleTest() {
    x_ = clusters_.Create("x");
    y_ = clusters_.Create("y");
    for (int i = 0; i < 3; ++i) clusters_.AddMember(x_, VectorOf(1, 0));
    clusters_.AddMember(y_, VectorOf(0, 1));
    near_x_ = matrix_.Add({1, 0}, VectorOf(10, 1));
    near_y_ = matrix_.Add({2, 0}, VectorOf(1, 10));
    between_ = matrix_.Add({3, 0}, VectorOf(4, 3));
    scores_.Refresh(matrix_, clusters_);
  }

  std::vector<std::size_t> Positions(const std::vector<RowId>& queue, const AutoRule& rule) const {
    std::vector<std::size_t> positions;
    for (const PlannedMove& move : Plan(queue, rule, scores_, clusters_)) positions.push_back(move.position);
    return positions;
  }

  using Found = std::vector<std::size_t>;
  Matrix matrix_{2};
  ClusterSet clusters_;
  Scores scores_;
  ClusterId x_, y_;
  RowId near_x_, near_y_, between_;
};

TEST_F(AutoRuleTest, MovesWhatReachesTheThresholdInQueueOrder) {
  EXPECT_EQ(Positions({near_x_, between_, near_y_}, {0.9, 1}), (Found{0, 2}));
  EXPECT_EQ(Positions({near_y_, near_x_, between_}, {0.9, 1}), (Found{0, 1}));
  EXPECT_EQ(Positions({near_x_, between_, near_y_}, {0.7, 1}), (Found{0, 1, 2}));
  EXPECT_EQ(Positions({near_x_, near_x_}, {0.9, 1}), (Found{0, 1})) << "two photos of one content";
}

TEST_F(AutoRuleTest, MoveSaysWhereToAndHowSure) {
  const RowId queue[] = {between_, near_y_};
  const std::vector<PlannedMove> plan = Plan(queue, {0.9, 1}, scores_, clusters_);
  ASSERT_EQ(plan.size(), 1U);
  EXPECT_EQ(plan[0].position, 1U);
  EXPECT_EQ(plan[0].suggestion, Suggest(near_y_, scores_, clusters_));
  EXPECT_EQ(plan[0].suggestion.cluster, y_);
}

TEST(AutoRulePlanTest, FewOfManyGetWhatThePlanOfAllSays) {
  Matrix matrix(2);
  ClusterSet clusters;
  std::vector<RowId> all;
  for (int i = 0; i < 100; ++i) {
    all.push_back(matrix.Add({static_cast<std::uint64_t>(i) + 1, 0}, VectorOf(100 - i, i + 1)));
  }
  Scores scores;
  scores.Refresh(matrix, clusters);
  EXPECT_TRUE(Plan({all.data(), 1}, {0, 1}, scores, clusters).empty()) << "no cluster";

  clusters.AddMember(clusters.Create("x"), VectorOf(1, 0));
  clusters.AddMember(clusters.Create("y"), VectorOf(0, 1));
  scores.Refresh(matrix, clusters);
  std::vector<PlannedMove> one_by_one;
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (PlannedMove move : Plan({&all[i], 1}, {0.9, 1}, scores, clusters)) {
      move.position = i;
      one_by_one.push_back(move);
    }
  }
  EXPECT_GT(one_by_one.size(), 10U);
  EXPECT_LT(one_by_one.size(), all.size());
  EXPECT_EQ(one_by_one, Plan(all, {0.9, 1}, scores, clusters));
  const RowId none;
  EXPECT_TRUE(Plan({&none, 1}, {0, 1}, scores, clusters).empty()) << "no vector";
}

TEST_F(AutoRuleTest, ScoreEqualToTheThresholdMoves) {
  const double score = Suggest(between_, scores_, clusters_)->score;
  EXPECT_EQ(Positions({between_}, {score, 1}), (Found{0}));
  EXPECT_EQ(Positions({between_}, {score + 1e-9, 1}), Found{});
}

TEST_F(AutoRuleTest, BestClusterMustHaveEnoughMembers) {
  EXPECT_EQ(Positions({near_x_, near_y_}, {0.9, 3}), (Found{0}));
  EXPECT_EQ(Positions({near_x_, near_y_}, {0.9, 4}), Found{});
  EXPECT_EQ(Positions({near_y_}, {-1, 3}), Found{}) << "the second cluster, which has enough, does not count";
  EXPECT_EQ(Positions({near_x_, near_y_}, {0.9, 0}), (Found{0, 1}));
}

TEST_F(AutoRuleTest, MembersWithoutVectorCount) {
  clusters_.AddMember(y_, std::nullopt);
  EXPECT_EQ(Positions({near_y_}, {0.9, 2}), (Found{0}));
}

TEST_F(AutoRuleTest, PhotoWithoutVectorStays) {
  EXPECT_EQ(Positions({RowId(), near_x_, RowId()}, {-1, 0}), (Found{1}));
}

TEST_F(AutoRuleTest, TieGoesToTheFirstName) {
  clusters_.AddMember(clusters_.Create("a twin of x"), VectorOf(1, 0));
  scores_.Refresh(matrix_, clusters_);
  const RowId queue[] = {near_x_};
  EXPECT_EQ(Plan(queue, {0.9, 1}, scores_, clusters_)[0].suggestion.cluster, clusters_.Find("a twin of x"));
  EXPECT_TRUE(Plan(queue, {0.9, 3}, scores_, clusters_).empty());
}

TEST_F(AutoRuleTest, NoQueueOrNoClustersGiveNoPlan) {
  EXPECT_TRUE(Positions({}, {-1, 0}).empty());
  const RowId queue[] = {near_x_};
  EXPECT_TRUE(Plan(queue, {-1, 0}, Scores(), ClusterSet()).empty());
}

}  // namespace
}  // namespace photocluster
