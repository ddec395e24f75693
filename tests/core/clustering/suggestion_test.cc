#include "shared/clustering/suggestion.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/base/random.h"
#include "shared/vectors/dot.h"

namespace photocluster {
namespace {

Vector VectorOf(const std::vector<double>& values) { return Quantise(std::span<const double>(values)).value(); }

struct Root {
  Matrix matrix{3};
  ClusterSet clusters;
  Scores scores;

  RowId Add(const std::vector<double>& values) { return matrix.Add({matrix.row_count() + 1, 0}, VectorOf(values)); }
  ClusterId Cluster(const std::string& name, const std::vector<double>& member) {
    const ClusterId id = clusters.Create(name);
    clusters.AddMember(id, VectorOf(member));
    return id;
  }
  std::optional<Suggestion> SuggestFor(RowId row) {
    scores.Refresh(matrix, clusters);
    return Suggest(row, scores, clusters);
  }
};

TEST(SuggestionTest, NamesTheBestAndTheSecondCluster) {
  Root root;
  const RowId row = root.Add({4, 3, 0});
  root.Cluster("z axis", {0, 0, 1});
  const ClusterId y = root.Cluster("y axis", {0, 1, 0}), x = root.Cluster("x axis", {1, 0, 0});
  const Suggestion suggestion = root.SuggestFor(row).value();
  EXPECT_EQ(suggestion.cluster, x);
  EXPECT_EQ(suggestion.second, y);
  EXPECT_NEAR(suggestion.score, 0.8, 1e-4);
  EXPECT_NEAR(suggestion.second_score, 0.6, 1e-4);
  EXPECT_EQ(suggestion.margin, suggestion.score - suggestion.second_score);
}

TEST(SuggestionTest, OneClusterHasNoSecond) {
  Root root;
  const RowId row = root.Add({1, 0, 0});
  const ClusterId only = root.Cluster("a", {1, 0, 0});
  root.clusters.Create("without vectors");
  const Suggestion suggestion = root.SuggestFor(row).value();
  EXPECT_EQ(suggestion.cluster, only);
  EXPECT_EQ(suggestion.score, 1);
  EXPECT_FALSE(suggestion.second.has_value());
  EXPECT_EQ(suggestion.second_score, 0);
  EXPECT_EQ(suggestion.margin, 1);
}

TEST(SuggestionTest, MarginIsNeverBelowZero) {
  Root root;
  const RowId row = root.Add({1, 0, 0});
  root.Cluster("opposite", {-1, 0, 0});
  const Suggestion suggestion = root.SuggestFor(row).value();
  EXPECT_EQ(suggestion.score, -1);
  EXPECT_EQ(suggestion.margin, 0);
}

TEST(SuggestionTest, NoClusterWithADirectionGivesNone) {
  Root root;
  const RowId row = root.Add({1, 0, 0});
  EXPECT_FALSE(root.SuggestFor(row).has_value());
  root.clusters.Create("a");
  EXPECT_FALSE(root.SuggestFor(row).has_value());
  EXPECT_TRUE(SuggestAll(root.scores, root.clusters).empty());
}

TEST(SuggestionTest, TiesGoToTheFirstName) {
  Root root;
  const RowId row = root.Add({1, 2, 3});
  const ClusterId c = root.Cluster("c", {3, 2, 1}), b = root.Cluster("b", {3, 2, 1}), a = root.Cluster("a", {3, 2, 1});
  EXPECT_EQ(root.SuggestFor(row)->cluster, a);
  EXPECT_EQ(root.SuggestFor(row)->second, b);
  EXPECT_EQ(root.SuggestFor(row)->margin, 0);
  root.clusters.Rename(a, "d");
  EXPECT_EQ(root.SuggestFor(row)->cluster, b);
  EXPECT_EQ(root.SuggestFor(row)->second, c);
}

TEST(SuggestionTest, AllAtOnceIsEachOfThemAndASortOfTheScores) {
  SplitMix64 random(2);
  Root root;
  const auto coordinate = [&] { return static_cast<double>(random.Below(9)) - 4.5; };  // few: many ties
  for (int i = 0; i < 2500; ++i) root.Add({coordinate(), coordinate(), coordinate()});
  for (int i = 0; i < 12; ++i) {
    root.Cluster(std::string(1, static_cast<char>('a' + random.Below(26))) + std::to_string(i),
                 {coordinate(), coordinate(), coordinate()});
  }
  root.scores.Refresh(root.matrix, root.clusters);
  const std::vector<Suggestion> all = SuggestAll(root.scores, root.clusters);
  ASSERT_EQ(all.size(), 2500U);
  for (std::uint32_t row = 0; row < all.size(); ++row) {
    std::vector<ClusterId> order = root.clusters.ByName();
    std::stable_sort(order.begin(), order.end(),
                     [&](ClusterId a, ClusterId b) { return root.scores.Column(a)[row] > root.scores.Column(b)[row]; });
    ASSERT_EQ(all[row].cluster, order[0]) << row;
    ASSERT_EQ(all[row].second, order[1]) << row;
    ASSERT_EQ(all[row].score, Cosine(root.scores.Column(order[0])[row]));
    ASSERT_EQ(all[row], Suggest(RowId(row), root.scores, root.clusters)) << row;
  }
}

}  // namespace
}  // namespace photocluster
