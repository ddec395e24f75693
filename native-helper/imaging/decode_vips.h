#pragma once
#include <string_view>

#include "native-helper/imaging/decode.h"
#include "native-helper/imaging/image_format.h"

namespace photocluster {

// Every format but RAW, through libvips: the first page or frame, on white, 8 bits, sRGB. HEIF pixels
// come upright (the container turns them, not EXIF). Errors and threads as DecodePhoto.
// REQUIRES: format is not kOther.
Result<DecodedPhoto> DecodeWithVips(ImageFormat format, std::string_view content, int wanted_short_side);

}  // namespace photocluster
