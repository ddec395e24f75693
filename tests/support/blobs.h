#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/hash.h"
#include "shared/base/random.h"
#include "shared/vectors/embedding.h"
#include "shared/vectors/matrix.h"

namespace photocluster::test {

// Made-up photos of so many kinds: vectors that scatter around one direction a kind, beside one that all share.
// Content, and so the fingerprint, follows from the numbers alone.
struct Blobs {
  Matrix matrix;
  std::vector<std::uint32_t> kind;  // by row

  // `spread`: 0 for equal photos of a kind; about 1 for kinds that run into each other.
  Blobs(std::uint32_t kinds, std::uint32_t of_each, double spread, std::size_t dimension = 32) : matrix(dimension) {
    SplitMix64 random(7);
    const auto uniform = [&random] { return static_cast<double>(random.Below(2001)) / 1000 - 1; };
    std::vector<std::vector<double>> centres(kinds, std::vector<double>(dimension));
    for (auto& centre : centres) {
      for (double& value : centre) value = uniform();
      centre[0] += 3;
    }
    for (std::uint32_t i = 0; i < of_each * kinds; ++i) {
      std::vector<double> values = centres[i % kinds];
      for (double& value : values) value += spread * uniform();
      matrix.Add({i + 1, 7}, Quantise(std::span<const double>(values)).value());
      kind.push_back(i % kinds);
    }
  }
};

}  // namespace photocluster::test
