#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "shared/base/result.h"

namespace photocluster {

// An embedding is a unit vector of int16: component x 32767, rounded to nearest even, padded with zeros to
// a multiple of kLanes. For such vectors every partial sum of a dot product fits int32 (Cauchy-Schwarz), so
// a dot product is exact and the same in every order of summation. See semantics in vectors/README.md.
inline constexpr std::size_t kLanes = 16;
inline constexpr double kUnit = 32767.0;
using Vector = std::vector<std::int16_t>;  // padded
using VectorView = std::span<const std::int16_t>;

constexpr std::size_t PaddedSize(std::size_t dimension) { return (dimension + kLanes - 1) / kLanes * kLanes; }

// s = sqrt(sum of squares in index order), q = nearest even(x * 32767 / s), all in double.
// Errors: kBadInput "no vector" with the reason when s is 0, NaN or infinite.
Result<Vector> Quantise(std::span<const float> values);
Result<Vector> Quantise(std::span<const double> values);

// What is read from outside: components in -32767..32767 and sum of squares <= (32767 + sqrt(D)/2)^2,
// padding zero. `dimension` is D, the number of components without padding.
bool IsUnitVector(VectorView vector, std::size_t dimension);

// The cosine that a dot product of two unit vectors stands for: dot / 32767^2, clamped to [-1, 1].
double Cosine(std::int32_t dot);

}  // namespace photocluster
