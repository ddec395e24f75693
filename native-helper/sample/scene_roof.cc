#include "native-helper/sample/scene.h"
#include "native-helper/sample/sky.h"

namespace photocluster {
namespace {

constexpr Rgb kTileColours[] = {{0.44F, 0.15F, 0.075F}, {0.36F, 0.11F, 0.06F}, {0.50F, 0.22F, 0.12F},
                                {0.27F, 0.10F, 0.07F},  {0.17F, 0.16F, 0.17F}, {0.40F, 0.20F, 0.13F}};

// A slope of tiles under the sky, seen from a ladder, a neighbour's window or a drone. In metres; u along the eave, v
// up the slope.
class Roof {
 public:
  Roof(const Moment& moment, Draw& draw)
      : noises_(moment.noises), sky_(moment.noises, draw), aim_(draw.In(1.3F, 2.2F), draw.In(-0.55F, 0.55F), 0) {
    const float rise = draw.In(0.55F, 0.95F);
    cos_ = 1 / std::sqrt(1 + rise * rise);
    sin_ = rise * cos_;
    length_ = draw.In(3.2F, 5.5F);
    distance_ = draw.In(2.2F, 4.5F);
    depth_ = draw.In(0.9F, 2.4F);
    float wanted = draw.In(0.05F, 0.62F);
    if (draw.Chance(0.2F)) {  // close, without a sky
      wanted = draw.In(1.05F, 1.3F);
      depth_ += 1.2F;
      distance_ *= 0.55F;
    }
    const float ridge_y = (length_ * sin_ - depth_) / (distance_ + length_ * cos_);
    aim_ = Aim(aim_.focal, aim_.sin_yaw / aim_.cos_yaw, ridge_y - wanted / aim_.focal);
    seed_ = draw.Seed();
    colour_ = kTileColours[draw.Below(6)];
    is_flat_ = draw.Chance(0.3F);
    tile_wide_ = draw.In(0.24F, 0.32F);
    tile_high_ = draw.In(0.30F, 0.38F);
    light_ = draw.Sign() * draw.In(0.3F, 1.0F);
    sun_ = sky_.cover > 0.75F ? 0.72F : draw.In(0.9F, 1.25F);
    moss_ = draw.In(-0.2F, 0.75F);
    shift_ = draw.In(0, 5);
    has_window_ = draw.Chance(0.35F);
    has_panels_ = !has_window_ && draw.Chance(0.2F);
    has_chimney_ = draw.Chance(0.5F);
    fixture_u_ = draw.In(-1.4F, 1.0F) + (distance_ + 2.5F) * aim_.sin_yaw / aim_.cos_yaw;
    chimney_u_ = fixture_u_ + draw.Sign() * draw.In(1.4F, 2.2F);
  }

  Rgb Shade(Eye eye) const {
    const Ray ray = aim_.At(eye);
    const float facing = ray.y * cos_ - ray.z * sin_;
    const float t = facing < -1e-3F ? (-depth_ * cos_ - distance_ * sin_) / facing : 1e6F;
    const float v = (ray.y * t + depth_) * sin_ + (ray.z * t - distance_) * cos_;
    const bool on_roof = facing < -1e-3F && v < length_ + 0.1F;
    if (Rgb colour; has_chimney_ && Chimney(ray, colour)) return colour;
    if (!on_roof) return sky_.At(eye.x + aim_.sin_yaw * 2, ray.y / Most(ray.z, 0.2F));
    if (v < 0) return Below(ray.x * t, v, eye);
    return Slope(ray.x * t, v, NoiseTile::Level(t * 0.004F));
  }

 private:
  // Gutter and garden.
  Rgb Below(float u, float v, Eye eye) const {
    if (v > -0.16F) {
      const float round = (v + 0.16F) / 0.16F;
      const float shine = 0.16F + 0.45F * Bell((round - 0.7F) * 5) + 0.05F * noises_.clouds.At(u * 0.1F, 0.5F);
      return Rgb{0.85F, 0.9F, 1.0F} * (shine * sun_);
    }
    const float leaves = noises_.clouds.At(eye.x * 0.24F + shift_, eye.y * 0.24F, 2);
    return Mix({0.03F, 0.06F, 0.02F}, {0.20F, 0.28F, 0.09F}, Unit(0.45F + 0.9F * leaves)) * sun_;
  }

  Rgb Slope(float u, float v, int level) const {
    Rgb colour;
    if (v > length_ - 0.13F) {  // half-round tiles along the ridge
      const float along = Fract(u / 0.42F);
      const float round = (v - length_ + 0.13F) / 0.23F;
      colour =
          colour_ * ((0.75F + 0.5F * CellNoise(FloorInt(u / 0.42F), 7, seed_)) * (0.35F + 1.0F * Unit(round * 1.6F)));
      colour = colour * (along < 0.07F ? 0.45F : 1.0F);
    } else {
      colour = Tiles(u, v, level);
    }
    if (has_window_ || has_panels_) Fixture(u, v, colour);
    if (has_chimney_) {  // its shadow
      const float from = length_ * 0.72F;
      const float across = u - chimney_u_ - (from - v) * light_ * -0.9F;
      if (v < from + 0.3F && v > from - 1.1F && across > 0 && across < 0.62F) colour = colour * 0.42F;
    }
    const float stains = noises_.clouds.At(u * 0.05F + shift_, v * 0.02F + shift_);
    return colour * (sun_ * (1 + 0.35F * stains));
  }

  Rgb Tiles(float u, float v, int level) const {
    const float rows = v / tile_high_;
    const int row = FloorInt(rows);
    const float columns = u / tile_wide_ + (is_flat_ ? 0.5F * static_cast<float>(row & 1) : 0.0F);
    const int column = FloorInt(columns);
    const float in_row = rows - static_cast<float>(row);
    const float in_column = columns - static_cast<float>(column);
    const float own = CellNoise(column, row, seed_);
    const float tint = CellNoise(column, row, seed_ + 1);
    Rgb colour = colour_ * (0.72F + 0.55F * own);
    colour = Mix(colour, Rgb{colour.g, colour.g, colour.g}, 0.35F * tint);
    float shade = 1;
    if (is_flat_) {
      shade *= in_column < 0.05F ? 0.4F : 1.0F;
    } else {
      shade *= 0.72F + 0.45F * Sine(in_column + 0.12F * light_) * light_ + 0.25F * Sine(in_column * 0.5F);
      shade *= in_column < 0.09F ? 0.45F : 1.0F;
    }
    shade *= 1 - 0.65F * Step(0.80F, 0.98F, in_row);                       // in the shadow of the row above
    shade *= in_row < 0.07F ? 1.25F : 1.0F;                                // the edge that the light catches
    if (own > 0.994F) return Rgb{0.03F, 0.02F, 0.015F} * (0.6F + in_row);  // a tile is missing
    const float rough = noises_.grain.At(u * 0.35F, v * 0.35F, level);
    colour = colour * (shade * (1 + 0.3F * rough));
    const float growth =
        noises_.clouds.At(u * 0.16F + shift_, v * 0.13F) + 0.5F * noises_.grain.At(u * 0.1F, v * 0.1F, level);
    const float moss = Step(0.25F, 0.6F, growth + moss_ * 0.5F - 0.1F + 0.2F * in_row);
    return Mix(colour, Rgb{0.13F, 0.14F, 0.05F} * (0.7F + 0.6F * shade), moss * 0.8F);
  }

  // A roof window, or solar panels.
  void Fixture(float u, float v, Rgb& colour) const {
    const float x = u - fixture_u_;
    const float y = v - length_ * 0.3F;
    const float wide = has_panels_ ? 3.0F : 0.8F;
    const float high = has_panels_ ? 1.7F : 1.15F;
    if (x < -0.07F || x > wide + 0.07F || y < -0.09F || y > high + 0.07F) return;
    const bool in_glass = x > 0 && x < wide && y > 0 && y < high;
    const float gleam = 0.5F + 0.6F * noises_.clouds.At(x * 0.11F + shift_, y * 0.11F) + 0.3F * y;
    if (!in_glass) {
      colour = Rgb{0.20F, 0.20F, 0.21F} * (y < 0 ? 0.5F : 1.1F);
    } else if (has_panels_) {
      const float line = Least(Least(Fract(x * 6), Fract(y * 6)), Least(Fract(x), Fract(y / 1.7F)) * 2);
      colour = line < 0.06F ? Rgb{0.25F, 0.27F, 0.30F} : Rgb{0.015F, 0.03F, 0.09F} + sky_.horizon * (0.12F * gleam);
    } else {
      colour = Mix(Rgb{0.03F, 0.035F, 0.04F}, sky_.horizon, Unit(0.55F * gleam));
    }
  }

  // Bricks with a slab on top: the front and the side that is seen.
  bool Chimney(const Ray& ray, Rgb& colour) const {
    const float v = length_ * 0.72F;
    const float front = distance_ + v * cos_;
    const float foot = v * sin_ - depth_;
    const float top = foot + 1.25F;
    const float scale = front / Most(ray.z, 1e-3F);
    float u = ray.x * scale - chimney_u_;
    float y = ray.y * scale;
    float shade = light_ > 0 ? 0.75F : 1.0F;
    if (u < 0 || u > 0.62F || y < foot || y > top) {
      const bool is_right = chimney_u_ + 0.62F < 0;
      const float side = is_right ? chimney_u_ + 0.62F : chimney_u_;
      if (side * ray.x <= 0) return false;
      const float to_side = side / ray.x;
      const float z = ray.z * to_side - front;
      y = ray.y * to_side;
      if (z < 0 || z > 0.5F || y < foot + z * sin_ / cos_ || y > top) return false;
      u = z + 0.1F;
      shade = (light_ > 0) == is_right ? 0.35F : 1.1F;
    }
    if (y > top - 0.13F) {
      colour = Rgb{0.42F, 0.40F, 0.38F} * (shade * sun_);
      return true;
    }
    const int course = FloorInt(y / 0.08F);
    const float along = u / 0.24F + 0.5F * static_cast<float>(course & 1);
    const bool is_mortar = Fract(y / 0.08F) < 0.16F || Fract(along) < 0.06F;
    colour = is_mortar ? Rgb{0.34F, 0.31F, 0.28F}
                       : Rgb{0.34F, 0.13F, 0.08F} * (0.7F + 0.6F * CellNoise(FloorInt(along), course, seed_));
    colour = colour * (shade * sun_ * (0.75F + 0.25F * Unit((top - 0.13F - y) * 6)));
    return true;
  }

  const Noises& noises_;
  Sky sky_;
  Aim aim_;
  std::uint32_t seed_ = 0;
  Rgb colour_;
  float cos_ = 1, sin_ = 0, length_ = 4, distance_ = 3, depth_ = 2, tile_wide_ = 0.3F, tile_high_ = 0.35F;
  float light_ = 1, sun_ = 1, moss_ = 0, shift_ = 0, fixture_u_ = 0, chimney_u_ = 0;
  bool is_flat_ = false, has_window_ = false, has_panels_ = false, has_chimney_ = false;
};

}  // namespace

void PaintRoof(const Moment& moment, Canvas& canvas) {
  Draw draw(moment.seed);
  const Frame frame(canvas, moment, draw, 0.06F);
  const Roof roof(moment, draw);
  frame.Paint(canvas, [&](Eye eye) { return roof.Shade(eye); });
}

}  // namespace photocluster
