#include "native-helper/sample/sky.h"

namespace photocluster {

Sky::Sky(const Noises& of, Draw& draw) : noises(of) {
  cover = draw.In(0.05F, 0.95F);
  u = draw.In(0, 8);
  v = draw.In(0, 8);
  light = draw.In(0.8F, 1.1F);
  const float haze = draw.In(0, 1);
  zenith = Mix({0.07F, 0.21F, 0.60F}, {0.22F, 0.38F, 0.66F}, haze);
  horizon = Mix({0.50F, 0.68F, 0.90F}, {0.78F, 0.80F, 0.80F}, haze);
  if (cover > 0.78F) {  // overcast
    zenith = Mix(zenith, {0.50F, 0.54F, 0.60F}, 0.8F);
    horizon = Mix(horizon, {0.76F, 0.78F, 0.80F}, 0.8F);
  }
}

Rgb Sky::At(float x, float up) const {
  const float height = Most(up, 0);
  Rgb colour = Mix(horizon, zenith, height / (height + 0.55F) * 1.25F);
  const float near = 1 / (height + 0.35F);
  const float cu = x * near * 0.22F + u;
  const float cv = near * 0.55F + v;
  const float shape = noises.clouds.At(cu, cv) + 0.5F * noises.clouds.At(cu * 2.7F + 0.3F, cv * 2.7F);
  const float edge = 0.55F - 1.1F * cover;
  const float thick = Step(edge, edge + 0.55F, shape);
  if (thick <= 0) return colour * light;
  // The side towards the light is bright, the belly grey.
  const float lit =
      Unit(0.62F + 0.9F * (shape - noises.clouds.At(cu + 0.012F, cv - 0.03F) - 0.25F) - 0.25F * thick * cover);
  const Rgb cloud = Mix({0.42F, 0.45F, 0.52F}, {1.0F, 0.99F, 0.97F}, lit);
  colour = Mix(colour, cloud, thick * 0.92F * Unit(0.3F + height * 3));
  return colour * light;
}

}  // namespace photocluster
