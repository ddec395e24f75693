#include "shared/vectors/dot.h"

#ifdef __wasm_simd128__
#include <wasm_simd128.h>

#include "shared/vectors/dot_simd.h"
#endif

namespace photocluster {

#ifdef __wasm_simd128__
namespace {

struct WasmSimd {
  static constexpr std::size_t kWidth = 8;
  using Component = std::int16_t;
  using Number = std::int32_t;
  using Register = v128_t;
  static Register Zero() { return wasm_i32x4_splat(0); }
  static Register Load(const std::int16_t* p) { return wasm_v128_load(p); }
  static Register MultiplyAdd(Register sums, Register a, Register b) {
    return wasm_i32x4_add(sums, wasm_i32x4_dot_i16x8(a, b));
  }
  static std::int32_t Sum(Register sums) {
    return wasm_i32x4_extract_lane(sums, 0) + wasm_i32x4_extract_lane(sums, 1) + wasm_i32x4_extract_lane(sums, 2) +
           wasm_i32x4_extract_lane(sums, 3);
  }
  // a0 b0 a1 b1, both halves of each added.
  static Register Halves(Register a, Register b) {
    return wasm_i32x4_add(wasm_i32x4_shuffle(a, b, 0, 4, 1, 5), wasm_i32x4_shuffle(a, b, 2, 6, 3, 7));
  }
  static void StoreSums(std::int32_t* out, Register a, Register b, Register c, Register d) {
    const Register ab = Halves(a, b), cd = Halves(c, d);
    wasm_v128_store(out,
                    wasm_i32x4_add(wasm_i32x4_shuffle(ab, cd, 0, 1, 4, 5), wasm_i32x4_shuffle(ab, cd, 2, 3, 6, 7)));
  }
};

}  // namespace

// A browser without SIMD refuses the whole module, so here nothing is left to ask.
const DotKernel* WasmDot() {
  static constexpr DotKernel kKernel = {"wasm simd", DotStreams<WasmSimd>, 2, DotTile<WasmSimd, 2>};
  return &kKernel;
}
#else
const DotKernel* WasmDot() { return nullptr; }
#endif

}  // namespace photocluster
