#pragma once
#include <optional>
#include <string_view>

#include "native-helper/imaging/decode.h"

namespace photocluster {

// A camera's RAW file, by the preview that the camera put into it. Nothing when LibRaw does not know the
// file as RAW. Errors: kUnsupported when there is no preview or in a form we cannot show, kDamaged when
// it cannot be read, with LibRaw's reason. Threads as DecodePhoto.
std::optional<Result<DecodedPhoto>> DecodeRaw(std::string_view content, int wanted_short_side);

}  // namespace photocluster
