#include "shared/vectors/centroid.h"

namespace photocluster {

void Centroid::Add(VectorView vector) {
  sum.resize(vector.size());
  for (std::size_t i = 0; i < vector.size(); ++i) sum[i] += vector[i];
  ++count;
}

void Centroid::Remove(VectorView vector) {
  for (std::size_t i = 0; i < vector.size(); ++i) sum[i] -= vector[i];
  if (--count == 0) sum.clear();  // as before the first Add: an undone step leaves the same State bytes
}

void Centroid::Add(const Centroid& other) {
  if (other.count == 0) return;
  sum.resize(other.sum.size());
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += other.sum[i];
  count += other.count;
}

void Centroid::Remove(const Centroid& other) {
  if (other.count == 0) return;
  for (std::size_t i = 0; i < sum.size(); ++i) sum[i] -= other.sum[i];
  count -= other.count;
  if (count == 0) sum.clear();
}

std::optional<Vector> Centroid::Direction() const {
  // Exact: a sum stays below 2^53 up to 2.7e11 vectors.
  const std::vector<double> values(sum.begin(), sum.end());
  Result<Vector> direction = Quantise(std::span<const double>(values));
  if (!direction.ok()) return std::nullopt;
  return std::move(direction).value();
}

}  // namespace photocluster
