#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "shared/clustering/centring.h"
#include "shared/vectors/centroid.h"
#include "shared/vectors/embedding.h"

namespace photocluster {

// What a ridge head is trained on, as sums of integers: adding and removing are exact inverses, in any order. The sum
// of outer products grows with the square of the dimension (2 MB at 512) and not with the number of photos.
class RidgeSamples {
 public:
  RidgeSamples() = default;
  // `dimension`: of the vectors, padded. Classes are numbered from 0; new ones are empty.
  explicit RidgeSamples(std::size_t dimension) : dimension_(dimension), products_(dimension * dimension) {}

  std::size_t dimension() const { return dimension_; }
  std::span<const Centroid> classes() const { return classes_; }
  std::uint64_t count() const { return all_.count; }

  void Add(std::size_t label, VectorView vector);
  // REQUIRES: `vector` was added to this class before and has not been removed since
  void Remove(std::size_t label, VectorView vector);

 private:
  friend class RidgeFit;
  void AddProducts(VectorView vector, std::int64_t sign);

  std::size_t dimension_ = 0;
  std::vector<std::int64_t> products_;  // dimension x dimension, the upper triangle: sum of x_i x_j
  std::vector<Centroid> classes_;
  Centroid all_;
};

// One linear function of a centred vector a class, trained to be 1 on its own samples and 0 on those of the others:
// w = (X'X + lambda)^-1 X'y with X the centred samples (Hoerl and Kennard 1970). It weighs the directions in which
// classes differ against those in which photos of one class do, which centroids cannot: `photocluster evaluate` with
// the policies pages and pages-centroids shows what that brings on a set.
struct RidgeHead {
  struct Class {
    Vector weights;     // a unit vector; empty: the class has no samples or says nothing
    double scale = 0;   // what it was divided by; times 1 / 32767^2
    double offset = 0;  // weights . mean, to be subtracted before scaling
  };
  std::vector<Class> classes;  // numbered as the samples'

  // How much a row looks like a sample of the class: about 1 for one of its own, about 0 for one of another's.
  // `dot`: row . weights
  double Score(std::size_t label, std::int32_t dot) const {
    return (static_cast<double>(dot) - classes[label].offset) * classes[label].scale;
  }
};

// Chosen among 0.03, 0.1, 0.3 and 1 by the actions that pages cost on two sets, one easy and one hard.
inline constexpr double kRidgeLambda = 0.3;

// Doubles in a written order (Cholesky by rows), so the same bits everywhere. The time grows with the cube of the
// dimension and not with the number of samples.
RidgeHead FitRidge(const RidgeSamples& samples, const Centring& centring, double lambda = kRidgeLambda);

}  // namespace photocluster
