#include "shared/vectors/dot.h"

namespace photocluster {
namespace {

std::int32_t DotOf(const std::int16_t* a, const std::int16_t* b, std::size_t padded) {
  std::int32_t sum = 0;
  for (std::size_t k = 0; k < padded; ++k) sum += std::int32_t{a[k]} * b[k];
  return sum;
}

void Rows(const std::int16_t* rows, std::size_t row_count, std::size_t padded, const std::int16_t* vector,
          std::int32_t* out) {
  for (std::size_t i = 0; i < row_count; ++i) out[i] = DotOf(rows + i * padded, vector, padded);
}

void Tile(const std::int16_t* rows, std::size_t row_count, std::size_t padded, const std::int16_t* const* vectors,
          std::int32_t* const* outs) {
  for (std::size_t i = 0; i < row_count; ++i) {
    for (std::size_t v = 0; v < kMostTileVectors; ++v) outs[v][i] = DotOf(rows + i * padded, vectors[v], padded);
  }
}

}  // namespace

const DotKernel kPortableDot = {"portable", Rows, kMostTileVectors, Tile};

}  // namespace photocluster
