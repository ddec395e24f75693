#include "native-helper/sample/animal.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

TEST(AnimalTest, StandsOnTheGroundWithItsHeadInside) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Draw draw(seed);
    const Animal animal(draw);
    EXPECT_LT(animal.Away(0, 0.75F), 0) << seed;  // the body
    EXPECT_LT(animal.Away(animal.eye_x(), animal.eye_y()), 0.03F) << seed;
    EXPECT_GT(animal.Away(0, -0.2F), 0) << seed;
    EXPECT_GT(animal.Away(0, 0.2F), 0) << seed;  // between the legs
    EXPECT_GT(animal.Away(-1.4F, 1.4F), 0.3F) << seed;
  }
}

}  // namespace
}  // namespace photocluster
