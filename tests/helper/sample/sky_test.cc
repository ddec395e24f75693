#include "native-helper/sample/sky.h"

#include "tests/helper/sample/scenes.h"

namespace photocluster {
namespace {

TEST(SkyTest, IsBluerAboveThanAtTheHorizon) {
  Draw draw(5);
  Sky sky(test::SharedNoises(), draw);
  sky.cover = 0;
  const Rgb low = sky.At(0, 0);
  const Rgb high = sky.At(0, 1.5F);
  EXPECT_GT(high.b / high.r, low.b / low.r);
}

TEST(SkyTest, CloudsCoverMoreTheMoreThereAre) {
  Draw draw(5);
  Sky sky(test::SharedNoises(), draw);
  const auto blue = [&](float cover) {
    sky.cover = cover;
    int count = 0;
    for (int i = 0; i < 400; ++i) {
      const Rgb at = sky.At(static_cast<float>(i % 20) * 0.1F - 1, 0.3F + static_cast<float>(i / 20) * 0.05F);
      count += at.b > 1.3F * at.r ? 1 : 0;
    }
    return count;
  };
  EXPECT_GT(blue(0.05F), blue(0.5F));
  EXPECT_GT(blue(0.5F), blue(0.95F));
}

}  // namespace
}  // namespace photocluster
