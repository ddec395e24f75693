#pragma once
#include <cstdint>

#include "native-helper/sample/image.h"
#include "shared/vectors/rgb_image.h"

namespace photocluster {

// What a camera makes of the light.
struct Lens {
  float exposure = 1;
  Rgb white{1, 1, 1};     // colour temperature
  float vignette = 0.2F;  // how much darker the corners are
  float noise = 2;        // deviation in 255ths, in the middle tones; more in the dark
  float contrast = 1;     // 1 film's own
  bool grey = false;      // infrared
  std::uint64_t seed = 0;
};

// Blurs by three boxes of `radius` pixels, which is nearly a Gaussian.
void Soften(Canvas& canvas, int radius);

// Exposure, corners, film curve, sRGB, sensor noise.
RgbImage Expose(const Canvas& canvas, const Lens& lens);

}  // namespace photocluster
