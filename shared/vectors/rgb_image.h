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

  // A decoder may have made the photo smaller by a whole number, both sides rounded up: then the last column and row
  // show less of it than the others do (1225 rows halved are 613, of which 612.5 are photo), and who resizes on as if
  // all were photo is off by half a pixel. 0: the photo's own size is `width` x `height`.
  int shrunk_by = 1;
  int photo_width = 0;
  int photo_height = 0;

  std::size_t row_bytes() const { return static_cast<std::size_t>(width) * 3; }
};

}  // namespace photocluster
