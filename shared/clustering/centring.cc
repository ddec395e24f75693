#include "shared/clustering/centring.h"

#include "shared/vectors/centroid.h"
#include "shared/vectors/dot.h"

namespace photocluster {
namespace {

// Towards 0, so that the mean is never longer than the vectors it is made of.
std::int16_t Divide(std::int64_t sum, std::int64_t count) { return static_cast<std::int16_t>(sum / count); }

}  // namespace

Centring Centre(const Matrix& matrix) {
  Centring centring;
  centring.mean.resize(matrix.padded());
  if (matrix.row_count() == 0) return centring;
  Centroid all;
  for (std::uint32_t row = 0; row < matrix.row_count(); ++row) all.Add(matrix.Row(RowId(row)));
  for (std::size_t i = 0; i < all.sum.size(); ++i) {
    centring.mean[i] = Divide(all.sum[i], static_cast<std::int64_t>(all.count));
  }
  centring.mean_square = Dot(centring.mean, centring.mean);
  centring.dot.resize(matrix.row_count());
  DotRows(matrix.data(), matrix.row_count(), matrix.padded(), centring.mean.data(), centring.dot.data());
  return centring;
}

}  // namespace photocluster
