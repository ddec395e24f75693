#include "shared/base/hash.h"

#include <gtest/gtest.h>

#include <string>

namespace photocluster {
namespace {

std::string Counting(int first, int step) {
  std::string bytes;
  for (int i = 0; i < 32; ++i) bytes += static_cast<char>(first + step * i);
  return bytes;
}

TEST(Crc32c, HasThePublishedValues) {
  EXPECT_EQ(Crc32c(""), 0u);
  EXPECT_EQ(Crc32c("123456789"), 0xE3069283u);
  EXPECT_EQ(Crc32c(std::string(32, '\0')), 0x8A9136AAu);  // this one and the next three: RFC 3720, B.4
  EXPECT_EQ(Crc32c(std::string(32, '\xFF')), 0x62A8AB43u);
  EXPECT_EQ(Crc32c(Counting(0, 1)), 0x46DD794Eu);
  EXPECT_EQ(Crc32c(Counting(31, -1)), 0x113FDB5Cu);
}

std::uint32_t BitByBit(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0x82F63B78 : 0);
  }
  return ~crc;
}

// The bytes of xxHash's own self test.
std::string SelfTestBytes(std::size_t length) {
  std::string bytes;
  std::uint64_t generator = 2654435761u;
  for (std::size_t i = 0; i < length; ++i) {
    bytes += static_cast<char>(generator >> 56);
    generator *= 11400714785074694797u;
  }
  return bytes;
}

TEST(Crc32c, AgreesWithTheDefinitionAtEveryLengthAndAlignment) {
  const std::string bytes = SelfTestBytes(80);
  for (std::size_t begin = 0; begin < 8; ++begin) {
    for (std::size_t length = 0; begin + length <= bytes.size(); ++length) {
      const std::string_view part = std::string_view(bytes).substr(begin, length);
      EXPECT_EQ(Crc32c(part), BitByBit(part)) << begin << ' ' << length;
    }
  }
}

struct Xxh3Case {
  std::size_t length;
  std::uint64_t hash;
};

TEST(Xxh3, Has64BitValuesOfItsSelfTest) {
  for (const Xxh3Case c : {Xxh3Case{0, 0x2D06800538D394C2},
                           {1, 0xC44BDFF4074EECDB},
                           {6, 0x27B56A84CD2D7325},
                           {12, 0xA713DAF0DFBB77E7},
                           {24, 0xA3FE70BF9D3510EB},
                           {48, 0x397DA259ECBA1F11},
                           {80, 0xBCDEFBBB2C47C90A},
                           {195, 0xCD94217EE362EC3A}}) {
    EXPECT_EQ(Xxh3_64(SelfTestBytes(c.length)), c.hash) << c.length;
  }
}

TEST(Xxh3, SeedChangesTheValue) {
  EXPECT_EQ(Xxh3_64(SelfTestBytes(1), 0x9E3779B185EBCA8D), 0x032BE332DD766EF8u);
  EXPECT_EQ(Xxh3_64(SelfTestBytes(6), 0x9E3779B185EBCA8D), 0x84589C116AB59AB9u);
}

TEST(Xxh3, Has128BitValuesOfItsSelfTest) {
  EXPECT_EQ(Xxh3_128(""), (Hash128{0x99AA06D3014798D8, 0x6001C324468D497F}));
  EXPECT_EQ(Xxh3_128(SelfTestBytes(1)), (Hash128{0xA6CD5E9392000F6A, 0xC44BDFF4074EECDB}));
  EXPECT_EQ(Xxh3_128(SelfTestBytes(6)), (Hash128{0x082AFE0B8162D12A, 0x3E7039BDDA43CFC6}));
}

// Beyond 240 bytes the code differs by instruction set.
TEST(Xxh3, LongInputsGiveTheSameOnEveryMachine) {
  const std::string bytes = SelfTestBytes(100'000);
  EXPECT_EQ(Xxh3_64(bytes), 3807327400090485521u);
  EXPECT_EQ(Xxh3_64(bytes, 42), 15913700582969309051u);
  EXPECT_EQ(Xxh3_128(bytes), (Hash128{0x351330331bc078fb, 0x34d658192a014311}));
}

TEST(Xxh3, PiecesGiveTheSameAsTheWhole) {
  const std::string bytes = SelfTestBytes(100'000);
  for (const std::size_t piece : std::initializer_list<std::size_t>{1, 17, 240, 1'024, 99'999, 200'000}) {
    Xxh3Stream stream;
    EXPECT_EQ(stream.Digest(), Xxh3_128(""));
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
      stream.Append(std::string_view(bytes).substr(at, piece));
      if (at != 5 * piece) continue;
      EXPECT_EQ(stream.Digest(), Xxh3_128(std::string_view(bytes).substr(0, at + piece)));
    }
    EXPECT_EQ(stream.Digest(), Xxh3_128(bytes)) << piece;
  }
}

}  // namespace
}  // namespace photocluster
