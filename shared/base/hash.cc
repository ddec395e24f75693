#include "shared/base/hash.h"

#include <array>
#include <cstddef>

// Everything inline: no library to link, and the same code natively and in WASM.
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace photocluster {
namespace {

// CRC-32C is our own because Debian has no header-only library for it that Emscripten could compile too. Slicing by 8
// (Kounavis, Berry 2005): table k gives the effect of a byte that k more bytes follow, so eight bytes are one step.
using Crc32cTables = std::array<std::array<std::uint32_t, 256>, 8>;

constexpr Crc32cTables MakeCrc32cTables() {
  constexpr std::uint32_t kReflectedPolynomial = 0x82F63B78;
  Crc32cTables tables{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t crc = byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? kReflectedPolynomial : 0);
    tables[0][byte] = crc;
  }
  for (std::size_t k = 1; k < 8; ++k) {
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const std::uint32_t before = tables[k - 1][byte];
      tables[k][byte] = (before >> 8) ^ tables[0][before & 0xFF];
    }
  }
  return tables;
}

constexpr Crc32cTables kTables = MakeCrc32cTables();

std::uint32_t LittleEndian32(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value |= std::uint32_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
  return value;
}

}  // namespace

std::uint32_t Crc32c(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) {
    const std::uint32_t first = crc ^ LittleEndian32(bytes, at);
    const std::uint32_t second = LittleEndian32(bytes, at + 4);
    crc = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      crc ^= kTables[7 - i][(first >> (8 * i)) & 0xFF] ^ kTables[3 - i][(second >> (8 * i)) & 0xFF];
    }
  }
  for (; at < bytes.size(); ++at) {
    crc = (crc >> 8) ^ kTables[0][(crc ^ static_cast<unsigned char>(bytes[at])) & 0xFF];
  }
  return ~crc;
}

std::uint64_t Xxh3_64(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

Hash128 Xxh3_128(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return {hash.high64, hash.low64};
}

struct Xxh3Stream::State {
  XXH3_state_t state;
};

Xxh3Stream::Xxh3Stream() : state_(std::make_unique<State>()) { XXH3_128bits_reset(&state_->state); }
Xxh3Stream::Xxh3Stream(Xxh3Stream&&) noexcept = default;
Xxh3Stream& Xxh3Stream::operator=(Xxh3Stream&&) noexcept = default;
Xxh3Stream::~Xxh3Stream() = default;

void Xxh3Stream::Append(std::string_view bytes) { XXH3_128bits_update(&state_->state, bytes.data(), bytes.size()); }

Hash128 Xxh3Stream::Digest() const {
  const XXH128_hash_t hash = XXH3_128bits_digest(&state_->state);
  return {hash.high64, hash.low64};
}

}  // namespace photocluster
