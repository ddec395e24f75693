#include "shared/clustering/first_groups.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "shared/base/random.h"
#include "shared/vectors/dot.h"

namespace photocluster {
namespace {

struct Neighbour {
  double likeness = 0;    // cosine of the centred vectors
  std::size_t index = 0;  // in the sample
};
bool Nearer(const Neighbour& a, const Neighbour& b) {
  return a.likeness != b.likeness ? a.likeness > b.likeness : a.index < b.index;
}

// Photos in an order of their content alone.
std::vector<RowId> Sample(const Matrix& matrix, std::span<const RowId> rows) {
  std::vector<std::pair<std::uint64_t, RowId>> order;
  order.reserve(rows.size());
  for (const RowId row : rows) order.emplace_back(OrderHash(0, matrix.fingerprint(row).ToText()), row);
  std::sort(order.begin(), order.end());
  std::vector<RowId> sample;
  for (std::size_t i = 0; i < std::min(order.size(), kGroupSample); ++i) sample.push_back(order[i].second);
  return sample;
}

// The nearest of the sample for each of it, nearest first.
std::vector<std::vector<Neighbour>> Nearest(const Matrix& matrix, const Centring& centring,
                                            std::span<const RowId> sample) {
  const std::size_t count = sample.size(), padded = matrix.padded();
  std::vector<std::int16_t> packed(count * padded + kLanes);  // DotRows wants its rows in one piece
  std::vector<double> length(count);
  for (std::size_t i = 0; i < count; ++i) {
    const VectorView row = matrix.Row(sample[i]);
    std::copy(row.begin(), row.end(), packed.begin() + static_cast<std::ptrdiff_t>(i * padded));
    const std::int64_t square = CentredDot(centring, Dot(row, row), sample[i], sample[i]);
    length[i] = std::sqrt(static_cast<double>(std::max<std::int64_t>(square, 1)));
  }
  std::vector<std::vector<Neighbour>> nearest(count);
  std::vector<std::int32_t> dots(count);
  for (std::size_t i = 0; i < count; ++i) {
    DotRows(packed.data(), count, padded, packed.data() + i * padded, dots.data());
    std::vector<Neighbour> all;
    all.reserve(count - 1);
    for (std::size_t j = 0; j < count; ++j) {
      if (i == j) continue;
      const auto product = static_cast<double>(CentredDot(centring, dots[j], sample[i], sample[j]));
      all.push_back({product / (length[i] * length[j]), j});
    }
    const std::size_t kept = std::min(kGroupNeighbours, all.size());
    std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(kept), all.end(), Nearer);
    nearest[i].assign(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(kept));
  }
  return nearest;
}

}  // namespace

std::vector<Group> FirstGroups(const Matrix& matrix, const Centring& centring, std::span<const RowId> rows) {
  if (rows.size() < 2) return {};
  const std::vector<RowId> sample = Sample(matrix, rows);
  const std::vector<std::vector<Neighbour>> nearest = Nearest(matrix, centring, sample);
  std::vector<double> density(sample.size());
  for (std::size_t i = 0; i < sample.size(); ++i) {
    for (const Neighbour& neighbour : nearest[i]) density[i] += neighbour.likeness;
  }
  const auto denser = [&density](std::size_t a, std::size_t b) {
    return density[a] != density[b] ? density[a] > density[b] : a < b;
  };
  std::vector<std::size_t> middles;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const bool middle = std::none_of(nearest[i].begin(), nearest[i].end(),
                                     [&](const Neighbour& neighbour) { return denser(neighbour.index, i); });
    if (middle) middles.push_back(i);
  }
  std::sort(middles.begin(), middles.end(), denser);
  std::vector<bool> taken(sample.size());
  std::vector<Group> groups;
  for (const std::size_t middle : middles) {
    Group group;
    const auto take = [&](std::size_t index) {
      if (!taken[index]) group.push_back(sample[index]);
      taken[index] = true;
    };
    take(middle);
    for (const Neighbour& neighbour : nearest[middle]) take(neighbour.index);
    if (group.size() > 1) groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace photocluster
