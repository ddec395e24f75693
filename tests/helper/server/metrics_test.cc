#include "native-helper/server/metrics.h"

#include "tests/helper/server/server_fixtures.h"

namespace photocluster {
namespace {

class MetricsTest : public test::RootServiceFixture {};

TEST_F(MetricsTest, AnswersAndRefusalsAreCounted) {
  Metrics metrics;
  metrics.CountAnswer(200);
  metrics.CountAnswer(204);
  metrics.CountAnswer(404);
  metrics.CountRefusal();
  const std::string text = metrics.Text();
  EXPECT_NE(text.find("# TYPE photocluster_answers_total counter\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\nphotocluster_answers_total{status=\"2xx\"} 2\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\nphotocluster_answers_total{status=\"4xx\"} 1\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\nphotocluster_refusals_total 1\n"), std::string::npos) << text;
}

TEST_F(MetricsTest, PhotosOfARootAreCountedByWhatBecameOfThem) {
  ASSERT_FALSE(Do(Assign{{"a.jpg"}, "Roof", ""}).error);
  const auto page = Page(New());
  const std::string text = On([&] { return Metrics::TextOf(*service_); });
  const std::string root = "{root=\"" + folder_.path() + "\"";
  EXPECT_NE(text.find("photocluster_photos" + root + ",kind=\"queue\"} 2\n"), std::string::npos) << text;
  EXPECT_NE(text.find("photocluster_photos" + root + ",kind=\"manual\"} 1\n"), std::string::npos) << text;
  EXPECT_NE(text.find("photocluster_records_total" + root + "} 3\n"), std::string::npos) << text;
  EXPECT_NE(text.find("photocluster_pages" + root + "} 1\n"), std::string::npos) << text;
}

}  // namespace
}  // namespace photocluster
