#include "native-helper/imaging/preview.h"

#include <gtest/gtest.h>

#include "shared/vectors/preprocess.h"
#include "tests/helper/embedding/embedding_fixtures.h"
#include "tests/helper/imaging/test_images.h"

namespace photocluster {
namespace {

class PreviewTest : public testing::Test {
 protected:
  PreviewTest() { test::StartImaging(); }
  static std::string SizeOf(const std::string& jpeg) {
    const auto photo = DecodePhoto(jpeg, 4096);
    if (!photo.ok()) return photo.error().detail;
    return std::to_string(photo.value().image.width) + "x" + std::to_string(photo.value().image.height);
  }
};

TEST_F(PreviewTest, LongSideIsTheOneNamed) {
  const auto previews = MakePreviews(test::WavesJpeg(1, 3000, 2000));
  ASSERT_TRUE(previews.ok()) << previews.error().detail;
  EXPECT_EQ(SizeOf(previews.value().jpegs[0]), "256x171");
  EXPECT_EQ(SizeOf(previews.value().jpegs[1]), "512x341");
  EXPECT_EQ(SizeOf(previews.value().jpegs[2]), "2048x1365");
}

TEST_F(PreviewTest, SmallPhotoIsNotEnlarged) {
  const auto previews = MakePreviews(test::WavesJpeg(1, 300, 400));
  ASSERT_TRUE(previews.ok());
  EXPECT_EQ(SizeOf(previews.value().jpegs[0]), "192x256");
  EXPECT_EQ(SizeOf(previews.value().jpegs[1]), "300x400");
  EXPECT_EQ(SizeOf(previews.value().jpegs[2]), "300x400");
}

TEST_F(PreviewTest, AllEightOrientationsOfOnePhotoLookTheSame) {
  NEEDS_TEST_DATA();
  for (const char* name : {"Landscape", "Portrait"}) {
    RgbImage first;
    for (int number = 1; number <= 8; ++number) {
      const std::string path = "formats/exif-orientation/" + std::string(name) + "_" + std::to_string(number) + ".jpg";
      const auto previews = MakePreviews(test::ReadFile(test::TestData(path)));
      ASSERT_TRUE(previews.ok()) << previews.error().detail;
      const auto shown = DecodePhoto(previews.value().jpegs[0], 256);
      ASSERT_TRUE(shown.ok());
      EXPECT_EQ(shown.value().facts.orientation, Orientation::kUpright) << "no second turn by what reads it";
      auto crop = CropForModel(shown.value().image, Orientation::kUpright, 128);
      ASSERT_TRUE(crop.ok());
      if (number == 1) first = crop.value();
      EXPECT_LT(test::MeanDifference(first, crop.value()), 7) << path;  // each has its own label drawn in
    }
  }
}

TEST_F(PreviewTest, WhatIsNoPhotoIsRefused) {
  EXPECT_EQ(MakePreviews("no image").error().code, ErrorCode::kUnsupported);
  EXPECT_EQ(MakePreviews(test::WavesJpeg(1).substr(0, 30)).error().code, ErrorCode::kDamaged);
}

}  // namespace
}  // namespace photocluster
