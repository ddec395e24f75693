#include "native-helper/sample/animal.h"

#include "native-helper/sample/maths.h"

namespace photocluster {
namespace {

float ToEllipse(float x, float y, float cx, float cy, float wide, float high) {
  const float dx = (x - cx) / wide;
  const float dy = (y - cy) / high;
  return (Length(dx, dy) - 1) * Least(wide, high);
}

// Bodies grow together where they meet.
float Join(float a, float b, float soft) {
  const float h = Unit(0.5F + 0.5F * (b - a) / soft);
  return Mix(b, a, h) - soft * h * (1 - h);
}

float ToBone(float x, float y, float x0, float y0, float x1, float y1, float thick0, float thick1) {
  const float along =
      Unit(((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / ((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0)));
  return ToSegment(x, y, x0, y0, x1, y1) - Mix(thick0, thick1, along);
}

}  // namespace

Animal::Animal(Draw& draw) {
  beast_ = static_cast<Beast>(draw.Below(2));
  has_antlers_ = draw.Chance(0.5F);
  stride_ = draw.In(-0.12F, 0.12F);
  const float nod = draw.In(-0.1F, 0.1F);
  const bool grazes = beast_ == Beast::kDeer && draw.Chance(0.35F);
  size_ = beast_ == Beast::kDeer ? 1.0F : 1.2F;
  head_x_ = beast_ == Beast::kDeer ? (grazes ? 0.98F : 0.82F) : 0.84F;
  head_y_ = (beast_ == Beast::kDeer ? (grazes ? 0.30F : 1.32F) : 0.58F) + nod * 0.5F;
}

float Animal::Away(float x, float y) const {
  const float low = beast_ == Beast::kBoar ? 0.40F : 0.55F;
  const float leg = beast_ == Beast::kBoar ? 0.055F : 0.034F;
  float away = 9;
  if (beast_ == Beast::kDeer) {
    away = Join(ToEllipse(x, y, -0.02F, 0.80F, 0.55F, 0.21F), ToEllipse(x, y, 0.35F, 0.79F, 0.24F, 0.23F), 0.12F);
    away = Join(away, ToBone(x, y, 0.45F, 0.86F, head_x_ - 0.06F, head_y_, 0.13F, 0.075F), 0.08F);
    away = Join(away, ToBone(x, y, head_x_ - 0.03F, head_y_ + 0.02F, head_x_ + 0.22F, head_y_ - 0.09F, 0.078F, 0.04F),
                0.04F);
    away =
        Least(away, ToBone(x, y, head_x_ - 0.05F, head_y_ + 0.05F, head_x_ - 0.16F, head_y_ + 0.17F, 0.035F, 0.012F));
    if (has_antlers_) {
      const float ax = head_x_ - 0.02F;
      away = Least(away, ToBone(x, y, ax, head_y_ + 0.06F, ax - 0.08F, head_y_ + 0.42F, 0.018F, 0.010F));
      away = Least(away, ToBone(x, y, ax - 0.04F, head_y_ + 0.22F, ax + 0.13F, head_y_ + 0.34F, 0.014F, 0.008F));
      away = Least(away, ToBone(x, y, ax - 0.07F, head_y_ + 0.34F, ax + 0.06F, head_y_ + 0.50F, 0.013F, 0.008F));
    }
    away = Least(away, ToBone(x, y, -0.55F, 0.86F, -0.62F, 0.74F, 0.04F, 0.025F));
  } else {
    away = Join(ToEllipse(x, y, 0, 0.62F, 0.60F, 0.31F), ToEllipse(x, y, 0.34F, 0.70F, 0.34F, 0.32F), 0.15F);
    away = Join(away, ToBone(x, y, 0.5F, 0.62F, head_x_ + 0.22F, head_y_ - 0.14F, 0.22F, 0.07F), 0.10F);
    away = Least(away, ToBone(x, y, 0.60F, 0.82F, 0.62F, 0.98F, 0.06F, 0.015F));
    away = Least(away, ToBone(x, y, -0.58F, 0.66F, -0.68F, 0.42F, 0.02F, 0.02F));
  }
  const float feet[4] = {-0.46F + stride_, -0.38F - stride_, 0.36F + stride_, 0.45F - stride_};
  const float hips[4] = {-0.42F, -0.40F, 0.38F, 0.42F};
  for (int i = 0; i < 4; ++i) {
    const float knee = Mix(hips[i], feet[i], 0.5F) + (i < 2 ? -0.045F : 0.02F);
    away = Join(away, ToBone(x, y, hips[i], low + 0.15F, knee, low * 0.5F, leg * 2.4F, leg), 0.05F);
    away = Least(away, ToBone(x, y, knee, low * 0.5F, feet[i], 0.02F, leg, leg * 0.85F));
  }
  return away;
}

}  // namespace photocluster
