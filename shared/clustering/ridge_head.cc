#include "shared/clustering/ridge_head.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "shared/vectors/dot.h"

namespace photocluster {
namespace {

constexpr double kUnitSquare = kUnit * kUnit;

// to[i] -= factor * from[i]: elements do not meet, so a compiler may do several at once without changing a bit.
void SubtractScaled(double* to, const double* from, double factor, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) to[i] -= factor * from[i];
}

}  // namespace

void RidgeSamples::AddProducts(VectorView vector, std::int64_t sign) {
  for (std::size_t i = 0; i < dimension_; ++i) {
    const std::int64_t factor = sign * vector[i];
    if (factor == 0) continue;
    std::int64_t* row = products_.data() + i * dimension_;
    for (std::size_t j = i; j < dimension_; ++j) row[j] += factor * vector[j];
  }
}

void RidgeSamples::Add(std::size_t label, VectorView vector) {
  if (classes_.size() <= label) classes_.resize(label + 1);
  classes_[label].Add(vector);
  all_.Add(vector);
  AddProducts(vector, 1);
}

void RidgeSamples::Remove(std::size_t label, VectorView vector) {
  classes_[label].Remove(vector);
  all_.Remove(vector);
  AddProducts(vector, -1);
}

// (X'X + lambda) W = X'Y, step by step.
class RidgeFit {
 public:
  RidgeFit(const RidgeSamples& samples, const Centring& centring)
      : samples_(samples), centring_(centring), size_(samples.dimension()), width_(samples.classes().size()) {}

  // The upper triangle of the centred samples' products: sum of (x - m)_i (x - m)_j, exact until the last division.
  void CentreProducts(double lambda) {
    matrix_.resize(size_ * size_);
    const auto count = static_cast<std::int64_t>(samples_.count());
    const std::vector<std::int64_t>& sum = samples_.all_.sum;
    for (std::size_t i = 0; i < size_; ++i) {
      const std::int64_t mean = centring_.mean[i];
      for (std::size_t j = i; j < size_; ++j) {
        const std::int64_t other = centring_.mean[j];
        const std::int64_t product =
            samples_.products_[i * size_ + j] - mean * sum[j] - other * sum[i] + count * mean * other;
        matrix_[i * size_ + j] = static_cast<double>(product) / kUnitSquare;
      }
      matrix_[i * size_ + i] += lambda;
    }
  }

  // Into U with U'U = the matrix. lambda > 0 keeps every pivot above 0.
  void Factorise() {
    for (std::size_t k = 0; k < size_; ++k) {
      double* row = matrix_.data() + k * size_;
      const double pivot = std::sqrt(row[k]);
      for (std::size_t j = k; j < size_; ++j) row[j] /= pivot;
      for (std::size_t i = k + 1; i < size_; ++i) {
        SubtractScaled(matrix_.data() + i * size_ + i, row + i, row[i], size_ - i);
      }
    }
  }

  // One row a component, one column a class.
  void Solve() {
    right_.resize(size_ * width_);
    for (std::size_t c = 0; c < width_; ++c) {
      const Centroid& own = samples_.classes()[c];
      for (std::size_t i = 0; i < own.sum.size(); ++i) {
        const std::int64_t centred = own.sum[i] - static_cast<std::int64_t>(own.count) * centring_.mean[i];
        right_[i * width_ + c] = static_cast<double>(centred) / kUnit;
      }
    }
    for (std::size_t k = 0; k < size_; ++k) {
      Divide(k);
      for (std::size_t i = k + 1; i < size_; ++i) SubtractScaled(Row(i), Row(k), matrix_[k * size_ + i], width_);
    }
    for (std::size_t k = size_; k-- > 0;) {
      for (std::size_t i = k + 1; i < size_; ++i) SubtractScaled(Row(k), Row(i), matrix_[k * size_ + i], width_);
      Divide(k);
    }
  }

  RidgeHead Take() const {
    RidgeHead head;
    head.classes.resize(width_);
    std::vector<double> column(size_);
    for (std::size_t c = 0; c < width_; ++c) {
      double square = 0;
      for (std::size_t i = 0; i < size_; ++i) {
        column[i] = right_[i * width_ + c];
        square += column[i] * column[i];
      }
      Result<Vector> weights = Quantise(std::span<const double>(column));
      if (!weights.ok()) continue;
      head.classes[c].weights = std::move(weights).value();
      head.classes[c].scale = std::sqrt(square) / kUnitSquare;
      head.classes[c].offset = static_cast<double>(Dot(head.classes[c].weights, centring_.mean));
    }
    return head;
  }

 private:
  double* Row(std::size_t i) { return right_.data() + i * width_; }
  void Divide(std::size_t k) {
    for (std::size_t c = 0; c < width_; ++c) Row(k)[c] /= matrix_[k * size_ + k];
  }

  const RidgeSamples& samples_;
  const Centring& centring_;
  std::size_t size_, width_;
  std::vector<double> matrix_, right_;
};

RidgeHead FitRidge(const RidgeSamples& samples, const Centring& centring, double lambda) {
  if (samples.count() == 0) return {};
  RidgeFit fit(samples, centring);
  fit.CentreProducts(lambda);
  fit.Factorise();
  fit.Solve();
  return fit.Take();
}

}  // namespace photocluster
