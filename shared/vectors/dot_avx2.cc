// The only file that is compiled with -mavx2 (x86 alone); its code runs only after the CPU was asked.
#include "shared/vectors/dot.h"

#ifdef __AVX2__
#include <immintrin.h>

#include "shared/vectors/dot_simd.h"
#endif

namespace photocluster {

#ifdef __AVX2__
namespace {

struct Avx2 {
  static constexpr std::size_t kWidth = 16;
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
};

}  // namespace

const DotKernel* Avx2Dot() {
  static constexpr DotKernel kKernel = {"avx2", DotStreams<Avx2>, DotTile<Avx2, kTileVectors>};
  return __builtin_cpu_supports("avx2") ? &kKernel : nullptr;
}
#else
const DotKernel* Avx2Dot() { return nullptr; }
#endif

}  // namespace photocluster
