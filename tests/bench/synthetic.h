#pragma once
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <span>
#include <string>
#include <vector>

#include "shared/base/random.h"
#include "shared/protocol/effect.h"
#include "shared/vectors/embedding.h"
#include "shared/vectors/matrix.h"

namespace photocluster::bench {

inline constexpr std::size_t kRows = 100000;
inline constexpr std::size_t kDimension = 512;
inline constexpr std::uint32_t kClusters = 64;

// Unit vectors around kClusters directions (row i belongs to direction i % kClusters), made by integers so that every
// machine has the same. `fingerprint(i)`: of row i.
template <class FingerprintOfRow>
Matrix SyntheticVectors(std::size_t rows, const FingerprintOfRow& fingerprint) {
  SplitMix64 random(1);
  std::vector<std::vector<float>> centers(kClusters, std::vector<float>(kDimension));
  const auto component = [&] { return static_cast<float>(static_cast<int>(random.Next() >> 48) - 32768); };
  for (auto& center : centers) std::generate(center.begin(), center.end(), component);
  Matrix matrix(kDimension);
  matrix.Reserve(rows);
  std::vector<float> values(kDimension);
  for (std::size_t row = 0; row < rows; ++row) {
    const std::vector<float>& center = centers[row % kClusters];
    for (std::size_t k = 0; k < kDimension; ++k) values[k] = center[k] + component();
    matrix.Add(fingerprint(row), Quantise(std::span<const float>(values)).value());
  }
  return matrix;
}

inline std::string ClusterName(std::size_t row) { return "cluster " + std::to_string(row % kClusters); }

// Where photo i lies: 500 to a folder; in path order.
inline std::string FolderOfPhoto(std::size_t i) {
  char name[32];
  std::snprintf(name, sizeof(name), "album %04zu", i / 500);
  return name;
}
inline std::string PhotoPlace(std::size_t i) {
  char name[32];
  std::snprintf(name, sizeof(name), "/IMG_%06zu.jpg", i);
  return FolderOfPhoto(i) + name;
}

// The listing of a folder with these photos and nothing else. Photo i has kFirstSize + i bytes.
inline constexpr std::uint64_t kFirstSize = 1000;
inline Listing SyntheticListing(std::size_t photos) {
  Listing listing;
  for (std::size_t i = 0; i < photos; ++i) {
    if (i % 500 == 0) listing.folders.push_back(FolderOfPhoto(i));
    listing.files.push_back({PhotoPlace(i), kFirstSize + i, 1'700'000'000'000 + static_cast<std::int64_t>(i)});
  }
  return listing;
}

}  // namespace photocluster::bench
