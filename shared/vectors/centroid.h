#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "shared/base/archive_fields.h"
#include "shared/vectors/embedding.h"

namespace photocluster {

// The sum of a cluster's vectors and their number. Sums are integers, so Remove is the exact inverse of Add in any
// order: undo leaves no drift. int64 holds 2.8e14 vectors.
struct Centroid {
  static constexpr const char* kTypeName = "Centroid";
  std::vector<std::int64_t> sum;  // padded like a Vector; empty while count is 0
  std::uint64_t count = 0;

  // REQUIRES: all vectors of one Centroid have the same size
  void Add(VectorView vector);
  // REQUIRES: `vector` was added before and has not been removed since
  void Remove(VectorView vector);
  // The same of all vectors of another one.
  void Add(const Centroid& other);
  void Remove(const Centroid& other);

  // The sum as a unit vector. None when there are no vectors or they cancel out exactly.
  std::optional<Vector> Direction() const;

  bool operator==(const Centroid&) const = default;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(sum), NVP(count));
  }
};

}  // namespace photocluster
