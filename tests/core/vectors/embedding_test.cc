#include "shared/vectors/embedding.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "shared/base/random.h"
#include "shared/vectors/dot.h"

namespace photocluster {
namespace {

Vector Quantised(const std::vector<double>& values) { return Quantise(std::span<const double>(values)).value(); }

std::string ReasonOf(const std::vector<double>& values) {
  const Result<Vector> vector = Quantise(std::span<const double>(values));
  EXPECT_FALSE(vector.ok());
  return vector.ok() ? "" : vector.error().detail;
}

TEST(EmbeddingTest, ComponentsAreRoundedToNearestEven) {
  // Four equal components: 32767 / 2 = 16383.5 each.
  EXPECT_EQ(Quantised({1, 1, 1, -1})[0], 16384);
  EXPECT_EQ(Quantised({1, 1, 1, -1})[3], -16384);
  // 196 equal components: 32767 / 14 = 2340.5 each, whose even neighbour lies below.
  EXPECT_EQ(Quantised(std::vector<double>(196, 3))[7], 2340);
  EXPECT_EQ(Quantised(std::vector<double>(196, -3))[7], -2340);
  EXPECT_EQ(Quantised({3, 4})[0], 19660);  // 19660.2
  EXPECT_EQ(Quantised({3, 4})[1], 26214);  // 26213.6
}

TEST(EmbeddingTest, VectorIsPaddedWithZeros) {
  const Vector vector = Quantised({0, -2, 0});
  ASSERT_EQ(vector.size(), 16U);
  EXPECT_EQ(vector[1], -32767);
  for (std::size_t i = 2; i < 16; ++i) EXPECT_EQ(vector[i], 0);
  EXPECT_EQ(PaddedSize(1), 16U);
  EXPECT_EQ(PaddedSize(16), 16U);
  EXPECT_EQ(PaddedSize(17), 32U);
}

TEST(EmbeddingTest, LengthOfTheInputDoesNotMatter) {
  const std::vector<double> values = {0.3, -1.5, 2.25, 8};
  for (const double scale : {1e-140, 1.0, 1024.0, 1e150}) {
    std::vector<double> scaled = values;
    for (double& value : scaled) value *= scale;
    EXPECT_EQ(Quantised(scaled), Quantised(values)) << scale;
  }
}

TEST(EmbeddingTest, FloatsAndTheSameDoublesGiveTheSameVector) {
  const std::vector<float> floats = {0.1F, -0.7F, 0.33F};
  EXPECT_EQ(Quantise(std::span<const float>(floats)).value(),
            Quantised(std::vector<double>(floats.begin(), floats.end())));
}

TEST(EmbeddingTest, WhatHasNoDirectionHasNoVectorAndSaysWhy) {
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(ReasonOf({0, 0, 0}), "no vector: all components are zero");
  EXPECT_EQ(ReasonOf({1e-200, 0, 0}), "no vector: all components are zero");
  EXPECT_EQ(ReasonOf({}), "no vector: all components are zero");
  EXPECT_EQ(ReasonOf({1, std::numeric_limits<double>::quiet_NaN()}), "no vector: a component is not a number");
  EXPECT_EQ(ReasonOf({1, -infinity}), "no vector: a component is infinite or too large");
  EXPECT_EQ(ReasonOf({1e200, 1}), "no vector: a component is infinite or too large");
}

TEST(EmbeddingTest, EveryQuantisedVectorIsAUnitVector) {
  SplitMix64 random(1);
  for (const std::size_t dimension : {1U, 2U, 4U, 7U, 16U, 196U, 512U, 8192U}) {
    EXPECT_TRUE(IsUnitVector(Quantised(std::vector<double>(dimension, 1)), dimension)) << dimension;
    for (int i = 0; i < 50; ++i) {
      std::vector<double> values;
      for (std::size_t k = 0; k < dimension; ++k) values.push_back(static_cast<double>(random.Below(2001)) - 1000.5);
      EXPECT_TRUE(IsUnitVector(Quantised(values), dimension)) << dimension;
    }
  }
}

TEST(EmbeddingTest, WhatBreaksTheRangeIsNoUnitVector) {
  Vector vector(16);
  vector[0] = 32767;
  EXPECT_TRUE(IsUnitVector(vector, 4));
  EXPECT_FALSE(IsUnitVector(vector, 17)) << "wrong size";
  EXPECT_FALSE(IsUnitVector(VectorView(vector).first(4), 4)) << "not padded";
  EXPECT_FALSE(IsUnitVector({}, 0));
  // (32767 + sqrt(4) / 2)^2 = 32768^2 = 32767^2 + 65535, of which 255^2 = 65025 and 22^2 = 484 leave 26.
  vector[1] = 255;
  vector[2] = 22;
  vector[3] = 5;
  EXPECT_TRUE(IsUnitVector(vector, 4));
  vector[3] = 6;
  EXPECT_FALSE(IsUnitVector(vector, 4)) << "too long by a hair";
  vector = Vector(16);
  vector[0] = -32767;
  EXPECT_TRUE(IsUnitVector(vector, 4));
  vector[0] = -32768;
  EXPECT_FALSE(IsUnitVector(vector, 4)) << "below the range";
  vector = Vector(16);
  vector[9] = 100;
  EXPECT_TRUE(IsUnitVector(vector, 10));
  EXPECT_FALSE(IsUnitVector(vector, 9)) << "padding that is not zero";
}

TEST(EmbeddingTest, CosineOfADotProductIsWithinOne) {
  EXPECT_EQ(Cosine(0), 0);
  EXPECT_EQ(Cosine(32767 * 32767), 1);
  EXPECT_EQ(Cosine(-32767 * 32767), -1);
  EXPECT_EQ(Cosine(1074995712), 1) << "the longest vectors of 512 components";
  EXPECT_EQ(Cosine(-1074995712), -1);
  EXPECT_LT(Cosine(32767 * 32767 - 1), 1);
  const Vector a = Quantised({1, 0}), b = Quantised({1, 1});
  EXPECT_NEAR(Cosine(Dot(a, b)), std::sqrt(0.5), 1e-4);
}

}  // namespace
}  // namespace photocluster
