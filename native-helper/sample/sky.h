#pragma once
#include "native-helper/sample/scene.h"

namespace photocluster {

// A sky by day: from haze at the horizon to blue, with clouds that come closer together towards the horizon.
struct Sky {
  const Noises& noises;
  Rgb zenith{0.10F, 0.25F, 0.62F};
  Rgb horizon{0.62F, 0.74F, 0.86F};
  float cover = 0.5F;  // 0 no cloud, 1 overcast
  float u = 0;         // where in the noise
  float v = 0;
  float light = 1;

  Sky(const Noises& of, Draw& draw);
  // `up`: how far above the horizon, in units of an Eye.
  Rgb At(float x, float up) const;
};

}  // namespace photocluster
