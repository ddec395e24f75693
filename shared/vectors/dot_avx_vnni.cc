// Compiled with -mavx2 -mavxvnni (x86 alone); its code runs only after the CPU was asked. One instruction multiplies
// and adds where AVX2 takes two, as float32 does with FMA: it exists since Alder Lake, Sapphire Rapids and Zen 5.
#include "shared/vectors/dot.h"

#ifdef __AVXVNNI__
#include <cpuid.h>

#include "shared/vectors/dot_avx2.h"
#include "shared/vectors/dot_simd.h"
#endif

namespace photocluster {

#ifdef __AVXVNNI__
namespace {

struct AvxVnni : Avx2 {
  // Written out: g++ 12 copies and spills around _mm256_dpwssd_avx_epi32 (72 ms for 100,000 x 512 x 64; so 47).
  static Register MultiplyAdd(Register sums, Register a, Register b) {
    asm("%{vex%} vpdpwssd %2, %1, %0" : "+x"(sums) : "x"(a), "x"(b));
    return sums;
  }
};

bool IsSupported() {
  constexpr unsigned kAvxVnniBit = 1U << 4;  // of leaf 7.1
  unsigned a = 0, b = 0, c = 0, d = 0;
  return __builtin_cpu_supports("avx2") && __get_cpuid_count(7, 1, &a, &b, &c, &d) && (a & kAvxVnniBit) != 0;
}

}  // namespace

const DotKernel* AvxVnniDot() {
  static constexpr DotKernel kKernel = {"avx vnni", DotStreams<AvxVnni>, 3, DotTile<AvxVnni, 3>};
  return IsSupported() ? &kKernel : nullptr;
}
#else
const DotKernel* AvxVnniDot() { return nullptr; }
#endif

}  // namespace photocluster
