#include <vector>

#include "native-helper/sample/lens.h"
#include "native-helper/sample/scene.h"

namespace photocluster {
namespace {

// A lamp as it falls on the sensor: a point with a glow, or a disc where the lens is focused on something nearer.
struct Lamp {
  float x = 0, y = 0, radius = 0.02F;
  Rgb colour;
};

// A wet street between houses; u, v on the walls in metres.
class Street {
 public:
  Street(const Moment& moment, Draw& draw) : noises_(moment.noises), is_blurred_(draw.Chance(0.35F)) {
    horizon_ = draw.In(-0.25F, 0.1F);
    middle_ = draw.In(-0.35F, 0.35F);
    half_ = draw.In(5, 9);
    eye_height_ = draw.In(1.4F, 2.4F);
    wet_ = draw.In(0.25F, 1);
    glow_ = draw.In(0.3F, 1.2F);
    seed_ = draw.Seed();
    u_ = draw.In(0, 9);
    const Rgb sodium{1.6F, 0.80F, 0.24F};
    const Rgb white{1.2F, 1.25F, 1.35F};
    lamp_colour_ = draw.Chance(0.65F) ? sodium : white;
    const float spacing = draw.In(11, 18);
    const float first = draw.In(4, 12);
    for (int i = 0; i < 7; ++i) {
      const float z = first + spacing * static_cast<float>(i);
      for (const float side : {-1.0F, 1.0F}) AddLamp(side * (half_ - 1.6F), 6.5F, z, 0.22F, lamp_colour_);
    }
    const int cars = 2 + draw.Below(5);
    for (int i = 0; i < cars; ++i) {
      const float z = draw.In(6, 60);
      const bool is_coming = draw.Chance(0.5F);
      const float lane = is_coming ? -half_ * 0.22F : half_ * 0.22F;
      for (const float side : {-0.7F, 0.7F}) {
        AddLamp(lane + side, 0.7F, z, is_coming ? 0.16F : 0.10F,
                is_coming ? Rgb{1.6F, 1.5F, 1.2F} : Rgb{1.5F, 0.06F, 0.03F});
      }
    }
    const int signs = draw.Below(6);
    for (int i = 0; i < signs; ++i) {
      const Rgb colours[] = {{0.1F, 1.2F, 0.5F}, {0.2F, 0.5F, 1.5F}, {1.5F, 0.25F, 0.7F}, {1.4F, 0.5F, 0.1F}};
      AddLamp(draw.Sign() * (half_ - 0.3F), draw.In(2.5F, 5), draw.In(8, 40), 0.14F, colours[draw.Below(4)]);
    }
  }

  Rgb Shade(Eye eye) const {
    const float down = horizon_ - eye.y;
    if (down * half_ <= Abs(eye.x - middle_) * eye_height_) return Above(eye);  // the foot of a wall is lower
    const float z = eye_height_ * kFocal / Most(down, 0.004F);
    const float x = (eye.x - middle_) * z / kFocal;
    const int level = NoiseTile::Level(z * z * 0.0001F);
    const float grit = noises_.grain.At(x * 0.1F, z * 0.1F, level);
    const float puddles = Step(-0.2F, 0.4F, noises_.clouds.At(x * 0.03F + u_, z * 0.03F));
    const bool is_pavement = Abs(x) > half_ - 2.6F;
    Rgb road = (is_pavement ? Rgb{0.09F, 0.085F, 0.08F} : Rgb{0.045F, 0.047F, 0.055F}) * (1 + 0.5F * grit);
    if (!is_pavement && Abs(x) < 0.09F && Fract(z * 0.16F) < 0.5F) road = Rgb{0.22F, 0.22F, 0.2F};
    const float pool = Bell((Fract(z * 0.07F + 0.2F) - 0.5F) * 3) * (0.35F + 0.65F * Unit(Abs(x) / half_));
    road = road * (Rgb{0.25F, 0.25F, 0.3F} + lamp_colour_ * (1.5F * pool));
    // Wet: mirrored and drawn out towards the eye.
    const float shake = (0.02F + 0.10F * down) * (noises_.clouds.At(x * 0.12F + u_, z * 0.5F, level) + 0.6F * grit);
    const Eye mirrored{eye.x + shake * 0.5F, horizon_ + down + shake};
    const float mirror = wet_ * (is_pavement ? 0.25F : 0.35F + 0.5F * puddles);
    return road + Above(mirrored) * (mirror * 0.55F) + Reflections(eye, down, shake) * mirror;
  }

  // All lamps on top of the picture, each only where it shines.
  void AddLamps(const Frame& frame, Canvas& canvas) const {
    for (const Lamp& lamp : lamps_) {
      const float reach = is_blurred_ ? lamp.radius * 1.1F : lamp.radius * 12;
      const int y0 = Row(frame, lamp.y + reach + Abs(frame.slant)), y1 = Row(frame, lamp.y - reach - Abs(frame.slant));
      const int x0 = Column(frame, lamp.x - reach - Abs(frame.slant)),
                x1 = Column(frame, lamp.x + reach + Abs(frame.slant));
      for (int row = y0 < 0 ? 0 : y0; row < y1 && row < canvas.height; ++row) {
        for (int column = x0 < 0 ? 0 : x0; column < x1 && column < canvas.width; ++column) {
          const float y = 1 - (static_cast<float>(row) + 0.5F) * frame.pixel + frame.shift_y;
          const float x = (static_cast<float>(column) + 0.5F) * frame.pixel - frame.aspect + frame.shift_x;
          const float away = Length(x + frame.slant * y - lamp.x, y - frame.slant * x - lamp.y) / lamp.radius;
          if (away * lamp.radius > reach) continue;
          Rgb& pixel = canvas.At(column, row);
          if (is_blurred_) {
            const float disc = Step(1.06F, 0.97F, away) * (0.55F + 0.45F * Step(0.6F, 1, away));
            pixel = pixel + lamp.colour * (0.55F * disc);
          } else {
            const float fade = 1 - away / 12;
            pixel = pixel +
                    lamp.colour * (2.6F * Step(1.1F, 0.6F, away) + 0.55F * Bell(away * 0.45F) + 0.06F * fade * fade);
          }
        }
      }
    }
  }
  bool is_blurred() const { return is_blurred_; }

 private:
  static constexpr float kFocal = 1.7F;

  static int Row(const Frame& frame, float y) { return FloorInt((1 - y + frame.shift_y) / frame.pixel); }
  static int Column(const Frame& frame, float x) { return FloorInt((x + frame.aspect - frame.shift_x) / frame.pixel); }

  void AddLamp(float x, float y, float z, float size, Rgb colour) {
    Lamp lamp;
    lamp.x = middle_ + x / z * kFocal;
    lamp.y = horizon_ + (y - eye_height_) / z * kFocal;
    lamp.radius = is_blurred_ ? 0.05F + 0.5F / (z + 4) : Most(size / z * kFocal * 0.7F, 0.008F);
    lamp.colour = colour * (is_blurred_ ? 0.6F : 1 / (1 + z * 0.012F));
    lamps_.push_back(lamp);
  }

  Rgb Above(Eye eye) const {
    const float up = eye.y - horizon_;
    const float side = eye.x - middle_;
    const float clouds = noises_.clouds.At(eye.x * 0.08F + u_, up * 0.2F);
    Rgb colour =
        Mix(Rgb{0.055F, 0.045F, 0.05F} * glow_, Rgb{0.008F, 0.012F, 0.03F}, Step(0, 1.1F, up)) * (1 + 0.5F * clouds);
    const float z = half_ * kFocal / Most(Abs(side), 0.02F);
    const float v = up * z / kFocal + eye_height_;
    const int block = FloorInt(z / 14.0F) * 2 + (side > 0 ? 1 : 0);
    const float top = 8 + 11 * CellNoise(block, 1, seed_);
    if (z > 120) return up < 0.06F ? Rgb{0.05F, 0.04F, 0.035F} * glow_ : colour;
    if (v < top) colour = Wall(z, v, block);
    return Poles(eye, colour);
  }

  Rgb Wall(float z, float v, int block) const {
    const float lit =
        lamp_colour_.g * 0.06F * Bell((v - 4) * 0.16F) * (0.5F + 0.7F * Bell((Fract(z * 0.07F) - 0.5F) * 3));
    Rgb colour = (Rgb{0.012F, 0.012F, 0.016F} + lamp_colour_ * lit) * (0.7F + 0.5F * CellNoise(block, 2, seed_));
    colour = colour * (1 + 0.4F * noises_.clouds.At(z * 0.1F, v * 0.1F));
    const float wide = 1.9F + CellNoise(block, 3, seed_);
    const float x = Fract(z / wide);
    const float y = Fract(v / 3.1F);
    const int number = FloorInt(z / wide) * 64 + FloorInt(v / 3.1F);
    const bool is_shop = v < 3.1F;
    const bool is_window = is_shop ? (x > 0.06F && x < 0.94F && y > 0.15F && y < 0.85F)
                                   : (x > 0.30F && x < 0.70F && y > 0.28F && y < 0.76F);
    const bool is_ledge = !is_shop && y > 0.22F && y < 0.28F && x > 0.26F && x < 0.74F;
    if (!is_window) return colour * (is_ledge ? 1.8F : (y < 0.04F ? 0.6F : 1.0F));
    if (!is_shop && (Abs(x - 0.5F) < 0.02F || Abs(y - 0.6F) < 0.015F)) return colour * 0.7F;
    const float own = CellNoise(number, block, seed_ + 4);
    if (own > (is_shop ? 0.62F : 0.36F)) return colour * 0.55F + Rgb{0.004F, 0.005F, 0.008F};
    const Rgb tint =
        own < 0.06F ? Rgb{0.5F, 0.7F, 1.0F} : Mix(Rgb{1.1F, 0.72F, 0.32F}, Rgb{1.0F, 0.9F, 0.7F}, own * 2.5F);
    const float inside = 0.45F + 0.8F * noises_.clouds.At(x * 0.16F + own * 7, y * 0.16F) + 0.4F * y * y;
    return tint * (inside * (is_shop ? 0.85F : 0.5F));
  }

  Rgb Poles(Eye eye, Rgb colour) const {
    for (int i = 0; i < 8; ++i) {  // the nearest street lamps
      const Lamp& lamp = lamps_[static_cast<std::size_t>(i)];
      const float thick = lamp.radius * 0.22F;
      if (!is_blurred_ && Abs(eye.x - lamp.x - (lamp.x > middle_ ? lamp.radius : -lamp.radius)) < thick &&
          eye.y < lamp.y) {
        return Rgb{0.015F, 0.014F, 0.013F};
      }
    }
    return colour;
  }

  Rgb Reflections(Eye eye, float down, float shake) const {
    Rgb sum;
    for (const Lamp& lamp : lamps_) {
      const float high = lamp.y - horizon_;
      const float wide = lamp.radius * (is_blurred_ ? 0.9F : 1.6F) + 0.012F;
      const float x = (eye.x + shake * 0.4F - lamp.x) / wide;
      if (Abs(x) > 3) continue;
      const float along = (down - high) / (0.10F + 0.55F * Abs(high));
      sum = sum + lamp.colour * (0.5F * Bell(x) * Bell(along) * (1 + 4 * shake));
    }
    return sum;
  }

  const Noises& noises_;
  bool is_blurred_;
  float horizon_, middle_, half_, eye_height_, wet_, glow_, u_;
  Rgb lamp_colour_;
  std::uint32_t seed_;
  std::vector<Lamp> lamps_;
};

}  // namespace

void PaintNight(const Moment& moment, Canvas& canvas) {
  Draw draw(moment.seed);
  const Frame frame(canvas, moment, draw, 0.04F);
  const Street street(moment, draw);
  frame.Paint(canvas, [&](Eye eye) { return street.Shade(eye); });
  if (street.is_blurred()) Soften(canvas, canvas.height / 200 + 1);
  street.AddLamps(frame, canvas);
}

}  // namespace photocluster
