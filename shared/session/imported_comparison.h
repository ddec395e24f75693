#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/archive_fields.h"
#include "shared/base/id.h"
#include "shared/journal/legacy.h"
#include "shared/protocol/notice.h"
#include "shared/session/state.h"

namespace photocluster {

// The original program does not name the model of its vectors, and 512 numbers fit many. A model is taken for the same
// when photos that it has embedded here agree with the vectors stored for them.
inline constexpr std::size_t kMostCompared = 32;  // photos
inline constexpr double kSameModel = 0.98;        // the least median cosine

// What a comparison came to, as the setting kImportedVectorsKey says it.
struct ImportedComparison {
  std::string model;
  double cosine = 0;         // the median, six decimals
  std::uint64_t photos = 0;  // compared; 0: nothing could be

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(model), NVP(cosine), NVP(photos));
  }
  bool agrees() const { return photos > 0 && cosine >= kSameModel; }
};

// Imported photos whose cluster has stored vectors, in the order of the log.
std::vector<PhotoId> ComparablePhotos(const State& state);

// Whether the vectors at hand have as many components as the stored ones.
bool HasImportedDimension(const State& state);

// With the vectors at hand, of up to kMostCompared photos that have one. `log`: ours. `stored`: the original's
// state.json as it was kept. The n-th line of its log about a cluster goes with the n-th vector of it, in clusters that
// have a vector for each line.
ImportedComparison CompareImported(const State& state, std::string_view log, const LegacyState& stored);

// For the user.
Notice NoticeOf(const ImportedComparison& comparison);

}  // namespace photocluster
