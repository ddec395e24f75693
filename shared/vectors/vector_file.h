#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/fingerprint.h"
#include "shared/base/result.h"
#include "shared/vectors/embedding.h"
#include "shared/vectors/matrix.h"

namespace photocluster {

// The bytes of `.clustering/embeddings/<model>.pce`: the vectors of one model by fingerprint. A header, then blocks
// that are only ever appended, each with its own checks, so that a torn tail or a damaged byte costs the block it
// hits and no other. It is a cache: what is lost is embedded again. README.md of this room draws every byte.

// What is known about one photo's vector.
struct VectorEntry {
  Fingerprint fingerprint;
  VectorView vector;        // padded; empty: this photo has no vector, because of
  std::string_view reason;  // one sentence, used only then
};

struct VectorFileHead {
  std::string model;            // the model's id, 1 to kMaxModelId bytes
  std::uint32_t dimension = 0;  // 1 to kMaxDimension, without padding

  bool operator==(const VectorFileHead&) const = default;
};
inline constexpr std::size_t kMaxModelId = 232;
inline constexpr std::uint32_t kMaxDimension = 8192;

// The beginning of a file. REQUIRES: model and dimension within the limits above
std::string VectorFileHeader(const VectorFileHead& head);

// One block. Best with some hundred entries: one checksum and one append each.
// REQUIRES: every entry has a vector of PaddedSize(dimension) components or a reason (cut at kMaxReason bytes); fewer
// than 2^31 bytes in all
inline constexpr std::size_t kMaxReason = 65535;
std::string VectorBlock(std::uint32_t dimension, std::span<const VectorEntry> entries);

// A photo that the model could not embed, with the reason that was stored first.
struct NoVector {
  Fingerprint fingerprint;
  std::string reason;

  bool operator==(const NoVector&) const = default;
};

struct VectorFileContent {
  VectorFileHead head;
  std::vector<NoVector> without;    // in file order; no photo that has a vector in the matrix
  std::size_t good_length = 0;      // end of the last good block (or of the header): append only here
  std::size_t damaged_blocks = 0;   // skipped: their photos are embedded again. A torn tail counts as one
  std::size_t refused_vectors = 0;  // not unit vectors: skipped, and to be embedded again
};

// How many of these bytes are the header and whole blocks, when they are the beginning of a file that is still coming:
// what ReadVectorFile reads without taking the rest for torn. 0 before the header is whole.
std::size_t WholeLength(std::string_view bytes);
inline constexpr std::size_t kVectorFileHeader = 512;  // bytes

// Errors: kDamaged when the header is no header of this format or fails its check; kUnsupported when a newer version
// wrote it.
Result<VectorFileHead> ReadVectorFileHead(std::string_view bytes);

// Adds the vectors of a file to `matrix`; the first one stored wins. An empty matrix of another dimension becomes one
// of the file's. Errors: those of ReadVectorFileHead; kBadInput when the matrix has rows of another dimension.
Result<VectorFileContent> ReadVectorFile(std::string_view bytes, Matrix& matrix);

}  // namespace photocluster
