// Every tests/scenarios/*.txt: what comes of its steps is what it says, natively and in node. After a change that is
// meant, PHOTOCLUSTER_SCENARIOS=rewrite writes what comes of them now; look at the difference before it is committed.
#include "tests/support/scenario.h"

#include <gtest/gtest.h>

#include "tests/support/test_data.h"

namespace photocluster::test {
namespace {

class Scenario : public testing::TestWithParam<std::string> {};

TEST_P(Scenario, GivesWhatItSays) {
  const std::string before = ReadFile(GetParam());
  const std::string after = RunScenario(before).text;
  if (IsSet("PHOTOCLUSTER_SCENARIOS", "rewrite")) {
    WriteFile(GetParam(), after);
  } else {
    EXPECT_EQ(before, after);
  }
  EXPECT_EQ(after.find("  WRONG: "), std::string::npos) << after;
}

INSTANTIATE_TEST_SUITE_P(Files, Scenario, testing::ValuesIn(TestFiles("scenarios", ".txt")),
                         [](const auto& file) { return NameOfTest(file.param); });

}  // namespace
}  // namespace photocluster::test
