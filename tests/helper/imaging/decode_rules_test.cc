#include "native-helper/imaging/decode_rules.h"

#include <gtest/gtest.h>

#include "native-helper/imaging/decode.h"

namespace photocluster {
namespace {

// 10 x 10 pixels, no two alike, but for the last rows, which are one colour.
RgbImage WithFlatTail(int flat_rows) {
  RgbImage image{10, 10, {}};
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      const bool flat = y >= image.height - flat_rows;
      image.pixels.push_back(flat ? 128 : static_cast<std::uint8_t>(x));
      image.pixels.push_back(flat ? 127 : static_cast<std::uint8_t>(y));
      image.pixels.push_back(126);
    }
  }
  return image;
}

TEST(DecodeRulesTest, TheLargestWebpIsTakenAndOneMoreRowIsNot) {
  EXPECT_TRUE(CheckDeclaredSize(16383, 16383).ok());
  EXPECT_FALSE(CheckDeclaredSize(16383, 16384).ok());
  EXPECT_FALSE(CheckDeclaredSize(17000, 17000).ok());
  EXPECT_TRUE(CheckDeclaredSize(kMaxPixels, 1).ok());
  EXPECT_EQ(CheckDeclaredSize(std::int64_t{1} << 62, std::int64_t{1} << 62).error().code, ErrorCode::kDamaged);
}

TEST(DecodeRulesTest, AnImageWithoutPixelsIsRefused) {
  EXPECT_FALSE(CheckDeclaredSize(0, 10).ok());
  EXPECT_FALSE(CheckDeclaredSize(10, -1).ok());
}

TEST(DecodeRulesTest, HalfAPhotoIsShownAndLessIsNot) {
  EXPECT_TRUE(CheckShowsMost(WithFlatTail(0), "cut short").ok());
  EXPECT_TRUE(CheckShowsMost(WithFlatTail(5), "cut short").ok());
  EXPECT_FALSE(CheckShowsMost(WithFlatTail(6), "cut short").ok());
  const auto nothing_left = CheckShowsMost(WithFlatTail(10), "cut short");
  ASSERT_FALSE(nothing_left.ok());
  EXPECT_EQ(nothing_left.error().code, ErrorCode::kDamaged);
  EXPECT_NE(nothing_left.error().detail.find("cut short"), std::string::npos);
}

TEST(DecodeRulesTest, ShrinksOnlyWhatStaysMuchLargerThanWanted) {
  EXPECT_EQ(JpegShrink(1075, 1075, 224), 1);
  EXPECT_EQ(JpegShrink(1076, 1076, 224), 2);
  EXPECT_EQ(JpegShrink(2048, 1365, 224), 2);  // whether the sides can be halved or not
  EXPECT_EQ(JpegShrink(3264, 2448, 224), 4);
  EXPECT_EQ(JpegShrink(4160, 6240, 224), 4);
  EXPECT_EQ(JpegShrink(10000, 10000, 224), 8);
  EXPECT_TRUE(MayShrink(3, 3000, 2001, 224));
  EXPECT_FALSE(MayShrink(4, 3000, 2001, 224));
}

TEST(DecodeRulesTest, TheImageKnowsWhatItWasBefore) {
  RgbImage image = WithFlatTail(0);
  NoteShrunk(image, 4, 39, 37);
  EXPECT_EQ(image.shrunk_by, 4);
  EXPECT_EQ(image.photo_width, 39);
  EXPECT_EQ(image.photo_height, 37);
}

}  // namespace
}  // namespace photocluster
