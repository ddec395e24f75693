#include <vector>

#include "native-helper/sample/scene.h"

namespace photocluster {
namespace {

constexpr Rgb kPlasterColours[] = {{0.66F, 0.56F, 0.40F}, {0.60F, 0.58F, 0.54F}, {0.72F, 0.66F, 0.55F},
                                   {0.58F, 0.42F, 0.34F}, {0.74F, 0.72F, 0.68F}, {0.48F, 0.54F, 0.50F},
                                   {0.70F, 0.58F, 0.30F}};

// How deep a crack is at each pixel, 0 … 1. Cracks are walks that keep their direction, wander, thin out and branch.
class Cracks {
 public:
  Cracks(const Canvas& canvas, Draw& draw) : wide_(canvas.width), high_(canvas.height) {
    depth_.resize(static_cast<std::size_t>(wide_) * static_cast<std::size_t>(high_));
    const float size = static_cast<float>(high_);
    const int count = 1 + draw.Below(3);
    for (int i = 0; i < count; ++i) {
      const bool from_top = draw.Chance(0.6F);
      const float x = (from_top ? draw.In(0.1F, 0.9F) : (draw.Chance(0.5F) ? 0.0F : 1.0F)) * static_cast<float>(wide_);
      const float y = from_top ? 0 : draw.In(0.15F, 0.85F) * size;
      const float turn = from_top ? draw.In(0.15F, 0.35F) : (x > 1 ? 0.5F : 0.0F) + draw.In(-0.1F, 0.1F);
      Walk(x, y, turn, draw.In(0.002F, 0.0065F) * size, draw, 0);
    }
  }
  float At(int x, int y) const {
    if (x < 0 || y < 0 || x >= wide_ || y >= high_) return 0;
    return depth_[static_cast<std::size_t>(y * wide_ + x)];
  }

 private:
  void Walk(float x, float y, float turn, float thick, Draw& draw, int generation) {
    const float step = 0.004F * static_cast<float>(high_);
    const float main = turn;
    for (int i = 0; i < 420 && thick > 0.35F; ++i) {
      turn += draw.In(-0.075F, 0.075F) + (main - turn) * 0.12F;
      x += Cosine(turn) * step;
      y += Sine(turn) * step;
      Stamp(x, y, thick * draw.In(0.6F, 1.2F));
      thick *= 0.9965F;
      if (generation < 3 && draw.Chance(0.017F)) {
        Walk(x, y, turn + draw.Sign() * draw.In(0.08F, 0.2F), thick * draw.In(0.35F, 0.75F), draw, generation + 1);
      }
    }
  }
  void Stamp(float x, float y, float radius) {
    const int reach = static_cast<int>(radius) + 2;
    const int cx = FloorInt(x);
    const int cy = FloorInt(y);
    for (int py = cy - reach; py <= cy + reach; ++py) {
      for (int px = cx - reach; px <= cx + reach; ++px) {
        if (px < 0 || py < 0 || px >= wide_ || py >= high_) continue;
        const float away = Length(static_cast<float>(px) + 0.5F - x, static_cast<float>(py) + 0.5F - y);
        float& depth = depth_[static_cast<std::size_t>(py * wide_ + px)];
        depth = Most(depth, Unit(radius + 0.5F - away));
      }
    }
  }

  int wide_;
  int high_;
  std::vector<float> depth_;
};

// An old rendered wall: stains, cracks, places where the plaster came off, sometimes the shadow of a tree.
class Plaster {
 public:
  Plaster(const Moment& moment, Draw& draw) : noises_(moment.noises) {
    colour_ = kPlasterColours[draw.Below(7)];
    lower_colour_ = draw.Chance(0.3F) ? kPlasterColours[draw.Below(7)] * 0.6F : colour_ * 0.8F;
    lean_ = draw.In(-0.22F, 0.22F);
    scale_ = draw.In(0.7F, 1.5F);
    u_ = draw.In(0, 9);
    v_ = draw.In(0, 9);
    dado_ = draw.Chance(0.35F) ? draw.In(-0.8F, -0.2F) : -9.0F;
    ground_ = draw.Chance(0.45F) ? draw.In(-0.95F, -0.62F) : -9.0F;
    missing_ = draw.Chance(0.6F) ? draw.In(0.15F, 0.75F) : -9.0F;
    missing_x_ = draw.In(-0.9F, 0.9F);
    missing_y_ = draw.In(-0.7F, 0.7F);
    damp_ = draw.In(0, 1);
    shadow_ = draw.Chance(0.4F) ? draw.In(0.4F, 0.7F) : 0.0F;
    edge_ = draw.Chance(0.3F) ? draw.In(-1.2F, 1.2F) : 9.0F;
    edge_slope_ = draw.In(-0.8F, 0.8F);
    pipe_ = draw.Chance(0.25F) ? draw.In(-1.0F, 1.0F) : 9.0F;
    light_ = draw.In(-0.25F, 0.25F);
    seed_ = draw.Seed();
  }

  Rgb Shade(Eye eye, float depth, float rim) const {
    const float near = 1 / (1 + lean_ * eye.x);
    const float u = eye.x * near * scale_;
    const float v = eye.y * near * scale_;
    const float base = ground_ * scale_;
    if (v < base) return Ground(eye, u, v - base);
    float off = 0;
    Rgb colour = Wall(u, v, off);
    colour = colour * (1 - 0.88F * depth * (1 - off)) * (1 + 0.5F * rim * (1 - off));
    if (Abs(u - pipe_) < 0.11F) colour = Pipe(u - pipe_, v, colour);
    colour = colour * (1 + light_ * eye.x - 0.1F * Abs(eye.y));
    if (v - base < 0.25F) colour = colour * (0.55F + 0.45F * Step(-0.05F, 0.25F, v - base));
    return colour * Shadow(u, v);
  }

 private:
  float Missing(float u, float v) const {
    const float away = Length((u - missing_x_) * 0.9F, v - missing_y_) / (0.35F + 0.4F * missing_);
    return missing_ - away * 0.55F + 0.42F * noises_.clouds.At(u * 0.17F + u_, v * 0.17F + v_);
  }

  Rgb Wall(float u, float v, float& off) const {
    const float large = noises_.clouds.At(u * 0.11F + u_, v * 0.11F + v_);
    const float fine = noises_.grain.At(u * 0.4F, v * 0.4F);
    const float relief =
        noises_.clouds.At(u * 0.9F, v * 0.9F) - noises_.clouds.At(u * 0.9F + 0.006F, v * 0.9F - 0.006F);
    const float border = 0.05F * noises_.clouds.At(u * 0.3F, 0.2F) + dado_ * scale_;
    Rgb colour = Mix(lower_colour_, colour_, Step(border - 0.01F, border + 0.01F, v));
    colour = colour * (1 + 0.28F * large + 0.10F * fine + 0.9F * relief);
    const float drips = noises_.clouds.At(u * 0.5F + v_, v * 0.04F + u_);
    colour = Mix(colour, colour * Rgb{0.50F, 0.47F, 0.42F}, Step(0.12F, 0.7F, drips + 0.3F * v) * 0.8F);
    const float damp = Step(-0.1F, -1.2F, v + 0.5F * large) * damp_;
    colour = Mix(colour, colour * Rgb{0.42F, 0.44F, 0.36F}, damp);
    if (missing_ < 0) return colour;

    const float here = Missing(u, v);
    off = Step(0, 0.012F, here);
    const float towards = Missing(u - 0.014F, v + 0.018F);  // the light comes from the upper left
    const float lip = Unit((here - towards) * 9);
    colour = colour * (1 + 0.5F * Unit((towards - here) * 6) * Step(-0.05F, 0, here));
    if (off <= 0) return colour;
    const Rgb under = Bricks(u, v) * (1 - 0.75F * lip * Step(0.10F, 0, here));
    const Rgb scratch = Rgb{0.42F, 0.37F, 0.31F} * (0.8F + 0.5F * fine + 0.5F * large);
    return Mix(colour, Mix(scratch, under, Step(0.03F, 0.07F, here + 0.06F * large)), off);
  }

  Rgb Bricks(float u, float v) const {
    const float rows = v / 0.13F;
    const int row = FloorInt(rows);
    const float along = u / 0.4F + 0.5F * static_cast<float>(row & 1);
    const float rough = noises_.clouds.At(u * 0.8F, v * 0.8F);
    const float in_row = Fract(rows) + 0.06F * rough;
    const float in_brick = Fract(along) + 0.03F * rough;
    const float body = Step(0.07F, 0.15F, in_row) * Step(1.0F, 0.94F, in_row) * Step(0.02F, 0.06F, in_brick);
    const Rgb brick = Rgb{0.40F, 0.15F, 0.09F} * (0.6F + 0.7F * CellNoise(FloorInt(along), row, seed_) + 0.5F * rough);
    return Mix(Rgb{0.36F, 0.32F, 0.27F} * (0.6F + 0.3F * rough), brick, body);
  }

  Rgb Ground(Eye eye, float u, float v) const {
    const float far = 1 / (0.35F - v);
    const float grit = noises_.grain.At(u * far * 0.4F, far * 0.3F, 1);
    const float large = noises_.clouds.At(u * far * 0.1F, far * 0.1F + u_);
    const float crack = Fract(u * far * 0.5F + 0.2F) < 0.012F * far ? 0.6F : 1.0F;
    const Rgb colour = Rgb{0.34F, 0.33F, 0.31F} * (0.75F + 0.25F * grit + 0.4F * large) * crack;
    return colour * (0.55F + 0.45F * Step(0, -0.12F, v)) * (1 + light_ * eye.x);
  }

  Rgb Pipe(float across, float v, Rgb wall) const {
    const float x = across / 0.06F;
    if (Abs(x) > 1) return x > 0 ? wall * (0.5F + 0.5F * Step(1, 1.9F, x)) : wall;
    const float round = 0.25F + 0.75F * Bell((x + 0.35F) * 1.3F);
    const float clip = Abs(Fract(v * 0.7F + 0.1F) - 0.5F) < 0.02F ? 0.5F : 1.0F;
    return Rgb{0.46F, 0.47F, 0.48F} * (round * clip * (1 + 0.2F * noises_.clouds.At(v * 0.2F, 0.7F)));
  }

  float Shadow(float u, float v) const {
    float sun = 1;
    if (shadow_ > 0) {
      const float leaves = noises_.clouds.At(u * 0.13F + v_, v * 0.13F + u_, 2) + 0.25F * (v + u * 0.6F);
      sun -= shadow_ * Step(0.02F, 0.17F, leaves);
    }
    return sun * (1 - 0.6F * Step(0, 0.03F, u - edge_ + v * edge_slope_));
  }

  const Noises& noises_;
  Rgb colour_, lower_colour_;
  float lean_, scale_, u_, v_, dado_, ground_, missing_, missing_x_, missing_y_, damp_, shadow_, edge_, edge_slope_;
  float pipe_, light_;
  std::uint32_t seed_;
};

}  // namespace

void PaintPlaster(const Moment& moment, Canvas& canvas) {
  Draw draw(moment.seed);
  const Frame frame(canvas, moment, draw, 0.05F);
  const Plaster wall(moment, draw);
  const Cracks cracks(canvas, draw);
  const int rim = canvas.height / 300 + 1;
  frame.Paint(canvas, [&](Eye eye) {
    // The crack lies in the wall: it moves with the hand as everything else.
    const float y = eye.y + frame.slant * eye.x;
    const int px = FloorInt((eye.x - frame.slant * eye.y + frame.aspect) / frame.pixel);
    const int py = FloorInt((1 - y) / frame.pixel);
    const float depth = cracks.At(px, py);
    return wall.Shade(eye, depth, cracks.At(px - rim, py - rim) - cracks.At(px + rim, py + rim));
  });
}

}  // namespace photocluster
