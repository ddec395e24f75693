#include "native-helper/sample/noise.h"

#include "native-helper/sample/maths.h"

namespace photocluster {
namespace {

std::uint32_t MixBits(int x, int y, std::uint32_t seed) {
  std::uint32_t h = seed * 0x9E3779B9U;
  h = (h ^ static_cast<std::uint32_t>(x)) * 0x85EBCA6BU;
  h = (h ^ (h >> 15) ^ static_cast<std::uint32_t>(y)) * 0xC2B2AE35U;
  h = (h ^ (h >> 13)) * 0x27D4EB2FU;
  return h ^ (h >> 16);
}

// Gradient noise (Perlin 1985) over a grid of `cells` that repeats.
float GradientNoise(float x, float y, int cells, std::uint32_t seed) {
  constexpr float kGradients[8][2] = {{1, 0},
                                      {-1, 0},
                                      {0, 1},
                                      {0, -1},
                                      {0.7071F, 0.7071F},
                                      {-0.7071F, 0.7071F},
                                      {0.7071F, -0.7071F},
                                      {-0.7071F, -0.7071F}};
  const int x0 = FloorInt(x);
  const int y0 = FloorInt(y);
  const float fx = x - static_cast<float>(x0);
  const float fy = y - static_cast<float>(y0);
  const auto corner = [&](int cx, int cy) {
    const float* gradient = kGradients[MixBits((x0 + cx) % cells, (y0 + cy) % cells, seed) & 7];
    return gradient[0] * (fx - static_cast<float>(cx)) + gradient[1] * (fy - static_cast<float>(cy));
  };
  const float sx = fx * fx * fx * (fx * (fx * 6 - 15) + 10);
  const float sy = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
  return 1.5F * Mix(Mix(corner(0, 0), corner(1, 0), sx), Mix(corner(0, 1), corner(1, 1), sx), sy);
}

}  // namespace

float CellNoise(int x, int y, std::uint32_t seed) { return static_cast<float>(MixBits(x, y, seed) >> 8) / 16777216.0F; }

NoiseTile::NoiseTile(std::uint32_t seed, int cells, int octaves, float gain, bool ridged) {
  levels_[0].assign(static_cast<std::size_t>(kSide) * kSide, 0);
  float amplitude = 1;
  for (int octave = 0; octave < octaves; ++octave, cells *= 2, amplitude *= gain) {
    const float scale = static_cast<float>(cells) / kSide;
    for (int y = 0; y < kSide; ++y) {
      for (int x = 0; x < kSide; ++x) {
        const float noise =
            GradientNoise((static_cast<float>(x) + 0.37F) * scale, (static_cast<float>(y) + 0.37F) * scale, cells,
                          seed + static_cast<std::uint32_t>(octave));
        levels_[0][static_cast<std::size_t>(y * kSide + x)] += amplitude * (ridged ? 0.75F - 2.2F * Abs(noise) : noise);
      }
    }
  }
  for (int level = 1; level < kLevels; ++level) {
    const int side = kSide >> level;
    const std::vector<float>& finer = levels_[level - 1];
    levels_[level].resize(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
    for (int y = 0; y < side; ++y) {
      for (int x = 0; x < side; ++x) {
        const std::size_t at = static_cast<std::size_t>(y * 4 * side + x * 2);
        const std::size_t below = at + static_cast<std::size_t>(side) * 2;
        levels_[level][static_cast<std::size_t>(y * side + x)] =
            (finer[at] + finer[at + 1] + finer[below] + finer[below + 1]) * 0.25F;
      }
    }
  }
}

int NoiseTile::Level(float step) {
  int level = 0;
  for (float texels = step * kSide; texels > 1.4F && level + 1 < kLevels; texels *= 0.5F) ++level;
  return level;
}

}  // namespace photocluster
