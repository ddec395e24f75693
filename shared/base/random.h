#pragma once
#include <cstdint>
#include <string_view>

namespace photocluster {

// SplitMix64 (Steele, Lea, Flood 2014): random numbers that are the same on every machine for the same seed, which
// <random>'s distributions are not. Good enough for shuffles, samples and the root's id; not for secrets.
class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t seed) : state_(seed) {}

  std::uint64_t Next();

  // One of 0 … n - 1, each exactly as likely. REQUIRES: n > 0
  std::uint64_t Below(std::uint64_t n);

 private:
  std::uint64_t state_;
};

// What a shuffle sorts by: photos in the order of OrderHash(seed, place), equal ones by place. It depends on the photo
// alone, so photos that come later take their places without moving the others. Stands in the log by its seed: never
// to be changed.
std::uint64_t OrderHash(std::uint64_t seed, std::string_view text);

}  // namespace photocluster
