#include "tests/helper/sample/scenes.h"

namespace photocluster {
namespace {

using test::ExpectScene;
using test::MeanOf;
using test::MomentOf;
using test::Painted;

TEST(SceneRoofTest, SeedsAreOtherPicturesAndBurstsAreAlike) { ExpectScene(PaintRoof); }

TEST(SceneRoofTest, SkyIsAboveTheTilesInMost) {
  int blue_above = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const Canvas canvas = Painted(PaintRoof, MomentOf(seed));
    const Rgb top = MeanOf(canvas, 0, 0, 1, 0.05F);
    const Rgb middle = MeanOf(canvas, 0.4F, 0.6F, 0.6F, 0.8F);
    blue_above += top.b / top.r > middle.b / middle.r ? 1 : 0;
  }
  EXPECT_GE(blue_above, 8);
}

}  // namespace
}  // namespace photocluster
