#include "shared/clustering/centring.h"

#include <gtest/gtest.h>

#include "shared/vectors/dot.h"

namespace photocluster {
namespace {

Vector VectorOf(const std::vector<double>& values) { return Quantise(std::span<const double>(values)).value(); }

TEST(CentringTest, WhatAllShareDoesNotCount) {
  Matrix matrix(3);
  const RowId a = matrix.Add({1, 0}, VectorOf({1, 1, 10})), b = matrix.Add({2, 0}, VectorOf({1, -1, 10}));
  matrix.Add({3, 0}, VectorOf({-1, 1, 10}));
  matrix.Add({4, 0}, VectorOf({-1, -1, 10}));
  const Centring centring = Centre(matrix);
  const std::int32_t dot = Dot(matrix.Row(a), matrix.Row(b));
  EXPECT_GT(Cosine(dot), 0.95);
  EXPECT_NEAR(static_cast<double>(CentredDot(centring, dot, a, b)) / (kUnit * kUnit), 0, 1e-3);
  EXPECT_GT(CentredDot(centring, Dot(matrix.Row(a), matrix.Row(a)), a, a), 0);
}

TEST(CentringTest, EqualPhotosAndNoneAtAllHaveAMean) {
  EXPECT_EQ(Centre(Matrix(3)).mean_square, 0);
  Matrix matrix(3);
  const RowId only = matrix.Add({1, 0}, VectorOf({3, 4, 0}));
  const Centring centring = Centre(matrix);
  EXPECT_EQ(CentredDot(centring, Dot(matrix.Row(only), matrix.Row(only)), only, only), 0);
}

}  // namespace
}  // namespace photocluster
