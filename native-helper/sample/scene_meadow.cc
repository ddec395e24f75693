#include "native-helper/sample/scene.h"
#include "native-helper/sample/sky.h"

namespace photocluster {
namespace {

constexpr int kMostTrees = 7;
constexpr int kHills = 4;

struct Tree {
  float x = 0, foot = 0, high = 0.5F, wide = 0.4F;
  float seed = 0;
  bool is_bare_trunk = false;
};

// Grass with flowers, trees, hills behind each other in the haze.
class Meadow {
 public:
  Meadow(const Moment& moment, Draw& draw) : noises_(moment.noises), sky_(moment.noises, draw) {
    horizon_ = draw.In(-0.35F, 0.3F);
    u_ = draw.In(0, 9);
    sun_ = sky_.cover > 0.75F ? 0.75F : draw.In(0.9F, 1.3F);
    warm_ = draw.In(0, 1);
    const float season = draw.In(0, 1);
    grass_ = Mix(Rgb{0.10F, 0.20F, 0.035F}, Rgb{0.30F, 0.27F, 0.09F}, season * season);
    flower_ = draw.Chance(0.5F) ? Rgb{0.9F, 0.72F, 0.05F}
                                : (draw.Chance(0.5F) ? Rgb{0.9F, 0.9F, 0.85F} : Rgb{0.75F, 0.12F, 0.08F});
    flowers_ = draw.Chance(0.6F) ? draw.In(0.04F, 0.22F) : 0.0F;
    path_ = draw.Chance(0.4F) ? draw.In(0.25F, 0.5F) : 0.0F;
    path_x_ = draw.In(-0.6F, 0.6F);
    light_ = draw.Sign();
    seed_ = draw.Seed();
    fence_ = draw.Chance(0.35F) ? draw.In(2.0F, 5.0F) : 0.0F;
    hills_ = draw.In(0.06F, 0.3F);
    for (int i = 0; i < kHills; ++i) {
      hill_[i] = Profile([this, i](float x) { return HillTop(x, i); });
    }
    trees_ = draw.Below(kMostTrees);
    for (int i = 0; i < trees_; ++i) {  // the farther ones first
      Tree& tree = tree_[i];
      const float near = (static_cast<float>(i) + draw.In(0, 1)) / static_cast<float>(trees_);
      tree.foot = horizon_ - 0.02F - 0.28F * near * near;
      tree.high = (0.18F + 0.85F * near * near) * draw.In(0.8F, 1.3F);
      tree.wide = tree.high * draw.In(0.36F, 0.6F);
      tree.x = draw.In(-1.4F, 1.4F);
      tree.seed = draw.In(0, 9);
      tree.is_bare_trunk = draw.Chance(0.6F);
    }
  }

  Rgb Shade(Eye eye) const {
    Rgb colour = eye.y > horizon_ ? Far(eye) : Grass(eye);
    for (int i = 0; i < trees_; ++i) Paint(tree_[i], eye, colour);
    return colour;
  }

 private:
  float HillTop(float x, int i) const {
    const float near = static_cast<float>(i) / (kHills - 1);
    const float along = x * (0.06F + 0.05F * near) + u_ + static_cast<float>(i) * 0.37F;
    const float woods = i < 2 ? 0.0F : 0.05F * near * noises_.clouds.At(x * 1.1F + u_, 0.4F);
    return hills_ * (1 - near * 0.8F) * (1 + 1.3F * noises_.clouds.At(along, 0.1F, 3)) + 0.05F * near + woods;
  }

  Rgb Far(Eye eye) const {
    const float up = eye.y - horizon_;
    for (int i = kHills - 1; i >= 0; --i) {  // from the nearest
      if (up > hill_[i].At(eye.x)) continue;
      const float near = static_cast<float>(i) / (kHills - 1);
      const float woods = noises_.clouds.At(eye.x * (0.3F + near), up * (1.5F + near * 2) + near);
      Rgb land = Mix(grass_ * 0.8F, Rgb{0.03F, 0.055F, 0.025F}, Unit(0.45F + 1.3F * woods + 0.3F * near));
      land = land * (sun_ * (0.8F + 0.5F * Unit(0.5F + woods * light_)));
      return Mix(sky_.horizon * 0.75F, land, 0.25F + 0.65F * near);
    }
    return sky_.At(eye.x, up);
  }

  Rgb Grass(Eye eye) const {
    const float down = horizon_ - eye.y + 0.012F;
    const float z = 1 / down;  // metres, about
    const float x = eye.x * z;
    const int level = NoiseTile::Level(z * z * 0.0006F);
    const float tufts = noises_.clouds.At(x * 0.09F + u_, z * 0.16F);
    const float blades = noises_.grain.At(eye.x * z * 0.25F, eye.y * 0.55F + z * 0.03F, level);
    const float tall = noises_.grain.At(eye.x * 0.75F + u_, eye.y * 0.16F) * Step(4, 1, z);
    Rgb colour = grass_ * (sun_ * (0.9F + 0.55F * tufts + 0.42F * blades + 0.42F * tall));
    colour = Mix(colour, colour * Rgb{1.5F, 1.2F, 0.6F}, Unit(0.2F + tufts) * warm_);
    if (path_ > 0) {
      const float bend = path_x_ * z * 0.5F + 0.9F * noises_.clouds.At(z * 0.03F, 0.77F, 3) * z * 0.4F;
      const float off = Abs(x - bend) + 0.12F * tufts;
      const Rgb earth = Rgb{0.36F, 0.29F, 0.20F} * (sun_ * (0.85F + 0.35F * blades));
      colour = Mix(earth, colour, Step(path_ * 0.8F, path_ * 1.2F, off));
    }
    if (flowers_ > 0) Flower(x, z, colour);
    if (fence_ > 0) Fence(eye, colour);
    return Mix(colour, sky_.horizon * 0.8F, 0.45F * Step(4, 60, z));
  }

  void Flower(float x, float z, Rgb& colour) const {
    const float patch = noises_.clouds.At(x * 0.05F, z * 0.05F + u_, 2);
    for (int layer = 0; layer < 2; ++layer) {
      const float size = layer == 0 ? 9.0F : 5.0F;
      const float fx = x * size;
      const float fz = z * size * 0.6F;
      const int cx = FloorInt(fx);
      const int cz = FloorInt(fz);
      if (CellNoise(cx, cz, seed_ + static_cast<std::uint32_t>(layer)) > flowers_ * (1 + 1.5F * patch)) continue;
      const float dx = fx - static_cast<float>(cx) - 0.3F - 0.4F * CellNoise(cx, cz, seed_ + 5);
      const float dz = fz - static_cast<float>(cz) - 0.5F;
      const float r = Length(dx, dz);
      if (r < 0.3F)
        colour = r < 0.1F ? flower_ * Rgb{0.6F, 0.45F, 0.2F} : flower_ * (sun_ * (0.7F + 0.6F * Unit(0.5F - dz)));
    }
  }

  void Fence(Eye eye, Rgb& colour) const {
    const float foot = horizon_ - 1 / fence_ + 0.05F * eye.x;
    const float high = 0.5F / fence_ * 2;
    const float y = (eye.y - foot) / high;
    if (y < 0 || y > 1) return;
    const float post = Abs(Fract(eye.x * fence_ * 0.5F) - 0.5F);
    if (post < 0.035F) {
      colour = Rgb{0.24F, 0.19F, 0.14F} * (sun_ * (0.7F + 12 * (0.035F - post) * (0.7F + light_ * 0.3F)));
    } else if (Abs(y - 0.8F) < 0.06F || Abs(y - 0.4F) < 0.06F) {
      colour = Rgb{0.28F, 0.23F, 0.18F} * (sun_ * (0.8F + 0.3F * noises_.clouds.At(eye.x, y)));
    }
  }

  void Paint(const Tree& tree, Eye eye, Rgb& colour) const {
    const float x = (eye.x - tree.x) / tree.wide;
    const float y = (eye.y - tree.foot) / tree.high;
    if (Abs(x) > 1.3F || y < -0.12F || y > 1.3F) return;
    const float haze = 0.35F * Step(0.6F, 0.1F, tree.high);
    if (y < 0.06F) {  // its shadow on the grass
      const float shadow = Step(1.1F, 0.5F, Length(x - 0.3F * light_, (y + 0.02F) * 9));
      if (eye.y < horizon_) colour = colour * (1 - 0.6F * shadow);
    }
    if (Abs(x + 0.05F * Sine(y)) < 0.07F * (1.3F - y) && y > 0 && y < 0.6F) {
      colour = Mix(Rgb{0.10F, 0.075F, 0.05F} * (sun_ * (0.8F + 6 * x * light_)), sky_.horizon, haze * 0.6F);
    }
    const float middle = tree.is_bare_trunk ? 0.62F : 0.52F;
    const float away = Length(x * 1.05F, (y - middle) / (tree.is_bare_trunk ? 0.42F : 0.52F));
    const float lumps = noises_.clouds.At(x * 0.11F + tree.seed, y * 0.14F + tree.seed);
    if (away > 1.7F) return;
    const float leaf = noises_.grain.At(x * 0.22F + tree.seed, y * 0.22F + 0.1F * tree.seed);
    const float detail = 0.6F * noises_.clouds.At(x * 0.5F + tree.seed, y * 0.6F) + 0.5F * leaf;
    const float crown = 1 - away + 0.55F * lumps + 0.42F * detail;
    const float cover = Step(0.16F, 0.22F, crown);
    if (cover <= 0) return;
    const float lit = Unit(0.42F + 0.35F * (y - middle) * 2 - 0.32F * x * -light_ + 0.75F * lumps + 0.85F * detail);
    Rgb leaves =
        Mix(Rgb{0.012F, 0.025F, 0.01F}, Mix(Rgb{0.13F, 0.21F, 0.04F}, Rgb{0.28F, 0.24F, 0.05F}, warm_ * 0.6F), lit);
    leaves = Mix(leaves * sun_, sky_.horizon * 0.8F, haze);
    colour = Mix(colour, leaves, cover);
  }

  const Noises& noises_;
  Sky sky_;
  float horizon_, u_, sun_, warm_, flowers_, path_, path_x_, light_, fence_, hills_;
  Rgb grass_, flower_;
  std::uint32_t seed_;
  int trees_;
  Tree tree_[kMostTrees];
  Profile hill_[kHills];
};

}  // namespace

void PaintMeadow(const Moment& moment, Canvas& canvas) {
  Draw draw(moment.seed);
  const Frame frame(canvas, moment, draw, 0.05F);
  const Meadow meadow(moment, draw);
  frame.Paint(canvas, [&](Eye eye) { return meadow.Shade(eye); });
}

}  // namespace photocluster
