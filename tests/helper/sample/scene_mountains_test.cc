#include "tests/helper/sample/scenes.h"

namespace photocluster {
namespace {

using test::ExpectScene;
using test::MeanOf;
using test::MomentOf;
using test::Painted;

TEST(SceneMountainsTest, SeedsAreOtherPicturesAndBurstsAreAlike) { ExpectScene(PaintMountains); }

TEST(SceneMountainsTest, SkyIsBluerThanTheGroundIsDark) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const Rgb sky = MeanOf(Painted(PaintMountains, MomentOf(seed)), 0, 0, 1, 0.05F);
    EXPECT_GE(sky.b, sky.r * 0.95F) << seed;
    EXPECT_GT(sky.b, 0.25F) << seed;
  }
}

}  // namespace
}  // namespace photocluster
