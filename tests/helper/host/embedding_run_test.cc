#include "native-helper/host/embedding_run.h"

#include <algorithm>

#include "tests/helper/embedding/embedding_fixtures.h"
#include "tests/helper/imaging/tiff_builder.h"

namespace photocluster {
namespace {

using namespace test;

class EmbeddingRunTest : public testing::Test {
 protected:
  static constexpr std::size_t kPhotos = 12;

  void SetUp() override {
    NEEDS_ONNXRUNTIME();
    StartImaging();
    model_ = OpenModel(TinyModel("good.onnx"));
    ASSERT_NE(model_, nullptr);
    for (std::size_t i = 0; i < kPhotos; ++i) folder_.Write(Name(i), WavesJpeg(static_cast<int>(i)));
  }
  static std::string Name(std::size_t i) { return "p" + std::to_string(10 + i) + ".jpg"; }

  std::unique_ptr<Root> Open() {
    auto opened = Root::Open(folder_.path(), {.access = Access::kWrite});
    EXPECT_TRUE(opened.ok()) << (opened.ok() ? "" : opened.error().detail);
    return opened.ok() ? std::move(opened).value() : nullptr;
  }
  EmbeddingRun Prepared(Root& root) {
    auto run = EmbeddingRun::Prepare(root, *model_);
    EXPECT_TRUE(run.ok()) << (run.ok() ? "" : run.error().detail);
    return std::move(run).value();
  }
  // Embeds until `photos` are done. The root is closed without settling, as a kill would leave it.
  EmbeddingCounts Embed(std::size_t photos = 1000) {
    const auto root = Open();
    EmbeddingRun run = Prepared(*root);
    std::size_t seen = 0;
    const auto counts = run.Execute([&] { return ++seen < photos; });
    EXPECT_TRUE(counts.ok()) << (counts.ok() ? "" : counts.error().detail);
    return counts.value();
  }
  void Settle() { ASSERT_FALSE(Open()->Settle().error); }

  // What `photocluster embed` does; gives what it counted and how many photos it looked at.
  struct Visit {
    EmbeddingCounts counts;
    std::size_t total = 0;
    std::vector<Record> noticed;
  };
  Visit EmbedAndSettle(const std::string& folder = "") {
    auto root = Root::Open(folder.empty() ? folder_.path() : folder, {.access = Access::kWrite});
    EXPECT_TRUE(root.ok()) << (root.ok() ? "" : root.error().detail);
    if (!root.ok()) return {};
    EmbeddingRun run = Prepared(*root.value());
    const auto counts = run.Execute([] { return true; });
    EXPECT_TRUE(counts.ok()) << (counts.ok() ? "" : counts.error().detail);
    const Outcome noticed = root.value()->NoticeChanges();
    EXPECT_FALSE(noticed.error || root.value()->Settle().error);
    return {counts.value(), run.total(), noticed.records};
  }
  // The first two dated, the third and fourth in cluster A; everything embedded and settled, all files a day old.
  void Sort() {
    for (std::size_t i = 0; i < 2; ++i) {
      folder_.Write(Name(i), WithExif(WavesJpeg(static_cast<int>(i)), ExifBlock(1, {"2014:09:16 14:05:12", "", ""})));
    }
    for (std::size_t i = 0; i < kPhotos; ++i) Age(Name(i), std::chrono::hours(24));
    EXPECT_EQ(EmbedAndSettle().counts.embedded, kPhotos);
    const auto root = Open();
    ASSERT_FALSE(root->Do(Assign{{Name(2), Name(3)}, "A", ""}).error);
    ASSERT_FALSE(root->Settle().error);
  }
  void Age(const std::string& place, std::chrono::milliseconds by) {
    const std::filesystem::path file = folder_ / place;
    std::filesystem::last_write_time(file, std::filesystem::last_write_time(file) - by);
  }
  const Photo& At(const Root& root, const std::string& place) {
    const PhotoId id = root.session().state().Find(place);
    EXPECT_TRUE(id.has_value()) << place;
    return root.session().state().photo(id);
  }
  static Centroid SumOfA(const Root& root) {
    const State& state = root.session().state();
    return state.clusters().centroid(state.FindCluster("A"));
  }
  static constexpr std::int64_t kTaken = 1'410'876'312'000;  // as the cameras' clocks showed it

  TemporaryFolder folder_;
  std::unique_ptr<EmbeddingModel> model_;
};

TEST_F(EmbeddingRunTest, EveryPhotoGetsAVectorAndTheModelIsTheRoots) {
  const auto root = Open();
  EmbeddingRun run = Prepared(*root);
  EXPECT_EQ(run.total(), kPhotos);
  EXPECT_EQ(root->session().state().settings().model(), model_->id());
  std::size_t calls = 0;
  const auto counts = run.Execute([&] {
    ++calls;
    return true;
  });
  ASSERT_TRUE(counts.ok());
  EXPECT_EQ(counts.value().embedded, kPhotos);
  EXPECT_EQ(calls, kPhotos);
  EXPECT_EQ(root->session().embedded_count(), kPhotos);
}

TEST_F(EmbeddingRunTest, NothingIsLeftToDoAfterSettling) {
  {
    const auto root = Open();
    ASSERT_TRUE(Prepared(*root).Execute([] { return true; }).ok());
    ASSERT_FALSE(root->Settle().error);
  }
  EXPECT_EQ(Prepared(*Open()).total(), 0U);
}

TEST_F(EmbeddingRunTest, AfterAKillTheVectorsAreFoundAgainByTheirFingerprints) {
  EXPECT_EQ(Embed().embedded, kPhotos);
  EXPECT_EQ(Embed().found_again, kPhotos) << "the catalogue was never written";
}

TEST_F(EmbeddingRunTest, StoppedRunStoresWhatItDidAndTheNextGoesOn) {
  const std::size_t first = Embed(3).embedded;
  EXPECT_GE(first, 3U);
  EXPECT_LT(first, kPhotos);
  const EmbeddingCounts rest = Embed();
  EXPECT_EQ(rest.found_again, first);
  EXPECT_EQ(rest.embedded, kPhotos - first);
}

TEST_F(EmbeddingRunTest, RenamedPhotoIsFoundAgain) {
  {
    const auto root = Open();
    ASSERT_TRUE(Prepared(*root).Execute([] { return true; }).ok());
    ASSERT_FALSE(root->Settle().error);
  }
  folder_.MakeFolder("sub");
  std::filesystem::rename(folder_ / Name(0), folder_ / "sub/renamed.jpg");
  const EmbeddingCounts counts = Embed();
  EXPECT_EQ(counts.found_again, 1U);
  EXPECT_EQ(counts.embedded, 0U);
}

TEST_F(EmbeddingRunTest, PhotosInTheTrashAndInFoldersLeftAloneAreNotAskedFor) {
  folder_.Write("old/x.jpg", WavesJpeg(50));
  const auto root = Open();
  ASSERT_FALSE(root->Do(Trash{{Name(0)}}).error);
  Settings settings;
  settings.left_alone = {"old"};
  ASSERT_FALSE(root->Do(settings).error);
  EXPECT_EQ(Prepared(*root).total(), kPhotos - 1);
}

TEST_F(EmbeddingRunTest, WhatCannotBeDecodedIsToldOnceAndNotTriedAgain) {
  folder_.Write("broken.jpg", "no image");
  const auto root = Open();
  const auto counts = Prepared(*root).Execute([] { return true; });
  ASSERT_TRUE(counts.ok());
  EXPECT_EQ(counts.value().not_shown, 1U);
  EXPECT_EQ(counts.value().embedded, kPhotos);
  const State& state = root->session().state();
  EXPECT_NE(state.photo(state.Find("broken.jpg")).not_shown, "");
  EXPECT_EQ(state.totals().not_shown, 1U);
  EXPECT_EQ(Prepared(*root).total(), 0U);
}

TEST_F(EmbeddingRunTest, PhotoThatIsGoneMeanwhileIsNamedAndEndsNothing) {
  const auto root = Open();
  EmbeddingRun run = Prepared(*root);
  std::filesystem::remove(folder_ / Name(3));
  const auto counts = run.Execute([] { return true; });
  ASSERT_TRUE(counts.ok());
  EXPECT_EQ(counts.value().embedded, kPhotos - 1);
  ASSERT_EQ(counts.value().unreadable.size(), 1U);
  EXPECT_NE(counts.value().unreadable[0].find(Name(3)), std::string::npos);
}

TEST_F(EmbeddingRunTest, VectorsOfMembersJoinTheirCluster) {
  const auto root = Open();
  ASSERT_FALSE(root->Do(Assign{{Name(0), Name(1)}, "A", ""}).error);
  ASSERT_TRUE(Prepared(*root).Execute([] { return true; }).ok());
  const State& state = root->session().state();
  EXPECT_EQ(state.clusters().centroid(state.FindCluster("A")).count, 2U);
}

TEST_F(EmbeddingRunTest, VectorsThatCannotBeStoredEndTheRun) {
  const auto root = Open();
  EmbeddingRun run = Prepared(*root);
  folder_.MakeFolder(".clustering/embeddings/" + model_->id() + ".pce");
  const auto counts = run.Execute([] { return true; });
  ASSERT_FALSE(counts.ok());
  EXPECT_NE(counts.error().detail.find("cannot append to .clustering/embeddings/"), std::string::npos)
      << counts.error().detail;
  EXPECT_EQ(root->session().embedded_count(), 0U) << "what is not stored does not count";
}

TEST_F(EmbeddingRunTest, RenamedAndMovedPhotosKeepVectorAndDateAndStandInTheQueueOnce) {
  Sort();
  folder_.MakeFolder("sub/deep");
  std::filesystem::rename(folder_ / Name(0), folder_ / "renamed.jpg");
  std::filesystem::rename(folder_ / Name(1), folder_ / ("sub/deep/" + Name(1)));
  const Visit visit = EmbedAndSettle();
  EXPECT_EQ(visit.total, 2U);
  EXPECT_EQ(visit.counts.found_again, 2U);
  EXPECT_EQ(visit.counts.embedded, 0U);
  EXPECT_TRUE(visit.noticed.empty()) << "nothing was decided about them";
  const auto root = Open();
  EXPECT_EQ(root->session().state().totals().queue, kPhotos - 2);
  EXPECT_EQ(root->session().embedded_count(), kPhotos);
  EXPECT_EQ(At(*root, "renamed.jpg").taken_ms, kTaken);
  EXPECT_EQ(At(*root, "sub/deep/" + Name(1)).taken_ms, kTaken);
  EXPECT_EQ(Prepared(*root).total(), 0U);
}

TEST_F(EmbeddingRunTest, AMemberMovedByHandKeepsItsClusterAndIsRecorded) {
  Sort();
  const Centroid before = SumOfA(*Open());
  folder_.MakeFolder("elsewhere");
  std::filesystem::rename(folder_ / ("A/" + Name(2)), folder_ / "elsewhere/x.jpg");
  std::filesystem::rename(folder_ / ("A/" + Name(3)), folder_ / ("elsewhere/" + Name(3)));
  const Visit visit = EmbedAndSettle();
  EXPECT_EQ(visit.total, 0U) << "recorded at the opening";
  EXPECT_EQ(visit.counts.embedded, 0U);
  const auto root = Open();
  EXPECT_EQ(At(*root, "elsewhere/x.jpg").decision.membership, Membership::kManual);
  EXPECT_EQ(root->session().state().totals().manual, 2U);
  EXPECT_EQ(root->session().state().totals().missing, 0U);
  EXPECT_EQ(root->session().state().totals().queue, kPhotos - 2);
  EXPECT_EQ(SumOfA(*root), before);
  ASSERT_FALSE(root->Do(Undo{}).error);
  EXPECT_TRUE(folder_.Has(Name(2)) && folder_.Has(Name(3)));
}

TEST_F(EmbeddingRunTest, TouchedPhotosAreReadOnceAndNeitherEmbeddedNorRecorded) {
  Sort();
  for (const int ms : {1000, -2000, 3'600'000}) {  // a clock, pairs of seconds, a time zone
    for (const std::string& place : {Name(0), "A/" + Name(2)}) Age(place, std::chrono::milliseconds(ms));
    const Visit visit = EmbedAndSettle();
    EXPECT_EQ(visit.total, 2U);
    EXPECT_EQ(visit.counts.found_again, 2U);
    EXPECT_EQ(visit.counts.embedded, 0U);
    EXPECT_TRUE(visit.noticed.empty());
    EXPECT_EQ(At(*Open(), Name(0)).taken_ms, kTaken);
    EXPECT_EQ(EmbedAndSettle().total, 0U);
  }
}

TEST_F(EmbeddingRunTest, AnEditChangesTheSumAndItsTakingBackUsesTheStoredVector) {
  Sort();
  const std::string place = "A/" + Name(2);
  const std::string original = folder_.Content(place);
  const Centroid before = SumOfA(*Open());
  folder_.Write(place, WavesJpeg(77));
  folder_.Write(Name(5), WavesJpeg(78));
  Visit visit = EmbedAndSettle();
  EXPECT_EQ(visit.counts.embedded, 2U);
  ASSERT_EQ(visit.noticed.size(), 1U) << "of an undecided photo the log knows nothing";
  EXPECT_EQ(visit.noticed[0].op, Op::kChanged);
  EXPECT_EQ(visit.noticed[0].value, FingerprintOfContent(original).ToText());
  EXPECT_EQ(visit.noticed[0].photo, FingerprintOfContent(WavesJpeg(77)));
  EXPECT_EQ(SumOfA(*Open()).count, 2U);
  EXPECT_NE(SumOfA(*Open()), before);

  folder_.Write(place, original);
  folder_.Write(Name(5), WavesJpeg(5));
  visit = EmbedAndSettle();
  EXPECT_EQ(visit.counts.embedded, 0U);
  EXPECT_EQ(visit.counts.found_again, 2U);
  EXPECT_EQ(visit.noticed.size(), 1U);
  EXPECT_EQ(SumOfA(*Open()), before);
  const auto replayed = Root::Open(folder_.path(), {.access = Access::kRead, .checkpoint = false});
  ASSERT_TRUE(replayed.ok());
  EXPECT_EQ(replayed.value()->session().state().Hash(), Open()->session().state().Hash());
}

TEST_F(EmbeddingRunTest, ACopyOfAPhotoHasItsVectorAndItsDate) {
  Sort();
  std::filesystem::copy_file(folder_ / Name(0), folder_ / "copy.jpg");
  const Visit visit = EmbedAndSettle();
  EXPECT_EQ(visit.counts.found_again, 1U);
  EXPECT_EQ(visit.counts.embedded, 0U);
  EXPECT_EQ(At(*Open(), "copy.jpg").taken_ms, kTaken);
}

TEST_F(EmbeddingRunTest, APhotoWithoutAVectorIsFoundAgainToo) {
  const auto root = Open();
  ASSERT_EQ(Prepared(*root).total(), kPhotos);
  root->session().AddNoVector(FingerprintOfContent(WavesJpeg(0)), "all black");
  const auto counts = Prepared(*root).Execute([] { return true; });
  ASSERT_TRUE(counts.ok());
  EXPECT_EQ(counts.value().found_again, 1U);
  EXPECT_EQ(counts.value().embedded, kPhotos - 1);
}

// How a copy of a folder may have come by its times.
enum class Times { kKept, kNew, kInPairsOfSeconds, kInAnotherZone };

class CopiedRootTest : public EmbeddingRunTest, public testing::WithParamInterface<Times> {
 protected:
  void CopyTo(const std::string& copy) {
    namespace fs = std::filesystem;
    fs::copy(folder_.path(), copy, fs::copy_options::recursive);
    for (const auto& entry : fs::recursive_directory_iterator(copy)) {
      if (!entry.is_regular_file() || GetParam() == Times::kNew) continue;
      auto time = fs::last_write_time(folder_ / fs::relative(entry.path(), copy).string());
      const auto beyond = time.time_since_epoch() % std::chrono::seconds(2);
      if (GetParam() == Times::kInPairsOfSeconds) time += std::chrono::seconds(2) - beyond;
      if (GetParam() == Times::kInAnotherZone) time += std::chrono::hours(1);
      fs::last_write_time(entry.path(), time);
    }
  }
};

TEST_P(CopiedRootTest, KnowsEverythingAfterAtMostOneReadingOfEachFingerprint) {
  Sort();
  const TemporaryFolder elsewhere;
  const std::string copy = elsewhere / "copy";
  CopyTo(copy);
  const auto check = [&](bool is_read) {
    auto opened = Root::Open(copy, {.access = Access::kRead});
    ASSERT_TRUE(opened.ok()) << opened.error().detail;
    Root& root = *opened.value();
    EXPECT_TRUE(root.TakeNotices().empty());
    EXPECT_EQ(root.session().state().totals().queue, kPhotos - 2);
    EXPECT_EQ(root.session().state().totals().manual, 2U);
    EXPECT_EQ(SumOfA(root), SumOfA(*Open())) << "of members the log knows the content";
    if (!is_read) return;
    EXPECT_EQ(root.session().embedded_count(), kPhotos);
    EXPECT_EQ(At(root, Name(0)).taken_ms, kTaken);
    EXPECT_EQ(root.session().state().Hash(), Open()->session().state().Hash());
  };
  check(GetParam() == Times::kKept);
  const Visit visit = EmbedAndSettle(copy);
  EXPECT_EQ(visit.total, GetParam() == Times::kKept ? 0U : kPhotos);
  EXPECT_EQ(visit.counts.found_again, visit.total);
  EXPECT_EQ(visit.counts.embedded, 0U);
  EXPECT_TRUE(visit.noticed.empty());
  check(true);
  EXPECT_EQ(EmbedAndSettle(copy).total, 0U);
}

INSTANTIATE_TEST_SUITE_P(Times, CopiedRootTest,
                         testing::Values(Times::kKept, Times::kNew, Times::kInPairsOfSeconds, Times::kInAnotherZone));

}  // namespace
}  // namespace photocluster
