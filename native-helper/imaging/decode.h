#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/vectors/rgb_image.h"

namespace photocluster {

// What a file says about itself before its pixels are decoded.
struct PhotoFacts {
  Orientation orientation = Orientation::kUpright;  // to be applied to the pixels of DecodedPhoto
  std::optional<std::int64_t> taken_ms;             // EXIF date taken, local wall-clock read as UTC, ms
};

struct DecodedPhoto {
  RgbImage image;  // sRGB, alpha on white, NOT yet turned: see facts.orientation
  PhotoFacts facts;
};

// Decodes a photo from its content (the format is told by the bytes, never by the name) so that the
// short side is at least `wanted_short_side` pixels where the photo has that many; the decoder may give
// more and uses its own cheap scaling where that is exact enough.
// Errors: kUnsupported (not an image we know), kDamaged (an image that cannot be decoded, or declares more
// than kMaxPixels pixels), each with the reason in one sentence.
// Thread-safe. REQUIRES: an ImagingLibrary is alive.
inline constexpr std::int64_t kMaxPixels = 268'402'689;  // what a 16383 x 16383 WebP, the largest there is, has
Result<DecodedPhoto> DecodePhoto(std::string_view content, int wanted_short_side);

// Starts and stops the decoding libraries; one for the whole program, made before any thread.
class ImagingLibrary {
 public:
  explicit ImagingLibrary(const char* program_name);
  ~ImagingLibrary();
  ImagingLibrary(const ImagingLibrary&) = delete;
  ImagingLibrary& operator=(const ImagingLibrary&) = delete;
};

}  // namespace photocluster
