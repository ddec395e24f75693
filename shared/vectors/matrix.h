#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "shared/base/fingerprint.h"
#include "shared/base/id.h"
#include "shared/vectors/embedding.h"

namespace photocluster {

// All vectors of a root under one model, one row each, in the order they came. Rows lie one behind the other in one
// piece of memory that starts on a cache line, so that a pass over all of them runs at the speed of the memory
// (100,000 rows of 512 components are 102 MB). Rows are never changed or removed: RowIds stay valid, pointers and
// views do so until the next Add or Reserve.
class Matrix {
 public:
  Matrix() = default;  // of dimension 0: no model yet, takes no rows
  explicit Matrix(std::size_t dimension) : dimension_(dimension) {}
  Matrix(Matrix&&) = default;
  Matrix& operator=(Matrix&&) = default;

  std::size_t dimension() const { return dimension_; }  // without padding
  std::size_t padded() const { return PaddedSize(dimension_); }
  std::size_t row_count() const { return fingerprints_.size(); }

  void Reserve(std::size_t row_count);

  // The first vector stored wins: a fingerprint that is known returns its row and changes nothing.
  // REQUIRES: IsUnitVector(vector, dimension()), fingerprint.known()
  RowId Add(const Fingerprint& fingerprint, VectorView vector);

  // The row of the photo with this content, or no RowId.
  RowId Find(const Fingerprint& fingerprint) const;

  // REQUIRES: a row of this matrix
  VectorView Row(RowId row) const { return {data() + row.value() * padded(), padded()}; }
  const Fingerprint& fingerprint(RowId row) const { return fingerprints_[row.value()]; }

  const std::int16_t* data() const { return components_.get(); }

 private:
  struct AlignedDelete {
    void operator()(std::int16_t* components) const;
  };

  std::size_t dimension_ = 0;
  std::size_t capacity_ = 0;  // in rows
  std::unique_ptr<std::int16_t[], AlignedDelete> components_;
  std::vector<Fingerprint> fingerprints_;  // by row
  std::unordered_map<Fingerprint, RowId, FingerprintHash> rows_;
};

}  // namespace photocluster
