#include "shared/vectors/resample.h"

#include <algorithm>
#include <cstring>

#include "shared/vectors/lanes.h"

namespace photocluster {
namespace {

constexpr int kPrecision = 22;  // bits behind the point: 32 - 8 of a sample - 2 for sign and overshoot
constexpr double kSupport = 2;  // the cubic is zero beyond
constexpr int kAtOnce = 4;      // sums that share a weight and stay in registers

double Cubic(double x) {
  constexpr double a = -0.5;
  if (x < 0) x = -x;
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
  return 0;
}

std::int32_t Rounded(double weight) {
  const double scaled = weight * (1 << kPrecision);
  return static_cast<std::int32_t>(weight < 0 ? scaled - 0.5 : scaled + 0.5);
}

struct UprightWindow {
  int first = 0;
  std::vector<std::int32_t> weights;
};

UprightWindow WindowOf(int in_size, int out_size, int out) {
  const double scale = static_cast<double>(in_size) / out_size;
  const double stretch = std::max(scale, 1.0);
  const double support = kSupport * stretch;
  const double center = (out + 0.5) * scale;
  const double inverse = 1.0 / stretch;
  UprightWindow window;
  window.first = std::max(0, static_cast<int>(center - support + 0.5));
  const int end = std::min(in_size, static_cast<int>(center + support + 0.5));
  std::vector<double> weights;
  double sum = 0;
  for (int in = window.first; in < end; ++in) {
    weights.push_back(Cubic((in - center + 0.5) * inverse));
    sum += weights.back();
  }
  for (const double weight : weights) window.weights.push_back(Rounded(weight / sum));
  return window;
}

RgbImage Blank(int width, int height) {
  RgbImage image;
  image.width = width;
  image.height = height;
  image.pixels.resize(image.row_bytes() * static_cast<std::size_t>(height));
  return image;
}

// The lanes of `count` samples.
void Widen(const std::uint8_t* samples, std::size_t count, std::int32_t* lanes) {
  for (std::size_t i = 0; i < count; ++i) lanes[i] = SampleLane(samples[i]);
}

template <class Image>
auto* PixelAt(Image& image, int x, int y) {
  return image.pixels.data() + static_cast<std::size_t>(y) * image.row_bytes() + static_cast<std::size_t>(x) * 3;
}

}  // namespace

Axis::Axis(const AxisSpan& span) {
  for (int i = 0; i < span.count; ++i) {
    const int out = span.mirrored ? span.first + span.count - 1 - i : span.first + i;
    UprightWindow upright = WindowOf(span.in_size, span.out_size, out);
    Window window;
    window.count = static_cast<int>(upright.weights.size());
    window.first = upright.first;
    if (span.mirrored) {
      window.first = span.in_size - upright.first - window.count;
      std::reverse(upright.weights.begin(), upright.weights.end());
    }
    window.weights_at = weights.size();
    window.start = 1 << (kPrecision - 1);
    for (const std::int32_t weight : upright.weights) {
      window.start += weight * kSampleShift;
      weights.push_back(WeightLane(weight));
    }
    windows.push_back(window);
  }
  begin = windows.front().first;
  length = windows.back().first + windows.back().count - begin;
  for (Window& window : windows) window.first -= begin;
}

RgbImage ResampleWidth(const RgbImage& image, int x, int y, int rows, const Axis& axis) {
  RgbImage result = Blank(static_cast<int>(axis.windows.size()), rows);
  const std::size_t samples = static_cast<std::size_t>(axis.length) * 3;
  const std::size_t stride = samples + 1;  // a pixel is loaded as four lanes, of which three count
  std::vector<std::int32_t> lanes(kAtOnce * stride);
  for (int row = 0; row < rows; row += kAtOnce) {
    int at[kAtOnce];  // past the end the last row is made again
    for (int r = 0; r < kAtOnce; ++r) {
      at[r] = std::min(row + r, rows - 1);
      Widen(PixelAt(image, x, y + at[r]), samples, &lanes[static_cast<std::size_t>(r) * stride]);
    }
    for (std::size_t column = 0; column < axis.windows.size(); ++column) {
      const Axis::Window& window = axis.windows[column];
      const std::int32_t* weights = axis.weights.data() + window.weights_at;
      const std::int32_t* pixel = lanes.data() + window.first * 3;
      Lanes sums[kAtOnce];
      for (Lanes& sum : sums) sum = Everywhere(window.start);
      for (int i = 0; i < window.count; ++i, pixel += 3) {
        const Lanes weight = Everywhere(weights[i]);
        for (std::size_t r = 0; r < kAtOnce; ++r) sums[r] = MultiplyAdd(sums[r], LoadLanes(pixel + r * stride), weight);
      }
      for (int r = 0; r < kAtOnce; ++r) {
        std::uint8_t four[4];
        StoreClipped(sums[r] >> kPrecision, four);
        std::memcpy(PixelAt(result, static_cast<int>(column), at[r]), four, 3);
      }
    }
  }
  return result;
}

RgbImage ResampleHeight(const RgbImage& image, int x, int y, int columns, const Axis& axis) {
  RgbImage result = Blank(columns, static_cast<int>(axis.windows.size()));
  const std::size_t samples = static_cast<std::size_t>(columns) * 3;
  const std::size_t step = 4 * kAtOnce;
  const std::size_t stride = (samples + step - 1) / step * step;
  int most = 0;  // rows in a window
  for (const Axis::Window& window : axis.windows) most = std::max(most, window.count);
  // The rows of the window in use, each widened once: row r lies in place r % most.
  std::vector<std::int32_t> ring(static_cast<std::size_t>(most) * stride);
  std::vector<const std::int32_t*> rows(static_cast<std::size_t>(most));
  std::vector<std::uint8_t> clipped(stride);
  int widened = 0;
  for (std::size_t line = 0; line < axis.windows.size(); ++line) {
    const Axis::Window& window = axis.windows[line];
    const std::int32_t* weights = axis.weights.data() + window.weights_at;
    for (; widened < window.first + window.count; ++widened) {
      Widen(PixelAt(image, x, y + widened), samples, &ring[static_cast<std::size_t>(widened % most) * stride]);
    }
    for (int i = 0; i < window.count; ++i) {
      rows[static_cast<std::size_t>(i)] = &ring[static_cast<std::size_t>((window.first + i) % most) * stride];
    }
    for (std::size_t at = 0; at < stride; at += step) {
      Lanes sums[kAtOnce];
      for (Lanes& sum : sums) sum = Everywhere(window.start);
      for (int i = 0; i < window.count; ++i) {
        const Lanes weight = Everywhere(weights[i]);
        const std::int32_t* row = rows[static_cast<std::size_t>(i)] + at;
        for (std::size_t s = 0; s < kAtOnce; ++s) sums[s] = MultiplyAdd(sums[s], LoadLanes(row + 4 * s), weight);
      }
      for (std::size_t s = 0; s < kAtOnce; ++s) StoreClipped(sums[s] >> kPrecision, &clipped[at + 4 * s]);
    }
    std::memcpy(PixelAt(result, 0, static_cast<int>(line)), clipped.data(), samples);
  }
  return result;
}

}  // namespace photocluster
