#include "tests/fuzz/request_property.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/test_data.h"

namespace photocluster::test {
namespace {

// What the fuzzer begins with, and all that it ever found.
TEST(FuzzRequest, NothingIsWrongWithWhatWasFound) {
  EXPECT_EQ(WrongInRequest(""), "");
  int tried = 0;
  for (const auto& file : std::filesystem::directory_iterator(Fixture("fuzz/request"))) {
    EXPECT_EQ(WrongInRequest(ReadFile(file.path().string())), "") << file.path();
    ++tried;
  }
  EXPECT_GE(tried, 6);
}

}  // namespace
}  // namespace photocluster::test
