#pragma once
#include <cstdint>
#include <vector>

#include "shared/vectors/embedding.h"
#include "shared/vectors/matrix.h"

namespace photocluster {

// What all vectors of a root have in common says nothing about where one of them belongs. The mean is kept in
// integers like a vector (component x 32767, cut towards 0), so that products of centred vectors are integers too:
// exact, and the same in every order of summation.
struct Centring {
  Vector mean;                    // padded; no longer than a unit vector, so its dot products fit int32
  std::int32_t mean_square = 0;   // mean . mean
  std::vector<std::int32_t> dot;  // by row: row . mean
};

Centring Centre(const Matrix& matrix);

// (a - mean) . (b - mean) in units of 1 / 32767^2; `dot` = row a . row b.
inline std::int64_t CentredDot(const Centring& centring, std::int32_t dot, RowId a, RowId b) {
  return std::int64_t{dot} - centring.dot[a.value()] - centring.dot[b.value()] + centring.mean_square;
}

}  // namespace photocluster
