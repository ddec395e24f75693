#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace photocluster {

// The eight EXIF orientations (TIFF 6.0, tag 274): how stored pixels are turned to stand upright.
enum class Orientation : std::uint8_t {
  kUpright = 1,
  kMirrored = 2,
  kTurned180 = 3,
  kMirrored180 = 4,
  kTransposed = 5,
  kTurned90 = 6,  // stored on its left side: turn 90 degrees clockwise
  kTransverse = 7,
  kTurned270 = 8,
};

// 8 bits a channel, interleaved RGB, rows top to bottom without padding.
struct RgbImage {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> pixels;  // width * height * 3

  std::size_t row_bytes() const { return static_cast<std::size_t>(width) * 3; }
};

}  // namespace photocluster
