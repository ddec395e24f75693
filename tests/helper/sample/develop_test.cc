#include "native-helper/sample/develop.h"

#include "tests/helper/imaging/test_images.h"
#include "tests/helper/sample/scenes.h"

namespace photocluster {
namespace {

TEST(DevelopTest, APictureOfItsSizeWithLightAndShade) {
  Shot shot;
  shot.kind = SampleKind::kFacade;
  shot.seed = 5;
  shot.width = 80;
  shot.height = 60;
  const RgbImage image = Develop(shot, test::SharedNoises());
  EXPECT_EQ(image.width, 80);
  EXPECT_EQ(image.height, 60);
  const auto [darkest, brightest] = std::minmax_element(image.pixels.begin(), image.pixels.end());
  EXPECT_LT(*darkest, 60);
  EXPECT_GT(*brightest, 180);
}

// A picture of 3 x 2 whose pixels are numbered, turned back as EXIF says.
TEST(DevelopTest, WhatIsStoredTurnedStandsUprightAgain) {
  RgbImage upright{3, 2, {}};
  for (int i = 0; i < 6; ++i) upright.pixels.insert(upright.pixels.end(), 3, static_cast<std::uint8_t>(i));
  // The upper left pixel as stored, and the one beside it, are these of the upright picture (TIFF 6.0, tag 274).
  constexpr int kFirst[8][2] = {{0, 1}, {2, 1}, {5, 4}, {3, 4}, {0, 3}, {2, 5}, {5, 2}, {3, 0}};
  for (int number = 1; number <= 8; ++number) {
    const RgbImage stored = Stored(upright, static_cast<Orientation>(number));
    EXPECT_EQ(stored.width, number < 5 ? 3 : 2) << number;
    EXPECT_EQ(stored.pixels[0], kFirst[number - 1][0]) << number;
    EXPECT_EQ(stored.pixels[3], kFirst[number - 1][1]) << number;
  }
}

}  // namespace
}  // namespace photocluster
