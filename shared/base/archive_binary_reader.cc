#include "shared/base/archive_binary_reader.h"

#include <cstring>

namespace photocluster {

BinaryReader::BinaryReader(std::string_view bytes) : InputArchive(this), bytes_(bytes) {
  std::uint8_t little_endian = 0;
  if (Take(&little_endian, 1) && little_endian != 1) Fail("not little endian");
}

bool BinaryReader::Take(void* to, std::size_t size) {
  const std::string_view taken = Take(size);
  if (failed_) return false;
  if (size > 0) std::memcpy(to, taken.data(), size);
  return true;
}

std::string_view BinaryReader::Take(std::size_t size) {
  if (failed_) return {};
  if (size > bytes_.size() - place_) {
    Fail("ends too early");
    return {};
  }
  const std::string_view taken = bytes_.substr(place_, size);
  place_ += size;
  return taken;
}

std::size_t BinaryReader::TakeCount(std::size_t size) {
  std::uint64_t count = 0;
  if (!Take(&count, sizeof(count))) return 0;
  const std::size_t left = bytes_.size() - place_;
  if (count > left / size) {
    Fail("a length of " + std::to_string(count) + " with " + std::to_string(left) + " bytes left");
    return 0;
  }
  return static_cast<std::size_t>(count);
}

void BinaryReader::ExpectEnd() {
  if (!failed_ && place_ != bytes_.size()) Fail(std::to_string(bytes_.size() - place_) + " bytes too many");
}

void BinaryReader::Fail(const std::string& what) {
  if (failed_) return;
  failed_ = true;
  error_ = {ErrorCode::kDamaged, "byte " + std::to_string(place_) + ": " + what};
}

}  // namespace photocluster
