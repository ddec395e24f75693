#include "native-helper/sample/lens.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include "native-helper/sample/maths.h"
#include "shared/base/random.h"

namespace photocluster {
namespace {

// x to the power of 5/12, sRGB's 1/2.4: a fourth root times a sixth root.
float SrgbPower(float x) {
  const float square_root = std::sqrt(x);
  float cube_root = 0.5F + 0.5F * square_root;  // of the square root, by Newton
  for (int i = 0; i < 8; ++i) cube_root = (2 * cube_root + square_root / (cube_root * cube_root)) / 3;
  return std::sqrt(square_root) * cube_root;
}

float ToSrgb(float x) { return x <= 0.0031308F ? 12.92F * x : 1.055F * SrgbPower(x) - 0.055F; }

// Linear light to 0 … 255, by the square root of the light: fine steps where the eye sees them.
class Film {
 public:
  explicit Film(float contrast) {
    for (std::size_t i = 0; i < kSteps; ++i) {
      const float root = static_cast<float>(i) * kTop / kSteps;
      const float light = root * root;
      const float shown = light * (1 + light / 5) / (0.72F + light * 0.55F);  // highlights roll off
      const float value = ToSrgb(Unit(shown));
      table_[i] = 255 * Unit(0.5F + (value - 0.5F) * contrast + (contrast - 1) * 0.06F);
    }
  }
  float At(float light) const {
    const float root = std::sqrt(Most(light, 0));
    return table_[static_cast<std::size_t>(Least(root * (kSteps / kTop), kSteps - 1))];
  }

 private:
  static constexpr std::size_t kSteps = 4096;
  static constexpr float kTop = 2;
  std::array<float, kSteps> table_;
};

// One box along lines of `count` pixels `stride` apart.
void SoftenLine(Rgb* line, std::vector<Rgb>& copy, int count, std::ptrdiff_t stride, int radius) {
  for (int i = 0; i < count; ++i) copy[static_cast<std::size_t>(i)] = line[i * stride];
  const auto at = [&](int i) { return copy[static_cast<std::size_t>(std::clamp(i, 0, count - 1))]; };
  Rgb sum;
  for (int i = -radius; i <= radius; ++i) sum = sum + at(i);
  const float share = 1 / static_cast<float>(2 * radius + 1);
  for (int i = 0; i < count; ++i) {
    line[i * stride] = sum * share;
    sum = sum + at(i + radius + 1) + at(i - radius) * -1;
  }
}

}  // namespace

void Soften(Canvas& canvas, int radius) {
  std::vector<Rgb> copy(static_cast<std::size_t>(std::max(canvas.width, canvas.height)));
  for (int pass = 0; pass < 3; ++pass) {
    for (int y = 0; y < canvas.height; ++y) SoftenLine(&canvas.At(0, y), copy, canvas.width, 1, radius);
    for (int x = 0; x < canvas.width; ++x) SoftenLine(&canvas.At(x, 0), copy, canvas.height, canvas.width, radius);
  }
}

RgbImage Expose(const Canvas& canvas, const Lens& lens) {
  const Film film(lens.contrast);
  SplitMix64 random(lens.seed);
  RgbImage image{canvas.width, canvas.height, {}};
  image.pixels.resize(image.row_bytes() * static_cast<std::size_t>(canvas.height));
  std::uint8_t* out = image.pixels.data();
  const float middle_x = static_cast<float>(canvas.width) * 0.5F;
  const float middle_y = static_cast<float>(canvas.height) * 0.5F;
  const float corner = middle_x * middle_x + middle_y * middle_y;
  const Rgb gain = lens.white * lens.exposure;
  for (int y = 0; y < canvas.height; ++y) {
    const float dy = static_cast<float>(y) - middle_y;
    for (int x = 0; x < canvas.width; ++x) {
      const float dx = static_cast<float>(x) - middle_x;
      const float away = (dx * dx + dy * dy) / corner;
      Rgb light = canvas.At(x, y) * gain * (1 - lens.vignette * away * (0.4F + 0.6F * away));
      if (lens.grey) light = Rgb{1, 1, 1} * (0.35F * light.r + 0.5F * light.g + 0.15F * light.b);
      const std::uint64_t bits = random.Next();
      const auto part = [&](int shift) { return static_cast<float>((bits >> shift) & 0xFF); };
      const float grey = (part(0) + part(8) + part(16) - 382.5F) * (lens.noise / 128);  // deviation 127
      const float tint = lens.grey ? 0.0F : lens.noise / 190;
      const float values[3] = {film.At(light.r), film.At(light.g), film.At(light.b)};
      for (int channel = 0; channel < 3; ++channel) {
        const float more = 1.35F - values[channel] * (0.9F / 255);
        const float noise = (grey + (part(24 + 8 * channel) - 127.5F) * tint) * more;
        *out++ = static_cast<std::uint8_t>(Clamp(values[channel] + noise + 0.5F, 0, 255));
      }
    }
  }
  return image;
}

}  // namespace photocluster
