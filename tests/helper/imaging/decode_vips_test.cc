#include "native-helper/imaging/decode_vips.h"

#include "tests/helper/imaging/test_images.h"
#include "tests/helper/imaging/tiff_builder.h"

namespace photocluster {
namespace {

using test::Encoded;
using test::ExpectQuarters;
using test::Quarters;
using test::Texture;
using vips::VImage;

class DecodeVipsTest : public test::ImagingTest {
 protected:
  static RgbImage Decoded(const std::string& file, int wanted = 224) {
    const auto photo = DecodeWithVips(FormatOf(file), file, wanted);
    EXPECT_TRUE(photo.ok()) << photo.error().detail;
    return photo.ok() ? photo.value().image : RgbImage{};
  }
};

TEST_F(DecodeVipsTest, EveryFormatIsDecoded) {
  const VImage quarters = Quarters(80, 64);
  for (const char* suffix : {".png", ".png[palette]", ".png[interlace]", ".gif", ".webp[lossless]", ".webp[Q=90]",
                             ".tif", ".tif[compression=jpeg,Q=95]", ".tif[tile,tile_width=16,tile_height=16]", ".bmp",
                             ".avif[Q=90]", ".jxl[Q=95]"}) {
    SCOPED_TRACE(suffix);
    const RgbImage image = Decoded(Encoded(quarters, suffix));
    EXPECT_EQ(image.width, 80);
    EXPECT_EQ(image.height, 64);
    if (!image.pixels.empty()) ExpectQuarters(image);
  }
}

TEST_F(DecodeVipsTest, SixteenBitsBecomeEight) {
  const VImage wide = (Quarters(80, 64) * 257)
                          .cast(VIPS_FORMAT_USHORT)
                          .copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_RGB16));
  ExpectQuarters(Decoded(Encoded(wide, ".png")), 1);
  ExpectQuarters(Decoded(Encoded(wide, ".tif")), 1);
}

TEST_F(DecodeVipsTest, GreyBecomesRgb) {
  const VImage grey =
      Texture(80, 64).extract_band(1).copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_B_W));
  const RgbImage image = Decoded(Encoded(grey, ".png"));
  ASSERT_EQ(image.pixels.size(), 80u * 64u * 3u);
  EXPECT_EQ(image.pixels[3], image.pixels[4]);
  EXPECT_EQ(image.pixels[3], image.pixels[5]);
}

TEST_F(DecodeVipsTest, WhatIsSeeThroughIsOnWhite) {
  const VImage see_through = Quarters(80, 64)
                                 .bandjoin(VImage::black(80, 64) + 0.0)
                                 .cast(VIPS_FORMAT_UCHAR)
                                 .copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB));
  const VImage half = Quarters(80, 64)
                          .bandjoin(VImage::black(80, 64) + 127.5)
                          .cast(VIPS_FORMAT_UCHAR)
                          .copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB));
  for (const char* suffix : {".png", ".webp[lossless]", ".tif", ".avif[lossless]"}) {
    SCOPED_TRACE(suffix);
    const RgbImage white = Decoded(Encoded(see_through, suffix));
    ASSERT_FALSE(white.pixels.empty());
    for (int quarter = 0; quarter < 4; ++quarter) {
      EXPECT_EQ(test::QuarterColour(white, quarter % 2, quarter / 2), (std::array<int, 3>{255, 255, 255}));
    }
    const auto pale_red = test::QuarterColour(Decoded(Encoded(half, suffix)), 0, 0);
    EXPECT_NEAR(pale_red[0], 237, 4);
    EXPECT_NEAR(pale_red[1], 143, 4);
  }
}

TEST_F(DecodeVipsTest, SixteenBitsAndSeeThroughAreOnWhiteToo) {
  const VImage wide = Quarters(80, 64)
                          .bandjoin(VImage::black(80, 64) + 0.0)
                          .cast(VIPS_FORMAT_USHORT)
                          .copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_RGB16));
  EXPECT_EQ(test::QuarterColour(Decoded(Encoded(wide, ".png")), 1, 1), (std::array<int, 3>{255, 255, 255}));
}

TEST_F(DecodeVipsTest, AProfileIsTurnedIntoSrgb) {
  const VImage p3 = Quarters(80, 64).icc_transform("p3");
  for (const char* suffix : {".png", ".tif", ".webp[lossless]"}) {
    SCOPED_TRACE(suffix);
    ExpectQuarters(Decoded(Encoded(p3, suffix)), 6);
  }
}

TEST_F(DecodeVipsTest, ALargeImageComesSmallerButNotTooSmall) {
  const RgbImage image = Decoded(Encoded(Quarters(1000, 700), ".png"), 90);
  EXPECT_EQ(image.width, 334);
  EXPECT_EQ(image.height, 234);
  ExpectQuarters(image, 1);
}

TEST_F(DecodeVipsTest, OrientationAndDateAreToldWhereTheFormatHasThem) {
  for (const char* suffix : {".png", ".webp[lossless]"}) {
    SCOPED_TRACE(suffix);
    for (int number = 1; number <= 8; ++number) {
      VImage turned = Quarters(80, 64).copy_memory();
      const std::string exif = std::string("Exif\0\0", 6) + test::ExifBlock(number, {"1970:01:01 00:00:01", "", ""});
      turned.set(VIPS_META_EXIF_NAME, nullptr, const_cast<char*>(exif.data()), exif.size());
      turned.set(VIPS_META_ORIENTATION, number);
      const std::string file = Encoded(turned, suffix);
      const auto photo = DecodeWithVips(FormatOf(file), file, 224);
      ASSERT_TRUE(photo.ok()) << photo.error().detail;
      EXPECT_EQ(photo.value().facts.orientation, static_cast<Orientation>(number));
      EXPECT_EQ(photo.value().facts.taken_ms, 1000);
      ExpectQuarters(photo.value().image);
    }
  }
}

TEST_F(DecodeVipsTest, ATiffTellsItsOrientation) {
  VImage turned = Quarters(80, 64).copy_memory();
  turned.set(VIPS_META_ORIENTATION, 6);
  const auto photo = DecodeWithVips(ImageFormat::kTiff, Encoded(turned, ".tif"), 224);
  ASSERT_TRUE(photo.ok()) << photo.error().detail;
  EXPECT_EQ(photo.value().facts.orientation, Orientation::kTurned90);
  ExpectQuarters(photo.value().image);
}

TEST_F(DecodeVipsTest, HeicIsDecoded) {
  const RgbImage image = Decoded(test::HeicQuarters());
  EXPECT_EQ(image.width, 80);
  EXPECT_EQ(image.height, 64);
  if (!image.pixels.empty()) ExpectQuarters(image);
}

TEST_F(DecodeVipsTest, HeifIsTurnedByItsContainerAndNotOnceMoreByExif) {
  VImage turned = Quarters(80, 64).copy_memory();
  turned.set(VIPS_META_ORIENTATION, 6);
  const auto photo = DecodeWithVips(ImageFormat::kHeif, Encoded(turned, ".avif[Q=90]"), 224);
  ASSERT_TRUE(photo.ok()) << photo.error().detail;
  EXPECT_EQ(photo.value().facts.orientation, Orientation::kUpright);
}

TEST_F(DecodeVipsTest, OfSeveralFramesTheFirstIsTaken) {
  VImage frames = Quarters(80, 64).join(Texture(80, 64), VIPS_DIRECTION_VERTICAL).copy_memory();
  frames.set(VIPS_META_PAGE_HEIGHT, 64);
  for (const char* suffix : {".gif", ".tif", ".webp[lossless]"}) {
    SCOPED_TRACE(suffix);
    const RgbImage image = Decoded(Encoded(frames, suffix));
    EXPECT_EQ(image.height, 64);
    ExpectQuarters(image);
  }
}

TEST_F(DecodeVipsTest, MorePixelsThanAnyPhotoHasAreRefusedByTheirNumber) {
  const std::string tiff = test::TiffFile(test::TiffFolder()
                                              .Long(256, 65500)
                                              .Long(257, 65500)
                                              .Short(258, {8})
                                              .Short(259, {1})
                                              .Short(262, {1})
                                              .Pixels("few")
                                              .Long(278, 65500));
  const auto photo = DecodeWithVips(ImageFormat::kTiff, tiff, 224);
  ASSERT_FALSE(photo.ok());
  EXPECT_EQ(photo.error().code, ErrorCode::kDamaged);
  EXPECT_NE(photo.error().detail.find("65500"), std::string::npos) << photo.error().detail;
}

TEST_F(DecodeVipsTest, AnImageCutShortIsShownWhileMostOfItIsThere) {
  const std::string png = Encoded(Texture(256, 256), ".png[compression=0]");
  EXPECT_TRUE(DecodeWithVips(ImageFormat::kPng, png.substr(0, png.size() * 8 / 10), 224).ok());
  const auto photo = DecodeWithVips(ImageFormat::kPng, png.substr(0, png.size() / 10), 224);
  ASSERT_FALSE(photo.ok());
  EXPECT_EQ(photo.error().code, ErrorCode::kDamaged);
}

}  // namespace
}  // namespace photocluster
