#include "shared/journal/sealed_file.h"

#include "shared/base/hash.h"

namespace photocluster {
namespace {

constexpr std::size_t kNameSize = 8;
constexpr std::size_t kHeadSize = kNameSize + 4 + 8 + 16;

void PutNumber(std::string& out, std::uint64_t number, int bytes) {
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>((number >> (8 * i)) & 0xff));
}

std::uint64_t GetNumber(std::string_view bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return number;
}

}  // namespace

std::string Seal(std::string_view name, std::uint32_t version, std::string_view content) {
  const Hash128 hash = Xxh3_128(content);
  std::string sealed(name);
  sealed.reserve(kHeadSize + content.size());
  PutNumber(sealed, version, 4);
  PutNumber(sealed, content.size(), 8);
  PutNumber(sealed, hash.low, 8);
  PutNumber(sealed, hash.high, 8);
  sealed += content;
  return sealed;
}

Result<std::string_view> Unseal(std::string_view name, std::uint32_t version, std::string_view bytes) {
  const Error damaged{ErrorCode::kDamaged, "the file fails its check"};
  if (bytes.size() < kHeadSize || bytes.substr(0, kNameSize) != name) return damaged;
  if (GetNumber(bytes.substr(kNameSize, 4)) != version) {
    return Error{ErrorCode::kUnsupported, "the file was written by another version"};
  }
  const std::string_view content = bytes.substr(kHeadSize);
  const Hash128 hash = Xxh3_128(content);
  const bool good = GetNumber(bytes.substr(kNameSize + 4, 8)) == content.size() &&
                    GetNumber(bytes.substr(kNameSize + 12, 8)) == hash.low &&
                    GetNumber(bytes.substr(kNameSize + 20, 8)) == hash.high;
  if (!good) return damaged;
  return content;
}

}  // namespace photocluster
