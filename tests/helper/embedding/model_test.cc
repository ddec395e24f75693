#include "native-helper/embedding/model.h"

#include <thread>

#include "shared/vectors/embedding.h"
#include "tests/helper/embedding/embedding_fixtures.h"

namespace photocluster {
namespace {

using namespace test;

Error RefusalOf(const std::string& path) {
  const auto model = EmbeddingModel::Open(path, Runtime());
  EXPECT_FALSE(model.ok()) << path;
  return model.ok() ? Error{} : model.error();
}

constexpr char kNoOnnx[] = "it is nothing that ONNX Runtime 1.30.0 can load; wanted is an ONNX file (";

void ExpectBadModel(const std::string& path, const std::string& reason) {
  const Error error = RefusalOf(path);
  EXPECT_EQ(error.code, ErrorCode::kBadModel) << error.detail;
  EXPECT_EQ(error.detail.rfind(path + " is ", 0), 0u) << error.detail;
  EXPECT_NE(error.detail.find(reason), std::string::npos) << error.detail;
}

std::vector<float> Noise(std::size_t size) {
  std::vector<float> tensor(size);
  for (std::size_t i = 0; i < size; ++i) tensor[i] = static_cast<float>(i * 2654435761U % 1009) / 252 - 2;
  return tensor;
}

TEST(EmbeddingModel, TellsItsShapeAndId) {
  NEEDS_ONNXRUNTIME();
  const auto model = OpenModel(TinyModel("good.onnx"));
  ASSERT_NE(model, nullptr);
  EXPECT_EQ(model->dimension(), 8u);
  EXPECT_EQ(model->preprocess().side, 32);
  EXPECT_EQ(model->id().rfind("good-", 0), 0u);
  EXPECT_EQ(model->id().size(), 5u + 12u);
}

TEST(EmbeddingModel, OfTwoOutputsTheEmbeddingIsTaken) {
  NEEDS_ONNXRUNTIME();
  const auto one = OpenModel(TinyModel("good.onnx"));
  const auto two = OpenModel(TinyModel("two_outputs.onnx"));
  ASSERT_TRUE(one != nullptr && two != nullptr);
  std::vector<float> tensor = Noise(one->preprocess().tensor_size());
  EXPECT_EQ(one->Run(tensor).value(), two->Run(tensor).value());
  EXPECT_NE(one->id().substr(5), two->id().substr(12));
}

TEST(EmbeddingModel, FreeShapesAreFoundByRunning) {
  NEEDS_ONNXRUNTIME();
  const auto model = OpenModel(TinyModel("any_side.onnx"));
  ASSERT_NE(model, nullptr);
  EXPECT_EQ(model->preprocess().side, 224);
  EXPECT_EQ(model->dimension(), 8u);
}

TEST(EmbeddingModel, ConfigBesideTheModelCountsAndChangesTheId) {
  NEEDS_ONNXRUNTIME();
  const TemporaryFolder folder;
  const std::string path = folder.Add("wants_side_32.onnx", ReadFile(TinyModel("wants_side_32.onnx")));
  ExpectBadModel(path, "it does not run on one image of 224 x 224 pixels (");
  folder.Add("preprocessor_config.json", R"({"crop_size": 32, "image_mean": [0.5, 0.5, 0.5]})");
  const auto model = OpenModel(path);
  ASSERT_NE(model, nullptr);
  EXPECT_EQ(model->preprocess().side, 32);
  EXPECT_EQ(model->preprocess().mean[0], 0.5);
  EXPECT_EQ(model->dimension(), 3072u);
  folder.Add("preprocessor_config.json", R"({"crop_size": 32})");
  EXPECT_NE(OpenModel(path)->id(), model->id());
  folder.Add("preprocessor_config.json", R"({"crop_size": 32)");
  ExpectBadModel(path, "its preprocessor_config.json cannot be used: ");
}

TEST(EmbeddingModel, ContentIsNamedInWhatIsWrongWithIt) {
  NEEDS_ONNXRUNTIME();
  const auto model = EmbeddingModel::OpenContent("made", ReadFile(TinyModel("good.onnx")), Runtime());
  ASSERT_TRUE(model.ok()) << model.error().detail;
  EXPECT_EQ(model.value()->id().rfind("made-", 0), 0u);
  const auto refused = EmbeddingModel::OpenContent("made", ReadFile(TinyModel("too_short.onnx")), Runtime());
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error(),
            (Error{ErrorCode::kBadModel,
                   "made is not a usable embedding model: its embedding has 3 numbers; wanted are 8 to 8192"}));
}

TEST(EmbeddingModel, WhatIsNoModelIsRefusedInOneSentence) {
  NEEDS_ONNXRUNTIME();
  const TemporaryFolder folder;
  const Error missing = RefusalOf(folder.path() + "/none.onnx");
  EXPECT_EQ(missing, (Error{ErrorCode::kNotFound, "there is no model at " + folder.path() + "/none.onnx"}));
  ExpectBadModel(folder.path(), "is a folder; wanted is an ONNX file");
  ExpectBadModel(folder.Add("empty.onnx", ""), kNoOnnx);
  ExpectBadModel(folder.Add("photo.onnx", WavesJpeg(1)), kNoOnnx);
  std::string noise;
  for (int i = 0; i < 4096; ++i) noise += static_cast<char>(i * 7919 >> 3);
  ExpectBadModel(folder.Add("noise.onnx", noise), kNoOnnx);
  ExpectBadModel(folder.Add("text.onnx", "version https://example.org/pointer\n"), kNoOnnx);
}

TEST(EmbeddingModel, NetworkOfAnotherKindIsRefusedNamingWhatItHas) {
  NEEDS_ONNXRUNTIME();
  ExpectBadModel(TinyModel("float16_input.onnx"), "its input is pixel_values float16 [?, 3, 32, 32]; wanted is ");
  ExpectBadModel(TinyModel("wrong_rank.onnx"), "its input is pixel_values float32 [?, 24]; wanted is ");
  ExpectBadModel(TinyModel("two_inputs.onnx"), "its inputs are pixel_values float32 [?, 3, 32, 32], input_ids ");
  ExpectBadModel(TinyModel("class_scores.onnx"), "its output is logits float32 [?, 8]; wanted is an embedding");
  ExpectBadModel(TinyModel("too_short.onnx"), "its embedding has 3 numbers; wanted are 8 to 8192");
}

TEST(EmbeddingModel, RealModelsOfTheTestDataAreToldApart) {
  NEEDS_TEST_DATA();
  NEEDS_ONNXRUNTIME();
  for (const char* name : {"mobilenetv2_cliplike512_fp32", "squeezenet11_embed_fp32"}) {
    const auto model = OpenModel(TestData("models/" + std::string(name) + ".onnx"));
    ASSERT_NE(model, nullptr);
    EXPECT_EQ(model->dimension(), 512u);
    EXPECT_EQ(model->preprocess().side, 224);
    EXPECT_EQ(model->id().rfind(std::string(name) + "-", 0), 0u) << model->id();
  }
  ExpectBadModel(TestData("models/SqueezeNet_fp16.onnx"),
                 "its input is data_0 float16 [1, 3, 224, 224]; wanted is one image, float32 ");
}

TEST(EmbeddingModel, SameBitsFromManyThreadsAndAtEveryAddress) {
  NEEDS_TEST_DATA();
  NEEDS_ONNXRUNTIME();
  const auto model = OpenModel(TestData("models/mobilenetv2_cliplike512_fp32.onnx"));
  ASSERT_NE(model, nullptr);
  const std::vector<float> tensor = Noise(model->preprocess().tensor_size());
  std::vector<float> alone = tensor;
  const std::vector<float> expected = model->Run(alone).value();

  constexpr std::size_t kThreads = 5;
  std::vector<std::vector<float>> found(kThreads);
  {
    std::vector<std::jthread> threads;
    for (std::size_t t = 0; t < kThreads; ++t) {
      threads.emplace_back([&, t] {
        std::vector<float> shifted(tensor.size() + t);  // another alignment for each thread
        std::copy(tensor.begin(), tensor.end(), shifted.begin() + static_cast<std::ptrdiff_t>(t));
        found[t] = model->Run(std::span(shifted).subspan(t)).value();
      });
    }
  }
  for (const std::vector<float>& embedding : found) EXPECT_EQ(embedding, expected);
}

}  // namespace
}  // namespace photocluster
