#include "native-helper/sample/scene.h"

namespace photocluster {
namespace {

// The sun going down over water. `low_` 0: still warm and yellow; 1: gone, violet.
class Sea {
 public:
  Sea(const Moment& moment, Draw& draw) : noises_(moment.noises) {
    horizon_ = draw.In(-0.25F, 0.35F);
    low_ = draw.In(0, 1);
    sun_x_ = draw.In(-0.9F, 0.9F);
    sun_y_ = horizon_ + Mix(0.42F, -0.06F, low_);
    cover_ = draw.In(-0.1F, 0.55F);
    u_ = draw.In(0, 9);
    v_ = draw.In(0, 9);
    swell_ = draw.In(0.4F, 1.2F);
    beach_ = draw.Chance(0.5F) ? draw.In(-0.95F, -0.5F) : -9.0F;
    beach_slope_ = draw.In(-0.3F, 0.3F);
    headland_ = draw.Chance(0.5F) ? draw.In(0.12F, 0.4F) : 0.0F;
    headland_side_ = draw.Sign();
    rocks_ = beach_ < -1 && draw.Chance(0.5F) ? draw.In(0.2F, 0.6F) : 0.0F;
    boat_ = draw.Chance(0.35F) ? draw.In(0.05F, 0.16F) : 0.0F;
    boat_x_ = draw.In(-0.9F, 0.9F);
    birds_ = draw.Chance(0.4F) ? 3 + draw.Below(5) : 0;
    seed_ = draw.Seed();
    rock_seed_ = draw.In(0, 9);
    rock_ = Profile([this](float x) { return RockTop(x); });
    land_ = Profile([this](float x) { return LandTop(x); });
    v_ += static_cast<float>(moment.burst) * 0.31F;
  }

  Rgb Shade(Eye eye) const {
    const float foam_line = beach_ + beach_slope_ * eye.x + 0.05F * noises_.clouds.At(eye.x * 0.2F + u_, v_, 1);
    Rgb colour = eye.y > horizon_ ? Sky(eye.x, eye.y - horizon_)
                                  : (eye.y > foam_line ? Water(eye, 1) : Sand(eye, foam_line - eye.y));
    Dark(eye, colour);
    return colour;
  }

 private:
  Rgb Sky(float x, float up) const {
    const float dusk = low_ * low_;
    const Rgb edge = Mix(Rgb{1.05F, 0.66F, 0.28F}, Rgb{0.75F, 0.22F, 0.10F}, dusk);
    const Rgb middle = Mix(Rgb{0.72F, 0.58F, 0.46F}, Rgb{0.32F, 0.16F, 0.22F}, dusk);
    const Rgb high = Mix(Rgb{0.22F, 0.33F, 0.52F}, Rgb{0.045F, 0.06F, 0.16F}, dusk);
    Rgb colour = Mix(Mix(edge, middle, Step(0, 0.45F, up)), high, Step(0.15F, 1.25F, up));
    const float dx = x - sun_x_;
    const float dy = up + horizon_ - sun_y_;
    const float away = Length(dx, dy);
    const float near = 1 / (up + 0.22F);
    const float cu = x * near * 0.10F + u_;
    const float cv = near * 0.5F + v_ * 0.05F;
    const float shape = noises_.clouds.At(cu, cv) + 0.4F * noises_.clouds.At(cu * 3, cv * 2.2F);
    const float thick = Step(0.45F - cover_, 1.05F - cover_, shape);
    const float glow = Bell(away * 1.5F);
    const float rim = thick * (1 - thick) * 4;
    const Rgb cloud = Mix(high * 0.75F, edge * 1.15F, Unit(0.9F * glow + 0.35F * rim + 0.25F * Bell(up * 3)));
    colour = Mix(colour, cloud, thick * 0.85F);
    const Rgb light = Mix(Rgb{1.5F, 1.1F, 0.55F}, Rgb{1.2F, 0.45F, 0.14F}, dusk);
    colour = colour + light * (0.75F * Bell(away * 4.5F) * (1 - 0.6F * thick));
    if (sun_y_ > horizon_ - 0.07F) colour = colour + light * (2.2F * Step(0.075F, 0.065F, away) * (1 - 0.8F * thick));
    return colour;
  }

  // Waves mirror higher parts of the sky than still water would, and the sun in many places.
  Rgb Water(Eye eye, float roughness) const {
    const float down = horizon_ - eye.y;
    const float z = 1 / (down + 0.015F);
    const int level = NoiseTile::Level(z * z * 0.00025F);
    const float x = eye.x * z;
    const float wave = 0.9F * noises_.clouds.At(x * 0.05F + u_, z * 0.25F + v_, level) +
                       0.55F * noises_.grain.At(x * 0.045F + v_, z * 0.16F + u_, level) * Step(14, 3, z) +
                       0.5F * noises_.grain.At(eye.x * 0.5F + v_, z * 0.25F + eye.y, 1);
    const float slope = wave * swell_ * roughness;
    const Rgb mirrored = Sky(eye.x + 0.06F * slope, Abs(down * 0.9F + 0.12F + 0.22F * slope));
    const Rgb deep = Mix(Rgb{0.03F, 0.075F, 0.10F}, Rgb{0.012F, 0.016F, 0.035F}, low_);
    Rgb colour = Mix(deep, mirrored, Unit(0.60F - 0.25F * down + 0.55F * slope));
    const float wide = 0.05F + 0.28F * down;
    const float column = Bell((eye.x - sun_x_) / wide);
    const float sparkle = Step(0.05F, 0.6F, wave + 0.25F * column);
    const Rgb light = Mix(Rgb{1.7F, 1.2F, 0.55F}, Rgb{1.1F, 0.4F, 0.13F}, low_);
    return colour + light * (column * (0.12F + 1.2F * sparkle) * Mix(1, 0.55F, low_));
  }

  Rgb Sand(Eye eye, float in) const {
    const float ripples =
        noises_.clouds.At(eye.x * 0.5F + u_, in * 1.6F) + 0.6F * noises_.grain.At(eye.x * 0.7F, in * 1.5F);
    const Rgb dry = Mix(Rgb{0.30F, 0.22F, 0.14F}, Rgb{0.07F, 0.055F, 0.06F}, low_) * (0.9F + 0.35F * ripples);
    const float lace = noises_.grain.At(eye.x * 0.4F, in * 0.9F + v_);
    const float foam = Step(0.06F, 0, in) * Step(-0.2F, 0.35F, lace + 0.4F) +
                       Step(0.035F, 0.045F, in) * Step(0.065F, 0.055F, in) * 0.5F;
    const Rgb wet = Mix(dry * 0.5F, Sky(eye.x, 0.5F - in), 0.45F + 0.1F * ripples);
    const Rgb sand = Mix(wet, dry, Step(0.1F, 0.4F, in));
    return Mix(sand, Mix(Rgb{0.85F, 0.75F, 0.66F}, Rgb{0.32F, 0.26F, 0.30F}, low_), Unit(foam) * 0.8F);
  }

  float RockTop(float x) const {
    return -1.05F + rocks_ *
                        (0.9F + 1.2F * noises_.ridges.At(x * 0.07F + rock_seed_, 0.3F, 1) +
                         0.25F * noises_.clouds.At(x * 0.5F, rock_seed_)) *
                        (0.5F + 0.5F * Unit(Abs(x - headland_side_)));
  }
  float LandTop(float x) const {
    const float along = x * headland_side_;
    return horizon_ - 0.01F + headland_ * Step(0.1F, 1.4F, along) +
           0.12F * headland_ * noises_.clouds.At(x * 0.4F, u_) * Step(0.1F, 0.5F, along);
  }

  // What stands against the light.
  void Dark(Eye eye, Rgb& colour) const {
    const Rgb shape = Rgb{0.05F, 0.035F, 0.035F} * (1.2F - 0.7F * low_);
    if (headland_ > 0) {
      const float along = eye.x * headland_side_;
      if (along > 0.1F && eye.y > horizon_ - 0.012F && eye.y < land_.At(eye.x)) {
        colour = Mix(shape, colour, 0.25F + 0.12F * noises_.clouds.At(eye.x, eye.y * 2));
      }
    }
    if (rocks_ > 0) {
      const float top = rock_.At(eye.x);
      if (eye.y < top) {
        const float face = noises_.ridges.At(eye.x * 0.3F + rock_seed_, eye.y * 0.35F) -
                           noises_.ridges.At(eye.x * 0.3F + rock_seed_ + 0.006F, eye.y * 0.35F - 0.008F) +
                           0.2F * noises_.grain.At(eye.x * 0.3F, eye.y * 0.4F);
        colour = shape * (0.5F + Unit(0.5F + 1.6F * face) * 1.6F + Step(0.03F, 0, top - eye.y) * 1.8F);
      }
    }
    if (boat_ > 0) Boat((eye.x - boat_x_) / boat_, (eye.y - horizon_ + 0.02F) / boat_, shape, colour);
    for (int i = 0; i < birds_; ++i) {
      const float x = eye.x - 1.6F * (CellNoise(i, 1, seed_) - 0.5F) - 0.3F;
      const float y = eye.y - horizon_ - 0.25F - 0.45F * CellNoise(i, 2, seed_);
      const float wing = 0.02F + 0.015F * CellNoise(i, 3, seed_);
      if (Abs(x) < wing && Abs(y - 0.5F * Abs(x) + 1.2F / wing * x * x * 0.25F) < 0.0035F) colour = shape;
    }
  }

  static void Boat(float x, float y, Rgb shape, Rgb& colour) {
    const bool is_hull = y > -0.12F && y < 0.1F && Abs(x) < 0.5F + 0.8F * y;
    const bool is_sail =
        y > 0.14F && y < 1.5F &&
        ((x > 0.03F && x < 0.42F * (1.5F - y) / 1.36F) || (x < -0.02F && x > -0.3F * (1.25F - y) / 1.1F));
    if (is_hull || is_sail) colour = Mix(shape, colour, is_sail ? 0.18F : 0.0F);
  }

  const Noises& noises_;
  float horizon_, low_, sun_x_, sun_y_, cover_, u_, v_, swell_, beach_, beach_slope_, headland_, headland_side_, rocks_;
  float boat_, boat_x_, rock_seed_;
  int birds_;
  std::uint32_t seed_;
  Profile rock_, land_;
};

}  // namespace

void PaintSea(const Moment& moment, Canvas& canvas) {
  Draw draw(moment.seed);
  const Frame frame(canvas, moment, draw, 0.035F);
  const Sea sea(moment, draw);
  frame.Paint(canvas, [&](Eye eye) { return sea.Shade(eye); });
}

}  // namespace photocluster
