#include "shared/base/fingerprint.h"

#include "shared/base/hash.h"

namespace photocluster {
namespace {

constexpr std::uint64_t kPart = 64 * 1024;
constexpr std::size_t kTextLength = 32;

void AppendHexadecimal(std::string& text, std::uint64_t value) {
  for (int shift = 60; shift >= 0; shift -= 4) text += "0123456789abcdef"[(value >> shift) & 0xF];
}

}  // namespace

std::string Fingerprint::ToText() const {
  std::string text;
  text.reserve(kTextLength);
  AppendHexadecimal(text, high);
  AppendHexadecimal(text, low);
  return text;
}

Result<Fingerprint> Fingerprint::FromText(std::string_view text) {
  const Error refused{ErrorCode::kBadInput, "a fingerprint has 32 digits of 0-9a-f"};
  if (text.size() != kTextLength) return refused;
  Fingerprint fingerprint;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool is_digit = '0' <= c && c <= '9';
    if (!is_digit && (c < 'a' || c > 'f')) return refused;
    std::uint64_t& half = i < kTextLength / 2 ? fingerprint.high : fingerprint.low;
    half = (half << 4) | static_cast<std::uint64_t>(is_digit ? c - '0' : c - 'a' + 10);
  }
  return fingerprint;
}

std::vector<FileRange> FingerprintRanges(std::uint64_t length) {
  if (length == 0) return {};
  if (length <= 3 * kPart) return {{0, length}};
  return {{0, kPart}, {(length - kPart) / 2, kPart}, {length - kPart, kPart}};
}

Fingerprint FingerprintOf(std::uint64_t length, std::string_view parts) {
  std::string hashed;
  hashed.reserve(8 + parts.size());
  for (int shift = 0; shift < 64; shift += 8) hashed += static_cast<char>(length >> shift & 0xFF);
  hashed += parts;
  const Hash128 hash = Xxh3_128(hashed);
  return {hash.high, hash.low};
}

Fingerprint FingerprintOfContent(std::string_view content) {
  std::string parts;
  for (const FileRange& range : FingerprintRanges(content.size())) {
    parts += content.substr(static_cast<std::size_t>(range.offset), static_cast<std::size_t>(range.length));
  }
  return FingerprintOf(content.size(), parts);
}

}  // namespace photocluster
