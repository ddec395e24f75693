#include "native-helper/server/net.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

const HttpHeaders kHeaders = {{"Host", "x"}, {"Cookie", "a"}, {"cookie", "b"}};

TEST(NetTest, HeaderIsFoundInAnyCase) { EXPECT_EQ(FindHeader(kHeaders, "hOST"), "x"); }

TEST(NetTest, HeaderThatComesTwiceSaysNothing) {
  EXPECT_EQ(FindHeader(kHeaders, "Cookie"), std::nullopt);
  EXPECT_TRUE(HasHeader(kHeaders, "Cookie"));
}

TEST(NetTest, HeaderThatIsNotThereSaysNothing) {
  EXPECT_EQ(FindHeader(kHeaders, "Hos"), std::nullopt);
  EXPECT_FALSE(HasHeader(kHeaders, "Hosts"));
}

}  // namespace
}  // namespace photocluster
