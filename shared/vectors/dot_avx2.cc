// Compiled with -mavx2 (x86 alone); its code runs only after the CPU was asked.
#include "shared/vectors/dot.h"

#ifdef __AVX2__
#include "shared/vectors/dot_avx2.h"
#include "shared/vectors/dot_simd.h"
#endif

namespace photocluster {

#ifdef __AVX2__
const DotKernel* Avx2Dot() {
  static constexpr DotKernel kKernel = {"avx2", DotStreams<Avx2>, 2, DotTile<Avx2, 2>};
  return __builtin_cpu_supports("avx2") ? &kKernel : nullptr;
}
#else
const DotKernel* Avx2Dot() { return nullptr; }
#endif

}  // namespace photocluster
