#include "shared/vectors/dot.h"

#include <algorithm>
#include <vector>

namespace photocluster {
namespace {

// Rows that stay in the second cache while all vectors pass over them: 128 KiB at 512 components.
constexpr std::size_t kBlockRows = 128;

const DotKernel& Kernel() {
  static const DotKernel& chosen = DotKernels().back();
  return chosen;
}

}  // namespace

std::span<const DotKernel> DotKernels() {
  static const std::vector<DotKernel> kernels = [] {
    std::vector<DotKernel> found = {kPortableDot};
    for (const DotKernel* kernel : {Avx2Dot(), AvxVnniDot(), WasmDot()}) {
      if (kernel) found.push_back(*kernel);
    }
    return found;
  }();
  return kernels;
}

std::int32_t Dot(VectorView a, VectorView b) {
  std::int32_t dot = 0;
  DotRows(a.data(), 1, a.size(), b.data(), &dot);
  return dot;
}

void DotRows(const std::int16_t* rows, std::size_t row_count, std::size_t padded, const std::int16_t* vector,
             std::int32_t* out) {
  Kernel().rows(rows, row_count, padded, vector, out);
}

void DotBlock(const std::int16_t* rows, std::size_t row_count, std::size_t padded,
              std::span<const std::int16_t* const> vectors, std::span<std::int32_t* const> outs) {
  if (vectors.size() == 1) return DotRows(rows, row_count, padded, vectors[0], outs[0]);
  const DotKernel& kernel = Kernel();
  for (std::size_t first = 0; first < row_count; first += kBlockRows) {
    const std::int16_t* block = rows + first * padded;
    const std::size_t count = std::min(kBlockRows, row_count - first);
    std::size_t v = 0;
    for (; v + kernel.tile_vectors <= vectors.size(); v += kernel.tile_vectors) {
      std::int32_t* tile_outs[kMostTileVectors];
      for (std::size_t t = 0; t < kernel.tile_vectors; ++t) tile_outs[t] = outs[v + t] + first;
      kernel.tile(block, count, padded, &vectors[v], tile_outs);
    }
    for (; v < vectors.size(); ++v) kernel.rows(block, count, padded, vectors[v], outs[v] + first);
  }
}

}  // namespace photocluster
