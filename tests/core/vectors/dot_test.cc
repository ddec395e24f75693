#include "shared/vectors/dot.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "shared/base/random.h"

namespace photocluster {
namespace {

constexpr std::size_t kDimensions[] = {16, 32, 48, 512, 8192};

Vector RandomVector(SplitMix64& random, std::size_t dimension) {
  std::vector<double> values;
  for (std::size_t k = 0; k < dimension; ++k) values.push_back(static_cast<double>(random.Below(2001)) - 1000);
  values[0] += 0.5;
  return Quantise(std::span<const double>(values)).value();
}

// The longest vector the range allows: equal components rounded up, and one that takes what is left.
Vector LongestVector(std::size_t dimension) {
  const double longest = kUnit + std::sqrt(static_cast<double>(dimension)) / 2;
  const auto bound = static_cast<std::int64_t>(longest * longest);
  const auto each = static_cast<std::int64_t>(std::sqrt(static_cast<double>(bound) / static_cast<double>(dimension)));
  const std::int64_t left = bound - each * each * static_cast<std::int64_t>(dimension - 1);
  Vector vector(dimension, static_cast<std::int16_t>(each));
  vector[dimension / 2] = static_cast<std::int16_t>(std::min(32767.0, std::sqrt(static_cast<double>(left))));
  return vector;
}

std::vector<std::int16_t> Joined(const std::vector<Vector>& rows) {
  std::vector<std::int16_t> joined;
  for (const Vector& row : rows) joined.insert(joined.end(), row.begin(), row.end());
  return joined;
}

std::int64_t Reference(VectorView a, VectorView b) {
  std::int64_t sum = 0;
  for (std::size_t k = 0; k < a.size(); ++k) sum += std::int64_t{a[k]} * b[k];
  return sum;
}

// Rows and vectors of each dimension, the longest ones and their opposites among them.
struct Sample {
  explicit Sample(std::size_t dimension) {
    SplitMix64 random(dimension);
    Vector longest = LongestVector(dimension);
    EXPECT_TRUE(IsUnitVector(longest, dimension));
    Vector opposite = longest;
    for (std::int16_t& component : opposite) component = static_cast<std::int16_t>(-component);
    Vector corner(dimension);
    corner[dimension - 1] = -32767;
    vectors = {longest, opposite, corner};
    for (int i = 0; i < 6; ++i) vectors.push_back(RandomVector(random, dimension));
    rows = Joined(vectors);
  }

  std::vector<Vector> vectors;
  std::vector<std::int16_t> rows;  // the same, one behind the other
};

TEST(DotTest, EveryKernelGivesTheExactSums) {
  for (const DotKernel& kernel : DotKernels()) {
    for (const std::size_t dimension : kDimensions) {
      const Sample sample(dimension);
      const std::size_t count = sample.vectors.size();
      std::vector<std::int32_t> dots(count);
      for (const Vector& vector : sample.vectors) {
        kernel.rows(sample.rows.data(), count, dimension, vector.data(), dots.data());
        for (std::size_t i = 0; i < count; ++i) {
          EXPECT_EQ(dots[i], Reference(sample.vectors[i], vector)) << kernel.name << ", " << dimension;
        }
      }
    }
  }
}

// Whatever number of rows: tiles take several at a time, and the rest one by one.
TEST(DotTest, EveryKernelsTileGivesTheExactSums) {
  for (const DotKernel& kernel : DotKernels()) {
    ASSERT_GE(kernel.tile_vectors, 1U);
    ASSERT_LE(kernel.tile_vectors, kMostTileVectors);
    for (const std::size_t dimension : kDimensions) {
      const Sample sample(dimension);
      for (std::size_t count = 0; count <= sample.vectors.size(); ++count) {
        const std::int16_t* vectors[kMostTileVectors];
        std::vector<std::int32_t> dots[kMostTileVectors];
        std::int32_t* outs[kMostTileVectors];
        for (std::size_t v = 0; v < kernel.tile_vectors; ++v) {
          vectors[v] = sample.vectors[v].data();
          dots[v].resize(count + 1, 7);
          outs[v] = dots[v].data();
        }
        kernel.tile(sample.rows.data(), count, dimension, vectors, outs);
        for (std::size_t v = 0; v < kernel.tile_vectors; ++v) {
          for (std::size_t i = 0; i < count; ++i) {
            EXPECT_EQ(dots[v][i], Reference(sample.vectors[i], sample.vectors[v])) << kernel.name << ", " << dimension;
          }
          EXPECT_EQ(dots[v][count], 7) << "written behind the last row by " << kernel.name;
        }
      }
    }
  }
}

TEST(DotTest, LongestVectorsOf512ComponentsFit) {
  const Vector longest = LongestVector(512);
  EXPECT_GT(Dot(longest, longest), 1074410000);
  EXPECT_LE(Dot(longest, longest), 1074417850);  // (32767 + sqrt(512) / 2)^2
  const Vector all_rounded_up(512, 1449);        // longer than any that is accepted
  EXPECT_EQ(Dot(all_rounded_up, all_rounded_up), 1074995712);
}

TEST(DotTest, BlockIsDotOfEachRowAndVector) {
  SplitMix64 random(3);
  std::vector<Vector> rows;
  for (int i = 0; i < 300; ++i) rows.push_back(RandomVector(random, 32));  // more than two blocks of rows
  const std::vector<std::int16_t> joined = Joined(rows);
  for (std::size_t vector_count = 0; vector_count <= 9; ++vector_count) {  // tiles, and vectors that fill none
    std::vector<const std::int16_t*> vectors;
    std::vector<std::vector<std::int32_t>> dots(vector_count, std::vector<std::int32_t>(rows.size()));
    std::vector<std::int32_t*> outs;
    for (std::size_t v = 0; v < vector_count; ++v) {
      vectors.push_back(rows[v].data());
      outs.push_back(dots[v].data());
    }
    DotBlock(joined.data(), rows.size(), 32, vectors, outs);
    for (std::size_t v = 0; v < vector_count; ++v) {
      for (std::size_t i = 0; i < rows.size(); ++i) ASSERT_EQ(dots[v][i], Dot(rows[i], rows[v]));
    }
  }
}

TEST(DotTest, NoRowsGiveNothing) {
  std::int32_t untouched = 7;
  const Vector vector(16);
  DotRows(nullptr, 0, 16, vector.data(), &untouched);
  DotBlock(nullptr, 0, 16, {}, {});
  EXPECT_EQ(untouched, 7);
}

TEST(DotTest, KernelInUseIsTheBestOfThisMachine) {
  EXPECT_EQ(std::string(DotKernels().front().name), "portable");
#ifdef __wasm_simd128__
  EXPECT_EQ(std::string(DotKernels().back().name), "wasm simd");
#elif defined(__x86_64__)
  EXPECT_EQ(Avx2Dot() != nullptr, __builtin_cpu_supports("avx2") != 0);
  const DotKernel* best = AvxVnniDot() ? AvxVnniDot() : Avx2Dot() ? Avx2Dot() : &kPortableDot;
  EXPECT_EQ(std::string(DotKernels().back().name), best->name);
#endif
}

}  // namespace
}  // namespace photocluster
