#include <gtest/gtest.h>

#include <cmath>

#include "shared/base/archive_json.h"
#include "shared/journal/file_names.h"
#include "shared/journal/legacy_writer.h"
#include "shared/session/imported_comparison.h"
#include "tests/support/world.h"

namespace photocluster::test {
namespace {

constexpr char kModel[] = "made-up-0123456789ab";
constexpr int kPhotos = 40;

std::string Name(int i) { return "p" + std::to_string(100 + i) + ".jpg"; }

// The unit vector of photo `i`, turned by an angle whose cosine this is.
Vector VectorOf(int i, double cosine) {
  const double angle = 0.01 * i + std::acos(cosine);
  const std::vector<double> values = {std::cos(angle), std::sin(angle), 0};
  return Quantise(std::span<const double>(values)).value();
}

// Even photos in A, odd ones in B, with a vector each.
World Sorted() {
  World world;
  LegacyState state;
  state.dimension = 3;
  std::vector<LegacyAction> actions;
  for (int i = 0; i < kPhotos; ++i) {
    const std::string cluster = i % 2 == 0 ? "A" : "B";
    LegacyAction& action = actions.emplace_back();
    action.ts = "2025-01-02T03:04:05";
    action.src = "/old/in/" + Name(i);
    action.dst = "/old/in/" + cluster + "/" + Name(i);
    action.cluster = cluster;
    action.note = "react-ui";
    world.Put("in/" + cluster + "/" + Name(i));
    state.clusters[cluster].vectors.push_back(VectorOf(i, 1));
    ++state.clusters[cluster].count;
    ++state.manual_total;
  }
  world.Put("in/to sort.jpg");
  world.SetContent(kOriginalLogFile, LegacyLogText(actions));
  world.SetContent(kSummaryFile, LegacyStateText(state));
  return world;
}

class SessionImportedTest : public testing::Test {
 protected:
  void SetModel(MemoryHost& host, const std::string& model = kModel) {
    ASSERT_FALSE(host.Do(R"({"settings":{"model":")" + model + "\"}}").error);
    host.session().UseVectors(Matrix(3), {});
  }
  // Members embedded with a model whose vectors have this cosine with the stored ones.
  void Embed(MemoryHost& host, double cosine, int first = 0, int last = kPhotos) {
    for (int i = first; i < last; ++i) {
      const std::string place = std::string("in/") + (i % 2 == 0 ? "A/" : "B/") + Name(i);
      const PhotoId id = host.state().Find(place);
      ASSERT_TRUE(id.has_value()) << place;
      Observation seen;
      seen.place = place;
      seen.size = host.state().photo(id).size;
      seen.mtime_ms = host.state().photo(id).mtime_ms;
      seen.fingerprint = FingerprintOfContent(world_.Content(place));
      host.session().Observe(seen);
      const Vector vector = VectorOf(i, cosine);
      host.session().AddVector(seen.fingerprint, vector);
      vectors_.emplace(seen.fingerprint, vector);
    }
  }
  void UseVectors(Session& session) {
    Matrix vectors(3);
    for (const auto& [fingerprint, vector] : vectors_) vectors.Add(fingerprint, vector);
    session.UseVectors(std::move(vectors), {});
  }
  ImportedComparison Compare(MemoryHost& host) {
    EXPECT_TRUE(host.session().CanCompareImported());
    host.session().CompareImported(world_.Content(kLogFile), world_.Content(kKeptSummaryFile), world_.Tick());
    EXPECT_FALSE(host.Notice().error);
    return host.state().settings().imported_comparison();
  }
  static Centroid CentroidOfA(const State& state) { return state.clusters().centroid(state.FindCluster("A")); }
  static Centroid SumOfA(double cosine, int first = 0) {
    Centroid sum;
    for (int i = first; i < kPhotos; i += 2) sum.Add(VectorOf(i, cosine));
    return sum;
  }

  World world_ = Sorted();
  std::map<Fingerprint, Vector> vectors_;
};

TEST_F(SessionImportedTest, OfTheSameModelTheirSumsAreTheCentroids) {
  MemoryHost host(world_);
  EXPECT_FALSE(host.session().CanCompareImported());
  SetModel(host);
  EXPECT_EQ(host.session().PhotosToCompare().size(), kMostCompared);
  EXPECT_EQ(host.session().PhotosToCompare().front(), "in/A/" + Name(0));
  Embed(host, 0.99, 0, 31);
  EXPECT_FALSE(host.session().CanCompareImported());
  Embed(host, 0.99, 31, 32);
  const ImportedComparison comparison = Compare(host);
  EXPECT_TRUE(comparison.agrees());
  EXPECT_EQ(comparison.photos, 32U);
  EXPECT_EQ(comparison.model, kModel);
  EXPECT_NEAR(comparison.cosine, 0.99, 0.0001);
  EXPECT_EQ(CentroidOfA(host.state()), SumOfA(1));
  EXPECT_FALSE(host.session().CanCompareImported());
  EXPECT_TRUE(host.session().PhotosToCompare().empty());
  Embed(host, 0.99, 32);
  EXPECT_EQ(CentroidOfA(host.state()), SumOfA(1));
}

TEST_F(SessionImportedTest, OfAnotherModelTheyAreInNoCentroid) {
  MemoryHost host(world_);
  SetModel(host);
  Embed(host, 0.97);
  EXPECT_FALSE(Compare(host).agrees());
  EXPECT_EQ(CentroidOfA(host.state()), SumOfA(0.97));
  EXPECT_FALSE(host.session().CanCompareImported());  // told once
}

TEST_F(SessionImportedTest, TheModelThatIsChosenDecides) {
  MemoryHost host(world_);
  SetModel(host);
  Embed(host, 1);
  ASSERT_TRUE(Compare(host).agrees());
  SetModel(host, "another-0123456789ab");
  EXPECT_EQ(CentroidOfA(host.state()), Centroid());
  Embed(host, 0.5);
  EXPECT_FALSE(Compare(host).agrees());
  EXPECT_EQ(CentroidOfA(host.state()), SumOfA(0.5));
  SetModel(host);
  EXPECT_TRUE(host.session().PhotosToCompare().size() == kMostCompared);
}

TEST_F(SessionImportedTest, UndoAcrossTheBorderLeavesTheOwnVectorsAndRedoBringsTheSumBack) {
  MemoryHost host(world_);
  SetModel(host);
  Embed(host, 0.99);
  ASSERT_TRUE(Compare(host).agrees());
  const std::string hash = host.state().Hash();
  EXPECT_FALSE(host.Do(R"({"undo":{"record":2}})").error);  // the first photo of A
  EXPECT_EQ(CentroidOfA(host.state()), SumOfA(0.99, 2));
  EXPECT_FALSE(host.Do(R"({"redo":{}})").error);
  EXPECT_EQ(CentroidOfA(host.state()), SumOfA(1));
  EXPECT_EQ(host.state().Hash(), hash);
}

TEST_F(SessionImportedTest, LogCheckpointAndFollowerGiveTheSameCentroids) {
  MemoryHost host(world_);
  SetModel(host);
  Embed(host, 0.99);
  ASSERT_TRUE(Compare(host).agrees());
  ASSERT_FALSE(host.Do(R"({"assign":{"places":["in/to sort.jpg"],"cluster":"A"}})").error);
  ASSERT_FALSE(host.Settle().error);
  const std::string hash = host.state().Hash();
  const auto follower = Session::Open(host.session().TakeSnapshot(1));
  EXPECT_EQ(CentroidOfA(follower->state()), Centroid());  // before the vectors have come
  UseVectors(*follower);
  EXPECT_EQ(follower->state().Hash(), hash);
  for (const bool with_checkpoint : {true, false}) {
    if (!with_checkpoint) world_.Remove(kCheckpointFile);
    const auto session = Session::Open(world_.Open());
    UseVectors(*session);
    EXPECT_EQ(session->state().Hash(), hash) << with_checkpoint;
    EXPECT_EQ(CentroidOfA(session->state()), SumOfA(1)) << with_checkpoint;
  }
}

TEST_F(SessionImportedTest, AnEditedPhotoCountsByWhatItIsNow) {
  MemoryHost host(world_);
  SetModel(host);
  Embed(host, 0.99);
  ASSERT_TRUE(Compare(host).agrees());
  const std::string place = "in/A/" + Name(0);
  world_.SetContent(place, "edited");
  Embed(host, -1, 0, 1);
  ASSERT_FALSE(host.Notice().error);
  Centroid expected = SumOfA(0.99, 2);
  expected.Add(VectorOf(0, -1));
  EXPECT_EQ(CentroidOfA(host.state()), expected);
  ASSERT_FALSE(host.Settle().error);
  const auto again = Session::Open(world_.Open());
  UseVectors(*again);
  EXPECT_EQ(CentroidOfA(again->state()), expected);
}

TEST_F(SessionImportedTest, WithoutWhatItHadStoredOrWithAnotherDimensionTheyAreNotUsed) {
  World world = world_;
  MemoryHost host(world_);
  SetModel(host);
  Embed(host, 1);
  host.session().CompareImported(world_.Content(kLogFile), std::nullopt, world_.Tick());
  EXPECT_FALSE(host.Notice().error);
  EXPECT_EQ(host.state().settings().imported_comparison().photos, 0U);
  EXPECT_EQ(CentroidOfA(host.state()), SumOfA(1));

  world_ = world;
  MemoryHost other(world_);
  ASSERT_FALSE(other.Do(R"({"settings":{"model":"made-up-0123456789ab"}})").error);
  other.session().UseVectors(Matrix(4), {});
  EXPECT_TRUE(other.session().PhotosToCompare().empty());
  EXPECT_FALSE(Compare(other).agrees());  // needs no photo embedded
}

TEST_F(SessionImportedTest, ThePhotosThatHaveAVectorAreEnoughWhenNoOtherIsToCome) {
  for (int i = 3; i < kPhotos; ++i) world_.Remove(std::string("in/") + (i % 2 == 0 ? "A/" : "B/") + Name(i));
  MemoryHost host(world_);
  SetModel(host);
  Embed(host, 1, 0, 2);
  EXPECT_FALSE(host.session().CanCompareImported());
  Embed(host, 1, 2, 3);
  EXPECT_EQ(Compare(host).photos, 3U);
  EXPECT_EQ(CentroidOfA(host.state()), SumOfA(1));  // also for the photos that are gone
}

}  // namespace
}  // namespace photocluster::test
