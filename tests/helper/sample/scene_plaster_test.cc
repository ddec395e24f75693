#include "tests/helper/sample/scenes.h"

namespace photocluster {
namespace {

using test::ExpectScene;
using test::MeanOf;
using test::MomentOf;
using test::Painted;

TEST(ScenePlasterTest, SeedsAreOtherPicturesAndBurstsAreAlike) { ExpectScene(PaintPlaster); }

TEST(ScenePlasterTest, CracksAreDarkerThanTheWall) {
  const Canvas canvas = Painted(PaintPlaster, MomentOf(2));
  float darkest = 9;
  for (const Rgb& pixel : canvas.pixels) darkest = Least(darkest, pixel.g);
  EXPECT_LT(darkest, 0.5F * MeanOf(canvas, 0, 0, 1, 1).g);
}

}  // namespace
}  // namespace photocluster
