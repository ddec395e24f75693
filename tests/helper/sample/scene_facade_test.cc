#include "tests/helper/sample/scenes.h"

namespace photocluster {
namespace {

using test::ExpectScene;
using test::MeanOf;
using test::MomentOf;
using test::Painted;

TEST(SceneFacadeTest, SeedsAreOtherPicturesAndBurstsAreAlike) { ExpectScene(PaintFacade); }

TEST(SceneFacadeTest, BricksAreRedderThanTheSky) {
  float redness = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const Rgb middle = MeanOf(Painted(PaintFacade, MomentOf(seed)), 0.3F, 0.4F, 0.7F, 0.7F);
    redness += middle.r / middle.b / 12;
  }
  EXPECT_GT(redness, 1.3F);
}

}  // namespace
}  // namespace photocluster
