#include "shared/vectors/matrix.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace photocluster {
namespace {
constexpr std::align_val_t kCacheLine{64};
constexpr std::size_t kFirstCapacity = 64;
}  // namespace

void Matrix::AlignedDelete::operator()(std::int16_t* components) const { ::operator delete(components, kCacheLine); }

void Matrix::Reserve(std::size_t row_count) {
  if (row_count <= capacity_) return;
  fingerprints_.reserve(row_count);
  rows_.reserve(row_count);
  const std::size_t row_bytes = padded() * sizeof(std::int16_t);
  auto* grown = static_cast<std::int16_t*>(::operator new(row_count* row_bytes, kCacheLine));
  if (components_) std::memcpy(grown, components_.get(), this->row_count() * row_bytes);
  components_.reset(grown);
  capacity_ = row_count;
}

RowId Matrix::Add(const Fingerprint& fingerprint, VectorView vector) {
  const RowId row(static_cast<std::uint32_t>(row_count()));
  const auto [known, added] = rows_.try_emplace(fingerprint, row);
  if (!added) return known->second;
  // `vector` may be a row of this matrix, which growing moves.
  if (row_count() == capacity_) {
    const Vector copy(vector.begin(), vector.end());
    Reserve(std::max(kFirstCapacity, capacity_ * 2));
    std::copy(copy.begin(), copy.end(), components_.get() + row.value() * padded());
  } else {
    std::copy(vector.begin(), vector.end(), components_.get() + row.value() * padded());
  }
  fingerprints_.push_back(fingerprint);
  return row;
}

RowId Matrix::Find(const Fingerprint& fingerprint) const {
  const auto found = rows_.find(fingerprint);
  return found == rows_.end() ? RowId() : found->second;
}

}  // namespace photocluster
