#include "native-helper/evaluation/report.h"

#include <gtest/gtest.h>

#include <sstream>

#include "shared/base/archive_json.h"

namespace photocluster {
namespace {

TEST(ReportTest, IntervalHoldsTheMeanAndIsThatOfTheSeeds) {
  const std::vector<double> values{1, 2, 3, 4, 5, 6, 7, 8, 9};
  const Estimate estimate = EstimateOf(values);
  EXPECT_EQ(estimate.mean, 5);
  EXPECT_NEAR(estimate.low, 5 - 1.96 * 2.58 / 3, 0.35);
  EXPECT_NEAR(estimate.high, 5 + 1.96 * 2.58 / 3, 0.35);
  const Estimate one = EstimateOf(std::vector<double>{0.5});
  EXPECT_EQ(one.low, 0.5);
  EXPECT_EQ(one.high, 0.5);
}

TEST(ReportTest, TableAndJsonTellTheSame) {
  Play play;
  play.effort = {.actions = 25, .keys = 30, .seconds = 50, .decisions = 5, .unseen = 10};
  play.precision = 0.99;
  EvaluationReport report;
  report.photos = 100;
  report.clusters = 4;
  report.model = "m";
  report.policies["pages"] = ReportOf({&play, 1}, 100);
  std::ostringstream out;
  const std::vector<std::string> order{"pages"};
  PrintReport(report, order, out);
  EXPECT_NE(out.str().find("pages   0.250"), std::string::npos) << out.str();
  EXPECT_NE(out.str().find("0.9900"), std::string::npos) << out.str();
  const std::string json = ToJson(report);
  EXPECT_NE(json.find(R"("actions_per_photo":{"mean":0.25,"low":0.25,"high":0.25})"), std::string::npos) << json;
  EXPECT_NE(json.find(R"("auto_share":{"mean":0.1)"), std::string::npos) << json;
}

TEST(ReportTest, PlotDrawsALineForEachPolicy) {
  Play play;
  play.effort.seconds = 60;
  play.curve = {{30, 10}, {60, 20}};
  const std::string svg = PlotSvg({{"manual", play}, {"pages", play}}, 20);
  EXPECT_TRUE(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
  EXPECT_NE(svg.find(">manual</text>"), std::string::npos);
  EXPECT_NE(svg.find(">pages</text>"), std::string::npos);
  EXPECT_NE(svg.find("680.0,20.0\""), std::string::npos) << "the last point: all photos at the end of the time";
}

}  // namespace
}  // namespace photocluster
