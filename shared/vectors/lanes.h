#pragma once
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace photocluster {

// Four int32 side by side, for sums of samples (0..255) times weights (up to 2^23 in magnitude). Exact everywhere.
//   SampleLane, WeightLane      how a sample less kSampleShift, and a weight, lie in a lane
//   MultiplyAdd(sums, s, w)     sums + s * w, lane by lane
//   StoreClipped(numbers, four) each number limited to 0..255, as four bytes
// Lanes are plain numbers but on x86-64, whose basic instructions have no multiplication of int32 lanes: there pmaddwd
// makes two products of int16 a lane and adds them, so a sample s lies as the pair (s - 128, (s - 128) * 256) and a
// weight as (its low 8 bits, the bits above). Preprocessing 600 x 450 pixels takes 0.85 ms so, and 1.9 with plain
// lanes.
using Lanes = std::int32_t __attribute__((vector_size(16)));
inline constexpr std::int32_t kSampleShift = 128;

inline Lanes LoadLanes(const std::int32_t* four) {
  Lanes lanes;
  std::memcpy(&lanes, four, sizeof(lanes));
  return lanes;
}

inline Lanes Everywhere(std::int32_t number) { return Lanes{number, number, number, number}; }

#ifdef __SSE2__
inline std::int32_t SampleLane(std::uint8_t sample) {
  const std::uint32_t shifted = static_cast<std::uint32_t>(sample - kSampleShift);
  return static_cast<std::int32_t>(shifted << 24 | (shifted & 0xffff));
}
inline std::int32_t WeightLane(std::int32_t weight) {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(weight >> 8) << 16 | (weight & 0xff));
}
inline Lanes MultiplyAdd(Lanes sums, Lanes samples, Lanes weights) {
  return sums + reinterpret_cast<Lanes>(
                    _mm_madd_epi16(reinterpret_cast<__m128i>(samples), reinterpret_cast<__m128i>(weights)));
}
inline void StoreClipped(Lanes numbers, std::uint8_t* four) {
  const __m128i halves = _mm_packs_epi32(reinterpret_cast<__m128i>(numbers), _mm_setzero_si128());
  const std::int32_t bytes = _mm_cvtsi128_si32(_mm_packus_epi16(halves, halves));
  std::memcpy(four, &bytes, sizeof(bytes));
}
#else
inline std::int32_t SampleLane(std::uint8_t sample) { return sample - kSampleShift; }
inline std::int32_t WeightLane(std::int32_t weight) { return weight; }
inline Lanes MultiplyAdd(Lanes sums, Lanes samples, Lanes weights) { return sums + samples * weights; }
inline void StoreClipped(Lanes numbers, std::uint8_t* four) {
  for (int i = 0; i < 4; ++i) {
    const std::int32_t number = numbers[i];
    four[i] = static_cast<std::uint8_t>(number < 0 ? 0 : number > 255 ? 255 : number);
  }
}
#endif

}  // namespace photocluster
