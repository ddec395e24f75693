#include "tests/helper/sample/scenes.h"

namespace photocluster {
namespace {

using test::ExpectScene;
using test::MeanOf;
using test::MomentOf;
using test::Painted;

TEST(SceneNightTest, SeedsAreOtherPicturesAndBurstsAreAlike) { ExpectScene(PaintNight); }

TEST(SceneNightTest, IsDarkWithLights) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const Canvas canvas = Painted(PaintNight, MomentOf(seed));
    float brightest = 0;
    for (const Rgb& pixel : canvas.pixels) brightest = Most(brightest, pixel.r);
    EXPECT_GT(brightest, 0.6F) << seed;
    EXPECT_LT(MeanOf(canvas, 0, 0, 1, 1).g, 0.25F) << seed;
  }
}

}  // namespace
}  // namespace photocluster
