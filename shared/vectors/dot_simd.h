#pragma once
#include <cstddef>

namespace photocluster {

// The inner loops of a dot product kernel, written once for any width of register. `Simd` has kWidth (components a
// register), Component, Number (of a sum), Register, Zero(), Load(pointer), MultiplyAdd(sums, a, b) (products added to
// the sums, neighbours in pairs where a sum is wider than a component), Sum(sums) and StoreSums(out, a, b, c, d) (the
// sums of four registers, side by side). Included only by the kernels' own files; uses nothing of the standard library
// that the linker could take from here for a machine without these instructions.

// One row after the other against kVectors vectors.
template <class Simd, std::size_t kVectors>
void DotSingly(const typename Simd::Component* rows, std::size_t row_count, std::size_t padded,
               const typename Simd::Component* const* vectors, typename Simd::Number* const* outs) {
  for (std::size_t i = 0; i < row_count; ++i) {
    const auto* row = rows + i * padded;
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

// Four rows at a time against kVectors vectors: what is loaded is used four, or kVectors, times, and the sums of four
// rows are added up together. An array a row: g++ keeps no larger one in registers.
template <class Simd, std::size_t kVectors>
void DotTile(const typename Simd::Component* rows, std::size_t row_count, std::size_t padded,
             const typename Simd::Component* const* vectors, typename Simd::Number* const* outs) {
  using Register = typename Simd::Register;
  constexpr std::size_t kRows = 4;
  std::size_t i = 0;
  for (; i + kRows <= row_count; i += kRows) {
    const auto *row_a = rows + i * padded, *row_b = row_a + padded, *row_c = row_b + padded, *row_d = row_c + padded;
    Register a[kVectors], b[kVectors], c[kVectors], d[kVectors], y[kVectors];
    for (std::size_t v = 0; v < kVectors; ++v) a[v] = b[v] = c[v] = d[v] = Simd::Zero();
      // Two steps at a time spare g++ half of its copies between registers: 75 -> 65 ms for 100,000 x 512 x 64.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC unroll 2
#endif
    for (std::size_t k = 0; k < padded; k += Simd::kWidth) {
      for (std::size_t v = 0; v < kVectors; ++v) y[v] = Simd::Load(vectors[v] + k);
      Register x = Simd::Load(row_a + k);
      for (std::size_t v = 0; v < kVectors; ++v) a[v] = Simd::MultiplyAdd(a[v], x, y[v]);
      x = Simd::Load(row_b + k);
      for (std::size_t v = 0; v < kVectors; ++v) b[v] = Simd::MultiplyAdd(b[v], x, y[v]);
      x = Simd::Load(row_c + k);
      for (std::size_t v = 0; v < kVectors; ++v) c[v] = Simd::MultiplyAdd(c[v], x, y[v]);
      x = Simd::Load(row_d + k);
      for (std::size_t v = 0; v < kVectors; ++v) d[v] = Simd::MultiplyAdd(d[v], x, y[v]);
    }
    for (std::size_t v = 0; v < kVectors; ++v) Simd::StoreSums(outs[v] + i, a[v], b[v], c[v], d[v]);
  }
  typename Simd::Number* rest[kVectors];
  for (std::size_t v = 0; v < kVectors; ++v) rest[v] = outs[v] + i;
  DotSingly<Simd, kVectors>(rows + i * padded, row_count - i, padded, vectors, rest);
}

// One vector against many rows waits for memory, not for arithmetic. Hardware prefetching follows a stream only to the
// end of its page of 4 KiB, so the rows are read as four streams, each asked for 2 KiB ahead: 5.2 ms for 102 MB on a
// Xeon VM, where one stream takes 6.8 and four that ask for nothing 6.2. To ask beyond the end is harmless.
template <class Simd>
void DotStreams(const typename Simd::Component* rows, std::size_t row_count, std::size_t padded,
                const typename Simd::Component* vector, typename Simd::Number* out) {
  constexpr std::size_t kStreams = 4;
  constexpr std::size_t kAheadBytes = 2048;
  const std::size_t length = row_count / kStreams;  // of a stream, in rows
  for (std::size_t i = 0; i < length; ++i) {
    typename Simd::Register sums[kStreams];
    for (auto& sum : sums) sum = Simd::Zero();
    for (std::size_t k = 0; k < padded; k += Simd::kWidth) {
      const typename Simd::Register y = Simd::Load(vector + k);
      for (std::size_t s = 0; s < kStreams; ++s) {
        const auto* x = rows + (s * length + i) * padded + k;
        __builtin_prefetch(reinterpret_cast<const char*>(x) + kAheadBytes);
        sums[s] = Simd::MultiplyAdd(sums[s], Simd::Load(x), y);
      }
    }
    for (std::size_t s = 0; s < kStreams; ++s) out[s * length + i] = Simd::Sum(sums[s]);
  }
  const std::size_t rest = length * kStreams;
  typename Simd::Number* rest_out = out + rest;
  DotSingly<Simd, 1>(rows + rest * padded, row_count - rest, padded, &vector, &rest_out);
}

}  // namespace photocluster
