#include "shared/vectors/centroid.h"

#include <gtest/gtest.h>

#include "shared/base/archive_json.h"
#include "shared/base/random.h"

namespace photocluster {
namespace {

Vector VectorOf(const std::vector<double>& values) { return Quantise(std::span<const double>(values)).value(); }

TEST(CentroidTest, RemoveTakesBackAddInAnyOrder) {
  SplitMix64 random(5);
  std::vector<Vector> vectors;
  for (int i = 0; i < 40; ++i) {
    std::vector<double> values;
    for (int k = 0; k < 20; ++k) values.push_back(static_cast<double>(random.Below(101)) - 50.5);
    vectors.push_back(VectorOf(values));
  }
  Centroid first_ten;
  for (std::size_t i = 0; i < 10; ++i) first_ten.Add(vectors[i]);
  Centroid all = first_ten;
  for (std::size_t i = 10; i < 40; ++i) all.Add(vectors[i]);
  EXPECT_NE(all, first_ten);
  for (std::size_t i = 10; i < 40; i += 2) all.Remove(vectors[i]);
  for (std::size_t i = 11; i < 40; i += 2) all.Remove(vectors[i]);
  EXPECT_EQ(all, first_ten);
  for (std::size_t i = 0; i < 10; ++i) all.Remove(vectors[i]);
  EXPECT_EQ(all, Centroid());
}

TEST(CentroidTest, AnotherOneIsAddedAndRemovedAsItsVectors) {
  const Vector a = VectorOf({1, 0}), b = VectorOf({0, 1});
  Centroid both, of_a;
  of_a.Add(a);
  both.Add(of_a);
  both.Add(Centroid());
  EXPECT_EQ(both, of_a);
  both.Add(b);
  both.Remove(of_a);
  Centroid of_b;
  of_b.Add(b);
  EXPECT_EQ(both, of_b);
  both.Remove(of_b);
  EXPECT_EQ(both, Centroid());
}

TEST(CentroidTest, DirectionIsTheSumAsAUnitVector) {
  Centroid centroid;
  EXPECT_FALSE(centroid.Direction().has_value());
  const Vector a = VectorOf({1, 0});
  const Vector b = VectorOf({0, 1});
  centroid.Add(a);
  EXPECT_EQ(centroid.Direction(), a);
  centroid.Add(a);
  EXPECT_EQ(centroid.Direction(), a);
  centroid.Add(b);
  centroid.Add(b);
  EXPECT_EQ(centroid.Direction(), VectorOf({1, 1}));
}

TEST(CentroidTest, VectorsThatCancelOutHaveNoDirection) {
  Centroid centroid;
  centroid.Add(VectorOf({3, -4}));
  centroid.Add(VectorOf({-3, 4}));
  EXPECT_EQ(centroid.count, 2U);
  EXPECT_FALSE(centroid.Direction().has_value());
}

TEST(CentroidTest, SurvivesJsonText) {
  Centroid centroid;
  centroid.Add(VectorOf({3, -4, 1}));
  centroid.Add(VectorOf({2, 5, 1}));
  const Result<Centroid> read = FromJson<Centroid>(ToJson(centroid));
  ASSERT_TRUE(read.ok()) << read.error().detail;
  EXPECT_EQ(read.value(), centroid);
}

}  // namespace
}  // namespace photocluster
