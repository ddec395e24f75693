#include "shared/clustering/confidence.h"

#include <gtest/gtest.h>

#include <limits>

namespace photocluster {
namespace {

TEST(ConfidenceTest, GrowsWithTheMarginFromAFifthToOne) {
  double last = ChanceRight(0);
  EXPECT_EQ(last, 0.2);
  for (int i = 1; i <= 100; ++i) {
    const double chance = ChanceRight(i / 100.0);
    EXPECT_GE(chance, last) << i;
    last = chance;
  }
  EXPECT_EQ(last, 1);
  EXPECT_NEAR(ChanceRight(0.1), 0.58, 1e-12);
  EXPECT_NEAR(ChanceRight(0.25), 0.935, 1e-12);
}

TEST(ConfidenceTest, NoMarginIsNoPromise) {
  EXPECT_EQ(ChanceRight(-1), 0.2);
  EXPECT_EQ(ChanceRight(std::numeric_limits<double>::quiet_NaN()), 0.2);
}

}  // namespace
}  // namespace photocluster
