#include "native-helper/host/random_id.h"

#include <gtest/gtest.h>

#include <set>

namespace photocluster {
namespace {

TEST(RandomId, Is32HexadecimalDigits) {
  const std::string id = RandomId();
  EXPECT_EQ(id.size(), 32u);
  EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string::npos) << id;
}

TEST(RandomId, IsNewEachTime) {
  std::set<std::string> ids;
  for (int i = 0; i < 1000; ++i) ids.insert(RandomId());
  EXPECT_EQ(ids.size(), 1000u);
}

}  // namespace
}  // namespace photocluster
