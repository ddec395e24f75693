#include <gtest/gtest.h>

#include <set>

#include "shared/session/session.h"
#include "shared/session/view.h"
#include "tests/support/world.h"

namespace photocluster::test {
namespace {

class SessionQueries : public testing::Test {
 protected:
  SessionQueries() : host_(Filled(world_)) {
    host_.Embed({{"a.jpg", 0}, {"b.jpg", 0}, {"c.jpg", 1}, {"d.jpg", 1}, {"e.jpg", 0}});
    host_.Do(R"({"assign":{"places":["a.jpg"],"cluster":"Roof"}})");
    host_.Do(R"({"assign":{"places":["c.jpg"],"cluster":"Wall"}})");
  }
  static World& Filled(World& world) {
    for (const char* place : {"a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg", "f.jpg"}) world.Put(place);
    return world;
  }

  World world_;
  MemoryHost host_;
};

TEST_F(SessionQueries, ThePlanNamesClusterScoreAndRunnerUp) {
  const std::vector<PlanRow> plan = host_.session().Plan({.threshold = 0.5, .min_samples = 1});
  ASSERT_EQ(plan.size(), 3u);  // f.jpg has no vector
  EXPECT_EQ(plan[0].place, "b.jpg");
  EXPECT_EQ(plan[0].cluster, "Roof");
  EXPECT_EQ(plan[0].second, "Wall");
  EXPECT_GT(plan[0].score, plan[0].second_score);
  EXPECT_EQ(plan[1].cluster, "Wall");
  EXPECT_TRUE(host_.session().Plan({.threshold = 0.5, .min_samples = 2}).empty());
}

TEST_F(SessionQueries, TheModelsFigureCountsPhotosWhoseNearestNeighbourIsOfTheirOwnCluster) {
  EXPECT_EQ(ModelFigureOf(host_.state(), 100).right, 0u) << "a and c: each other's only neighbour";
  host_.Do(R"({"assign":{"places":["b.jpg"],"cluster":"Roof"}})");
  host_.Do(R"({"assign":{"places":["d.jpg"],"cluster":"Wall"}})");
  host_.Do(R"({"assign":{"places":["f.jpg"],"cluster":"Wall"}})");  // without a vector
  EXPECT_EQ(ModelFigureOf(host_.state(), 100).photos, 4u);
  EXPECT_EQ(ModelFigureOf(host_.state(), 100).right, 4u);
  host_.Do(R"({"assign":{"places":["e.jpg"],"cluster":"Wall"}})");  // looks like Roof
  EXPECT_EQ(ModelFigureOf(host_.state(), 100).photos, 5u);
  EXPECT_EQ(ModelFigureOf(host_.state(), 100).right, 4u);
  EXPECT_EQ(ModelFigureOf(host_.state(), 2).photos, 2u);
  EXPECT_EQ(ModelFigureOf(host_.state(), 100).model, host_.state().settings().model());
}

TEST_F(SessionQueries, ExactlyThePlanMovesAsOneRun) {
  const Outcome outcome = host_.Do(R"({"auto_move":{"threshold":0.5,"min_samples":1,"pairs":[
      {"place":"b.jpg","cluster":"Roof"},{"place":"d.jpg","cluster":"Wall"}]}})");
  ASSERT_FALSE(outcome.error) << outcome.error->detail;
  ASSERT_EQ(outcome.records.size(), 2u);
  for (const Record& record : outcome.records) {
    EXPECT_EQ(record.op, Op::kAuto);
    EXPECT_EQ(record.note, "auto");
    EXPECT_EQ(record.run, outcome.records[0].seq);
    EXPECT_TRUE(record.score.has_value());
  }
  EXPECT_EQ(host_.state().totals().automatic, 2u);
  EXPECT_TRUE(world_.Has("Roof/b.jpg"));
}

TEST_F(SessionQueries, APairThatNoLongerHoldsRefusesTheWhole) {
  const Outcome outcome = host_.Do(R"({"auto_move":{"threshold":0.5,"min_samples":1,"pairs":[
      {"place":"b.jpg","cluster":"Roof"},{"place":"d.jpg","cluster":"Roof"}]}})");
  ASSERT_TRUE(outcome.error);
  EXPECT_EQ(outcome.error->code, ErrorCode::kPlanChanged);
  EXPECT_TRUE(outcome.records.empty());
  EXPECT_TRUE(world_.Has("b.jpg"));
}

TEST_F(SessionQueries, NothingIsSuggestedWithoutVectorOrWhenSwitchedOff) {
  EXPECT_EQ(host_.session().Suggest("e.jpg")->cluster, "Roof");
  EXPECT_FALSE(host_.session().Suggest("f.jpg"));
  EXPECT_FALSE(host_.session().Suggest("nowhere.jpg"));
  host_.Do(R"({"settings":{"manual_only":true}})");
  EXPECT_FALSE(host_.session().Suggest("e.jpg"));
}

TEST_F(SessionQueries, PhotosWithoutAVectorAreCountedByContent) {
  EXPECT_EQ(host_.session().embedded_count(), 5u);
  const Fingerprint fingerprint = FingerprintOfContent(world_.Content("f.jpg"));
  host_.session().Observe({"f.jpg", world_.Content("f.jpg").size(), 0, fingerprint, {}, {}});
  host_.session().AddNoVector(fingerprint, "all numbers are zero");
  EXPECT_EQ(host_.session().no_vector_count(), 1u);
  EXPECT_EQ(*host_.session().NoVectorReason(fingerprint), "all numbers are zero");
}

TEST_F(SessionQueries, AnEditedPhotoIsNotMovedByAnOldPlan) {
  world_.SetContent("b.jpg", "edited");
  const Outcome outcome = host_.Do(R"({"auto_move":{"threshold":0.5,"min_samples":1,"pairs":[
      {"place":"d.jpg","cluster":"Wall"},{"place":"b.jpg","cluster":"Roof"}]}})");
  ASSERT_TRUE(outcome.error);
  EXPECT_EQ(outcome.error->code, ErrorCode::kPlanChanged);
  EXPECT_TRUE(world_.Has("d.jpg"));
}

Vector Axis(std::size_t which) {
  std::vector<double> values(16);
  values[which] = 1;
  return Quantise(std::span<const double>(values)).value();
}

TEST(SessionVectors, ObservationsAndVectorsMayComeInAnyOrder) {
  World world;
  world.Put("a.jpg", "twins");
  world.Put("b.jpg", "twins");
  world.Put("c.jpg");
  const std::vector<std::string> places = {"Roof/a.jpg", "Roof/b.jpg", "Roof/c.jpg"};
  std::set<std::string> hashes;
  for (const std::vector<int>& order :
       {std::vector<int>{0, 1, 2, 3, 4}, {4, 3, 2, 1, 0}, {3, 0, 4, 2, 1}, {0, 3, 1, 4, 2}}) {
    World copy = world;
    MemoryHost host(copy);
    host.session().UseVectors(Matrix(16), {});
    host.Do(R"({"assign":{"places":["a.jpg","b.jpg","c.jpg"],"cluster":"Roof"}})");
    for (const int what : order) {
      const std::string& content = copy.Content(places[what == 4 ? 2 : 0]);
      if (what >= 3) {
        host.session().AddVector(FingerprintOfContent(content), Axis(what == 4 ? 1 : 0));
        continue;
      }
      const auto place = static_cast<std::size_t>(what);
      host.session().Observe({places[place],
                              copy.Content(places[place]).size(),
                              0,
                              FingerprintOfContent(copy.Content(places[place])),
                              {},
                              {}});
    }
    EXPECT_EQ(host.state().clusters().centroid(host.state().FindCluster("Roof")).count, 3u);
    hashes.insert(host.state().Hash());
  }
  EXPECT_EQ(hashes.size(), 1u);
}

TEST_F(SessionQueries, AnotherModelTakesAllSumsAndTheFirstOnesComeBackWithIt) {
  const std::string hash = host_.state().Hash();
  host_.session().UseVectors(Matrix(64), {});
  EXPECT_EQ(host_.state().clusters().centroid(host_.state().FindCluster("Roof")), Centroid());
  EXPECT_FALSE(host_.session().Suggest("b.jpg"));
  Matrix first(host_.Dimension());
  for (const auto& [fingerprint, vector] : world_.vectors) first.Add(fingerprint, vector);
  host_.session().UseVectors(std::move(first), {});
  EXPECT_EQ(host_.state().Hash(), hash);
  EXPECT_EQ(host_.session().Suggest("b.jpg")->cluster, "Roof");
}

}  // namespace
}  // namespace photocluster::test
