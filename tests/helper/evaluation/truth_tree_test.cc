#include "native-helper/evaluation/truth_tree.h"

#include <gtest/gtest.h>

#include "tests/helper/embedding/embedding_fixtures.h"
#include "tests/helper/host/temporary_folder.h"

namespace photocluster {
namespace {

using test::TinyModel;
using test::WavesJpeg;

class TruthTreeTest : public testing::Test {
 protected:
  void SetUp() override {
    NEEDS_ONNXRUNTIME();
    test::StartImaging();
    auto runtime = OnnxRuntime::Load(test::RuntimeLibrary());
    ASSERT_TRUE(runtime.ok());
    auto model = EmbeddingModel::Open(TinyModel("good.onnx"), runtime.value());
    ASSERT_TRUE(model.ok());
    model_ = std::move(model).value();
  }
  Result<LoadedTruth> Load(TruthFolder which = TruthFolder::kOwn, const std::string& stored = "") {
    return LoadTruth(
        folder_.path(), which, *model_, stored, [](std::size_t) {}, [this] { return ++looked_ < stop_; });
  }

  test::TemporaryFolder folder_;
  std::unique_ptr<EmbeddingModel> model_;
  int looked_ = 0, stop_ = 1000;
};

TEST_F(TruthTreeTest, FolderOfAPhotoSaysWhereItBelongs) {
  folder_.Write("2024/cats/a.jpg", WavesJpeg(1));
  folder_.Write("2024/dogs/b.jpg", WavesJpeg(2));
  folder_.Write("2025/cats/c.jpg", WavesJpeg(3));
  folder_.Write("2025/cats/copy of a.jpg", WavesJpeg(1));
  folder_.Write("2025/cats/broken.jpg", WavesJpeg(4).substr(0, 40));
  folder_.Write("outside.jpg", WavesJpeg(5));
  folder_.Write("2025/cats/notes.txt", "no photo");
  const auto loaded = Load();
  ASSERT_TRUE(loaded.ok()) << loaded.error().detail;
  EXPECT_EQ(loaded.value().truth.names, (std::vector<std::string>{"cats", "dogs"}));
  EXPECT_EQ(loaded.value().truth.folder, (std::vector<std::uint32_t>{0, 1, 0}));
  EXPECT_EQ(loaded.value().copies, 1u);
  EXPECT_EQ(loaded.value().no_vector, 1u);
  EXPECT_EQ(loaded.value().outside, 1u);
  const auto top = Load(TruthFolder::kTop);
  ASSERT_TRUE(top.ok());
  EXPECT_EQ(top.value().truth.names, (std::vector<std::string>{"2024", "2025"}));
}

TEST_F(TruthTreeTest, StoredVectorsAreNotMadeAgainAndTheTreeIsNotWritten) {
  folder_.Write("cats/a.jpg", WavesJpeg(1));
  const auto first = Load();
  ASSERT_TRUE(first.ok()) << first.error().detail;
  EXPECT_FALSE(first.value().new_vectors.empty());
  const auto second = Load(TruthFolder::kOwn, first.value().new_vectors);
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(second.value().new_vectors, "");
  EXPECT_EQ(second.value().truth.folder.size(), 1u);
  EXPECT_FALSE(std::filesystem::exists(folder_ / ".clustering"));
}

TEST_F(TruthTreeTest, WhatTellsNothingIsAnError) {
  EXPECT_EQ(Load().error().code, ErrorCode::kBadInput);
  folder_.Write("cats/a.jpg", WavesJpeg(1));
  folder_.Write("cats/b.jpg", WavesJpeg(2));
  stop_ = 1;
  EXPECT_EQ(Load().error().code, ErrorCode::kCancelled);
  const auto nowhere = LoadTruth(
      folder_.path() + "/none", TruthFolder::kOwn, *model_, "", [](std::size_t) {}, [] { return true; });
  EXPECT_EQ(nowhere.error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace photocluster
