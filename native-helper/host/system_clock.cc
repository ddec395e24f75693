#include "native-helper/host/system_clock.h"

#include <ctime>

namespace photocluster {

Instant SystemClock::Now() {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  tm local{};
  localtime_r(&now.tv_sec, &local);
  return {std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000, static_cast<std::int32_t>(local.tm_gmtoff / 60)};
}

}  // namespace photocluster
