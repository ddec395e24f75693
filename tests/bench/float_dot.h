#pragma once
#include <cstddef>
#include <span>

namespace photocluster::bench {

// What the int16 kernels are measured against: the same loops (dot_simd.h) over float32, in registers of the same
// width.
struct FloatKernel {
  const char* name;
  std::size_t tile_vectors;
  void (*tile)(const float* rows, std::size_t row_count, std::size_t padded, const float* const* vectors,
               float* const* outs);
};

// Those that this machine can run, each with 2, 3 and 4 vectors a tile. With FMA one instruction multiplies and adds.
std::span<const FloatKernel> FloatKernels();

}  // namespace photocluster::bench
