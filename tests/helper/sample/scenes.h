#pragma once
#include <gtest/gtest.h>

#include <cmath>

#include "native-helper/sample/scene.h"

namespace photocluster::test {

inline const Noises& SharedNoises() {
  static const Noises noises;
  return noises;
}

inline Moment MomentOf(std::uint64_t seed, int burst = 0) {
  Moment moment{SharedNoises()};
  moment.seed = seed;
  moment.burst = burst;
  return moment;
}

template <class Painter>
Canvas Painted(const Painter& painter, const Moment& moment) {
  Canvas canvas(96, 72);
  painter(moment, canvas);
  return canvas;
}

// Mean of a part of a picture, in shares of its sides.
inline Rgb MeanOf(const Canvas& canvas, float left, float top, float right, float bottom) {
  Rgb sum;
  int count = 0;
  for (int y = static_cast<int>(top * 72); y < static_cast<int>(bottom * 72); ++y) {
    for (int x = static_cast<int>(left * 96); x < static_cast<int>(right * 96); ++x, ++count)
      sum = sum + canvas.At(x, y);
  }
  return sum * (1 / static_cast<float>(count));
}

inline float Difference(const Canvas& a, const Canvas& b) {
  float sum = 0;
  for (std::size_t i = 0; i < a.pixels.size(); ++i) sum += std::abs(a.pixels[i].g - b.pixels[i].g);
  return sum / static_cast<float>(a.pixels.size());
}

// What holds for every kind: light is a finite number and not below 0, a seed gives the same picture again, another
// seed another picture, and a burst is more like itself than like others.
template <class Painter>
void ExpectScene(const Painter& painter) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const Canvas first = Painted(painter, MomentOf(seed));
    for (const Rgb& pixel : first.pixels) {
      ASSERT_TRUE(std::isfinite(pixel.r) && std::isfinite(pixel.g) && std::isfinite(pixel.b)) << seed;
      ASSERT_TRUE(pixel.r > -0.5F && pixel.g > -0.5F && pixel.b > -0.5F) << seed;
    }
    EXPECT_EQ(Difference(first, Painted(painter, MomentOf(seed))), 0) << seed;
    EXPECT_GT(Difference(first, Painted(painter, MomentOf(seed + 100))), 0.01F) << seed;
  }
  const Canvas first = Painted(painter, MomentOf(3));
  const float in_burst = Difference(first, Painted(painter, MomentOf(3, 1)));
  EXPECT_GT(in_burst, 0);
  float others = 0;
  for (std::uint64_t seed = 4; seed < 12; ++seed) others += Difference(first, Painted(painter, MomentOf(seed))) / 8;
  EXPECT_LT(in_burst, others);
}

}  // namespace photocluster::test
