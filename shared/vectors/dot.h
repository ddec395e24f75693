#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

#include "shared/vectors/embedding.h"

namespace photocluster {

// Dot products of unit vectors (embedding.h): exact integers, so every kernel gives the same bits. The best
// kernel of the machine is chosen once, at the first call. All sizes are padded sizes (a multiple of kLanes),
// all vectors unit vectors: for them no partial sum leaves int32 in any order of summation.

// REQUIRES: a.size() == b.size()
std::int32_t Dot(VectorView a, VectorView b);

// One vector against `row_count` rows of `padded` components that lie one behind the other: out[i] = row i . vector.
void DotRows(const std::int16_t* rows, std::size_t row_count, std::size_t padded, const std::int16_t* vector,
             std::int32_t* out);

// Several vectors against the same rows: outs[v][i] = row i . vectors[v]. The rows are read from memory once for all
// vectors. REQUIRES: vectors.size() == outs.size()
void DotBlock(const std::int16_t* rows, std::size_t row_count, std::size_t padded,
              std::span<const std::int16_t* const> vectors, std::span<std::int32_t* const> outs);

// One implementation of the inner loops. Tests hold every kernel of the machine against the portable one.
inline constexpr std::size_t kMostTileVectors = 4;
struct DotKernel {
  const char* name;
  // As DotRows.
  void (*rows)(const std::int16_t* rows, std::size_t row_count, std::size_t padded, const std::int16_t* vector,
               std::int32_t* out);
  std::size_t tile_vectors;  // as many as keep their sums in registers; 1..kMostTileVectors
  // As DotBlock, for exactly tile_vectors vectors.
  void (*tile)(const std::int16_t* rows, std::size_t row_count, std::size_t padded, const std::int16_t* const* vectors,
               std::int32_t* const* outs);
};

// The kernels this machine can run, slowest first; the last one is the one in use. Never empty.
std::span<const DotKernel> DotKernels();

// What the kernels' own files offer; null where they were not compiled or the machine lacks the instructions.
extern const DotKernel kPortableDot;
const DotKernel* Avx2Dot();
const DotKernel* AvxVnniDot();
const DotKernel* WasmDot();

}  // namespace photocluster
