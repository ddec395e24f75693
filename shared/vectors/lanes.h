#pragma once
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

namespace photocluster {

// Four int32 side by side, for sums of samples (0..255) times weights (int16). Integers: the same bits everywhere.
//   PairUp(a, b)                four samples of each, widened, side by side: a0 b0 a1 b1 …
//   EverywherePair(two)         two weights, wa wb wa wb …
//   MultiplyAdd(sums, s, w)     sums + a * wa + b * wb, lane by lane: pmaddwd on x86-64, i32x4.dot in WebAssembly
//   AddBlock(sums, a, b, w)     the same for sixteen samples of each
//   StoreClipped(numbers, four) each number limited to 0..255, as four bytes
using Lanes = std::int32_t __attribute__((vector_size(16)));
using Pairs = std::int16_t __attribute__((vector_size(16)));
using Bytes = std::uint8_t __attribute__((vector_size(16)));

inline Lanes Everywhere(std::int32_t number) { return Lanes{number, number, number, number}; }
inline Pairs EverywherePair(const std::int16_t* two) {
  std::int32_t pair;
  std::memcpy(&pair, two, sizeof(pair));
  return reinterpret_cast<Pairs>(Everywhere(pair));
}

// The first, or the last, eight bytes of each, side by side.
#if defined(__SSE2__)
inline Bytes InterleaveLow(Bytes a, Bytes b) {
  return reinterpret_cast<Bytes>(_mm_unpacklo_epi8(reinterpret_cast<__m128i>(a), reinterpret_cast<__m128i>(b)));
}
inline Bytes InterleaveHigh(Bytes a, Bytes b) {
  return reinterpret_cast<Bytes>(_mm_unpackhi_epi8(reinterpret_cast<__m128i>(a), reinterpret_cast<__m128i>(b)));
}
#else
inline Bytes InterleaveLow(Bytes a, Bytes b) {
  return __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}
inline Bytes InterleaveHigh(Bytes a, Bytes b) {
  return __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}
#endif

#if defined(__SSE2__)
inline Lanes MultiplyAdd(Lanes sums, Pairs samples, Pairs weights) {
  return sums + reinterpret_cast<Lanes>(
                    _mm_madd_epi16(reinterpret_cast<__m128i>(samples), reinterpret_cast<__m128i>(weights)));
}
inline void StoreClipped(Lanes numbers, std::uint8_t* four) {
  const __m128i halves = _mm_packs_epi32(reinterpret_cast<__m128i>(numbers), _mm_setzero_si128());
  const std::int32_t bytes = _mm_cvtsi128_si32(_mm_packus_epi16(halves, halves));
  std::memcpy(four, &bytes, sizeof(bytes));
}
#elif defined(__wasm_simd128__)
inline Lanes MultiplyAdd(Lanes sums, Pairs samples, Pairs weights) {
  return sums + reinterpret_cast<Lanes>(
                    wasm_i32x4_dot_i16x8(reinterpret_cast<v128_t>(samples), reinterpret_cast<v128_t>(weights)));
}
inline void StoreClipped(Lanes numbers, std::uint8_t* four) {
  const v128_t halves = wasm_i16x8_narrow_i32x4(reinterpret_cast<v128_t>(numbers), reinterpret_cast<v128_t>(numbers));
  wasm_v128_store32_lane(four, wasm_u8x16_narrow_i16x8(halves, halves), 0);
}
#else
inline Lanes MultiplyAdd(Lanes sums, Pairs samples, Pairs weights) {
  const Lanes s = reinterpret_cast<Lanes>(samples), w = reinterpret_cast<Lanes>(weights);
  return sums + ((s << 16) >> 16) * ((w << 16) >> 16) + (s >> 16) * (w >> 16);
}
inline void StoreClipped(Lanes numbers, std::uint8_t* four) {
  for (int i = 0; i < 4; ++i) {
    const std::int32_t number = numbers[i];
    four[i] = static_cast<std::uint8_t>(number < 0 ? 0 : number > 255 ? 255 : number);
  }
}
#endif

// The bytes behind which a 0 stands are the int16 of the same value.
inline Pairs Widened(Bytes bytes) { return reinterpret_cast<Pairs>(InterleaveLow(bytes, Bytes{})); }
inline Pairs WidenedHigh(Bytes bytes) { return reinterpret_cast<Pairs>(InterleaveHigh(bytes, Bytes{})); }

inline Pairs PairUp(const std::uint8_t* a, const std::uint8_t* b) {
  std::int32_t four_a, four_b;
  std::memcpy(&four_a, a, sizeof(four_a));
  std::memcpy(&four_b, b, sizeof(four_b));
  const Bytes in_a = reinterpret_cast<Bytes>(Lanes{four_a, 0, 0, 0});
  const Bytes in_b = reinterpret_cast<Bytes>(Lanes{four_b, 0, 0, 0});
  return Widened(InterleaveLow(in_a, in_b));
}

inline void AddBlock(Lanes (&sums)[4], const std::uint8_t* a, const std::uint8_t* b, Pairs weights) {
  Bytes in_a, in_b;
  std::memcpy(&in_a, a, sizeof(in_a));
  std::memcpy(&in_b, b, sizeof(in_b));
  const Bytes low = InterleaveLow(in_a, in_b), high = InterleaveHigh(in_a, in_b);
  sums[0] = MultiplyAdd(sums[0], Widened(low), weights);
  sums[1] = MultiplyAdd(sums[1], WidenedHigh(low), weights);
  sums[2] = MultiplyAdd(sums[2], Widened(high), weights);
  sums[3] = MultiplyAdd(sums[3], WidenedHigh(high), weights);
}

}  // namespace photocluster
