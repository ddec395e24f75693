#include "native-helper/sample/noise.h"

#include <cmath>

#include "tests/helper/sample/scenes.h"

namespace photocluster {
namespace {

using test::SharedNoises;

TEST(NoiseTest, TilesMeetWithoutASeam) {
  const NoiseTile& tile = SharedNoises().clouds;
  for (int i = 0; i < 50; ++i) {
    const float v = static_cast<float>(i) * 0.02F;
    EXPECT_NEAR(tile.At(0.25F, v), tile.At(1.25F, v), 1e-3);
    EXPECT_NEAR(tile.At(0.25F, v), tile.At(-0.75F, v), 1e-3);
    EXPECT_NEAR(tile.At(0.9999F, v), tile.At(1.0001F, v), 0.06);
  }
}

TEST(NoiseTest, CoarserLevelsAreSmoother) {
  const NoiseTile& tile = SharedNoises().grain;
  const auto roughness = [&](int level) {
    float sum = 0;
    for (int i = 0; i < 500; ++i) {
      const float u = static_cast<float>(i) * 0.0137F;
      sum += std::abs(tile.At(u, 0.3F, level) - tile.At(u + 0.004F, 0.3F, level));
    }
    return sum;
  };
  EXPECT_GT(roughness(0), roughness(2));
  EXPECT_GT(roughness(2), roughness(4));
  EXPECT_EQ(NoiseTile::Level(0), 0);
  EXPECT_EQ(NoiseTile::Level(1), NoiseTile::kLevels - 1);
}

TEST(NoiseTest, StaysNearItsRange) {
  for (const NoiseTile* tile : {&SharedNoises().clouds, &SharedNoises().grain, &SharedNoises().ridges}) {
    float mean = 0;
    for (int i = 0; i < 4000; ++i) {
      const float at = tile->At(static_cast<float>(i) * 0.0173F, static_cast<float>(i) * 0.0071F);
      EXPECT_LT(std::abs(at), 2.5F);
      mean += at / 4000;
    }
    EXPECT_NEAR(mean, 0, 0.6);
  }
}

TEST(NoiseTest, CellsAreEvenlySpread) {
  float mean = 0;
  for (int i = 0; i < 4096; ++i) mean += CellNoise(i % 64 - 32, i / 64 - 32, 9) / 4096;
  EXPECT_NEAR(mean, 0.5, 0.02);
}

TEST(NoiseTest, AProfileIsItsFunction) {
  const Profile profile([](float x) { return x * x; });
  for (const float x : {-1.7F, -0.3F, 0.0F, 0.55F, 1.9F}) EXPECT_NEAR(profile.At(x), x * x, 1e-4);
}

TEST(NoiseTest, DrawsStayWithinTheirBounds) {
  Draw draw(1);
  for (int i = 0; i < 1000; ++i) {
    const float value = draw.In(-2, 3);
    EXPECT_TRUE(value >= -2 && value <= 3);
    EXPECT_LT(draw.Below(7), 7);
  }
}

}  // namespace
}  // namespace photocluster
