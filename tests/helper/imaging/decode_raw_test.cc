#include "native-helper/imaging/decode_raw.h"

#include "tests/helper/imaging/test_images.h"
#include "tests/helper/imaging/tiff_builder.h"
#include "tests/support/test_data.h"

namespace photocluster {
namespace {

using test::Encoded;
using test::ExpectQuarters;
using test::Quarters;
using test::TiffFolder;

class DecodeRawTest : public test::ImagingTest {};

constexpr int kPreviewWidth = 80;
constexpr int kPreviewHeight = 64;

struct Preview {
  int compression = 1;  // TIFF's number: 1 none, 7 JPEG
  int colours = 2;      // 2 RGB, 6 YCbCr
  std::string bytes;
  int width = kPreviewWidth;
  int height = kPreviewHeight;
};

// A DNG as small as LibRaw takes it for one: a preview in front, a sensor of 96 x 64 grey pixels behind.
std::string Dng(const Preview& preview, int orientation) {
  constexpr int kSensorWidth = 96;
  constexpr int kSensorHeight = 64;
  const TiffFolder sensor = TiffFolder()
                                .Long(254, 0)
                                .Long(256, kSensorWidth)
                                .Long(257, kSensorHeight)
                                .Short(258, {16})
                                .Short(259, {1})
                                .Short(262, {32803})
                                .Pixels(std::string(kSensorWidth * kSensorHeight * 2, '\x20'))
                                .Short(33421, {2, 2})
                                .Bytes(33422, std::string_view("\0\1\1\2", 4));
  TiffFolder first;
  first.Long(254, 1)
      .Long(256, static_cast<std::uint32_t>(preview.width))
      .Long(257, static_cast<std::uint32_t>(preview.height))
      .Short(258, {8, 8, 8});
  first.Short(259, {preview.compression}).Short(262, {preview.colours}).Text(271, "Acme").Text(272, "Camera 1");
  first.Pixels(preview.bytes)
      .Short(274, {orientation})
      .Short(277, {3})
      .Long(278, static_cast<std::uint32_t>(preview.height));
  first.Text(306, "1970:01:01 00:00:02").Folder(330, sensor).Bytes(50706, std::string_view("\1\4\0\0", 4));
  return test::TiffFile(first);
}

std::string PlainPixels(int width = kPreviewWidth, int height = kPreviewHeight) {
  std::size_t length = 0;
  void* const bytes = Quarters(width, height).write_to_memory(&length);
  std::string pixels(static_cast<const char*>(bytes), length);
  g_free(bytes);
  return pixels;
}

TEST_F(DecodeRawTest, ABitmapPreviewIsShown) {
  const auto photo = DecodeRaw(Dng({1, 2, PlainPixels()}, 1), 224);
  ASSERT_TRUE(photo.has_value());
  ASSERT_TRUE(photo->ok()) << photo->error().detail;
  EXPECT_EQ(photo->value().image.width, kPreviewWidth);
  EXPECT_EQ(photo->value().image.height, kPreviewHeight);
  ExpectQuarters(photo->value().image, 0);
}

TEST_F(DecodeRawTest, AJpegPreviewIsShown) {
  const std::string jpeg = Encoded(Quarters(kPreviewWidth, kPreviewHeight), ".jpg[Q=95]");
  const auto photo = DecodeRaw(Dng({7, 6, jpeg}, 1), 224);
  ASSERT_TRUE(photo.has_value());
  ASSERT_TRUE(photo->ok()) << photo->error().detail;
  ExpectQuarters(photo->value().image);
}

TEST_F(DecodeRawTest, OrientationAndDateAreTheRawFilesOwn) {
  for (int number = 1; number <= 8; ++number) {
    const auto photo = DecodeRaw(Dng({1, 2, PlainPixels()}, number), 224);
    ASSERT_TRUE(photo.has_value() && photo->ok());
    EXPECT_EQ(photo->value().facts.orientation, static_cast<Orientation>(number));
    EXPECT_EQ(photo->value().facts.taken_ms, 2000);
  }
}

TEST_F(DecodeRawTest, APreviewThatStandsWhereTheSensorLiesIsNotTurnedAgain) {
  const auto photo = DecodeRaw(Dng({1, 2, PlainPixels(64, 80), 64, 80}, 6), 224);
  ASSERT_TRUE(photo.has_value() && photo->ok());
  EXPECT_EQ(photo->value().facts.orientation, Orientation::kUpright);
  ExpectQuarters(photo->value().image, 0);
}

TEST_F(DecodeRawTest, WhereThereIsNoExifLibRawTellsTheDate) {
  NEEDS_TEST_DATA();
  const auto taken = [](const std::string& file) {
    const auto photo = DecodeRaw(test::ReadFile(test::TestData("raw/" + file)), 224);
    EXPECT_TRUE(photo.has_value() && photo->ok()) << file;
    return photo->value().facts.taken_ms;
  };
  EXPECT_EQ(taken("imagemeta-CRW.CRW"), 1514811812000);          // 2018-01-01 13:03:32, counted in seconds
  EXPECT_EQ(taken("hdr-exiftool-FujiFilm.raf"), 1179842310000);  // 2007-05-22 13:58:30, as text
}

TEST_F(DecodeRawTest, WithoutAPreviewTheReasonIsLibRaws) {
  NEEDS_TEST_DATA();
  const auto photo = DecodeRaw(test::ReadFile(test::TestData("raw/colorchart.dng")), 224);
  ASSERT_TRUE(photo.has_value() && !photo->ok());
  EXPECT_EQ(photo->error().code, ErrorCode::kUnsupported);
  EXPECT_FALSE(photo->error().detail.empty());
}

TEST_F(DecodeRawTest, ADamagedPreviewIsAnErrorWithAReason) {
  const auto photo = DecodeRaw(Dng({7, 6, "no JPEG"}, 1), 224);
  ASSERT_TRUE(photo.has_value());
  ASSERT_FALSE(photo->ok());
  EXPECT_FALSE(photo->error().detail.empty());
}

TEST_F(DecodeRawTest, APlainTiffIsNoRaw) {
  EXPECT_FALSE(DecodeRaw(Encoded(Quarters(80, 64), ".tif"), 224).has_value());
  EXPECT_FALSE(DecodeRaw("some text that is no photo", 224).has_value());
  EXPECT_FALSE(DecodeRaw("", 224).has_value());
}

TEST_F(DecodeRawTest, EveryPrefixIsAnAnswer) {
  const std::string dng = Dng({1, 2, PlainPixels()}, 6);
  for (std::size_t length = 0; length < dng.size(); length += 97) {
    if (const auto photo = DecodeRaw(dng.substr(0, length), 224)) test::ExpectWhole(*photo, 224);
  }
}

}  // namespace
}  // namespace photocluster
