#pragma once
#include <immintrin.h>

#include <cstddef>
#include <cstdint>

namespace photocluster {
namespace {  // a copy of its own for each kernel's file, as each is compiled for other machines

// Registers of 16 int16 and of 8 int32, for dot_simd.h.
struct Avx2 {
  static constexpr std::size_t kWidth = 16;
  using Component = std::int16_t;
  using Number = std::int32_t;
  using Register = __m256i;
  static Register Zero() { return _mm256_setzero_si256(); }
  static Register Load(const std::int16_t* p) { return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)); }
  static Register MultiplyAdd(Register sums, Register a, Register b) {
    return _mm256_add_epi32(sums, _mm256_madd_epi16(a, b));
  }
  static std::int32_t Sum(Register sums) {
    __m128i half = _mm_add_epi32(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
    half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0x4e));
    half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0xb1));
    return _mm_cvtsi128_si32(half);
  }
  static void StoreSums(std::int32_t* out, Register a, Register b, Register c, Register d) {
    const Register halves = _mm256_hadd_epi32(_mm256_hadd_epi32(a, b), _mm256_hadd_epi32(c, d));
    const __m128i sums = _mm_add_epi32(_mm256_castsi256_si128(halves), _mm256_extracti128_si256(halves, 1));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out), sums);
  }
};

}  // namespace
}  // namespace photocluster
