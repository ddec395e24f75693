#include "shared/base/archive_binary_reader.h"

#include <gtest/gtest.h>

#include "shared/base/archive_binary.h"
#include "tests/core/base/archive_sample.h"

namespace photocluster {
namespace {

using archive_sample::Everything;

template <class T>
std::string Refused(const std::string& bytes) {
  const Result<T> read = FromBinary<T>(bytes);
  if (read.ok()) return "accepted";
  EXPECT_EQ(read.error().code, ErrorCode::kDamaged);
  return read.error().detail;
}

std::string Length(std::uint64_t length) { return ToBinary(length); }  // begins with the byte of the whole

TEST(ArchiveBinaryReader, LengthsBeyondTheEndAreRefusedBeforeAnythingIsAllocated) {
  const std::uint64_t huge = std::uint64_t{1} << 62;
  EXPECT_EQ(Refused<std::string>(Length(huge) + "ab"), "byte 9: a length of 4611686018427387904 with 2 bytes left");
  EXPECT_EQ(Refused<std::vector<double>>(Length(2) + "12345678"), "byte 9: a length of 2 with 8 bytes left");
  EXPECT_EQ(Refused<std::vector<std::string>>(Length(huge)),
            "byte 9: a length of 4611686018427387904 with 0 bytes left");
  EXPECT_EQ((Refused<std::map<std::string, bool>>(Length(1))), "byte 9: a length of 1 with 0 bytes left");
}

TEST(ArchiveBinaryReader, ValuesThatDoNotExistAreRefused) {
  EXPECT_EQ(Refused<bool>("\1\2"), "byte 2: expected 0 or 1, found 2");
  EXPECT_EQ(Refused<archive_sample::Act>("\1\2"), "byte 2: no such value of an enum: 2");
  EXPECT_EQ(Refused<archive_sample::Command>(std::string("\1\2\0\0\0", 5)), "byte 5: no such alternative: 2");
  EXPECT_EQ(Refused<archive_sample::Command>("\1\xFF\xFF\xFF\xFF"), "byte 5: no such alternative: -1");
}

TEST(ArchiveBinaryReader, KeysOfAMapAreInOrder) {
  const std::string length = Length(1).substr(1);
  const std::string entry_a = length + "a\1";
  const std::string entry_b = length + "b\1";
  using Map = std::map<std::string, bool>;
  EXPECT_EQ(FromBinary<Map>(Length(2) + entry_a + entry_b).value().size(), 2u);
  EXPECT_EQ(Refused<Map>(Length(2) + entry_b + entry_a), "byte 28: keys out of order");
  EXPECT_EQ(Refused<Map>(Length(2) + entry_a + entry_a), "byte 28: keys out of order");
}

TEST(ArchiveBinaryReader, TheWholeMustBeUsed) {
  EXPECT_EQ(Refused<bool>(""), "byte 0: ends too early");
  EXPECT_EQ(Refused<bool>("\1"), "byte 1: ends too early");
  EXPECT_EQ(Refused<bool>("\1\1\1"), "byte 2: 1 bytes too many");
  EXPECT_EQ(Refused<bool>(std::string("\0\1", 2)), "byte 1: not little endian");
}

TEST(ArchiveBinaryReader, NoPrefixIsTaken) {
  const std::string bytes = ToBinary(archive_sample::Full());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_FALSE(FromBinary<Everything>(bytes.substr(0, length)).ok()) << length;
  }
}

TEST(ArchiveBinaryReader, AnyByteMayChange) {
  const std::string bytes = ToBinary(archive_sample::Full());
  for (std::size_t place = 0; place < bytes.size(); ++place) {
    std::string changed = bytes;
    for (int byte = 0; byte < 256; ++byte) {
      changed[place] = static_cast<char>(byte);
      const Result<Everything> read = FromBinary<Everything>(changed);
      if (read.ok()) {
        EXPECT_EQ(ToBinary(read.value()), changed);
      } else {
        EXPECT_EQ(read.error().code, ErrorCode::kDamaged);
      }
    }
  }
}

}  // namespace
}  // namespace photocluster
