#include "tests/helper/sample/scenes.h"

namespace photocluster {
namespace {

using test::ExpectScene;
using test::MeanOf;
using test::MomentOf;
using test::Painted;

TEST(SceneSeaTest, SeedsAreOtherPicturesAndBurstsAreAlike) { ExpectScene(PaintSea); }

TEST(SceneSeaTest, TheSunIsTheBrightest) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const Canvas canvas = Painted(PaintSea, MomentOf(seed));
    float brightest = 0;
    for (const Rgb& pixel : canvas.pixels) brightest = Most(brightest, pixel.r);
    EXPECT_GT(brightest, 1.5F * MeanOf(canvas, 0, 0, 1, 1).r) << seed;
  }
}

}  // namespace
}  // namespace photocluster
