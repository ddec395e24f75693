#include "shared/clustering/scores.h"

#include "shared/vectors/dot.h"

namespace photocluster {
namespace {

// Columns to be computed from the same row on.
struct Batch {
  std::vector<const std::int16_t*> directions;
  std::vector<std::int32_t*> outs;

  void Compute(const Matrix& matrix, std::size_t first_row) const {
    DotBlock(matrix.data() + first_row * matrix.padded(), matrix.row_count() - first_row, matrix.padded(), directions,
             outs);
  }
};

}  // namespace

void Scores::Refresh(const Matrix& matrix, const ClusterSet& clusters) {
  const std::size_t known_rows = row_count_;
  row_count_ = matrix.row_count();
  columns_.resize(clusters.slot_count());
  Batch whole;     // of clusters that changed
  Batch appended;  // of the others: only the rows added since
  for (const ClusterId id : clusters.ByName()) {
    CachedColumn& column = columns_[id.value()];
    const bool changed = column.version != clusters.version(id);
    if (!changed && known_rows == row_count_) continue;
    column.version = clusters.version(id);
    const Vector* direction = clusters.direction(id);
    column.dots.resize(direction ? row_count_ : 0);
    if (!direction) continue;
    Batch& batch = changed ? whole : appended;
    batch.directions.push_back(direction->data());
    batch.outs.push_back(column.dots.data() + (changed ? 0 : known_rows));
  }
  whole.Compute(matrix, 0);
  appended.Compute(matrix, known_rows);
}

}  // namespace photocluster
