#include "tests/helper/sample/scenes.h"

namespace photocluster {
namespace {

using test::ExpectScene;
using test::MeanOf;
using test::MomentOf;
using test::Painted;

TEST(SceneWildlifeTest, SeedsAreOtherPicturesAndBurstsAreAlike) { ExpectScene(PaintWildlife); }

TEST(SceneWildlifeTest, PrintsDateAndTimeIntoTheBar) {
  Moment moment = MomentOf(4);
  Canvas before = Painted(PaintWildlife, moment);
  moment.minute = 5 * 60 + 27;
  const Canvas after = Painted(PaintWildlife, moment);
  for (int y = 0; y < before.height - 9; ++y) {
    for (int x = 0; x < before.width; ++x) ASSERT_EQ(before.At(x, y).g, after.At(x, y).g);
  }
  EXPECT_GT(test::Difference(before, after), 0);
  EXPECT_LT(MeanOf(before, 0.5F, 0.9F, 0.52F, 1).g, 0.02F);
}

}  // namespace
}  // namespace photocluster
