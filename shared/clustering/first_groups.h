#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "shared/base/id.h"
#include "shared/clustering/centring.h"
#include "shared/vectors/matrix.h"

namespace photocluster {

// Photos that look alike, before anybody has named any of them: the densest of a group and its nearest neighbours, the
// densest first. Small and pure on purpose: they are the samples from which the rest of a group is found.
using Group = std::vector<RowId>;

inline constexpr std::size_t kGroupNeighbours = 8;
inline constexpr std::size_t kGroupSample = 4096;

// Quick shift (Vedaldi and Soatto 2008) on nearest neighbours: each photo points to the nearest of its 8 that lies
// denser; one that has none is the middle of a group. Of more than 4,096 photos that many are looked at, chosen by a
// hash of their content: the time does not grow with the square of the photos, and a group that has fewer than some
// ten photos among those is found later, when the others are decided. A photo is in one group at most. Groups are
// ordered by density, the same whatever order the photos have, ties (equal content) by row.
// `rows`: the photos to group; each a row of the matrix. Empty below 2 photos.
std::vector<Group> FirstGroups(const Matrix& matrix, const Centring& centring, std::span<const RowId> rows);

}  // namespace photocluster
