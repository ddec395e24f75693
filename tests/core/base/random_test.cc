#include "shared/base/random.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace photocluster {
namespace {

TEST(SplitMix64, HasThePublishedValues) {
  SplitMix64 random(1234567);
  EXPECT_EQ(random.Next(), 6457827717110365317u);
  EXPECT_EQ(random.Next(), 3203168211198807973u);
  EXPECT_EQ(random.Next(), 9817491932198370423u);
  EXPECT_EQ(random.Next(), 4593380528125082431u);
  EXPECT_EQ(random.Next(), 16408922859458223821u);
}

TEST(SplitMix64, BelowStaysBelow) {
  SplitMix64 random(1);
  for (const std::uint64_t n : {std::uint64_t{1}, std::uint64_t{2}, std::uint64_t{3}, std::uint64_t{1} << 63,
                                (std::uint64_t{1} << 63) + 1, std::numeric_limits<std::uint64_t>::max()}) {
    for (int i = 0; i < 1'000; ++i) EXPECT_LT(random.Below(n), n);
  }
}

TEST(SplitMix64, BelowGivesEachNumberAboutAsOften) {
  SplitMix64 random(7);
  std::array<int, 6> times{};
  for (int i = 0; i < 60'000; ++i) ++times[static_cast<std::size_t>(random.Below(6))];
  for (const int count : times) EXPECT_NEAR(count, 10'000, 400);
}

// A plain remainder by 3/4 of 2^64 would give the lower third of the numbers in half of all draws.
TEST(SplitMix64, BelowIsNotBiasedTowardsSmallNumbers) {
  SplitMix64 random(3);
  const std::uint64_t n = std::uint64_t{3} << 62;
  int lower_third = 0;
  for (int i = 0; i < 30'000; ++i) lower_third += random.Below(n) < n / 3 ? 1 : 0;
  EXPECT_NEAR(lower_third, 10'000, 400);
}

// The order of a shuffle is in the log by its seed only: these values never change.
TEST(OrderHash, IsTheSameForEver) {
  EXPECT_EQ(OrderHash(0, ""), 0x2D06800538D394C2u);
  EXPECT_EQ(OrderHash(42, "2024/IMG_0007.jpg"), 526430701971666477u);
}

TEST(OrderHash, DependsOnSeedAndText) {
  EXPECT_NE(OrderHash(1, "a.jpg"), OrderHash(2, "a.jpg"));
  EXPECT_NE(OrderHash(1, "a.jpg"), OrderHash(1, "b.jpg"));
}

}  // namespace
}  // namespace photocluster
