#pragma once
#include <string>

#include "native-helper/sample/album.h"
#include "shared/base/result.h"
#include "shared/vectors/rgb_image.h"

namespace photocluster {

// A DNG of the picture as a camera writes it: the JPEG as its preview, and a sensor of half the sides with one colour
// a pixel (RGGB, 16 bits, no compression). Any thread may call it.
Result<std::string> RawFile(const Shot& shot, const RgbImage& upright);

}  // namespace photocluster
