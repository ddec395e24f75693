#include "shared/clustering/cluster_set.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

Vector VectorOf(double x, double y) {
  const double values[] = {x, y};
  return Quantise(std::span<const double>(values)).value();
}

std::vector<std::string> Names(const ClusterSet& clusters) {
  std::vector<std::string> names;
  for (const ClusterId id : clusters.ByName()) names.push_back(clusters.name(id));
  return names;
}

TEST(ClusterSetTest, IdIsTheLowestFreeSlot) {
  ClusterSet clusters;
  EXPECT_EQ(clusters.Create("a"), ClusterId(0));
  EXPECT_EQ(clusters.Create("b"), ClusterId(1));
  EXPECT_EQ(clusters.Create("c"), ClusterId(2));
  clusters.Remove(ClusterId(2));
  clusters.Remove(ClusterId(0));
  EXPECT_EQ(clusters.size(), 1U);
  EXPECT_EQ(clusters.Create("d"), ClusterId(0));
  EXPECT_EQ(clusters.Create("e"), ClusterId(2));
  EXPECT_EQ(clusters.Create("f"), ClusterId(3));
  EXPECT_EQ(clusters.slot_count(), 4U);
}

TEST(ClusterSetTest, HasKnowsWhichSlotsAreClusters) {
  ClusterSet clusters;
  EXPECT_FALSE(clusters.Has(ClusterId(0)));
  EXPECT_FALSE(clusters.Has(ClusterId()));
  clusters.Create("a");
  clusters.Create("b");
  clusters.Remove(ClusterId(0));
  EXPECT_FALSE(clusters.Has(ClusterId(0)));
  EXPECT_TRUE(clusters.Has(ClusterId(1)));
}

TEST(ClusterSetTest, NamesThatAreTheSameFindTheSameCluster) {
  ClusterSet clusters;
  const ClusterId roof = clusters.Create("Roof");
  EXPECT_EQ(clusters.Find("roof"), roof);
  EXPECT_EQ(clusters.Find("R\u043e\u043ef"), roof) << "with Cyrillic o";
  EXPECT_FALSE(clusters.Find("Roofs").has_value());
  clusters.Remove(roof);
  EXPECT_FALSE(clusters.Find("Roof").has_value());
}

TEST(ClusterSetTest, ByNameIsTheOrderOfTheBytes) {
  ClusterSet clusters;
  for (const char* name : {"b", "Снег", "a", "B", "é", "ab"}) {
    if (!clusters.Find(name).has_value()) clusters.Create(name);
  }
  EXPECT_EQ(Names(clusters), (std::vector<std::string>{"a", "ab", "b", "é", "Снег"}));
  clusters.Remove(clusters.Find("ab"));
  EXPECT_EQ(Names(clusters), (std::vector<std::string>{"a", "b", "é", "Снег"}));
}

TEST(ClusterSetTest, RenameKeepsMembersAndOrdersAgain) {
  ClusterSet clusters;
  const ClusterId a = clusters.Create("a");
  clusters.Create("b");
  const Vector vector = VectorOf(1, 2);
  clusters.AddMember(a, vector);
  clusters.Rename(a, "c");
  EXPECT_EQ(Names(clusters), (std::vector<std::string>{"b", "c"}));
  EXPECT_FALSE(clusters.Find("a").has_value());
  EXPECT_EQ(clusters.Find("C"), a);
  EXPECT_EQ(clusters.members(a), 1U);
  EXPECT_EQ(*clusters.direction(a), vector);
  clusters.Rename(a, "C");
  EXPECT_EQ(clusters.Find("c"), a) << "only the case changed";
}

TEST(ClusterSetTest, MembersCountWithAndWithoutVector) {
  ClusterSet clusters;
  const ClusterId id = clusters.Create("a");
  const Vector x = VectorOf(1, 0), y = VectorOf(0, 1);
  clusters.AddMember(id, std::nullopt);
  EXPECT_EQ(clusters.members(id), 1U);
  EXPECT_EQ(clusters.direction(id), nullptr);
  clusters.AddMember(id, x);
  EXPECT_EQ(clusters.members(id), 2U);
  EXPECT_EQ(clusters.centroid(id).count, 1U);
  clusters.AddVector(id, y);
  EXPECT_EQ(clusters.members(id), 2U) << "the vector of the first member came later";
  EXPECT_EQ(*clusters.direction(id), VectorOf(1, 1));
  clusters.RemoveMember(id, x);
  EXPECT_EQ(*clusters.direction(id), y);
  clusters.RemoveVector(id, y);
  EXPECT_EQ(clusters.direction(id), nullptr);
  clusters.RemoveMember(id, std::nullopt);
  EXPECT_EQ(clusters.members(id), 0U);
  EXPECT_EQ(clusters.centroid(id), Centroid());
}

TEST(ClusterSetTest, VersionChangesWithTheVectorsAlone) {
  ClusterSet clusters;
  const ClusterId a = clusters.Create("a"), b = clusters.Create("b");
  EXPECT_NE(clusters.version(a), 0U);
  EXPECT_NE(clusters.version(a), clusters.version(b));
  const std::uint64_t before_a = clusters.version(a), before_b = clusters.version(b);
  clusters.AddMember(a, std::nullopt);
  clusters.Rename(a, "z");
  EXPECT_EQ(clusters.version(a), before_a);
  clusters.AddMember(a, VectorOf(1, 0));
  EXPECT_NE(clusters.version(a), before_a);
  EXPECT_EQ(clusters.version(b), before_b);
}

TEST(ClusterSetTest, SlotUsedAgainIsNeverTakenForTheOldCluster) {
  ClusterSet clusters;
  const Vector vector = VectorOf(1, 0);
  const ClusterId old = clusters.Create("old");
  clusters.AddMember(old, vector);
  ASSERT_NE(clusters.direction(old), nullptr);
  const std::uint64_t version = clusters.version(old);
  clusters.RemoveMember(old, vector);
  clusters.Remove(old);
  const ClusterId fresh = clusters.Create("new");
  ASSERT_EQ(fresh, old);
  EXPECT_GT(clusters.version(fresh), version);
  EXPECT_EQ(clusters.direction(fresh), nullptr);
  EXPECT_EQ(clusters.members(fresh), 0U);
}

TEST(ClusterSetTest, RestoredClusterGoesOnWhereItWas) {
  ClusterSet clusters;
  const Vector x = VectorOf(1, 0), y = VectorOf(0, 1);
  Centroid centroid;
  centroid.Add(x);
  const ClusterId id = clusters.Create("a");
  clusters.Restore(id, 3, centroid);
  EXPECT_EQ(clusters.members(id), 3U);
  EXPECT_EQ(*clusters.direction(id), x);
  clusters.AddMember(id, y);
  EXPECT_EQ(*clusters.direction(id), VectorOf(1, 1));
}

TEST(ClusterSetTest, VectorsAreExchangedAndTheMembersStay) {
  ClusterSet clusters;
  const ClusterId id = clusters.Create("A");
  Vector a(16), b(16);
  a[0] = b[1] = 32767;
  clusters.AddMember(id, a);
  const std::uint64_t version = clusters.version(id);
  Centroid leave, join;
  leave.Add(a);
  join.Add(b);
  join.Add(b);
  clusters.Exchange(id, leave, join);
  EXPECT_EQ(clusters.centroid(id), join);
  EXPECT_EQ(*clusters.direction(id), b);
  EXPECT_EQ(clusters.members(id), 1U);
  EXPECT_NE(clusters.version(id), version);
}

TEST(ClusterSetTest, ForgottenVectorsLeaveTheMembers) {
  ClusterSet clusters;
  const ClusterId id = clusters.Create("a");
  clusters.AddMember(id, VectorOf(1, 0));
  ASSERT_NE(clusters.direction(id), nullptr);
  clusters.ForgetVectors();
  EXPECT_EQ(clusters.direction(id), nullptr);
  EXPECT_EQ(clusters.members(id), 1U);
}

}  // namespace
}  // namespace photocluster
