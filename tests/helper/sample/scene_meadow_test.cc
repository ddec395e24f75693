#include "tests/helper/sample/scenes.h"

namespace photocluster {
namespace {

using test::ExpectScene;
using test::MeanOf;
using test::MomentOf;
using test::Painted;

TEST(SceneMeadowTest, SeedsAreOtherPicturesAndBurstsAreAlike) { ExpectScene(PaintMeadow); }

TEST(SceneMeadowTest, GrassIsGreenerThanTheSky) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const Canvas canvas = Painted(PaintMeadow, MomentOf(seed));
    const Rgb sky = MeanOf(canvas, 0, 0, 1, 0.1F);
    const Rgb grass = MeanOf(canvas, 0, 0.85F, 1, 1);
    EXPECT_GT(grass.g / grass.b, sky.g / sky.b) << seed;
  }
}

}  // namespace
}  // namespace photocluster
