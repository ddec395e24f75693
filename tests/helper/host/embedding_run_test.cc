#include "native-helper/host/embedding_run.h"

#include <algorithm>

#include "tests/helper/embedding/embedding_fixtures.h"

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

}  // namespace
}  // namespace photocluster
