#include "shared/clustering/ridge_head.h"

#include <gtest/gtest.h>

#include "shared/vectors/dot.h"
#include "tests/support/blobs.h"

namespace photocluster {
namespace {

using test::Blobs;

std::size_t BestClass(const RidgeHead& head, VectorView vector) {
  std::size_t best = 0;
  double best_score = -1e9;
  for (std::size_t label = 0; label < head.classes.size(); ++label) {
    if (head.classes[label].weights.empty()) continue;
    const double score = head.Score(label, Dot(vector, head.classes[label].weights));
    if (score > best_score) best = label, best_score = score;
  }
  return best;
}

TEST(RidgeHeadTest, FindsTheClassOfPhotosItHasNotSeen) {
  const Blobs blobs(5, 40, 0.8);
  RidgeSamples samples(blobs.matrix.padded());
  for (std::uint32_t row = 0; row < 60; ++row) samples.Add(blobs.kind[row], blobs.matrix.Row(RowId(row)));
  const RidgeHead head = FitRidge(samples, Centre(blobs.matrix));
  int wrong = 0;
  for (std::uint32_t row = 60; row < 200; ++row) {
    wrong += BestClass(head, blobs.matrix.Row(RowId(row))) != blobs.kind[row];
  }
  EXPECT_LE(wrong, 2);
}

// (X'X + lambda) w = X'y by hand: one centred sample x of each of two classes, x and -x, gives w = x / (2 x'x +
// lambda).
TEST(RidgeHeadTest, TwoOppositePhotosHaveTheSolutionOfTheFormula) {
  Matrix matrix(2);
  matrix.Add({1, 0}, Quantise(std::span<const double>(std::vector<double>{1, 0})).value());
  matrix.Add({2, 0}, Quantise(std::span<const double>(std::vector<double>{-1, 0})).value());
  RidgeSamples samples(matrix.padded());
  samples.Add(0, matrix.Row(RowId(0)));
  samples.Add(1, matrix.Row(RowId(1)));
  const RidgeHead head = FitRidge(samples, Centre(matrix), 0.5);
  EXPECT_NEAR(head.Score(0, Dot(matrix.Row(RowId(0)), head.classes[0].weights)), 1 / 2.5, 1e-6);
  EXPECT_NEAR(head.Score(1, Dot(matrix.Row(RowId(0)), head.classes[1].weights)), -1 / 2.5, 1e-6);
}

TEST(RidgeHeadTest, RemovingIsTheInverseOfAddingInAnyOrder) {
  const Blobs blobs(3, 10, 0.5);
  RidgeSamples few(blobs.matrix.padded()), detour(blobs.matrix.padded());
  for (std::uint32_t row = 0; row < 10; ++row) few.Add(blobs.kind[row], blobs.matrix.Row(RowId(row)));
  for (std::uint32_t row = 30; row-- > 0;) detour.Add(blobs.kind[row], blobs.matrix.Row(RowId(row)));
  for (std::uint32_t row = 10; row < 30; ++row) detour.Remove(blobs.kind[row], blobs.matrix.Row(RowId(row)));
  const Centring centring = Centre(blobs.matrix);
  const RidgeHead a = FitRidge(few, centring), b = FitRidge(detour, centring);
  ASSERT_EQ(a.classes.size(), b.classes.size());
  for (std::size_t label = 0; label < a.classes.size(); ++label) {
    EXPECT_EQ(a.classes[label].weights, b.classes[label].weights);
    EXPECT_EQ(a.classes[label].scale, b.classes[label].scale);
  }
}

TEST(RidgeHeadTest, ClassWithoutSamplesAndPhotosAllEqualSayNothing) {
  EXPECT_TRUE(FitRidge(RidgeSamples(16), Centre(Matrix(3))).classes.empty());
  const Blobs equal(1, 1, 0);
  RidgeSamples samples(equal.matrix.padded());
  samples.Add(2, equal.matrix.Row(RowId(0)));
  const RidgeHead head = FitRidge(samples, Centre(equal.matrix));
  ASSERT_EQ(head.classes.size(), 3u);
  EXPECT_TRUE(head.classes[0].weights.empty());
  EXPECT_TRUE(head.classes[2].weights.empty());
}

}  // namespace
}  // namespace photocluster
