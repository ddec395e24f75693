#include "shared/vectors/resample.h"

#include <algorithm>
#include <cstring>

#include "shared/vectors/lanes.h"

namespace photocluster {
namespace {

constexpr double kSupport = 2;      // the cubic is zero beyond
constexpr int kMostPrecision = 22;  // bits behind the point: 255 times the sum of all weights stays below 2^31
constexpr std::size_t kBlock = 16;  // samples

double Cubic(double x) {
  constexpr double a = -0.5;
  if (x < 0) x = -x;
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
  return 0;
}

struct UprightWindow {
  int first = 0;
  std::vector<double> weights;
};

// The upright axis has `samples` in memory; the photo begins `begin` of a sample behind the first.
UprightWindow WindowOf(double scale, double begin, int samples, int out) {
  const double stretch = std::max(scale, 1.0);
  const double support = kSupport * stretch;
  const double center = begin + (out + 0.5) * scale;
  const double inverse = 1.0 / stretch;
  UprightWindow window;
  window.first = std::max(0, static_cast<int>(center - support + 0.5));
  const int end = std::min(samples, static_cast<int>(center + support + 0.5));
  double sum = 0;
  for (int in = window.first; in < end; ++in) {
    window.weights.push_back(Cubic((in - center + 0.5) * inverse));
    sum += window.weights.back();
  }
  for (double& weight : window.weights) weight /= sum;
  return window;
}

RgbImage Blank(int width, int height) {
  RgbImage image;
  image.width = width;
  image.height = height;
  image.pixels.resize(image.row_bytes() * static_cast<std::size_t>(height));
  return image;
}

// As many bits behind the point as let every weight fit 16 bits.
int PrecisionFor(const std::vector<UprightWindow>& windows) {
  double largest = 0;
  for (const UprightWindow& window : windows) {
    for (const double weight : window.weights) largest = std::max(largest, weight < 0 ? -weight : weight);
  }
  int precision = 0;
  while (precision < kMostPrecision && largest * (2 << precision) < 32767) ++precision;
  return precision;
}

std::int16_t Rounded(double weight, int precision) {
  const double scaled = weight * (1 << precision);
  return static_cast<std::int16_t>(weight < 0 ? scaled - 0.5 : scaled + 0.5);
}

template <class Image>
auto* PixelAt(Image& image, int x, int y) {
  return image.pixels.data() + static_cast<std::size_t>(y) * image.row_bytes() + static_cast<std::size_t>(x) * 3;
}

// kBlock samples of one line of the result, from the rows of its window: the first at `row`, the others `stride` apart.
void MixRows(const std::uint8_t* row, std::size_t stride, const Axis& axis, const Axis::Window& window,
             std::uint8_t* out) {
  const std::int16_t* weight = axis.weights.data() + window.weights_at;
  const Lanes half = Everywhere(1 << axis.precision >> 1);
  Lanes sums[4] = {half, half, half, half};
  for (int i = 0; i < window.count; i += 2, weight += 2, row += 2 * stride) {
    AddBlock(sums, row, i + 1 < window.count ? row + stride : row, EverywherePair(weight));
  }
  for (std::size_t i = 0; i < 4; ++i) StoreClipped(sums[i] >> axis.precision, out + 4 * i);
}

}  // namespace

Axis::Axis(const AxisSpan& span) {
  const double filled = static_cast<double>(span.in_size) / span.shrunk_by;
  const int samples = (span.in_size + span.shrunk_by - 1) / span.shrunk_by;
  const double upright_begin = span.mirrored ? samples - filled : 0;
  std::vector<UprightWindow> upright;
  for (int i = 0; i < span.count; ++i) {
    const int out = span.mirrored ? span.first + span.count - 1 - i : span.first + i;
    upright.push_back(WindowOf(filled / span.out_size, upright_begin, samples, out));
  }
  precision = PrecisionFor(upright);
  for (UprightWindow& from : upright) {
    Window window;
    window.count = static_cast<int>(from.weights.size());
    window.first = from.first;
    if (span.mirrored) {
      window.first = samples - from.first - window.count;
      std::reverse(from.weights.begin(), from.weights.end());
    }
    window.weights_at = weights.size();
    for (const double weight : from.weights) weights.push_back(Rounded(weight, precision));
    if (weights.size() % 2 != 0) weights.push_back(0);
    windows.push_back(window);
  }
  begin = windows.front().first;
  length = windows.back().first + windows.back().count - begin;
  for (Window& window : windows) window.first -= begin;
}

RgbImage ResampleHeight(const RgbImage& image, int x, int y, int columns, const Axis& axis) {
  RgbImage result = Blank(columns, static_cast<int>(axis.windows.size()));
  const std::size_t samples = static_cast<std::size_t>(columns) * 3;
  const bool narrow = samples < kBlock;  // then a block does not fit into a row: the rows are copied to where it does
  std::vector<std::uint8_t> copies(narrow ? static_cast<std::size_t>(axis.length) * kBlock : 0);
  for (int row = 0; narrow && row < axis.length; ++row) {
    std::copy_n(PixelAt(image, x, y + row), samples, &copies[static_cast<std::size_t>(row) * kBlock]);
  }
  const std::uint8_t* first = narrow ? copies.data() : PixelAt(image, x, y);
  const std::size_t stride = narrow ? kBlock : image.row_bytes();
  for (std::size_t line = 0; line < axis.windows.size(); ++line) {
    const Axis::Window& window = axis.windows[line];
    const std::uint8_t* rows = first + static_cast<std::size_t>(window.first) * stride;
    std::uint8_t* out = PixelAt(result, 0, static_cast<int>(line));
    if (narrow) {
      std::uint8_t block[kBlock];
      MixRows(rows, stride, axis, window, block);
      std::copy_n(block, samples, out);
      continue;
    }
    for (std::size_t at = 0; at < samples; at += kBlock) {
      const std::size_t from = std::min(at, samples - kBlock);  // the last block overlaps the one before
      MixRows(rows + from, stride, axis, window, out + from);
    }
  }
  return result;
}

RgbImage ResampleWidth(const RgbImage& image, int x, int y, int rows, const Axis& axis) {
  RgbImage result = Blank(static_cast<int>(axis.windows.size()), rows);
  // A pixel is read as four bytes, of which three count, and a window of an odd number of samples reads one more pixel
  // than it has: the row is copied to where that can be read.
  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(axis.length) * 3 + 4);
  for (int row = 0; row < rows; ++row) {
    std::copy_n(PixelAt(image, x, y + row), pixels.size() - 4, pixels.data());
    std::uint8_t* out = PixelAt(result, 0, row);
    for (const Axis::Window& window : axis.windows) {
      const std::int16_t* weight = axis.weights.data() + window.weights_at;
      const std::uint8_t* pixel = pixels.data() + static_cast<std::size_t>(window.first) * 3;
      Lanes sums = Everywhere(1 << axis.precision >> 1);
      for (int i = 0; i < window.count; i += 2, weight += 2, pixel += 6) {
        sums = MultiplyAdd(sums, PairUp(pixel, pixel + 3), EverywherePair(weight));
      }
      std::uint8_t four[4];
      StoreClipped(sums >> axis.precision, four);
      out = std::copy_n(four, 3, out);
    }
  }
  return result;
}

}  // namespace photocluster
