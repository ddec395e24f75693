#include "shared/journal/legacy.h"

#include <gtest/gtest.h>

#include "shared/clustering/cluster_name.h"
#include "tests/support/test_data.h"

namespace photocluster {
namespace {

using test::ReadFile;
using test::TestData;

const std::string kMoved = R"({"ts": "2025-01-02T03:04:05", "src": "/p/a.jpg", "dst": "/p/Снег/a.jpg", )"
                           R"("cluster": "Снег", "note": "auto"})";
const LegacyAction kMovedAction = {1, "2025-01-02T03:04:05", "/p/a.jpg", "/p/Снег/a.jpg", "Снег", "auto"};

std::string ReasonOf(const std::string& line) {
  const LegacyLog log = ReadLegacyLog(line);
  EXPECT_TRUE(log.actions.empty());
  return log.problems.size() == 1 ? log.problems[0].reason : "";
}

TEST(Legacy, EachFieldOfALineIsReadAsItStands) {
  const LegacyLog log = ReadLegacyLog(kMoved + "\n");
  EXPECT_EQ(log.actions, std::vector<LegacyAction>{kMovedAction});
  EXPECT_TRUE(log.problems.empty());
}

TEST(Legacy, MarkCarriageReturnsAndEmptyLinesAreNoProblem) {
  const LegacyLog log = ReadLegacyLog("\xef\xbb\xbf" + kMoved + "\r\n\r\n\n" + kMoved + "\r\n");
  ASSERT_EQ(log.actions.size(), 2U);
  EXPECT_EQ(log.actions[0], kMovedAction);
  EXPECT_EQ(log.actions[1].line, 4U);
  EXPECT_TRUE(log.problems.empty());
}

TEST(Legacy, WindowsPathsKeepTheirBackslashes) {
  const LegacyLog log = ReadLegacyLog(R"({"src":"C:\\P\\a.jpg","dst":"C:\\P\\Roof\\a.jpg","cluster":"Roof"})");
  ASSERT_EQ(log.actions.size(), 1U);
  EXPECT_EQ(log.actions[0].dst, "C:\\P\\Roof\\a.jpg");
}

TEST(Legacy, OnlyADeletionMayLackItsTarget) {
  const LegacyLog log = ReadLegacyLog(R"({"src":"/p/a.jpg","dst":"","cluster":"__deleted__"})");
  ASSERT_EQ(log.actions.size(), 1U);
  EXPECT_EQ(log.actions[0].cluster, kDeletedCluster);
  EXPECT_EQ(ReasonOf(R"({"src":"/p/a.jpg","dst":"","cluster":"Roof"})"), "dst: empty");
}

TEST(Legacy, AForeignLineCostsItselfAndIsNamed) {
  const LegacyLog log = ReadLegacyLog(kMoved + "\n<<<<\n[1,2]\n{\"ts\":5}\n" + kMoved + "\n");
  EXPECT_EQ(log.actions.size(), 2U);
  ASSERT_EQ(log.problems.size(), 3U);
  EXPECT_EQ(log.problems[0].line, 2U);
  EXPECT_EQ(log.problems[0].offset, kMoved.size() + 1);
  EXPECT_EQ(log.problems[2].line, 4U);
}

TEST(Legacy, ALineOfOurOwnLogIsNotTheOriginals) {
  EXPECT_NE(ReasonOf(R"({"src":"a.jpg","dst":"b.jpg","cluster":"Roof","seq":1})"), "");
}

TEST(Legacy, ALogCutAnywhereKeepsItsWholeLines) {
  const std::string log = kMoved + "\n" + kMoved + "\n" + kMoved;
  const std::size_t line = kMoved.size() + 1;
  for (std::size_t cut = 0; cut <= log.size(); ++cut) {
    const LegacyLog read = ReadLegacyLog(std::string_view(log).substr(0, cut));
    EXPECT_EQ(read.actions.size(), (cut + 1) / line) << cut;
    EXPECT_EQ(read.problems.size(), cut % line == 0 || (cut + 1) % line == 0 ? 0U : 1U) << cut;
  }
}

TEST(Legacy, AClusterMayHaveMembersWithoutVectorsAndVectorsWithoutACount) {
  const LegacyState state =
      ReadLegacyState(R"({"clusters":{"A":[[3,4]],"B":[]},"counts":{"B":7,"C":2},"manual_total":9,"auto_total":1,)"
                      R"("deleted_total":4,"version":"2","history":[{"x":null}]})")
          .value();
  EXPECT_EQ(state.clusters.size(), 3U);
  EXPECT_EQ(state.clusters.at("A").count, 0U);
  EXPECT_EQ(state.clusters.at("A").vectors.size(), 1U);
  EXPECT_EQ(state.clusters.at("B").count, 7U);
  EXPECT_EQ(state.clusters.at("C").count, 2U);
  EXPECT_EQ(state.manual_total, 9U);
  EXPECT_EQ(state.auto_total, 1U);
  EXPECT_EQ(state.deleted_total, 4U);
}

TEST(Legacy, VectorsAreTheUnitVectorsThatWeWouldMake) {
  const LegacyState state = ReadLegacyState(R"({"clusters":{"A":[[0.6,0.8]]}})").value();
  EXPECT_EQ(state.dimension, 2U);
  EXPECT_EQ(state.clusters.at("A").vectors[0], Quantise(std::vector<double>{0.6, 0.8}).value());
}

TEST(Legacy, VectorsOfAnotherDimensionOrWithoutDirectionAreRefused) {
  const LegacyState state = ReadLegacyState(R"({"clusters":{"A":[[1,0],[0,1],[1,0,0]],"B":[[0,0],[],[0,1]]}})").value();
  EXPECT_EQ(state.dimension, 2U);
  EXPECT_EQ(state.clusters.at("A").vectors.size(), 2U);
  EXPECT_EQ(state.clusters.at("A").refused, 1U);
  EXPECT_EQ(state.clusters.at("B").vectors.size(), 1U);
  EXPECT_EQ(state.clusters.at("B").refused, 2U);
}

TEST(Legacy, AStateCutAnywhereIsRefused) {
  const std::string state = R"({"clusters":{"A":[[0.6,0.8]]},"counts":{"A":1}})";
  for (std::size_t cut = 0; cut < state.size(); ++cut) {
    EXPECT_FALSE(ReadLegacyState(std::string_view(state).substr(0, cut)).ok()) << cut;
  }
  EXPECT_TRUE(ReadLegacyState("\xef\xbb\xbf" + state + "\r\n").ok());
}

TEST(Legacy, OurOwnSummaryIsNoStateOfTheOriginal) {
  const Result<LegacyState> state = ReadLegacyState(R"({"format":1,"clusters":{}})");
  ASSERT_FALSE(state.ok());
  EXPECT_EQ(state.error().code, ErrorCode::kUnsupported);
}

TEST(Legacy, TheQueueKeepsItsOrder) {
  const std::vector<std::string> expected = {"/p/b.jpg", "C:\\a.jpg"};
  EXPECT_EQ(ReadLegacyQueue(R"(["/p/b.jpg", "C:\\a.jpg"])").value(), expected);
  EXPECT_FALSE(ReadLegacyQueue("{}").ok());
}

struct Expected {
  std::string root;
  std::size_t actions;
  std::size_t problems;
};

TEST(Legacy, LogsOfItsUsersAreRead) {
  NEEDS_TEST_DATA();
  const std::string log = "/.manual_cluster/actions.jsonl";
  for (const Expected& expected :
       {Expected{"roots/site-manual" + log, 6, 0}, Expected{"roots/site-clip" + log, 45, 0},
        Expected{"damaged/documented-place-of-the-log/.clustering/actions.jsonl", 45, 0},
        Expected{"damaged/log-crlf-bom-old-deletion" + log, 46, 0},
        Expected{"damaged/log-foreign-line-in-the-middle" + log, 45, 3}, Expected{"damaged/log-torn-tail" + log, 44, 1},
        Expected{"damaged/no-state-only-log" + log, 45, 0}}) {
    const LegacyLog read = ReadLegacyLog(ReadFile(TestData("original/" + expected.root)));
    EXPECT_EQ(read.actions.size(), expected.actions) << expected.root;
    EXPECT_EQ(read.problems.size(), expected.problems) << expected.root;
  }
}

TEST(Legacy, StatesOfItsUsersAreRead) {
  NEEDS_TEST_DATA();
  auto state = [](const std::string& root) {
    return ReadLegacyState(ReadFile(TestData("original/" + root + "/.clustering/state.json")));
  };
  const LegacyState clip = state("roots/site-clip").value();
  EXPECT_EQ(clip.dimension, 512U);
  EXPECT_EQ(clip.manual_total, 20U);
  EXPECT_EQ(clip.auto_total, 25U);
  for (const auto& [name, cluster] : clip.clusters) {
    EXPECT_EQ(cluster.vectors.size(), cluster.count) << name;
    EXPECT_EQ(cluster.refused, 0U) << name;
  }
  EXPECT_EQ(clip.clusters.at("Самолёты").count, 12U);
  const LegacyState manual = state("roots/site-manual").value();
  EXPECT_EQ(manual.dimension, 0U);
  EXPECT_EQ(manual.clusters.at("1_Выявлено").count, 2U);
  EXPECT_EQ(manual.deleted_total, 1U);
  const LegacyState mixed = state("damaged/state-vectors-of-another-model").value();
  EXPECT_EQ(mixed.dimension, 512U);
  EXPECT_EQ(mixed.clusters.at("dogs").refused, 1U);
  EXPECT_TRUE(mixed.clusters.at("dogs").vectors.empty());
  EXPECT_FALSE(state("damaged/state-torn").ok());
  EXPECT_FALSE(state("damaged/state-empty").ok());
}

}  // namespace
}  // namespace photocluster
