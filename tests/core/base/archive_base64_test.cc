#include "shared/base/archive_base64.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

TEST(ArchiveBase64, GivesTheTestVectorsOfRfc4648) {
  const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                         {"f", "Zg=="},
                                                         {"fo", "Zm8="},
                                                         {"foo", "Zm9v"},
                                                         {"foob", "Zm9vYg=="},
                                                         {"fooba", "Zm9vYmE="},
                                                         {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : vectors) {
    EXPECT_EQ(Base64(bytes), text);
    EXPECT_EQ(FromBase64(text).value(), bytes);
  }
}

TEST(ArchiveBase64, EveryByteComesBack) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  for (std::size_t length = 0; length <= bytes.size(); ++length) {
    EXPECT_EQ(FromBase64(Base64(bytes.substr(0, length))).value(), bytes.substr(0, length));
  }
}

TEST(ArchiveBase64, WhatIsNotWrittenSoIsRefused) {
  for (const char* text : {"Zg", "Zg=", "Zg===", "Zh==", "Z", "=", "Zm9v!", "Zm 9v", "Zm9v\n", "Zm-_", "Zg==Zg=="}) {
    EXPECT_FALSE(FromBase64(text).ok()) << text;
  }
}

}  // namespace
}  // namespace photocluster
