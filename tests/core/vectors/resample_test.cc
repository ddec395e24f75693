#include "shared/vectors/resample.h"

#include <gtest/gtest.h>

#include <vector>

namespace photocluster {
namespace {

RgbImage Gradient(int width, int height) {
  RgbImage image{width, height, {}};
  for (int i = 0; i < width * height * 3; ++i) image.pixels.push_back(static_cast<std::uint8_t>(i * i % 251));
  return image;
}

TEST(ResampleTest, AxisOfTheSameSizeTakesEachSampleAsItIs) {
  const RgbImage image = Gradient(9, 6);
  EXPECT_EQ(ResampleWidth(image, 0, 0, 6, Axis({9, 9, 0, 9, false})).pixels, image.pixels);
  EXPECT_EQ(ResampleHeight(image, 0, 0, 9, Axis({6, 6, 0, 6, false})).pixels, image.pixels);
}

TEST(ResampleTest, AxisNeedsOnlyTheSamplesUnderItsSpan) {
  const Axis axis({1000, 100, 50, 2, false});
  EXPECT_EQ(axis.begin, 485);  // (50 + 0.5) * 10 - 2 * 10
  EXPECT_EQ(axis.length, 50);
  EXPECT_EQ(axis.windows.size(), 2U);
  EXPECT_EQ(axis.windows[0].first, 0);
  EXPECT_EQ(axis.windows[1].first, 10);
}

TEST(ResampleTest, PartOfAnAxisIsThatPartOfTheWhole) {
  const RgbImage image = Gradient(40, 3);
  const RgbImage whole = ResampleWidth(image, 0, 0, 3, Axis({40, 15, 0, 15, false}));
  const Axis part({40, 15, 4, 6, false});
  const RgbImage cut = ResampleWidth(image, part.begin, 1, 2, part);
  ASSERT_EQ(cut.width, 6);
  ASSERT_EQ(cut.height, 2);
  for (std::size_t y = 0; y < 2; ++y) {
    for (std::size_t i = 0; i < 18; ++i) EXPECT_EQ(cut.pixels[y * 18 + i], whole.pixels[(y + 1) * 45 + 12 + i]);
  }
}

TEST(ResampleTest, HeightIsWidthOfTheTransposedImage) {
  const RgbImage image = Gradient(7, 31);
  RgbImage transposed{31, 7, std::vector<std::uint8_t>(image.pixels.size())};
  for (std::size_t i = 0; i < image.pixels.size(); ++i) {
    const std::size_t x = i / 3 % 7, y = i / 21, c = i % 3;
    transposed.pixels[(x * 31 + y) * 3 + c] = image.pixels[i];
  }
  const Axis axis({31, 12, 0, 12, false});
  const RgbImage high = ResampleHeight(image, 0, 0, 7, axis);
  const RgbImage wide = ResampleWidth(transposed, 0, 0, 7, axis);
  for (std::size_t i = 0; i < high.pixels.size(); ++i) {
    const std::size_t x = i / 3 % 7, y = i / 21, c = i % 3;
    EXPECT_EQ(high.pixels[i], wide.pixels[(x * 12 + y) * 3 + c]);
  }
}

TEST(ResampleTest, MirroredAxisGivesTheMirroredResult) {
  const RgbImage image = Gradient(43, 1);
  RgbImage mirrored = image;
  for (std::size_t x = 0; x < 43; ++x) {
    for (std::size_t c = 0; c < 3; ++c) mirrored.pixels[x * 3 + c] = image.pixels[(42 - x) * 3 + c];
  }
  const Axis upright({43, 17, 3, 8, false});
  const Axis stored({43, 17, 3, 8, true});
  const RgbImage expected = ResampleWidth(mirrored, upright.begin, 0, 1, upright);
  const RgbImage result = ResampleWidth(image, stored.begin, 0, 1, stored);
  for (std::size_t x = 0; x < 8; ++x) {
    for (std::size_t c = 0; c < 3; ++c) EXPECT_EQ(result.pixels[x * 3 + c], expected.pixels[(7 - x) * 3 + c]);
  }
}

}  // namespace
}  // namespace photocluster
