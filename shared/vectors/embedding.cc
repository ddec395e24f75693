#include "shared/vectors/embedding.h"

#include <cmath>
#include <string>

namespace photocluster {
namespace {

// Below this the squares of the components lose their digits in double, and with them the length 1.
constexpr double kLeastNorm = 1e-150;

// Nearest, ties to even, by exact operations alone: for |value| < 2^31 the cast truncates and the difference has no
// rounding, so neither the rounding mode nor the C library has a say.
std::int32_t NearestEven(double value) {
  const std::int32_t whole = static_cast<std::int32_t>(value);
  const double rest = value - whole;
  const bool odd = whole % 2 != 0;
  if (rest > 0.5 || (rest == 0.5 && odd)) return whole + 1;
  if (rest < -0.5 || (rest == -0.5 && odd)) return whole - 1;
  return whole;
}

template <class Number>
Result<Vector> QuantiseNumbers(std::span<const Number> values) {
  double squares = 0;
  for (const Number value : values) {
    const double x = value;
    squares += x * x;
  }
  const double norm = std::sqrt(squares);
  if (norm != norm) return Error{ErrorCode::kBadInput, "no vector: a component is not a number"};
  if (norm - norm != 0) return Error{ErrorCode::kBadInput, "no vector: a component is infinite or too large"};
  if (norm < kLeastNorm) return Error{ErrorCode::kBadInput, "no vector: all components are zero"};
  Vector vector(PaddedSize(values.size()));
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double x = values[i];
    vector[i] = static_cast<std::int16_t>(NearestEven(x * kUnit / norm));
  }
  return vector;
}

}  // namespace

Result<Vector> Quantise(std::span<const float> values) { return QuantiseNumbers(values); }
Result<Vector> Quantise(std::span<const double> values) { return QuantiseNumbers(values); }

bool IsUnitVector(VectorView vector, std::size_t dimension) {
  if (dimension == 0 || vector.size() != PaddedSize(dimension)) return false;
  std::int64_t squares = 0;
  bool in_range = true;
  for (const std::int16_t component : vector.first(dimension)) {
    const std::int32_t q = component;
    in_range &= q >= -32767;
    squares += q * q;
  }
  for (const std::int16_t component : vector.subspan(dimension)) in_range &= component == 0;
  const double longest = kUnit + std::sqrt(static_cast<double>(dimension)) / 2;
  return in_range && static_cast<double>(squares) <= longest * longest;
}

double Cosine(std::int32_t dot) {
  const double cosine = dot / (kUnit * kUnit);
  return cosine > 1 ? 1 : cosine < -1 ? -1 : cosine;
}

}  // namespace photocluster
