#pragma once
#include <cstddef>
#include <cstdint>

namespace photocluster {

// The inner loops of a dot product kernel, written once for any width of register. `Simd` has kWidth (components a
// register), Register, Zero(), Load(pointer), MultiplyAdd(sums, a, b) (products of neighbours added in pairs to
// int32 sums) and Sum(sums). Included only by the kernels' own files; uses nothing of the standard library that the
// linker could take from here for a machine without these instructions.

template <class Simd, std::size_t kVectors>
void DotTile(const std::int16_t* rows, std::size_t row_count, std::size_t padded, const std::int16_t* const* vectors,
             std::int32_t* const* outs) {
  for (std::size_t i = 0; i < row_count; ++i) {
    const std::int16_t* row = rows + i * padded;
    typename Simd::Register sums[kVectors];
    for (auto& sum : sums) sum = Simd::Zero();
    for (std::size_t k = 0; k < padded; k += Simd::kWidth) {
      const typename Simd::Register x = Simd::Load(row + k);
      for (std::size_t v = 0; v < kVectors; ++v) {
        sums[v] = Simd::MultiplyAdd(sums[v], x, Simd::Load(vectors[v] + k));
      }
    }
    for (std::size_t v = 0; v < kVectors; ++v) outs[v][i] = Simd::Sum(sums[v]);
  }
}

// One vector against many rows waits for memory, not for arithmetic. Hardware prefetching follows a stream only to the
// end of its page of 4 KiB, so the rows are read as four streams, each asked for 2 KiB ahead: 5.2 ms for 102 MB on a
// Xeon VM, where one stream takes 6.8 and four that ask for nothing 6.2. To ask beyond the end is harmless.
template <class Simd>
void DotStreams(const std::int16_t* rows, std::size_t row_count, std::size_t padded, const std::int16_t* vector,
                std::int32_t* out) {
  constexpr std::size_t kStreams = 4;
  constexpr std::size_t kAheadBytes = 2048;
  const std::size_t length = row_count / kStreams;  // of a stream, in rows
  for (std::size_t i = 0; i < length; ++i) {
    typename Simd::Register sums[kStreams];
    for (auto& sum : sums) sum = Simd::Zero();
    for (std::size_t k = 0; k < padded; k += Simd::kWidth) {
      const typename Simd::Register y = Simd::Load(vector + k);
      for (std::size_t s = 0; s < kStreams; ++s) {
        const std::int16_t* x = rows + (s * length + i) * padded + k;
        __builtin_prefetch(reinterpret_cast<const char*>(x) + kAheadBytes);
        sums[s] = Simd::MultiplyAdd(sums[s], Simd::Load(x), y);
      }
    }
    for (std::size_t s = 0; s < kStreams; ++s) out[s * length + i] = Simd::Sum(sums[s]);
  }
  const std::size_t rest = length * kStreams;
  std::int32_t* rest_out = out + rest;
  DotTile<Simd, 1>(rows + rest * padded, row_count - rest, padded, &vector, &rest_out);
}

}  // namespace photocluster
