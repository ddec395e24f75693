#include <string>

#include "native-helper/sample/animal.h"
#include "native-helper/sample/caption.h"
#include "native-helper/sample/scene.h"

namespace photocluster {
namespace {

constexpr int kMostTrunks = 14;

// A wood at night in the flash of a camera trap: what is near is white, what is far is gone.
class Wood {
 public:
  Wood(const Moment& moment, Draw& draw) : noises_(moment.noises), animal_(draw) {
    horizon_ = draw.In(0.0F, 0.3F);
    u_ = draw.In(0, 9);
    flash_ = draw.In(0.8F, 1.25F);
    bushes_ = draw.In(0.1F, 0.6F);
    trunks_ = 6 + draw.Below(kMostTrunks - 6);
    for (int i = 0; i < trunks_; ++i) {  // the nearer ones first
      Trunk& trunk = trunk_[i];
      trunk.z = 1.2F + 0.62F * static_cast<float>(i) + draw.In(0, 0.5F);
      trunk.x = draw.In(-1.5F, 1.5F);
      trunk.half = draw.In(0.09F, 0.24F) / trunk.z;
      trunk.lean = draw.In(-0.08F, 0.08F);
      trunk.seed = draw.In(0, 9);
    }
    if (Abs(trunk_[0].x) < 0.7F) trunk_[0].x += trunk_[0].x < 0 ? -0.7F : 0.7F;  // not in front of everything
    side_ = draw.Sign();
    scale_ = draw.In(0.26F, 0.62F);
    foot_ = horizon_ - 0.25F - 0.9F * scale_;
    at_ = draw.In(-0.7F, 0.7F) + side_ * 0.06F * static_cast<float>(moment.burst);
    second_ = draw.Chance(0.25F) ? at_ + draw.Sign() * draw.In(0.6F, 1.0F) : 9.0F;
  }

  Rgb Shade(Eye eye) const {
    const float fall = flash_ * Bell(Length(eye.x * 0.55F, (eye.y + 0.15F) * 0.6F));
    float grey = eye.y < horizon_ ? Litter(eye, 1 / (horizon_ + 0.15F - eye.y)) : Behind(eye);
    for (int i = trunks_ - 1; i >= 0; --i) Paint(trunk_[i], eye, grey);
    if (second_ < 5) Beast(eye, second_, scale_ * 0.8F, foot_ + 0.1F, grey);
    Beast(eye, at_, scale_, foot_, grey);
    Tufts(eye, grey);
    return Rgb{1, 1, 1} * (grey * fall);
  }

 private:
  struct Trunk {
    float x = 0, z = 1, half = 0.1F, lean = 0, seed = 0;
  };

  float Behind(Eye eye) const {
    const float twigs =
        noises_.ridges.At(eye.x * 0.35F + u_, eye.y * 0.3F) + 0.6F * noises_.clouds.At(eye.x * 0.6F, eye.y * 0.6F + u_);
    const float leaves = noises_.grain.At(eye.x * 0.5F, eye.y * 0.5F + u_);
    const float bush =
        Step(0.2F, 0.6F,
             noises_.clouds.At(eye.x * 0.35F + u_, eye.y * 0.3F) + bushes_ - 0.9F * (eye.y - horizon_) + 0.3F * leaves);
    return 0.012F + 0.03F * Unit(twigs) + 0.16F * bush * Unit(0.35F + 0.8F * leaves + 0.5F * twigs);
  }

  float Litter(Eye eye, float z) const {
    const int level = NoiseTile::Level(z * z * 0.0004F);
    const float leaves = 0.6F * noises_.grain.At(eye.x * z * 0.42F + u_, z * 0.6F, level) +
                         0.7F * noises_.clouds.At(eye.x * z * 0.5F + u_, z * 0.7F, level);
    const float large = noises_.clouds.At(eye.x * z * 0.08F, z * 0.12F + u_);
    const float light = 1.35F / (1 + 0.16F * z * z);
    return Most(0.015F, light * (0.26F + 0.26F * leaves + 0.30F * large));
  }

  void Paint(const Trunk& trunk, Eye eye, float& grey) const {
    const float straight = eye.x - trunk.x - trunk.lean * eye.y;
    if (Abs(straight) > trunk.half * 1.3F) return;
    const float x = straight / trunk.half - 0.25F * noises_.clouds.At(trunk.seed, eye.y * 0.1F);
    const float foot = horizon_ + 0.15F - 1 / trunk.z;
    if (Abs(x) > 1 || eye.y < foot + 0.04F * x * x * trunk.half) return;
    const float bark = noises_.clouds.At(x * 0.06F + trunk.seed, eye.y * 0.10F * trunk.z) +
                       0.5F * noises_.ridges.At(x * 0.11F + trunk.seed, eye.y * 0.09F);
    const float round = std::sqrt(1 - x * x);
    grey = (0.10F + 0.9F * round) * Most(0.1F, 0.62F + 0.55F * bark) * 1.15F / (1 + 0.17F * trunk.z * trunk.z);
  }

  void Beast(Eye eye, float at, float scale, float foot, float& grey) const {
    const float x = (eye.x - at) / scale * side_;
    const float y = (eye.y - foot) / scale;
    if (Abs(x) > 1.5F || y < -0.2F || y > 2.1F) return;
    const float fur = noises_.grain.At(x * 0.16F, y * 0.12F);
    const float away = animal_.Away(x, y) + 0.012F * fur;
    grey *= 1 - 0.55F * Step(0.6F, 0, Length(x * 0.9F, y * 4)) * Step(0.0F, 0.03F, away);  // shadow at the feet
    const float inside = Step(0.012F, -0.012F, away);
    if (inside > 0) {
      const float belly = 0.42F + 0.58F * Step(0.45F, 1.0F, y);
      const float body =
          (0.34F + 0.42F * Step(0, -0.14F, away) + 0.16F * fur + 0.1F * noises_.clouds.At(x * 0.2F, y * 0.2F)) * belly;
      grey = Mix(grey, body * (0.75F + scale * 0.7F), inside);
    }
    const float glow = Length(x - animal_.eye_x(), y - animal_.eye_y());
    grey += 2.4F * Step(0.048F, 0.022F, glow) + 0.3F * Bell(glow * 11);
  }

  // Grass near the lens, out of focus and overexposed.
  void Tufts(Eye eye, float& grey) const {
    const float blade = noises_.clouds.At(eye.x * 0.9F + u_, eye.y * 0.07F + u_, 1);
    const float top = -0.92F + 0.35F * noises_.clouds.At(eye.x * 0.25F + u_, 0.9F, 2) + 0.3F * blade;
    grey = Mix(grey, 0.75F + 0.7F * blade, 0.8F * Step(0.02F, -0.10F, eye.y - top));
  }

  const Noises& noises_;
  Animal animal_;
  float horizon_, u_, flash_, bushes_, side_, scale_, foot_, at_, second_;
  int trunks_;
  Trunk trunk_[kMostTrunks];
};

std::string TwoDigits(int number) {
  return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

}  // namespace

void PaintWildlife(const Moment& moment, Canvas& canvas) {
  Draw draw(moment.seed);
  Frame frame(canvas, moment, draw, 0.03F);
  frame.shift_x = frame.shift_y = 0;  // strapped to a tree
  const Wood wood(moment, draw);
  frame.Paint(canvas, [&](Eye eye) { return wood.Shade(eye); });

  const int dot = canvas.height / 160 + 1;
  const int bar = dot * 9;
  for (int y = canvas.height - bar; y < canvas.height; ++y) {
    for (int x = 0; x < canvas.width; ++x) canvas.At(x, y) = {0.005F, 0.005F, 0.005F};
  }
  const int minute = moment.minute;
  const std::string text = TwoDigits(moment.day) + "." + TwoDigits(moment.month) + ".2025  " + TwoDigits(minute / 60) +
                           ":" + TwoDigits(minute % 60) + "  " + TwoDigits(2 + static_cast<int>(moment.seed % 9)) +
                           "*C";
  const Rgb white{0.9F, 0.9F, 0.9F};
  Print(canvas, text, dot * 4, canvas.height - dot * 7, dot, white);
  Print(canvas, "TRAILCAM 2", canvas.width - dot * 44, canvas.height - dot * 7, dot, white);
}

}  // namespace photocluster
