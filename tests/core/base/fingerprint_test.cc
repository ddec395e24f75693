#include "shared/base/fingerprint.h"

#include <gtest/gtest.h>

#include "shared/base/hash.h"

namespace photocluster {
namespace {

constexpr std::size_t kPart = 64 * 1024;

std::string Pattern(std::size_t length) {
  std::string bytes(length, '\0');
  for (std::size_t i = 0; i < length; ++i) bytes[i] = static_cast<char>((std::uint64_t{i} * 2654435761u) >> 13);
  return bytes;
}

TEST(Fingerprint, SmallFilesAreCoveredWholeAndOnce) {
  EXPECT_TRUE(FingerprintRanges(0).empty());
  EXPECT_EQ(FingerprintRanges(1), (std::vector<FileRange>{{0, 1}}));
  EXPECT_EQ(FingerprintRanges(3 * kPart), (std::vector<FileRange>{{0, 3 * kPart}}));
}

TEST(Fingerprint, LargeFilesAreCoveredAtBothEndsAndInTheMiddle) {
  EXPECT_EQ(FingerprintRanges(10 * kPart),
            (std::vector<FileRange>{{0, kPart}, {9 * kPart / 2, kPart}, {9 * kPart, kPart}}));
}

TEST(Fingerprint, RangesNeverOverlapOrPassTheEnd) {
  for (std::uint64_t length = 3 * kPart; length < 3 * kPart + 5; ++length) {
    std::uint64_t read_up_to = 0;
    for (const FileRange& range : FingerprintRanges(length)) {
      EXPECT_GE(range.offset, read_up_to) << length;
      read_up_to = range.offset + range.length;
    }
    EXPECT_EQ(read_up_to, length);
  }
}

TEST(Fingerprint, ContentAndItsPartsGiveTheSame) {
  const std::string content = Pattern(300'001);
  std::string parts;
  for (const FileRange& range : FingerprintRanges(content.size())) {
    parts += content.substr(static_cast<std::size_t>(range.offset), static_cast<std::size_t>(range.length));
  }
  EXPECT_EQ(FingerprintOf(content.size(), parts), FingerprintOfContent(content));
}

TEST(Fingerprint, LengthIsHashedFirstInLittleEndian) {
  const Hash128 hash = Xxh3_128(std::string_view("\x03\0\0\0\0\0\0\0abc", 11));
  EXPECT_EQ(FingerprintOfContent("abc"), (Fingerprint{hash.high, hash.low}));
}

// Fingerprints stand in logs: these values never change.
TEST(Fingerprint, IsTheSameForEver) {
  EXPECT_EQ(FingerprintOfContent("").ToText(), "2c0a8a99dc147d5445c3b49d035665b2");
  EXPECT_EQ(FingerprintOfContent("abc").ToText(), "45bcdc88efffd44520b986a5e7fe1438");
  EXPECT_EQ(FingerprintOfContent(Pattern(1'000'003)).ToText(), "61b470f2fad938983f3e9878d81f5c05");
}

TEST(Fingerprint, SeesEveryBitOfAPartAndTheLength) {
  const std::string content = Pattern(5 * kPart);
  const Fingerprint original = FingerprintOfContent(content);
  for (const std::size_t at : {std::size_t{0}, 5 * kPart / 2, 5 * kPart - 1}) {
    std::string changed = content;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    EXPECT_NE(FingerprintOfContent(changed), original) << at;
  }
  EXPECT_NE(FingerprintOf(1, "x"), FingerprintOf(2, "x"));
}

TEST(Fingerprint, TextIsReadBack) {
  const Fingerprint fingerprint{0x0123456789ABCDEF, 0xFEDCBA9876543210};
  EXPECT_EQ(fingerprint.ToText(), "0123456789abcdeffedcba9876543210");
  const Result<Fingerprint> read = Fingerprint::FromText(fingerprint.ToText());
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read.value(), fingerprint);
}

TEST(Fingerprint, OtherTextIsRefused) {
  for (const std::string text :
       {"", "0123456789abcdeffedcba987654321", "0123456789abcdeffedcba98765432100", "0123456789ABCDEFFEDCBA9876543210",
        "0123456789abcdeffedcba987654321g", "0123456789abcdef fedcba987654321"}) {
    const Result<Fingerprint> read = Fingerprint::FromText(text);
    ASSERT_FALSE(read.ok()) << text;
    EXPECT_EQ(read.error().code, ErrorCode::kBadInput);
  }
}

TEST(Fingerprint, AllZeroIsNotKnown) {
  EXPECT_FALSE(Fingerprint{}.known());
  EXPECT_TRUE((Fingerprint{0, 1}).known());
  EXPECT_TRUE((Fingerprint{1, 0}).known());
}

}  // namespace
}  // namespace photocluster
