// Logs as users have them, with what they mean: no later version may read another State out of an old log. The files of
// tests/fixtures/logs are never written again. PHOTOCLUSTER_GOLDEN=add makes those that are missing: a log of each
// scenario that has none, and the meaning of each log that has none.
#include <gtest/gtest.h>

#include <set>

#include "shared/journal/log_reader.h"
#include "shared/session/fold.h"
#include "tests/support/log_meaning.h"
#include "tests/support/scenario.h"
#include "tests/support/test_data.h"

namespace photocluster::test {
namespace {

std::string WithEnding(const std::string& path, const std::string& ending) {
  return path.substr(0, path.rfind('.')) + ending;
}

// What there is at `path`, or "".
std::string Content(const std::string& path) { return FileExists(path) ? ReadFile(path) : ""; }

void AddMissing() {
  for (const std::string& scenario : TestFiles("scenarios", ".txt")) {
    const std::string log = Fixture("logs/" + NameOfTest(scenario) + ".jsonl");
    if (FileExists(log)) continue;
    const ScenarioRun run = RunScenario(ReadFile(scenario));
    WriteFile(log, run.log);
    if (!run.pending.empty()) WriteFile(WithEnding(log, ".pending"), run.pending);
  }
  for (const std::string& log : TestFiles("fixtures/logs", ".jsonl")) {
    const std::string meaning = WithEnding(log, ".meaning");
    if (!FileExists(meaning)) WriteFile(meaning, MeaningOf(ReadFile(log), Content(WithEnding(log, ".pending"))));
  }
}

std::vector<std::string> GoldenLogs() {
  if (IsSet("PHOTOCLUSTER_GOLDEN", "add")) AddMissing();
  return TestFiles("fixtures/logs", ".jsonl");
}

class GoldenLog : public testing::TestWithParam<std::string> {};

TEST_P(GoldenLog, MeansWhatItMeantWhenItWasWritten) {
  EXPECT_EQ(ReadFile(WithEnding(GetParam(), ".meaning")),
            MeaningOf(ReadFile(GetParam()), Content(WithEnding(GetParam(), ".pending"))));
}

INSTANTIATE_TEST_SUITE_P(Files, GoldenLog, testing::ValuesIn(GoldenLogs()),
                         [](const auto& file) { return NameOfTest(file.param); });

TEST(GoldenLogs, EveryOpIsInOneOfThem) {
  std::set<Op> there;
  for (const std::string& log : TestFiles("fixtures/logs", ".jsonl")) {
    State state;
    for (const Record& record : ReadLog(ReadFile(log)).records) {
      if (Fold(state, record).ok()) there.insert(record.op);  // one without effect means nothing
    }
  }
  for (const auto& [op, name] : EnumNamesOf(Op{})) {
    EXPECT_TRUE(there.contains(op)) << name << ": add a scenario with it, then run with PHOTOCLUSTER_GOLDEN=add";
  }
}

}  // namespace
}  // namespace photocluster::test
