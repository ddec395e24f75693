#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"

namespace photocluster {

// XXH3-128 over the length of a file (8 bytes, little endian), its first and last 64 KiB and 64 KiB
// of its middle; a file of up to 192 KiB is hashed whole. Serves to recognise a photo elsewhere and
// never proves equality before a removal: bytes do. All zero means "not known".
struct Fingerprint {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  bool known() const { return high != 0 || low != 0; }
  std::string ToText() const;  // 32 lower-case hexadecimal digits
  static Result<Fingerprint> FromText(std::string_view text);

  bool operator==(const Fingerprint&) const = default;
  bool operator<(const Fingerprint& o) const { return high != o.high ? high < o.high : low < o.low; }
};

struct FingerprintHash {  // for unordered containers; the bits are already well mixed
  std::size_t operator()(const Fingerprint& f) const { return static_cast<std::size_t>(f.low); }
};

// The parts of a file of `length` bytes that its fingerprint covers, in reading order.
struct FileRange {
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
  bool operator==(const FileRange&) const = default;
};
std::vector<FileRange> FingerprintRanges(std::uint64_t length);

// `parts`: the bytes of FingerprintRanges(length), joined in that order.
Fingerprint FingerprintOf(std::uint64_t length, std::string_view parts);
// The same from a file's whole content.
Fingerprint FingerprintOfContent(std::string_view content);

}  // namespace photocluster
