#include "shared/base/time.h"

#include <gtest/gtest.h>

#include <limits>

namespace photocluster {
namespace {

constexpr std::int64_t kDay = 86'400'000;

TEST(Time, LocalTimestampIsIsoWithoutZoneAndSixDigits) {
  EXPECT_EQ(LocalTimestamp({1'764'528'740'123, 0}), "2025-11-30T18:52:20.123000");
  EXPECT_EQ(LocalTimestamp({1'764'528'740'000, 0}), "2025-11-30T18:52:20.000000");
  EXPECT_EQ(LocalTimestamp({0, 0}), "1970-01-01T00:00:00.000000");
}

TEST(Time, LocalTimestampAddsTheOffset) {
  EXPECT_EQ(LocalTimestamp({1'764'528'740'123, 330}), "2025-12-01T00:22:20.123000");
  EXPECT_EQ(LocalTimestamp({0, -210}), "1969-12-31T20:30:00.000000");
}

TEST(Time, CompactUtcFitsFileNames) { EXPECT_EQ(CompactUtc(1'764'528'740'999), "20251130T185220Z"); }

TEST(Time, MillisecondsBefore1970CountUpwards) {
  EXPECT_EQ(LocalTimestamp({-1, 0}), "1969-12-31T23:59:59.999000");
  EXPECT_EQ(LocalTimestamp({-kDay, 0}), "1969-12-31T00:00:00.000000");
}

bool IsLeapYear(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

// 400 years are one whole cycle of the calendar.
TEST(Time, EveryDayOf400YearsFollowsTheDayBefore) {
  std::int64_t day = -62'091;  // 1800-01-01
  for (int year = 1800; year < 2200; ++year) {
    for (int month = 1; month <= 12; ++month) {
      const int days[] = {31, IsLeapYear(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
      for (int of_month = 1; of_month <= days[month - 1]; ++of_month, ++day) {
        const int expected = year * 10'000 + month * 100 + of_month;
        ASSERT_EQ(CompactUtc(day * kDay), std::to_string(expected) + "T000000Z");
        ASSERT_EQ(CompactUtc(day * kDay + kDay - 1), std::to_string(expected) + "T235959Z");
      }
    }
  }
}

TEST(Time, WhatIsOutsideTheYears1To9999IsShownAsTheNearestWithin) {
  constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();
  EXPECT_EQ(LocalTimestamp({kLowest, std::numeric_limits<std::int32_t>::min()}), "0001-01-01T00:00:00.000000");
  EXPECT_EQ(LocalTimestamp({kHighest, std::numeric_limits<std::int32_t>::max()}), "9999-12-31T23:59:59.999000");
  EXPECT_EQ(CompactUtc(kLowest), "00010101T000000Z");
  EXPECT_EQ(CompactUtc(kHighest), "99991231T235959Z");
}

}  // namespace
}  // namespace photocluster
