// Compiled with -mavx2 -mfma on x86; its code runs only after the CPU was asked.
#include "tests/bench/float_dot.h"

#if defined(__FMA__)
#include <immintrin.h>
#elif defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

#include "shared/vectors/dot_simd.h"

namespace photocluster::bench {
namespace {

#if defined(__FMA__)
struct Float {
  static constexpr std::size_t kWidth = 8;
  using Component = float;
  using Number = float;
  using Register = __m256;
  static Register Zero() { return _mm256_setzero_ps(); }
  static Register Load(const float* p) { return _mm256_loadu_ps(p); }
  static Register MultiplyAdd(Register sums, Register a, Register b) {
    return _mm256_add_ps(sums, _mm256_mul_ps(a, b));
  }
  static __m128 Sums(Register a, Register b, Register c, Register d) {
    const Register halves = _mm256_hadd_ps(_mm256_hadd_ps(a, b), _mm256_hadd_ps(c, d));
    return _mm_add_ps(_mm256_castps256_ps128(halves), _mm256_extractf128_ps(halves, 1));
  }
  static float Sum(Register sums) { return _mm_cvtss_f32(Sums(sums, sums, sums, sums)); }
  static void StoreSums(float* out, Register a, Register b, Register c, Register d) {
    _mm_storeu_ps(out, Sums(a, b, c, d));
  }
};
struct Fma : Float {
  static Register MultiplyAdd(Register sums, Register a, Register b) { return _mm256_fmadd_ps(a, b, sums); }
};
constexpr FloatKernel kKernels[] = {
    {"avx2", 2, DotTile<Float, 2>}, {"avx2", 3, DotTile<Float, 3>}, {"avx2", 4, DotTile<Float, 4>},
    {"fma", 2, DotTile<Fma, 2>},    {"fma", 3, DotTile<Fma, 3>},    {"fma", 4, DotTile<Fma, 4>},
};
bool IsSupported() { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }

#elif defined(__wasm_simd128__)
struct Float {
  static constexpr std::size_t kWidth = 4;
  using Component = float;
  using Number = float;
  using Register = v128_t;
  static Register Zero() { return wasm_f32x4_splat(0); }
  static Register Load(const float* p) { return wasm_v128_load(p); }
  static Register MultiplyAdd(Register sums, Register a, Register b) {
    return wasm_f32x4_add(sums, wasm_f32x4_mul(a, b));
  }
  static float Sum(Register sums) {
    return wasm_f32x4_extract_lane(sums, 0) + wasm_f32x4_extract_lane(sums, 1) + wasm_f32x4_extract_lane(sums, 2) +
           wasm_f32x4_extract_lane(sums, 3);
  }
  static Register Halves(Register a, Register b) {
    return wasm_f32x4_add(wasm_i32x4_shuffle(a, b, 0, 4, 1, 5), wasm_i32x4_shuffle(a, b, 2, 6, 3, 7));
  }
  static void StoreSums(float* out, Register a, Register b, Register c, Register d) {
    const Register ab = Halves(a, b), cd = Halves(c, d);
    wasm_v128_store(out,
                    wasm_f32x4_add(wasm_i32x4_shuffle(ab, cd, 0, 1, 4, 5), wasm_i32x4_shuffle(ab, cd, 2, 3, 6, 7)));
  }
};
constexpr FloatKernel kKernels[] = {
    {"wasm simd", 2, DotTile<Float, 2>}, {"wasm simd", 3, DotTile<Float, 3>}, {"wasm simd", 4, DotTile<Float, 4>}};
bool IsSupported() { return true; }
#endif

}  // namespace

std::span<const FloatKernel> FloatKernels() {
#if defined(__FMA__) || defined(__wasm_simd128__)
  if (IsSupported()) return kKernels;
#endif
  return {};
}

}  // namespace photocluster::bench
