#include "native-helper/sample/scene.h"
#include "native-helper/sample/sky.h"

namespace photocluster {
namespace {

constexpr int kRanges = 3;

// Ranges of rock and snow behind each other, firs or a lake in front.
class Mountains {
 public:
  Mountains(const Moment& moment, Draw& draw) : noises_(moment.noises), sky_(moment.noises, draw) {
    base_ = draw.In(-0.5F, -0.1F);
    high_ = draw.In(0.35F, 0.75F);
    u_ = draw.In(0, 9);
    light_ = draw.Sign();
    sun_ = sky_.cover > 0.8F ? 0.75F : draw.In(0.95F, 1.25F);
    evening_ = draw.Chance(0.3F) ? draw.In(0.3F, 0.9F) : 0.0F;
    snow_ = draw.In(0.0F, 0.65F);
    scale_ = draw.In(0.7F, 1.3F);
    lake_ = draw.Chance(0.35F);
    firs_ = draw.Chance(0.7F) ? draw.In(0.1F, 0.4F) : 0.0F;
    is_white_ground_ = draw.Chance(0.6F);
    seed_ = draw.Seed();
    peak_x_ = draw.In(-0.7F, 0.7F);
    for (int range = 0; range < kRanges; ++range) {
      top_[range] = Profile([this, range](float x) { return Top(x, range); });
      foot_[range] = Profile([this, range](float x) { return Foot(x, range); });
      patch_[range] = Profile([this, range](float x) {
        return noises_.clouds.At(x * 0.13F + u_ + static_cast<float>(range) / 2, 0.4F, 3);
      });
    }
    if (evening_ > 0) sky_.horizon = Mix(sky_.horizon, {0.85F, 0.55F, 0.45F}, evening_);
  }

  Rgb Shade(Eye eye) const {
    Rgb colour;
    if (eye.y >= base_) {
      colour = Far(eye);
    } else if (lake_) {
      colour = Lake(eye);
    } else {
      colour = Ground(eye);
    }
    if (firs_ > 0) Firs(eye, colour);
    return colour;
  }

 private:
  float Top(float x, int range) const {
    const float near = static_cast<float>(range) / 2;
    const float along = x * 0.10F * scale_ + u_ + static_cast<float>(range) * 0.431F;
    const float crest =
        0.6F * noises_.ridges.At(along, 0.21F + near) + 0.7F * noises_.clouds.At(along * 0.7F, 0.63F + near, 2);
    const float peak = range == 1 ? 0.5F * Most(0, 1 - Abs(x - peak_x_) * 1.1F) : 0.0F;
    return base_ + high_ * (1 - 0.38F * near) * (0.75F + 0.8F * crest + peak);
  }

  float Foot(float x, int row) const {
    const float near = static_cast<float>(row) / 2;
    return base_ - (lake_ ? 0.02F : 0.05F) - 0.55F * near * near - 0.1F * noises_.clouds.At(x * 0.08F + near, u_, 3);
  }

  Rgb Far(Eye eye) const {
    for (int range = kRanges - 1; range >= 0; --range) {  // from the nearest
      const float top = top_[range].At(eye.x);
      if (eye.y > top) continue;
      const float near = static_cast<float>(range) / 2;
      const Rgb face = Face(eye, top, range);
      const float mist = Step(0.35F, 0, eye.y - base_) * 0.3F;
      return Mix(sky_.horizon * Rgb{0.72F, 0.80F, 0.92F}, face, Unit(0.55F + 0.4F * near - mist));
    }
    return sky_.At(eye.x, eye.y - base_);
  }

  // Ribs run down from the crest; the side towards the sun is bright, the other blue.
  Rgb Face(Eye eye, float top, int range) const {
    const float below = top - eye.y;
    const float size = (0.21F - 0.03F * static_cast<float>(range)) * scale_;
    const float u = eye.x * size + static_cast<float>(range) * 0.3F + u_;
    const float v = (eye.y + 0.4F * below) * size * 0.8F + u_;
    const float here = noises_.ridges.At(u, v);
    const float aside = noises_.ridges.At(u + 0.005F * light_, v + 0.004F);
    const float fine = noises_.ridges.At(u * 5, v * 4) - noises_.ridges.At(u * 5 + 0.006F * light_, v * 4 + 0.006F);
    const float rubble = noises_.grain.At(u * 4, v * 3);
    const float lit = Unit(0.45F + 2.6F * (here - aside) + 1.1F * fine + 0.22F * rubble);
    const float steep = 0.75F * noises_.clouds.At(u * 2.6F + 0.4F, v * 3.4F) + 0.1F * rubble - 0.2F * here;
    const float line = snow_ + 0.9F * below - 0.25F;
    const float cover = Step(0.07F, -0.07F, steep + line * 0.6F - 0.13F);
    const Rgb warm = Mix(Rgb{1, 0.98F, 0.95F}, Rgb{1.15F, 0.68F, 0.45F}, evening_);
    const Rgb snow = Mix(Rgb{0.15F, 0.22F, 0.37F}, warm * 0.92F, lit);
    const Rgb rock =
        Mix(Rgb{0.04F, 0.045F, 0.06F}, Rgb{0.25F, 0.22F, 0.20F} * warm, lit) * (0.85F + 0.7F * fine + 0.5F * rubble);
    const Rgb woods = Rgb{0.03F, 0.045F, 0.04F} * (0.6F + lit);
    Rgb colour = Mix(rock, snow, cover);
    const float tree_line = Step(0.42F, 0.62F, below / (high_ + 0.1F) + 0.18F * steep);
    if (range > 0) colour = Mix(colour, woods, tree_line * 0.85F);
    return colour * sun_;
  }

  Rgb Lake(Eye eye) const {
    const float down = base_ - eye.y;
    const float z = 1 / (down + 0.03F);
    const float wave = noises_.clouds.At(eye.x * z * 0.05F, z * 0.4F + u_, NoiseTile::Level(z * z * 0.0005F));
    const Rgb mirrored = Far({eye.x + 0.02F * wave, base_ + down * 1.05F + 0.09F * wave * down + 0.002F});
    return Mix(Rgb{0.02F, 0.07F, 0.09F}, mirrored, 0.72F - 0.3F * Unit(down)) * (1 + 0.08F * wave);
  }

  Rgb Ground(Eye eye) const {
    const float down = base_ - eye.y;
    const float z = 1 / (down + 0.05F);
    const float x = eye.x * z;
    const float forms = noises_.clouds.At(x * 0.06F + u_, z * 0.12F);
    const float slope = forms - noises_.clouds.At(x * 0.06F + u_ + 0.012F * light_, z * 0.12F + 0.01F);
    const float grain = noises_.grain.At(x * 0.25F, z * 0.3F, NoiseTile::Level(z * z * 0.0006F));
    if (is_white_ground_) {
      const float lit = Unit(0.62F + 3.0F * slope + 0.10F * grain);
      return Mix(Rgb{0.30F, 0.40F, 0.60F}, Mix(Rgb{0.98F, 0.97F, 0.95F}, Rgb{1.1F, 0.75F, 0.55F}, evening_), lit) *
             sun_;
    }
    const Rgb grass = Mix(Rgb{0.09F, 0.11F, 0.035F}, Rgb{0.30F, 0.26F, 0.13F}, Unit(0.5F + forms + 0.4F * grain));
    const float stones = Step(0.38F, 0.5F, noises_.clouds.At(x * 0.3F, z * 0.5F + u_));
    return Mix(grass * (0.85F + 2 * slope), Rgb{0.36F, 0.36F, 0.35F} * (0.8F + 0.5F * grain + 2 * slope), stones) *
           sun_;
  }

  void Firs(Eye eye, Rgb& colour) const {
    for (int row = 0; row < 3; ++row) {  // the farther ones first
      const float near = static_cast<float>(row) / 2;
      const float wide = 0.05F + 0.10F * near * (0.5F + firs_);
      const float foot = foot_[row].At(eye.x);
      if (eye.y < foot || eye.y > foot + wide * 5.2F) continue;
      const float patch = patch_[row].At(eye.x);
      if (lake_ && row > 0) continue;
      for (int half = 0; half < 2; ++half) {
        const float cells = eye.x / wide + 0.5F * static_cast<float>(half);
        const int cell = FloorInt(cells);
        const float own = CellNoise(cell, row * 2 + half, seed_);
        if (own > 0.72F + patch || (row == 2 && own > 0.35F + patch)) continue;
        const float tall = wide * (2.6F + 2.6F * CellNoise(cell, row + 7, seed_));
        const float x = cells - static_cast<float>(cell) - 0.5F;
        const float y = (eye.y - foot) / tall;
        if (y > 1 || y < 0) continue;
        const float boughs =
            0.75F + 0.25F * Fract(y * (7 + own * 4)) + 0.25F * noises_.grain.At(x * 0.15F + own, y * 0.25F);
        if (Abs(x) > 0.48F * (1 - y) * boughs + (y < 0.05F ? 0.0F : 0.01F)) continue;
        const float lit = Unit(0.5F + 0.9F * x * light_ * -1 + 0.7F * noises_.grain.At(x * 0.2F + own, y * 0.4F));
        Rgb fir = Mix(Rgb{0.008F, 0.014F, 0.012F}, Rgb{0.06F, 0.085F, 0.05F}, lit) * sun_;
        if (is_white_ground_)
          fir = Mix(fir, Rgb{0.65F, 0.72F, 0.85F} * sun_, Step(0.62F, 0.95F, lit + 0.3F * Fract(y * 7)) * 0.8F);
        colour = Mix(fir, sky_.horizon * 0.6F, 0.3F * (1 - near));
      }
    }
  }

  const Noises& noises_;
  Sky sky_;
  float base_, high_, u_, light_, sun_, evening_, snow_, scale_, firs_, peak_x_;
  bool lake_, is_white_ground_;
  std::uint32_t seed_;
  Profile top_[kRanges], foot_[kRanges], patch_[kRanges];  // of the ranges; of the rows of firs
};

}  // namespace

void PaintMountains(const Moment& moment, Canvas& canvas) {
  Draw draw(moment.seed);
  const Frame frame(canvas, moment, draw, 0.04F);
  const Mountains mountains(moment, draw);
  frame.Paint(canvas, [&](Eye eye) { return mountains.Shade(eye); });
}

}  // namespace photocluster
