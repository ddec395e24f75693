#include "shared/base/time.h"

#include <algorithm>

namespace photocluster {
namespace {

constexpr std::int64_t kMsPerMinute = 60'000;
constexpr std::int64_t kMsPerDay = 86'400'000;
constexpr std::int64_t kFirstMs = -62'135'596'800'000;  // 0001-01-01T00:00:00.000
constexpr std::int64_t kLastMs = 253'402'300'799'999;   // 9999-12-31T23:59:59.999

struct Date {
  int year, month, day;
};

// From days since 1970-01-01. Years are counted from 1 March, so the leap day is the last of its year, and in eras of
// 400 years, of 146,097 days each (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days).
// REQUIRES: not before the year 0
Date CivilFromDays(std::int64_t days_since_1970) {
  const std::int64_t days = days_since_1970 + 719'468;  // since 0000-03-01
  const std::int64_t era = days / 146'097;
  const std::int64_t day_of_era = days % 146'097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
  const std::int64_t day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  const std::int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  const std::int64_t year = era * 400 + year_of_era + (month <= 2 ? 1 : 0);
  return {static_cast<int>(year), static_cast<int>(month), static_cast<int>(day)};
}

void AppendDigits(std::string& text, std::int64_t value, int width) {
  std::int64_t power = 1;
  for (int i = 1; i < width; ++i) power *= 10;
  for (; power > 0; power /= 10) text += static_cast<char>('0' + value / power % 10);
}

struct Separators {
  const char* date;
  const char* time;
};

// Year to second. REQUIRES: kFirstMs <= ms <= kLastMs
std::string DateAndTime(std::int64_t ms, Separators between) {
  const std::int64_t ms_of_day = (ms % kMsPerDay + kMsPerDay) % kMsPerDay;
  const Date date = CivilFromDays((ms - ms_of_day) / kMsPerDay);
  std::string text;
  AppendDigits(text, date.year, 4);
  text += between.date;
  AppendDigits(text, date.month, 2);
  text += between.date;
  AppendDigits(text, date.day, 2);
  text += 'T';
  AppendDigits(text, ms_of_day / 3'600'000, 2);
  text += between.time;
  AppendDigits(text, ms_of_day / kMsPerMinute % 60, 2);
  text += between.time;
  AppendDigits(text, ms_of_day / 1'000 % 60, 2);
  return text;
}

std::int64_t Clamped(std::int64_t ms) { return std::clamp(ms, kFirstMs, kLastMs); }

}  // namespace

std::string LocalTimestamp(Instant instant) {
  // Clamped before the addition as well: an instant of a foreign file may be any number.
  const std::int64_t local_ms = Clamped(Clamped(instant.at_ms) + instant.utc_offset_minutes * kMsPerMinute);
  std::string text = DateAndTime(local_ms, {"-", ":"});
  text += '.';
  AppendDigits(text, (local_ms % 1'000 + 1'000) % 1'000 * 1'000, 6);
  return text;
}

std::string CompactUtc(std::int64_t at_ms) { return DateAndTime(Clamped(at_ms), {"", ""}) + 'Z'; }

}  // namespace photocluster
