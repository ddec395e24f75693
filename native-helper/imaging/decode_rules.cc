#include "native-helper/imaging/decode_rules.h"

#include <algorithm>

#include "native-helper/imaging/decode.h"

namespace photocluster {

namespace {

constexpr std::ptrdiff_t kBytesPerPixel = 3;

// Rows at the bottom in which every pixel equals the image's last pixel.
std::size_t FlatTail(const RgbImage& image) {
  const auto begin = image.pixels.begin();
  auto end = image.pixels.end();
  // Byte i equals byte i + 3 all the way back: one colour, whatever its channels.
  while (end - begin > kBytesPerPixel && *(end - kBytesPerPixel - 1) == *(end - 1)) --end;
  const auto flat = static_cast<std::size_t>(image.pixels.end() - end) + kBytesPerPixel;
  return flat / image.row_bytes();
}

}  // namespace

Result<void> CheckDeclaredSize(std::int64_t width, std::int64_t height) {
  if (width <= 0 || height <= 0) return Error{ErrorCode::kDamaged, "the image has no pixels"};
  if (width > kMaxPixels / height) {
    return Error{ErrorCode::kDamaged, "the image declares " + std::to_string(width) + " x " + std::to_string(height) +
                                          " pixels, more than any photo has"};
  }
  return {};
}

Result<void> CheckShowsMost(const RgbImage& image, const std::string& complaint) {
  if (FlatTail(image) * 2 <= static_cast<std::size_t>(image.height)) return {};
  return Error{ErrorCode::kDamaged, "most of the image is missing: " + complaint};
}

bool MayShrink(int by, int width, int height, int wanted_short_side) {
  return std::min(width, height) >= 2.4 * wanted_short_side * by;
}

int JpegShrink(int width, int height, int wanted_short_side) {
  int by = 8;
  while (by > 1 && !MayShrink(by, width, height, wanted_short_side)) by /= 2;
  return by;
}

void NoteShrunk(RgbImage& image, int by, int photo_width, int photo_height) {
  image.shrunk_by = by;
  image.photo_width = photo_width;
  image.photo_height = photo_height;
}

}  // namespace photocluster
