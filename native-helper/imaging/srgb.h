#pragma once
#include <string_view>

#include "shared/vectors/rgb_image.h"

namespace photocluster {

// The colour space an ICC profile is for, as its header names it: "RGB ", "CMYK", "GRAY"; empty: no profile.
std::string_view IccSpace(std::string_view icc);

// Turns pixels of the colour space that the RGB profile `icc` describes into sRGB, in place. A profile
// that is not for RGB or is broken changes nothing: such a photo is shown as most programs show it.
// Most profiles found in photos are sRGB under many names ("c2", "sRGB built-in"); building a transform
// for them would cost more (7 ms) than decoding a photo of one megapixel. So each profile is asked once
// what it does to a grid of colours, and one that moves none of them by more than 2 of 255 is left alone
// from then on (0.01 ms). Thread-safe. REQUIRES: an ImagingLibrary is alive.
void ConvertToSrgb(RgbImage& image, std::string_view icc);

}  // namespace photocluster
