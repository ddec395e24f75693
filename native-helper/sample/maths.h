#pragma once
#include <cmath>

// The few functions that scenes are made of, by + - * / and sqrt alone: the same bits on every machine, and quick.
namespace photocluster {

inline int FloorInt(float x) {
  const int i = static_cast<int>(x);
  return i - (x < static_cast<float>(i) ? 1 : 0);
}
inline float Fract(float x) { return x - static_cast<float>(FloorInt(x)); }
inline float Clamp(float x, float low, float high) { return x < low ? low : (x > high ? high : x); }
inline float Unit(float x) { return Clamp(x, 0, 1); }
inline float Abs(float x) { return x < 0 ? -x : x; }
inline float Least(float a, float b) { return a < b ? a : b; }
inline float Most(float a, float b) { return a > b ? a : b; }
inline float Mix(float a, float b, float part) { return a + (b - a) * part; }

// 0 at `from`, 1 at `to`, smooth between; `from` may be the larger one.
inline float Step(float from, float to, float x) {
  const float t = Unit((x - from) / (to - from));
  return t * t * (3 - 2 * t);
}

// 1 at 0, a half near 0.64, falling off like a glow.
inline float Bell(float x) {
  const float q = 1 + x * x;
  return 1 / (q * q);
}

// The sine of `turns` full circles, by Bhaskara's formula; off by 0.002 at most.
inline float Sine(float turns) {
  const float t = Fract(turns) * 2;
  const float half = t < 1 ? t : t - 1;
  const float p = half * (1 - half);
  const float value = 16 * p / (5 - 4 * p);
  return t < 1 ? value : -value;
}
inline float Cosine(float turns) { return Sine(turns + 0.25F); }
inline float Length(float x, float y) { return std::sqrt(x * x + y * y); }

// How far (x, y) is from the line between two points.
inline float ToSegment(float x, float y, float x0, float y0, float x1, float y1) {
  const float dx = x1 - x0;
  const float dy = y1 - y0;
  const float t = Unit(((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy + 1e-9F));
  return Length(x - x0 - t * dx, y - y0 - t * dy);
}

}  // namespace photocluster
