#include "native-helper/embedding/model_id.h"

#include <algorithm>
#include <string_view>

#include "tests/helper/embedding/embedding_fixtures.h"

namespace photocluster {
namespace {

using namespace test;

std::string IdOf(const std::string& path, const PreprocessSpec& preprocess = {}) {
  const auto id = ModelId(path, preprocess);
  EXPECT_TRUE(id.ok()) << (id.ok() ? "" : id.error().detail);
  return id.ok() ? id.value() : "";
}

TEST(ModelId, IsTheNameAndTwelveDigits) {
  const TemporaryFolder folder;
  // SHA-256 of "weights", "photocluster preprocessing 1" and side, mean and deviation as little-endian doubles.
  EXPECT_EQ(IdOf(folder.Add("clip.onnx", "weights")), "clip-0cbb6f5c8a9a");
}

TEST(ModelId, ContentWithoutAFileHasTheIdOfTheFile) {
  const TemporaryFolder folder;
  EXPECT_EQ(ModelIdOfContent("clip", "weights", {}), IdOf(folder.Add("clip.onnx", "weights")));
}

TEST(ModelId, ChangesWithEveryByteAndEveryNumberOfThePreprocessing) {
  const TemporaryFolder folder;
  const std::string path = folder.Add("a.onnx", "weights");
  std::vector<std::string> ids = {IdOf(path), IdOf(folder.Add("a.onnx", "weight"))};
  PreprocessSpec side;
  side.side = 225;
  PreprocessSpec mean;
  mean.mean[2] = 0.5;
  PreprocessSpec deviation;
  deviation.std_dev[0] = 0.5;
  for (const PreprocessSpec& spec : {side, mean, deviation}) ids.push_back(IdOf(path, spec));
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::unique(ids.begin(), ids.end()), ids.end());
}

TEST(ModelId, IsTheSameInEveryFolder) {
  const TemporaryFolder one;
  const TemporaryFolder other;
  EXPECT_EQ(IdOf(one.Add("a.onnx", "weights")), IdOf(other.Add("a.onnx", "weights")));
}

TEST(ModelId, WeightsBesideTheFileCount) {
  for (const char* name : {"a.onnx_data", "a.onnx.data"}) {
    const TemporaryFolder folder;
    const std::string path = folder.Add("a.onnx", "graph");
    const std::string alone = IdOf(path);
    folder.Add(name, "weights");
    const std::string with_weights = IdOf(path);
    EXPECT_NE(with_weights, alone) << name;
    folder.Add(name, "Weights");
    EXPECT_NE(IdOf(path), with_weights) << name;
  }
}

TEST(ModelId, NameIsFitForAFileName) {
  const TemporaryFolder folder;
  constexpr std::string_view kFit = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
  for (const auto& [file, name] : std::vector<std::pair<std::string, std::string>>{
           {"ViT-B_32.quant.onnx", "ViT-B_32.quant-"},
           {"my  model (2).onnx", "my-model-2-"},
           {"снег.onnx", "model-"},
           {".hidden.onnx", "hidden-"},
           {"a\\b:c.onnx", "a-b-c-"},
           {"noextension", "noextension-"},
           {std::string(200, 'x') + ".onnx", std::string(64, 'x') + "-"}}) {
    const std::string id = IdOf(folder.Add(file, "weights"));
    EXPECT_EQ(id.substr(0, name.size()), name) << file;
    EXPECT_EQ(id.size(), name.size() + 12) << id;
    EXPECT_EQ(id.find_first_not_of(kFit), std::string::npos) << id;
  }
}

TEST(ModelId, MissingFileAndFolderAreErrors) {
  const TemporaryFolder folder;
  EXPECT_EQ(ModelId(folder.path() + "/none.onnx", {}).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(ModelId(folder.path(), {}).error().code, ErrorCode::kBadModel);
}

}  // namespace
}  // namespace photocluster
