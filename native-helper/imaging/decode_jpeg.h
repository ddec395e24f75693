#pragma once
#include <string_view>

#include "native-helper/imaging/decode.h"

namespace photocluster {

// A JPEG, the first picture of several. Errors and threads as DecodePhoto.
Result<DecodedPhoto> DecodeJpeg(std::string_view content, int wanted_short_side);

}  // namespace photocluster
