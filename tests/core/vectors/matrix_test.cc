#include "shared/vectors/matrix.h"

#include <gtest/gtest.h>

#include <utility>

namespace photocluster {
namespace {

Vector VectorOf(double x, double y) {
  const double values[] = {x, y};
  return Quantise(std::span<const double>(values)).value();
}

Vector Copy(VectorView view) { return {view.begin(), view.end()}; }

TEST(MatrixTest, RowsLieInTheOrderTheyCame) {
  Matrix matrix(2);
  for (std::uint64_t i = 1; i <= 1000; ++i) {
    EXPECT_EQ(matrix.Add({i, 0}, VectorOf(static_cast<double>(i), 3)), RowId(static_cast<std::uint32_t>(i - 1)));
  }
  EXPECT_EQ(matrix.row_count(), 1000U);
  for (std::uint64_t i = 1; i <= 1000; ++i) {
    const RowId row = matrix.Find({i, 0});
    EXPECT_EQ(row, RowId(static_cast<std::uint32_t>(i - 1)));
    EXPECT_EQ(matrix.fingerprint(row), (Fingerprint{i, 0}));
    EXPECT_EQ(Copy(matrix.Row(row)), VectorOf(static_cast<double>(i), 3));
    EXPECT_EQ(matrix.Row(row).data(), matrix.data() + (i - 1) * 16);
  }
}

TEST(MatrixTest, FirstVectorStoredWins) {
  Matrix matrix(2);
  const RowId row = matrix.Add({1, 1}, VectorOf(1, 0));
  EXPECT_EQ(matrix.Add({1, 1}, VectorOf(0, 1)), row);
  EXPECT_EQ(matrix.row_count(), 1U);
  EXPECT_EQ(Copy(matrix.Row(row)), VectorOf(1, 0));
}

TEST(MatrixTest, UnknownFingerprintHasNoRow) {
  Matrix matrix(2);
  EXPECT_FALSE(matrix.Find({1, 1}).has_value());
  matrix.Add({1, 1}, VectorOf(1, 0));
  EXPECT_FALSE(matrix.Find({1, 2}).has_value());
  EXPECT_FALSE(Matrix().Find({1, 1}).has_value());
}

TEST(MatrixTest, RowsBeginOnACacheLine) {
  Matrix matrix(40);
  EXPECT_EQ(matrix.padded(), 48U);
  matrix.Reserve(3);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(matrix.data()) % 64, 0U);
  matrix.Reserve(5000);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(matrix.data()) % 64, 0U);
}

TEST(MatrixTest, ReserveKeepsTheRowsAndThenNothingMoves) {
  Matrix matrix(2);
  matrix.Add({1, 1}, VectorOf(1, 0));
  matrix.Reserve(500);
  const std::int16_t* data = matrix.data();
  EXPECT_EQ(Copy(matrix.Row(RowId(0))), VectorOf(1, 0));
  for (std::uint64_t i = 2; i <= 500; ++i) matrix.Add({i, i}, VectorOf(1, 1));
  EXPECT_EQ(matrix.data(), data);
}

TEST(MatrixTest, RowOfTheMatrixItselfCanBeAdded) {
  Matrix matrix(2);
  matrix.Add({1, 1}, VectorOf(1, 2));
  for (std::uint64_t i = 2; i <= 300; ++i) matrix.Add({i, i}, matrix.Row(RowId(static_cast<std::uint32_t>(i - 2))));
  EXPECT_EQ(Copy(matrix.Row(RowId(299))), VectorOf(1, 2));
}

TEST(MatrixTest, MovedMatrixKeepsItsRows) {
  Matrix matrix(2);
  matrix.Add({1, 1}, VectorOf(1, 2));
  const Matrix moved = std::move(matrix);
  EXPECT_EQ(moved.dimension(), 2U);
  EXPECT_EQ(Copy(moved.Row(moved.Find({1, 1}))), VectorOf(1, 2));
}

}  // namespace
}  // namespace photocluster
