#include "native-helper/imaging/decode_jpeg.h"

#include "shared/vectors/preprocess.h"
#include "tests/helper/imaging/test_images.h"
#include "tests/helper/imaging/tiff_builder.h"

namespace photocluster {
namespace {

using test::Encoded;
using test::ExpectQuarters;
using test::Quarters;
using test::Texture;

class DecodeJpegTest : public test::ImagingTest {};

// The JPEG with another size in its frame header.
std::string Declaring(std::string jpeg, int width, int height) {
  const std::size_t frame = jpeg.find("\xff\xc0");
  jpeg[frame + 5] = static_cast<char>(height >> 8);
  jpeg[frame + 6] = static_cast<char>(height);
  jpeg[frame + 7] = static_cast<char>(width >> 8);
  jpeg[frame + 8] = static_cast<char>(width);
  return jpeg;
}

TEST_F(DecodeJpegTest, EveryKindOfJpegIsDecoded) {
  const auto quarters = Quarters(80, 64);
  for (const char* kind : {".jpg[Q=95]", ".jpg[Q=95,interlace]", ".jpg[Q=95,subsample_mode=off]"}) {
    SCOPED_TRACE(kind);
    const auto photo = DecodeJpeg(Encoded(quarters, kind), 224);
    ASSERT_TRUE(photo.ok()) << photo.error().detail;
    EXPECT_EQ(photo.value().image.width, 80);
    EXPECT_EQ(photo.value().image.height, 64);
    ExpectQuarters(photo.value().image);
  }
}

TEST_F(DecodeJpegTest, CmykBecomesRgb) {
  const auto photo = DecodeJpeg(Encoded(Quarters(80, 64).colourspace(VIPS_INTERPRETATION_CMYK), ".jpg[Q=95]"), 224);
  ASSERT_TRUE(photo.ok()) << photo.error().detail;
  ExpectQuarters(photo.value().image, 90);  // ink has no such green
}

TEST_F(DecodeJpegTest, GreyBecomesRgbOfEqualChannels) {
  const auto photo = DecodeJpeg(Encoded(Texture(64, 64).colourspace(VIPS_INTERPRETATION_B_W), ".jpg"), 224);
  ASSERT_TRUE(photo.ok()) << photo.error().detail;
  const auto& pixels = photo.value().image.pixels;
  ASSERT_EQ(pixels.size(), 64u * 64u * 3u);
  for (std::size_t i = 0; i < pixels.size(); i += 3) {
    ASSERT_EQ(pixels[i], pixels[i + 1]);
    ASSERT_EQ(pixels[i], pixels[i + 2]);
  }
}

TEST_F(DecodeJpegTest, ADisplayP3PhotoBecomesSrgb) {
  const std::string jpeg = Encoded(Quarters(80, 64).icc_transform("p3"), ".jpg[Q=95,subsample_mode=off]");
  const auto photo = DecodeJpeg(jpeg, 224);
  ASSERT_TRUE(photo.ok()) << photo.error().detail;
  ExpectQuarters(photo.value().image, 8);
}

TEST_F(DecodeJpegTest, EveryOrientationIsToldAndThePixelsStayAsStored) {
  const std::string upright = Encoded(Quarters(80, 64), ".jpg[Q=95]");
  for (int number = 1; number <= 8; ++number) {
    const auto photo = DecodeJpeg(test::WithExif(upright, test::ExifBlock(number, {})), 224);
    ASSERT_TRUE(photo.ok()) << photo.error().detail;
    EXPECT_EQ(photo.value().facts.orientation, static_cast<Orientation>(number));
    EXPECT_EQ(photo.value().image.width, 80);
    ExpectQuarters(photo.value().image);
  }
}

TEST_F(DecodeJpegTest, ALargePhotoComesSmallerButNotTooSmall) {
  const std::string jpeg = Encoded(Texture(1000, 700), ".jpg");
  const auto width_for = [&](int wanted) { return DecodeJpeg(jpeg, wanted).value().image.width; };
  EXPECT_EQ(width_for(224), 1000);
  EXPECT_EQ(width_for(140), 500);
  EXPECT_EQ(width_for(70), 250);
  EXPECT_EQ(width_for(10), 125);
}

// Sides that no shrinking divides: the crop is that of the whole photo all the same.
TEST_F(DecodeJpegTest, AShrunkPhotoShowsTheSamePart) {
  const std::string jpeg = Encoded(Texture(1001, 703), ".jpg[Q=95]");
  const RgbImage whole = CropForModel(DecodeJpeg(jpeg, 703).value().image, Orientation::kTurned90, 70).value();
  const RgbImage shrunk = DecodeJpeg(jpeg, 70).value().image;
  EXPECT_EQ(shrunk.width, 251);
  EXPECT_EQ(shrunk.height, 176);
  EXPECT_LT(test::MeanDifference(CropForModel(shrunk, Orientation::kTurned90, 70).value(), whole), 1.0);
}

TEST_F(DecodeJpegTest, OfSeveralPicturesTheFirstIsTaken) {
  const std::string file = Encoded(Quarters(80, 64), ".jpg[Q=95]") + Encoded(Texture(32, 32), ".jpg");
  const auto photo = DecodeJpeg(file, 224);
  ASSERT_TRUE(photo.ok()) << photo.error().detail;
  EXPECT_EQ(photo.value().image.width, 80);
  ExpectQuarters(photo.value().image);
}

TEST_F(DecodeJpegTest, APhotoCutShortIsShownWhileMostOfItIsThere) {
  const std::string jpeg = Encoded(Texture(256, 256), ".jpg[Q=95]");
  EXPECT_TRUE(DecodeJpeg(jpeg.substr(0, jpeg.size() * 9 / 10), 224).ok());
  EXPECT_TRUE(DecodeJpeg(jpeg.substr(0, jpeg.size() * 6 / 10), 224).ok());
  for (const std::size_t share : {1u, 2u, 4u}) {
    const auto photo = DecodeJpeg(jpeg.substr(0, jpeg.size() * share / 10), 224);
    ASSERT_FALSE(photo.ok()) << share;
    EXPECT_EQ(photo.error().code, ErrorCode::kDamaged);
  }
}

TEST_F(DecodeJpegTest, AProgressivePhotoCutShortIsShownUnsharp) {
  const std::string jpeg = Encoded(Texture(256, 256), ".jpg[Q=95,interlace]");
  EXPECT_TRUE(DecodeJpeg(jpeg.substr(0, jpeg.size() / 2), 224).ok());
}

TEST_F(DecodeJpegTest, MorePixelsThanAnyPhotoHasAreRefusedByTheirNumber) {
  const auto photo = DecodeJpeg(Declaring(Encoded(Texture(64, 64), ".jpg"), 65500, 65500), 224);
  ASSERT_FALSE(photo.ok());
  EXPECT_EQ(photo.error().code, ErrorCode::kDamaged);
  EXPECT_NE(photo.error().detail.find("65500"), std::string::npos);
}

TEST_F(DecodeJpegTest, AHeaderThatDeclaresMuchAndHoldsLittleIsRefused) {
  EXPECT_FALSE(DecodeJpeg(Declaring(Encoded(Texture(64, 64), ".jpg"), 16000, 16000), 224).ok());
}

}  // namespace
}  // namespace photocluster
