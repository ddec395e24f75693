#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "shared/base/archive_fields.h"
#include "shared/base/fingerprint.h"

namespace photocluster {

// What was found out about a photo by reading it.
struct Observation {
  static constexpr const char* kTypeName = "Observation";
  std::string place;
  std::uint64_t size = 0;
  std::int64_t mtime_ms = 0;
  Fingerprint fingerprint;
  std::optional<std::int64_t> taken_ms;
  std::string not_shown;  // why it cannot be decoded, "" when it can

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(place)), NVP(size), NVP(mtime_ms), NVP(fingerprint), NVP(taken_ms), OmitEmpty(NVP(not_shown)));
  }
};

}  // namespace photocluster
