#include "shared/base/archive_number.h"

#include <algorithm>
#include <cstdlib>

namespace photocluster {

double NearestDouble(std::string number) {
  // strtod rounds correctly in glibc and in Emscripten's musl alike, but what it takes for the decimal point depends on
  // the locale that a library may have chosen for the program. So it gets none: 1.25e3 is read as 125e1.
  const std::size_t point = number.find('.');
  if (point != std::string::npos) {
    constexpr long long kBeyondAnyDouble = 1'000'000'000;
    const std::size_t end = std::min(number.find_first_of("eE"), number.size());
    const long long exponent = end < number.size() ? std::strtoll(number.c_str() + end + 1, nullptr, 10) : 0;
    const auto decimals = static_cast<long long>(end - point - 1);
    number.resize(end);
    number.erase(point, 1);
    number += 'e' + std::to_string(std::clamp(exponent, -kBeyondAnyDouble, kBeyondAnyDouble) - decimals);
  }
  return std::strtod(number.c_str(), nullptr);
}

}  // namespace photocluster
