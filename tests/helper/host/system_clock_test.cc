#include "native-helper/host/system_clock.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <ctime>

namespace photocluster {
namespace {

class Zone : public testing::Test {
 protected:
  void Set(const char* zone) {
    setenv("TZ", zone, 1);
    tzset();
  }
  void TearDown() override {
    unsetenv("TZ");
    tzset();
  }
  SystemClock clock_;
};

TEST_F(Zone, OffsetIsMinutesEastOfUtc) {
  Set("XXX-5:45");
  EXPECT_EQ(clock_.Now().utc_offset_minutes, 345);
  Set("XXX3:30");
  EXPECT_EQ(clock_.Now().utc_offset_minutes, -210);
  Set("UTC0");
  EXPECT_EQ(clock_.Now().utc_offset_minutes, 0);
}

TEST_F(Zone, TimeIsMillisecondsSince1970WhateverTheZone) {
  using namespace std::chrono;
  const auto now = [] { return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count(); };
  Set("XXX-5:45");
  const auto before = now();
  const std::int64_t between = clock_.Now().at_ms;
  EXPECT_LE(before, between);
  EXPECT_LE(between, now());
}

}  // namespace
}  // namespace photocluster
