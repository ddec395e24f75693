#include "tests/helper/imaging/test_images.h"

#include <array>
#include <cstdlib>
#include <vector>

#include "tests/support/test_data.h"

namespace photocluster::test {

namespace {

constexpr std::array<std::array<std::uint8_t, 3>, 4> kColours = {
    {{220, 30, 30}, {30, 200, 30}, {30, 30, 220}, {230, 220, 40}}};

vips::VImage FromPixels(std::vector<std::uint8_t>& pixels, int width, int height) {
  return vips::VImage::new_from_memory(pixels.data(), pixels.size(), width, height, 3, VIPS_FORMAT_UCHAR)
      .copy(vips::VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB))
      .copy_memory();
}

}  // namespace

vips::VImage Quarters(int width, int height) {
  std::vector<std::uint8_t> pixels;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const int quarter = (y * 2 >= height ? 2 : 0) + (x * 2 >= width ? 1 : 0);
      const auto& colour = kColours[static_cast<std::size_t>(quarter)];
      pixels.insert(pixels.end(), colour.begin(), colour.end());
    }
  }
  return FromPixels(pixels, width, height);
}

vips::VImage Texture(int width, int height) {
  std::vector<std::uint8_t> pixels;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      for (int c = 0; c < 3; ++c) {
        pixels.push_back(static_cast<std::uint8_t>((x * (3 + c) + y * (5 - c) + (x * y) / 40) % 256));
      }
    }
  }
  return FromPixels(pixels, width, height);
}

std::string Encoded(const vips::VImage& image, const std::string& suffix) {
  void* bytes = nullptr;
  std::size_t length = 0;
  if (suffix == ".bmp") {  // vips writes it through ImageMagick only
    VipsBlob* blob = image.magicksave_buffer(vips::VImage::option()->set("format", "BMP"));
    std::string file(static_cast<const char*>(vips_blob_get(blob, &length)), VIPS_AREA(blob)->length);
    vips_area_unref(VIPS_AREA(blob));
    return file;
  }
  image.write_to_buffer(suffix.c_str(), &bytes, &length);
  std::string file(static_cast<const char*>(bytes), length);
  g_free(bytes);
  return file;
}

std::string HeicQuarters() { return ReadFile(PHOTOCLUSTER_SOURCE_DIR "/tests/helper/imaging/quarters.heic"); }

std::array<int, 3> QuarterColour(const RgbImage& image, int column, int row) {
  const int x = image.width * (1 + 2 * column) / 4;
  const int y = image.height * (1 + 2 * row) / 4;
  const std::size_t at = static_cast<std::size_t>(y) * image.row_bytes() + static_cast<std::size_t>(x) * 3;
  return {image.pixels[at], image.pixels[at + 1], image.pixels[at + 2]};
}

void ExpectQuarters(const RgbImage& image, int tolerance) {
  for (int quarter = 0; quarter < 4; ++quarter) {
    const auto colour = QuarterColour(image, quarter % 2, quarter / 2);
    for (std::size_t c = 0; c < 3; ++c) {
      EXPECT_NEAR(colour[c], kColours[static_cast<std::size_t>(quarter)][c], tolerance)
          << "channel " << c << " of quarter " << quarter;
    }
  }
}

void ExpectWhole(const Result<DecodedPhoto>& photo, int wanted_short_side) {
  if (!photo.ok()) {
    EXPECT_FALSE(photo.error().detail.empty());
    EXPECT_TRUE(photo.error().code == ErrorCode::kDamaged || photo.error().code == ErrorCode::kUnsupported);
    return;
  }
  const RgbImage& image = photo.value().image;
  ASSERT_GT(image.width, 0);
  ASSERT_GT(image.height, 0);
  EXPECT_EQ(image.pixels.size(), image.row_bytes() * static_cast<std::size_t>(image.height));
  // Far larger than wanted means that nothing was scaled.
  EXPECT_LE(std::min(image.width, image.height), wanted_short_side * 16);
}

double MeanDifference(const RgbImage& a, const RgbImage& b) {
  EXPECT_EQ(a.width, b.width);
  EXPECT_EQ(a.height, b.height);
  if (a.pixels.size() != b.pixels.size() || a.pixels.empty()) return 255;
  double sum = 0;
  for (std::size_t i = 0; i < a.pixels.size(); ++i) sum += std::abs(int{a.pixels[i]} - int{b.pixels[i]});
  return sum / static_cast<double>(a.pixels.size());
}

}  // namespace photocluster::test
