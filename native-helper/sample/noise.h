#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "native-helper/sample/maths.h"
#include "shared/base/random.h"

namespace photocluster {

// One of 0 … 1 for each cell of a grid.
float CellNoise(int x, int y, std::uint32_t seed);

// A square of noise that repeats: -1 … 1, about 0.35 from 0 on average. Made once and looked up, which is ten times as
// fast as summing octaves at each pixel. Kept also at halved sizes: a plane that runs to the horizon would flicker.
class NoiseTile {
 public:
  // REQUIRES: `octaves` doublings of `cells` stay within kSide; `gain`: how much of an octave the next one has.
  NoiseTile(std::uint32_t seed, int cells, int octaves, float gain, bool ridged);

  // `u`, `v` in tiles, any value below some thousands; `level` as from Level(), smooth between the texels.
  float At(float u, float v, int level = 0) const;
  // The level for a picture whose neighbouring pixels are `step` tiles apart.
  static int Level(float step);

  static constexpr int kSide = 512;
  static constexpr int kLevels = 7;

 private:
  std::vector<float> levels_[kLevels];
};

inline float NoiseTile::At(float u, float v, int level) const {
  const int side = kSide >> level;
  const int mask = side - 1;
  u *= static_cast<float>(side);
  v *= static_cast<float>(side);
  const int iu = FloorInt(u);
  const int iv = FloorInt(v);
  const float fu = u - static_cast<float>(iu);
  const float fv = v - static_cast<float>(iv);
  const float* texels = levels_[level].data();
  const float* row = texels + (iv & mask) * side;
  const float* next = texels + ((iv + 1) & mask) * side;
  const int left = iu & mask;
  const int right = (iu + 1) & mask;
  return Mix(Mix(row[left], row[right], fu), Mix(next[left], next[right], fu), fv);
}

// What all scenes share; immutable, so threads share it too.
struct Noises {
  NoiseTile clouds{11, 4, 7, 0.52F, false};  // large forms with all detail
  NoiseTile grain{23, 64, 3, 0.8F, false};   // gravel, leaves, grass
  NoiseTile ridges{37, 4, 7, 0.5F, true};    // sharp crests
};

// A function of x across a picture, sampled once: a crest takes several looks into the noise.
class Profile {
 public:
  Profile() = default;
  template <class Function>
  explicit Profile(const Function& function) : heights_(kSamples + 1) {
    for (int i = 0; i <= kSamples; ++i) {
      heights_[static_cast<std::size_t>(i)] = function(kFrom + static_cast<float>(i) * (kWide / kSamples));
    }
  }
  float At(float x) const {
    float at = (x - kFrom) * (kSamples / kWide);
    at = at < 0 ? 0 : (at > kSamples - 1 ? kSamples - 1 : at);
    const auto left = static_cast<std::size_t>(at);
    const float part = at - static_cast<float>(left);
    return heights_[left] * (1 - part) + heights_[left + 1] * part;
  }

 private:
  static constexpr int kSamples = 1400;
  static constexpr float kFrom = -2;  // wider than any picture
  static constexpr float kWide = 4;
  std::vector<float> heights_;
};

// What a scene draws its layout from.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : random_(seed) {}
  float In(float low, float high) {
    return low + (high - low) * (static_cast<float>(random_.Next() >> 40) / 16777216.0F);
  }
  int Below(int n) { return static_cast<int>(random_.Below(static_cast<std::uint64_t>(n))); }
  bool Chance(float of) { return In(0, 1) < of; }
  float Sign() { return Chance(0.5F) ? 1.0F : -1.0F; }
  std::uint32_t Seed() { return static_cast<std::uint32_t>(random_.Next()); }

 private:
  SplitMix64 random_;
};

}  // namespace photocluster
