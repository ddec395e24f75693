#include "native-helper/sample/maths.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

TEST(MathsTest, SineIsTheSine) {
  for (int i = -300; i < 300; ++i) {
    const float turns = static_cast<float>(i) * 0.01F;
    EXPECT_NEAR(Sine(turns), std::sin(turns * 2 * M_PI), 0.0021) << turns;
    EXPECT_NEAR(Cosine(turns), std::cos(turns * 2 * M_PI), 0.0021) << turns;
  }
}

TEST(MathsTest, FloorGoesDownBelowZero) {
  EXPECT_EQ(FloorInt(-0.5F), -1);
  EXPECT_EQ(FloorInt(-2), -2);
  EXPECT_EQ(FloorInt(2.9F), 2);
  EXPECT_FLOAT_EQ(Fract(-0.25F), 0.75F);
}

TEST(MathsTest, AStepGoesEitherWay) {
  EXPECT_EQ(Step(1, 3, 0), 0);
  EXPECT_EQ(Step(1, 3, 2), 0.5F);
  EXPECT_EQ(Step(1, 3, 4), 1);
  EXPECT_EQ(Step(3, 1, 4), 0);
  EXPECT_EQ(Step(3, 1, 0), 1);
}

TEST(MathsTest, DistanceToALineEndsAtItsEnds) {
  EXPECT_FLOAT_EQ(ToSegment(0.5F, 2, 0, 0, 1, 0), 2);
  EXPECT_FLOAT_EQ(ToSegment(4, 4, 0, 0, 1, 0), 5);
}

}  // namespace
}  // namespace photocluster
