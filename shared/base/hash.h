#pragma once
#include <cstdint>
#include <memory>
#include <string_view>

// Checks and hashes that stand in files: their values never change and are the same on every machine.
namespace photocluster {

// CRC-32C (Castagnoli, reflected, as in iSCSI and ext4): the check of one line of the log or one block of a file.
std::uint32_t Crc32c(std::string_view bytes);

struct Hash128 {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  bool operator==(const Hash128&) const = default;
};

// XXH3 of xxHash, the 64-bit and the 128-bit form.
std::uint64_t Xxh3_64(std::string_view bytes, std::uint64_t seed = 0);
Hash128 Xxh3_128(std::string_view bytes);

// The same of bytes that come one after the other. 576 bytes.
class Xxh3Stream {
 public:
  Xxh3Stream();
  Xxh3Stream(Xxh3Stream&&) noexcept;
  Xxh3Stream& operator=(Xxh3Stream&&) noexcept;
  ~Xxh3Stream();

  void Append(std::string_view bytes);
  Hash128 Digest() const;  // of all bytes so far

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace photocluster
