#include "shared/base/random.h"

#include "shared/base/hash.h"

namespace photocluster {

std::uint64_t SplitMix64::Next() {
  state_ += 0x9E3779B97F4A7C15;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

std::uint64_t SplitMix64::Below(std::uint64_t n) {
  const std::uint64_t surplus = (0 - n) % n;  // 2^64 mod n: so many numbers would make the first remainders likelier
  std::uint64_t drawn = Next();
  while (drawn < surplus) drawn = Next();
  return drawn % n;
}

std::uint64_t OrderHash(std::uint64_t seed, std::string_view text) { return Xxh3_64(text, seed); }

}  // namespace photocluster
