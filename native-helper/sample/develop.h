#pragma once
#include "native-helper/sample/album.h"
#include "native-helper/sample/noise.h"
#include "shared/vectors/rgb_image.h"

namespace photocluster {

// Paints the scene of a shot and takes it with the shot's camera; upright.
RgbImage Develop(const Shot& shot, const Noises& noises);

// The pixels as a camera held so stores them: turned by `orientation` they stand upright again.
RgbImage Stored(const RgbImage& upright, Orientation orientation);

}  // namespace photocluster
