#include "shared/vectors/lanes.h"

#include <gtest/gtest.h>

#include <vector>

namespace photocluster {
namespace {

TEST(LanesTest, PairUpPutsEqualPlacesSideBySide) {
  const std::uint8_t bytes[] = {9, 0, 1, 128, 255, 7, 250, 251, 252, 253};
  const Pairs pairs = PairUp(bytes + 1, bytes + 6);
  const std::vector<int> expected = {0, 250, 1, 251, 128, 252, 255, 253};
  for (int i = 0; i < 8; ++i) EXPECT_EQ(pairs[i], expected[static_cast<std::size_t>(i)]) << i;
}

TEST(LanesTest, EverySampleTimesEveryKindOfWeightIsExact) {
  for (const int number : {-32767, -256, -1, 0, 1, 127, 255, 256, 32767}) {
    const std::int16_t weights[] = {static_cast<std::int16_t>(number), -3};
    for (int sample = 0; sample < 256; ++sample) {
      const auto byte = static_cast<std::uint8_t>(sample);
      const auto other = static_cast<std::uint8_t>(255 - sample);
      const std::uint8_t a[] = {byte, 0, byte, 255};
      const std::uint8_t b[] = {0, byte, other, 255};
      const Lanes sums = MultiplyAdd(Lanes{7, -7, 7, 7}, PairUp(a, b), EverywherePair(weights));
      EXPECT_EQ(sums[0], 7 + sample * number) << sample << " * " << number;
      EXPECT_EQ(sums[1], -7 - 3 * sample);
      EXPECT_EQ(sums[2], 7 + sample * number - 3 * (255 - sample));
      EXPECT_EQ(sums[3], 7 + 255 * number - 3 * 255);
    }
  }
}

TEST(LanesTest, ABlockIsSixteenSamplesInTheirOrder) {
  std::uint8_t a[16], b[16];
  for (int i = 0; i < 16; ++i) {
    a[i] = static_cast<std::uint8_t>(240 + i);
    b[i] = static_cast<std::uint8_t>(i * i);
  }
  const std::int16_t weights[] = {1000, -7};
  Lanes sums[4] = {Everywhere(1), Everywhere(2), Everywhere(3), Everywhere(4)};
  AddBlock(sums, a, b, EverywherePair(weights));
  for (int i = 0; i < 16; ++i) EXPECT_EQ(sums[i / 4][i % 4], 1 + i / 4 + a[i] * 1000 - b[i] * 7) << i;
}

TEST(LanesTest, StoredNumbersAreLimitedToBytes) {
  std::uint8_t four[4];
  StoreClipped(Lanes{-512, 0, 255, 256}, four);
  EXPECT_EQ(std::vector<int>(four, four + 4), (std::vector<int>{0, 0, 255, 255}));
  StoreClipped(Lanes{-1, 1, 254, 511}, four);
  EXPECT_EQ(std::vector<int>(four, four + 4), (std::vector<int>{0, 1, 254, 255}));
}

}  // namespace
}  // namespace photocluster
