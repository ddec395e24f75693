#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "shared/base/fingerprint.h"

namespace photocluster {

// What was found out about a photo by reading it.
struct Observation {
  std::string place;
  std::uint64_t size = 0;
  std::int64_t mtime_ms = 0;
  Fingerprint fingerprint;
  std::optional<std::int64_t> taken_ms;
  std::string not_shown;  // why it cannot be decoded, "" when it can
};

}  // namespace photocluster
