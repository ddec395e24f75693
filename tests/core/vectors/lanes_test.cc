#include "shared/vectors/lanes.h"

#include <gtest/gtest.h>

#include <vector>

namespace photocluster {
namespace {

TEST(LanesTest, EverySampleTimesEveryKindOfWeightIsExact) {
  for (const std::int32_t weight :
       {0, 1, -1, 127, 128, 255, 256, -256, 4194304, 6000000, -2000000, 8388607, -8388608}) {
    for (std::int32_t sample = 0; sample < 256; ++sample) {
      const std::int32_t lane = SampleLane(static_cast<std::uint8_t>(sample));
      const std::int32_t in = WeightLane(weight);
      const Lanes sums = MultiplyAdd(Lanes{7, 7, 7, 7}, Lanes{lane, 0, lane, lane}, Lanes{in, in, 0, in});
      EXPECT_EQ(sums[0], 7 + (sample - kSampleShift) * weight) << sample << " * " << weight;
      EXPECT_EQ(sums[1], 7);
      EXPECT_EQ(sums[2], 7);
      EXPECT_EQ(sums[3], sums[0]);
    }
  }
}

TEST(LanesTest, StoredNumbersAreLimitedToBytes) {
  std::uint8_t four[4];
  StoreClipped(Lanes{-512, 0, 255, 256}, four);
  EXPECT_EQ(std::vector<int>(four, four + 4), (std::vector<int>{0, 0, 255, 255}));
  StoreClipped(Lanes{-1, 1, 254, 511}, four);
  EXPECT_EQ(std::vector<int>(four, four + 4), (std::vector<int>{0, 1, 254, 255}));
}

TEST(LanesTest, LoadTakesFourNumbersFromAnyPlace) {
  const std::int32_t numbers[] = {0, 1, 2, 3, 4};
  const Lanes lanes = LoadLanes(numbers + 1);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(lanes[i], i + 1);
}

}  // namespace
}  // namespace photocluster
