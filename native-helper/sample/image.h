#pragma once
#include <cstddef>
#include <vector>

namespace photocluster {

// Linear light, 1 is white in a picture that is exposed as a camera would; more is clipped by the film, not here.
struct Rgb {
  float r = 0;
  float g = 0;
  float b = 0;
};
inline Rgb operator+(Rgb a, Rgb b) { return {a.r + b.r, a.g + b.g, a.b + b.b}; }
inline Rgb operator*(Rgb a, Rgb b) { return {a.r * b.r, a.g * b.g, a.b * b.b}; }
inline Rgb operator*(Rgb a, float by) { return {a.r * by, a.g * by, a.b * by}; }
inline Rgb Mix(Rgb a, Rgb b, float part) { return a * (1 - part) + b * part; }

// A picture in the making, rows top to bottom.
struct Canvas {
  int width = 0;
  int height = 0;
  std::vector<Rgb> pixels;

  Canvas(int wide, int high)
      : width(wide), height(high), pixels(static_cast<std::size_t>(wide) * static_cast<std::size_t>(high)) {}
  Rgb& At(int x, int y) {
    return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
  }
  const Rgb& At(int x, int y) const {
    return pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
  }
};

}  // namespace photocluster
