#include "native-helper/embedding/onnx_session.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "native-helper/embedding/model_interface.h"
#include "tests/helper/embedding/embedding_fixtures.h"

namespace photocluster {
namespace {

using namespace test;

constexpr int kSide = 32;
constexpr int kKernels = 8;
constexpr int kStep = 4;

std::vector<float> Ramp() {
  std::vector<float> tensor(3 * kSide * kSide);
  for (std::size_t i = 0; i < tensor.size(); ++i) tensor[i] = static_cast<float>(i * 7 % 31) / 16 - 1;
  return tensor;
}

// What tests/fixtures/models/make_models.py calls network(), written once more in plain loops.
std::vector<double> Expected(const std::vector<float>& tensor) {
  const auto weight = [](int i) { return (i * 37 % 101 - 50) / 64.0; };
  std::vector<double> means(kKernels);
  for (int k = 0; k < kKernels; ++k) {
    for (int cell = 0; cell < 64; ++cell) {
      double sum = 0;
      for (int i = 0; i < 48; ++i) {  // channel, row, column of the 4 x 4 patch
        const int row = cell / 8 * kStep + i / kStep % kStep;
        const int column = cell % 8 * kStep + i % kStep;
        sum += weight(k * 48 + i) * tensor[static_cast<std::size_t>((i / 16 * kSide + row) * kSide + column)];
      }
      means[static_cast<std::size_t>(k)] += std::max(sum, 0.0) / 64;
    }
  }
  return means;
}

Result<OnnxSession> Open(const std::string& name) { return OnnxSession::Open(TinyModel(name), Runtime()); }

TEST(OnnxSession, DescribesInputsAndOutputs) {
  NEEDS_ONNXRUNTIME();
  const auto session = Open("two_outputs.onnx");
  ASSERT_TRUE(session.ok()) << session.error().detail;
  ASSERT_EQ(session.value().inputs().size(), 1u);
  EXPECT_EQ(ToText(session.value().inputs()[0]), "pixel_values float32 [?, 3, 32, 32]");
  ASSERT_EQ(session.value().outputs().size(), 2u);
  EXPECT_EQ(ToText(session.value().outputs()[0]), "logits float32 [?, 3]");
  EXPECT_EQ(ToText(session.value().outputs()[1]), "image_embeds float32 [?, 8]");
}

TEST(OnnxSession, RunComputesTheNetwork) {
  NEEDS_ONNXRUNTIME();
  const auto session = Open("good.onnx");
  ASSERT_TRUE(session.ok()) << session.error().detail;
  const std::vector<float> before = Ramp();
  std::vector<float> tensor = before;
  const std::array<std::int64_t, 4> shape = {1, 3, kSide, kSide};
  const auto output = session.value().Run("pixel_values", tensor, shape, "image_embeds");
  ASSERT_TRUE(output.ok()) << output.error().detail;
  EXPECT_EQ(output.value().shape, (std::vector<std::int64_t>{1, kKernels}));
  const std::vector<double> expected = Expected(before);
  ASSERT_EQ(output.value().values.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(output.value().values[i], expected[i], 1e-5) << i;
  EXPECT_EQ(tensor, before);
}

TEST(OnnxSession, ContentIsTheSameAsTheFile) {
  NEEDS_ONNXRUNTIME();
  const std::array<std::int64_t, 4> shape = {1, 3, kSide, kSide};
  std::vector<float> tensor = Ramp();
  const auto file = Open("good.onnx");
  auto content = [] {
    const std::string bytes = ReadFile(TinyModel("good.onnx"));
    return OnnxSession::OpenContent(bytes, Runtime());  // which need not live on
  }();
  ASSERT_TRUE(content.ok()) << content.error().detail;
  EXPECT_EQ(content.value().Run("pixel_values", tensor, shape, "image_embeds").value().values,
            file.value().Run("pixel_values", tensor, shape, "image_embeds").value().values);
  EXPECT_EQ(OnnxSession::OpenContent("no model", Runtime()).error().code, ErrorCode::kBadModel);
}

TEST(OnnxSession, WhatCannotRunIsAnErrorAndTheSessionStaysGood) {
  NEEDS_ONNXRUNTIME();
  const auto session = Open("good.onnx");
  ASSERT_TRUE(session.ok()) << session.error().detail;
  std::vector<float> tensor = Ramp();
  const std::array<std::int64_t, 4> shape = {1, 3, kSide, kSide};
  const std::array<std::int64_t, 4> wrong_shape = {1, 3, 2 * kSide, kSide};
  EXPECT_EQ(session.value().Run("nothing", tensor, shape, "image_embeds").error().code, ErrorCode::kBadModel);
  EXPECT_EQ(session.value().Run("pixel_values", tensor, shape, "nothing").error().code, ErrorCode::kBadModel);
  EXPECT_EQ(session.value().Run("pixel_values", tensor, wrong_shape, "image_embeds").error().code,
            ErrorCode::kBadModel);
  EXPECT_TRUE(session.value().Run("pixel_values", tensor, shape, "image_embeds").ok());
}

TEST(OnnxSession, EveryTruncationOfAModelIsAnErrorOrASession) {
  NEEDS_ONNXRUNTIME();
  const TemporaryFolder folder;
  const std::string whole = ReadFile(TinyModel("good.onnx"));
  int refused = 0;
  for (std::size_t length = 0; length < whole.size(); length += 17) {
    const auto session = OnnxSession::Open(folder.Add("cut.onnx", whole.substr(0, length)), Runtime());
    if (session.ok()) continue;
    EXPECT_EQ(session.error().code, ErrorCode::kBadModel);
    ++refused;
  }
  EXPECT_GT(refused, 100);
}

}  // namespace
}  // namespace photocluster
