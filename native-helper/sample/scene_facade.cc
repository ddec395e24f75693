#include "native-helper/sample/scene.h"
#include "native-helper/sample/sky.h"

namespace photocluster {
namespace {

constexpr Rgb kBrickColours[] = {
    {0.36F, 0.12F, 0.075F}, {0.42F, 0.19F, 0.11F}, {0.28F, 0.11F, 0.08F}, {0.50F, 0.36F, 0.20F}, {0.40F, 0.16F, 0.12F}};

// A house of bricks across a street: u along the street, v up, in metres.
class Facade {
 public:
  Facade(const Moment& moment, Draw& draw)
      : noises_(moment.noises),
        sky_(moment.noises, draw),
        aim_(draw.In(1.5F, 2.1F), draw.In(-0.8F, 0.8F), draw.In(0.02F, 0.34F)) {
    const float turned = aim_.sin_yaw / aim_.cos_yaw;
    distance_ = draw.In(7, 14);
    middle_ = distance_ * turned;
    eye_height_ = draw.In(1.5F, 4.5F);
    bay_ = draw.In(2.0F, 3.1F);
    storey_ = draw.In(2.9F, 3.5F);
    top_ = storey_ * static_cast<float>(2 + draw.Below(4)) + 0.9F;
    window_wide_ = draw.In(0.95F, 1.35F);
    window_high_ = draw.In(1.5F, 1.95F);
    brick_ = kBrickColours[draw.Below(5)];
    mortar_ = Mix(Rgb{0.45F, 0.42F, 0.38F}, brick_, draw.In(0, 0.6F));
    frame_ = draw.Chance(0.65F) ? Rgb{0.75F, 0.75F, 0.72F} : Rgb{0.10F, 0.12F, 0.09F};
    stone_ = draw.Chance(0.5F) ? Rgb{0.60F, 0.56F, 0.48F} : Rgb{0.42F, 0.41F, 0.40F};
    is_arched_ = draw.Chance(0.3F);
    panes_ = 1 + draw.Below(3);
    light_ = draw.Sign();
    sun_ = sky_.cover > 0.75F ? 0.8F : draw.In(0.95F, 1.3F);
    shade_from_ = sky_.cover < 0.75F && draw.Chance(0.5F) ? draw.In(1, 7) : -99.0F;
    shade_slope_ = draw.In(-0.8F, 0.8F);
    seed_ = draw.Seed();
    shift_ = draw.In(0, 9);
    door_ = FloorInt(middle_ / bay_) + draw.Below(3) - 1;
    pipe_ = bay_ * static_cast<float>(FloorInt(middle_ / bay_) + draw.Below(3) - 1) + draw.In(-0.1F, 0.1F);
  }

  Rgb Shade(Eye eye, float pixel) const {
    const Ray ray = aim_.At(eye);
    const float t = distance_ / Most(ray.z, 0.05F);
    const float u = ray.x * t;
    const float v = ray.y * t + eye_height_;
    if (v > top_ + 0.35F || ray.z < 0.05F) return sky_.At(eye.x + aim_.sin_yaw * 2, ray.y / Most(ray.z, 0.3F));
    if (v < 0) return Street(ray);
    const float metre = t * pixel;  // so much of the wall is one pixel
    Rgb colour = v > top_ ? Eaves(u, v - top_) : Wall(u, v, metre);
    const float shade = Step(0.1F, -0.1F, v - shade_from_ - (u - middle_) * shade_slope_);
    return colour * (sun_ * (1 - 0.6F * shade));
  }

 private:
  Rgb Eaves(float u, float v) const {
    const float teeth = v < 0.12F && Fract(u * 2.5F) < 0.45F ? 0.5F : 1.0F;
    return stone_ * (teeth * (0.55F + 1.3F * v));
  }

  Rgb Wall(float u, float v, float metre) const {
    const int column = FloorInt(u / bay_);
    const int row = FloorInt(v / storey_);
    const float x = u - (static_cast<float>(column) + 0.5F) * bay_;
    const float y = v - static_cast<float>(row) * storey_ - 0.95F;
    const bool is_door = row == 0 && column == door_;
    Rgb colour = Bricks(u, v, metre);
    const float stains = noises_.clouds.At(u * 0.04F + shift_, v * 0.02F);
    colour = colour * (1 + 0.3F * stains);
    const float band = v - static_cast<float>(row) * storey_;
    if (row > 0 && band < 0.16F) colour = stone_ * (0.7F + 2 * band);
    if (row > 0 && band > storey_ - 0.10F) colour = colour * 0.75F;
    if (v < 0.55F) colour = stone_ * (0.55F + 0.15F * stains) * (Fract(u * 1.1F) < 0.015F ? 0.6F : 1.0F);
    if (is_door) {
      Door(x, v, colour);
    } else if (v < top_ - 0.3F) {
      Window(x, y, column * 31 + row, colour);
    }
    const float pipe = (u - pipe_) / 0.07F;
    if (Abs(pipe) < 1) colour = Rgb{0.22F, 0.23F, 0.22F} * (0.3F + Bell((pipe + 0.3F * light_) * 1.4F));
    return colour;
  }

  Rgb Bricks(float u, float v, float metre) const {
    const float rows = v / 0.078F;
    const int row = FloorInt(rows);
    const float along = u / 0.25F + 0.5F * static_cast<float>(row & 1);
    const float own = CellNoise(FloorInt(along), row, seed_);
    const float mortar = Step(0.12F, 0.20F, Fract(rows)) * Step(0.03F, 0.07F, Fract(along));
    const Rgb clear = Mix(mortar_, brick_ * (0.6F + 0.8F * own), mortar);
    const Rgb mean = Mix(mortar_, brick_, 0.78F) * (0.94F + 0.12F * own);
    return Mix(clear, mean, Step(0.025F, 0.06F, metre));
  }

  void Window(float x, float y, int number, Rgb& colour) const {
    const float half = window_wide_ * 0.5F;
    const float bow = is_arched_ ? 0.25F * (1 - (x * x) / (half * half)) : 0.0F;
    const float high = window_high_ - (is_arched_ ? 0.2F : 0.0F) + bow;
    const float out = Abs(x) - half;
    if (out < 0.12F && y < 0 && y > -0.13F) colour = stone_ * (y > -0.03F ? 1.35F : 0.95F);  // sill
    if (out < 0.05F && y < -0.13F && y > -0.35F)
      colour = colour * (0.6F + 0.4F * Step(-0.13F, -0.35F, y));  // its shadow
    if (out < 0.12F && y > high && y < high + 0.26F) {            // upright bricks
      colour = Mix(brick_ * 0.9F, mortar_, Fract((x + 9) / 0.08F) < 0.16F ? 1.0F : 0.0F);
    }
    if (out > 0 || y < 0 || y > high) return;
    const float left = x + half;
    const float reveal = light_ > 0 ? left : window_wide_ - left;
    const float shadow = Least(Step(0, 0.16F, reveal - 0.04F), Step(0, 0.22F, high - y - 0.05F));
    const float border = Least(Least(left, window_wide_ - left), Least(y, high - y));
    const float bar = Least(Abs(Fract(left / window_wide_ * static_cast<float>(panes_)) - 0.5F) < 0.46F ? 1.0F : 0.0F,
                            Abs(y - high * 0.68F) > 0.035F ? 1.0F : 0.0F);
    if (border < 0.08F || bar < 0.5F) {
      colour = frame_ * (0.35F + 0.6F * shadow);
      return;
    }
    const float own = CellNoise(number, 3, seed_);
    const float mirrored = noises_.clouds.At(left * 0.05F + own * 3, y * 0.05F + own);
    Rgb glass =
        Mix(Rgb{0.02F, 0.025F, 0.03F}, sky_.horizon * 0.75F, Unit(0.12F + 0.55F * own * y / high + 0.9F * mirrored));
    const float curtain = Abs(x) / half - 0.25F - 0.5F * CellNoise(number, 5, seed_);
    if (own > 0.45F && curtain > 0) {
      const float folds = 0.75F + 0.25F * Sine(left * 9 + own);
      glass = Mix(glass, Rgb{0.55F, 0.53F, 0.48F} * folds, 0.6F);
    }
    if (CellNoise(number, 9, seed_) > 0.8F && y > high * 0.4F) {  // a blind
      glass = Rgb{0.50F, 0.47F, 0.40F} * (Fract(y * 12) < 0.25F ? 0.6F : 0.9F);
    }
    colour = glass * (0.35F + 0.65F * shadow);
  }

  void Door(float x, float v, Rgb& colour) const {
    const float half = 0.62F;
    if (Abs(x) < half + 0.18F && v < 2.75F) colour = stone_ * (Abs(x) < half && v < 2.55F ? 0.4F : 0.95F);
    if (Abs(x) > half - 0.07F || v > 2.45F || v < 0.2F) return;
    const bool is_panel = Abs(Abs(x) - 0.28F) < 0.17F && Fract(v * 0.95F) > 0.2F;
    const Rgb wood = CellNoise(door_, 1, seed_) > 0.5F ? Rgb{0.05F, 0.12F, 0.09F} : Rgb{0.16F, 0.07F, 0.03F};
    colour = wood * (is_panel ? 0.75F : 1.15F) * (v > 2.1F ? 2.0F : 1.0F);
  }

  // Pavement, kerb and roadway.
  Rgb Street(const Ray& ray) const {
    const float t = eye_height_ / Most(-ray.y, 1e-3F);
    const float u = ray.x * t;
    const float z = ray.z * t;
    const float grit = noises_.grain.At(u * 0.3F, z * 0.3F, NoiseTile::Level(t * 0.002F));
    const float large = noises_.clouds.At(u * 0.03F + shift_, z * 0.05F);
    const float from_wall = distance_ - z;
    Rgb colour = Rgb{0.17F, 0.17F, 0.18F} * (0.85F + 0.3F * grit + 0.4F * large);
    if (from_wall < 2.4F) {
      const bool is_joint = Fract(u * 1.25F) < 0.03F || Fract(z * 1.25F) < 0.04F;
      colour = Rgb{0.40F, 0.39F, 0.37F} * (0.8F + 0.25F * grit + 0.3F * large) * (is_joint ? 0.6F : 1.0F);
      colour = colour * (0.5F + 0.5F * Step(0, 0.7F, from_wall));
    } else if (from_wall < 2.6F) {
      colour = Rgb{0.48F, 0.47F, 0.46F};
    }
    return colour * (shade_from_ > 0 ? 0.5F : sun_);
  }

  const Noises& noises_;
  Sky sky_;
  Aim aim_;
  Rgb brick_, mortar_, frame_, stone_;
  float distance_, middle_, eye_height_, bay_, storey_, top_, window_wide_, window_high_, light_, sun_, shade_from_;
  float shade_slope_, shift_, pipe_;
  int panes_, door_;
  bool is_arched_;
  std::uint32_t seed_;
};

}  // namespace

void PaintFacade(const Moment& moment, Canvas& canvas) {
  Draw draw(moment.seed);
  const Frame frame(canvas, moment, draw, 0.04F);
  const Facade facade(moment, draw);
  frame.Paint(canvas, [&](Eye eye) { return facade.Shade(eye, frame.pixel * 0.6F); });
}

}  // namespace photocluster
