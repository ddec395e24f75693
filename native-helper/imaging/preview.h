#pragma once
#include <array>
#include <string>
#include <string_view>

#include "native-helper/imaging/decode.h"
#include "shared/base/result.h"

namespace photocluster {

// The long sides of the pictures that pages show, in pixels.
inline constexpr std::array<int, 3> kPreviewSides = {256, 512, 2048};

struct Previews {
  std::array<std::string, 3> jpegs;  // in the order of kPreviewSides; upright, sRGB, never larger than the photo
  PhotoFacts facts;
};

// All sizes from one decode of a photo's content. Errors and threads as DecodePhoto.
Result<Previews> MakePreviews(std::string_view content);

}  // namespace photocluster
