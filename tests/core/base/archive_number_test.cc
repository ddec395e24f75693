#include "shared/base/archive_number.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

TEST(ArchiveNumber, NumbersBecomeTheNearestDouble) {
  EXPECT_EQ(NearestDouble("0.1"), 0x1.999999999999ap-4);
  EXPECT_EQ(NearestDouble("0.30000000000000004"), 0x1.3333333333334p-2);
  EXPECT_EQ(NearestDouble("9007199254740993"), 9007199254740992.0);  // halfway: to even
  EXPECT_EQ(NearestDouble("9007199254740993.00000000000000000000000000000000000000001"), 9007199254740994.0);
  EXPECT_EQ(NearestDouble("2.4703282292062328e-324"), 0x1p-1074);
  EXPECT_EQ(NearestDouble("1.7976931348623157e308"), 0x1.fffffffffffffp1023);
}

TEST(ArchiveNumber, ZerosOfAnyLengthAreZero) {
  for (const std::string number : {"0.0", "0e5", "0.00000e3", "0.0e-400", "1e-400"}) {
    EXPECT_EQ(NearestDouble(number), 0) << number;
  }
  EXPECT_EQ(NearestDouble("0." + std::string(1000, '0') + "1e1001"), 1);
  EXPECT_EQ(__builtin_bit_cast(std::uint64_t, NearestDouble("-0.0")), std::uint64_t{1} << 63);
}

TEST(ArchiveNumber, APointMovesIntoTheExponent) {
  EXPECT_EQ(NearestDouble("-12.5e-1"), -1.25);
  EXPECT_EQ(NearestDouble("0.5E+2"), 50);
  EXPECT_EQ(NearestDouble("1.5e-99999999999999999999"), 0);
  EXPECT_EQ(NearestDouble("1.5e99999999999999999999"), __builtin_inf());
}

TEST(ArchiveNumber, WhatIsTooBigIsInfinite) {
  EXPECT_EQ(NearestDouble("1e309"), __builtin_inf());
  EXPECT_EQ(NearestDouble("-1.7976931348623159e308"), -__builtin_inf());
}

}  // namespace
}  // namespace photocluster
