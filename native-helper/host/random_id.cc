#include "native-helper/host/random_id.h"

#include <sys/random.h>

#include <array>
#include <cstdint>

namespace photocluster {

std::string RandomId() {
  std::array<std::uint8_t, 16> bits{};
  // Up to 256 bytes come whole; before that only a signal at boot time may interrupt the call.
  while (getrandom(bits.data(), bits.size(), 0) != static_cast<ssize_t>(bits.size())) {
  }
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string id;
  for (std::uint8_t byte : bits) {
    id += kDigits[byte >> 4];
    id += kDigits[byte & 15];
  }
  return id;
}

}  // namespace photocluster
