#include "native-helper/server/target.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

TEST(TargetTest, PathAndParametersAreDecoded) {
  const auto target = ParseTarget("/a%20b/c?place=2023%2Fx%26y.jpg&n=12&empty");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/a b/c");
  EXPECT_EQ(*target->Find("place"), "2023/x&y.jpg");
  EXPECT_EQ(*target->Find("empty"), "");
  EXPECT_EQ(target->Number("n", 0), 12U);
  EXPECT_EQ(target->Number("other", 7), 7U);
  EXPECT_EQ(target->Number("place", 7), std::nullopt);
}

TEST(TargetTest, NonsenseIsNoTarget) {
  for (const char* text : {"", "a", "http://x/", "/%", "/%2", "/%zz", "/%00", "/?a=%0", "/?a=1&a=2"}) {
    EXPECT_FALSE(ParseTarget(text)) << text;
  }
}

TEST(TargetTest, EveryByteComesBackFromItsEncoding) {
  std::string bytes;
  for (int c = 1; c < 256; ++c) bytes += static_cast<char>(c);
  bool ok = true;
  EXPECT_EQ(PercentDecoded(PercentEncoded(bytes), ok), bytes);
  EXPECT_TRUE(ok);
}

}  // namespace
}  // namespace photocluster
