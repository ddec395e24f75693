#pragma once
#include <cstdint>
#include <string>

// Dates as text by arithmetic of the proleptic Gregorian calendar; no clock and no time zone database is asked: the
// host reads both once and hands them in. What lies before the year 1 or after 9999 is written as the first or last
// millisecond of that span.
namespace photocluster {

struct Instant {
  std::int64_t at_ms = 0;               // since 1970-01-01T00:00 UTC, without leap seconds
  std::int32_t utc_offset_minutes = 0;  // local time minus UTC at this instant
  bool operator==(const Instant&) const = default;
};

// "2025-11-30T18:52:20.123000": local ISO 8601 without a zone, six digits of a second, as the original program writes.
std::string LocalTimestamp(Instant instant);

// "20251130T185220Z": UTC, for file names.
std::string CompactUtc(std::int64_t at_ms);

}  // namespace photocluster
