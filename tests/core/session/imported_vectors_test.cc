#include "shared/session/imported_vectors.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

Vector VectorOf(const std::vector<double>& values) { return Quantise(std::span<const double>(values)).value(); }

OriginalCluster Stored(const std::string& name, const std::vector<Vector>& vectors) {
  OriginalCluster cluster{name, vectors.size(), vectors.size(), {}};
  cluster.sum.resize(2);
  for (const Vector& vector : vectors) {
    for (std::size_t i = 0; i < 2; ++i) cluster.sum[i] += vector[i];
  }
  return cluster;
}

Centroid Sum(const std::vector<Vector>& vectors) {
  Centroid sum;
  for (const Vector& vector : vectors) sum.Add(vector);
  return sum;
}

// Two photos that the original program moved into A, with what it stored for them and what they have now.
class ImportedVectorsTest : public testing::Test {
 protected:
  ImportedVectorsTest() {
    a_ = clusters_.Create("A");
    b_ = clusters_.Create("B");
    imported_.Reset({Stored("A", stored_)}, {a_}, {{PhotoId(0), a_}, {PhotoId(1), a_}});
    for (const std::size_t photo : {0U, 1U}) Enter(photo, a_);
  }
  void Enter(std::size_t photo, ClusterId cluster) {
    clusters_.AddMember(cluster, own_[photo]);
    imported_.Enter(PhotoId(static_cast<std::uint32_t>(photo)), cluster, own_[photo], clusters_);
  }
  void Leave(std::size_t photo, ClusterId cluster) {
    imported_.Leave(PhotoId(static_cast<std::uint32_t>(photo)), cluster, own_[photo], clusters_);
    clusters_.RemoveMember(cluster, own_[photo]);
  }

  const std::vector<Vector> stored_ = {VectorOf({3, 4}), VectorOf({4, 3})};
  const std::vector<Vector> own_ = {VectorOf({3.1, 4}), VectorOf({4, 3.1}), VectorOf({1, 0})};
  ClusterSet clusters_;
  ClusterId a_, b_;
  ImportedVectors imported_;
};

TEST_F(ImportedVectorsTest, UntilTheyCountThePhotosHaveTheirOwn) {
  EXPECT_EQ(clusters_.centroid(a_), Sum({own_[0], own_[1]}));
  imported_.Count(16, clusters_);
  EXPECT_EQ(clusters_.centroid(a_), Sum(stored_));
  imported_.Count(32, clusters_);  // of another number of components
  EXPECT_EQ(clusters_.centroid(a_), Sum({own_[0], own_[1]}));
}

TEST_F(ImportedVectorsTest, OtherMembersAreAddedToTheSum) {
  imported_.Count(16, clusters_);
  Enter(2, a_);
  EXPECT_EQ(clusters_.centroid(a_), Sum({stored_[0], stored_[1], own_[2]}));
  imported_.Count(0, clusters_);
  EXPECT_EQ(clusters_.centroid(a_), Sum(own_));
}

TEST_F(ImportedVectorsTest, WhenOneLeavesTheOwnVectorsCountUntilItIsBack) {
  imported_.Count(16, clusters_);
  Leave(1, a_);
  Enter(1, b_);
  EXPECT_EQ(clusters_.centroid(a_), Sum({own_[0]}));
  EXPECT_EQ(clusters_.centroid(b_), Sum({own_[1]}));
  Leave(1, b_);
  Enter(1, a_);
  EXPECT_EQ(clusters_.centroid(a_), Sum(stored_));
  EXPECT_EQ(clusters_.centroid(b_), Centroid());
  Leave(0, a_);
  Leave(1, a_);
  EXPECT_EQ(clusters_.centroid(a_), Centroid());
}

TEST_F(ImportedVectorsTest, APhotoWithAnotherContentCountsByItsOwn) {
  imported_.Count(16, clusters_);
  Leave(0, a_);
  imported_.TakeChanged(PhotoId(0));
  Enter(0, a_);
  EXPECT_EQ(clusters_.centroid(a_), Sum({own_[0], own_[1]}));
}

TEST_F(ImportedVectorsTest, AnotherModelsVectorsAreExchangedWithoutATrace) {
  imported_.Count(16, clusters_);
  clusters_.ForgetVectors();
  imported_.ForgetVectors();
  for (const std::size_t photo : {1U, 0U}) {
    clusters_.AddVector(a_, own_[photo]);
    imported_.AddVector(PhotoId(static_cast<std::uint32_t>(photo)), a_, own_[photo]);
  }
  EXPECT_EQ(clusters_.centroid(a_), Sum({own_[0], own_[1]}));
  imported_.Count(16, clusters_);
  EXPECT_EQ(clusters_.centroid(a_), Sum(stored_));
}

TEST_F(ImportedVectorsTest, ASumThatNoUnitVectorsMakeIsNotUsed) {
  OriginalCluster impossible = Stored("B", {stored_[0]});
  impossible.sum[0] = 32768;
  imported_.Reset({impossible}, {b_}, {{PhotoId(2), b_}});
  Enter(2, b_);
  imported_.Count(16, clusters_);
  EXPECT_EQ(clusters_.centroid(b_), Sum({own_[2]}));
}

}  // namespace
}  // namespace photocluster
