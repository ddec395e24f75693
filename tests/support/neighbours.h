#pragma once
#include <cstddef>
#include <span>
#include <string>

#include "shared/vectors/dot.h"
#include "shared/vectors/embedding.h"

namespace photocluster::test {

// How well vectors tell labelled photos apart, by the cosines of what is stored.
struct Neighbours {
  double accuracy = 0;  // photos whose nearest other photo has their label; of equal ones the first
  double within = 0;    // mean cosine of two photos of one label
  double between = 0;   // of two labels
};

// REQUIRES: as many labels as vectors, which are of one dimension; two photos of one label and two labels
inline Neighbours CompareNeighbours(std::span<const Vector> vectors, std::span<const std::string> labels) {
  double sums[2] = {0, 0};
  std::size_t counts[2] = {0, 0};
  std::size_t right = 0;
  for (std::size_t i = 0; i < vectors.size(); ++i) {
    double best = -2;
    bool best_is_right = false;
    for (std::size_t j = 0; j < vectors.size(); ++j) {
      if (i == j) continue;
      const double cosine = Cosine(Dot(vectors[i], vectors[j]));
      const bool same = labels[i] == labels[j];
      sums[same] += cosine;
      ++counts[same];
      if (cosine > best) {
        best = cosine;
        best_is_right = same;
      }
    }
    right += best_is_right;
  }
  return {static_cast<double>(right) / static_cast<double>(vectors.size()), sums[1] / static_cast<double>(counts[1]),
          sums[0] / static_cast<double>(counts[0])};
}

}  // namespace photocluster::test
