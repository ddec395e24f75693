#include "shared/journal/sealed_file.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

constexpr char kName[] = "PCTESTED";

std::string Hex(std::string_view bytes) {
  std::string hex;
  for (const char byte : bytes) {
    hex += "0123456789abcdef"[static_cast<unsigned char>(byte) >> 4];
    hex += "0123456789abcdef"[static_cast<unsigned char>(byte) & 0xf];
  }
  return hex;
}

TEST(SealedFile, TheEnvelopeIsNameVersionLengthAndHashInLittleEndian) {
  EXPECT_EQ(Hex(Seal(kName, 0x01020304, "abc")),
            "5043544553544544"                  // PCTESTED
            "04030201"                          // version
            "0300000000000000"                  // length
            "50392f89945faf7885613a73b65ab006"  // XXH3-128, the low half first
            "616263");
}

TEST(SealedFile, ContentComesBackAsItWas) {
  for (const std::string& content : {std::string(), std::string("abc"), std::string(100'000, '\0')}) {
    const std::string sealed = Seal(kName, 7, content);
    const Result<std::string_view> back = Unseal(kName, 7, sealed);
    ASSERT_TRUE(back.ok()) << back.error().detail;
    EXPECT_EQ(back.value(), content);
  }
}

TEST(SealedFile, AFileCutAnywhereIsDamaged) {
  const std::string sealed = Seal(kName, 7, "a photo at a place");
  for (std::size_t size = 0; size < sealed.size(); ++size) {
    const Result<std::string_view> back = Unseal(kName, 7, std::string_view(sealed).substr(0, size));
    ASSERT_FALSE(back.ok()) << size << " bytes";
    EXPECT_EQ(back.error().code, ErrorCode::kDamaged) << size << " bytes";
  }
}

TEST(SealedFile, AChangedByteIsDamageOrAnotherVersion) {
  const std::string sealed = Seal(kName, 7, "a photo at a place");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = sealed;
      changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
      const Result<std::string_view> back = Unseal(kName, 7, changed);
      ASSERT_FALSE(back.ok()) << "byte " << i << ", bit " << bit;
      const bool in_version = i >= 8 && i < 12;
      EXPECT_EQ(back.error().code, in_version ? ErrorCode::kUnsupported : ErrorCode::kDamaged) << "byte " << i;
    }
  }
}

TEST(SealedFile, BytesBehindTheEndAreDamage) {
  EXPECT_FALSE(Unseal(kName, 7, Seal(kName, 7, "abc") + '\0').ok());
  EXPECT_FALSE(Unseal(kName, 7, Seal(kName, 7, "abc") + Seal(kName, 7, "abc")).ok());
}

TEST(SealedFile, AnotherKindOfFileIsRefused) {
  const Result<std::string_view> back = Unseal("PCSTATE_", 7, Seal(kName, 7, "abc"));
  ASSERT_FALSE(back.ok());
  EXPECT_EQ(back.error().code, ErrorCode::kDamaged);
}

}  // namespace
}  // namespace photocluster
