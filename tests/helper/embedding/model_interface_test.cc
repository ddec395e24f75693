#include "native-helper/embedding/model_interface.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

using ort::ElementType;
using Tensors = std::vector<TensorDescription>;

const TensorDescription kImage{"pixel_values", ElementType::kFloat32, {-1, 3, 224, 224}};
const TensorDescription kEmbedding{"image_embeds", ElementType::kFloat32, {-1, 512}};

TensorDescription Row(const std::string& name) { return {name, ElementType::kFloat32, {-1, 512}}; }

std::string OutputOf(const Tensors& outputs) {
  const auto chosen = ChooseInterface(Tensors{kImage}, outputs);
  return chosen.ok() ? chosen.value().output : "refused";
}

std::string RefusalOf(const Tensors& inputs, const Tensors& outputs) {
  const auto chosen = ChooseInterface(inputs, outputs);
  if (chosen.ok()) return "taken";
  EXPECT_EQ(chosen.error().code, ErrorCode::kBadModel);
  return chosen.error().detail;
}

TEST(ModelInterface, ClipImageEncoderIsTaken) {
  const auto chosen = ChooseInterface(Tensors{kImage}, Tensors{kEmbedding});
  ASSERT_TRUE(chosen.ok());
  EXPECT_EQ(chosen.value().input, "pixel_values");
  EXPECT_EQ(chosen.value().side, 224);
  EXPECT_EQ(chosen.value().output, "image_embeds");
}

TEST(ModelInterface, FreeSideIsLeftToTheCaller) {
  const TensorDescription free{"x", ElementType::kFloat32, {-1, -1, -1, -1}};
  const auto chosen = ChooseInterface(Tensors{free}, Tensors{kEmbedding});
  ASSERT_TRUE(chosen.ok());
  EXPECT_EQ(chosen.value().side, std::nullopt);
}

TEST(ModelInterface, EveryOtherInputIsRefused) {
  for (const std::vector<std::int64_t>& shape : std::vector<std::vector<std::int64_t>>{{},
                                                                                       {-1, 3},
                                                                                       {-1, 3, 224},
                                                                                       {8, 3, 224, 224},
                                                                                       {0, 3, 224, 224},
                                                                                       {-1, 1, 224, 224},
                                                                                       {-1, 224, 224, 3},
                                                                                       {-1, 3, 224, 256},
                                                                                       {-1, 3, -1, 224},
                                                                                       {-1, 3, 15, 15},
                                                                                       {-1, 3, 2049, 2049},
                                                                                       {-1, 3, 224, 224, 1}}) {
    const TensorDescription input{"x", ElementType::kFloat32, shape};
    EXPECT_NE(RefusalOf({input}, {kEmbedding}), "taken") << ToText(input);
  }
  EXPECT_NE(RefusalOf({}, {kEmbedding}), "taken");
  EXPECT_NE(RefusalOf({kImage, kImage}, {kEmbedding}), "taken");
}

TEST(ModelInterface, RefusalNamesWhatWasFoundAndWhatIsWanted) {
  EXPECT_EQ(RefusalOf({{"data_0", ElementType::kFloat16, {1, 3, 224, 224}}}, {kEmbedding}),
            "its input is data_0 float16 [1, 3, 224, 224]; "
            "wanted is one image, float32 [N, 3, H, H] with N free or 1");
  EXPECT_EQ(RefusalOf({{"input_ids", ElementType{7}, {-1, -1}}, kImage}, {kEmbedding}),
            "its inputs are input_ids of ONNX element type 7 [?, ?], pixel_values float32 [?, 3, 224, 224]; "
            "wanted is one image, float32 [N, 3, H, H] with N free or 1");
  EXPECT_EQ(RefusalOf({kImage}, {{"softmaxout_1", ElementType::kFloat32, {1, 1000, 1, 1}}}),
            "its output is softmaxout_1 float32 [1, 1000, 1, 1]; wanted is an embedding, float32 [N, D] with D from 8 "
            "to 8192 and a name that does not speak of class scores");
}

TEST(ModelInterface, ImageEmbedsComesBeforeOtherEmbeddings) {
  EXPECT_EQ(OutputOf({Row("logits"), Row("pooler_output"), Row("embedding"), Row("image_embeds")}), "image_embeds");
  EXPECT_EQ(OutputOf({Row("logits"), Row("pooler_output"), Row("embedding")}), "embedding");
  EXPECT_EQ(OutputOf({Row("text_embeds"), Row("Embedding_1")}), "Embedding_1");
  EXPECT_EQ(OutputOf({Row("logits"), Row("pooler_output"), Row("other")}), "pooler_output");
}

TEST(ModelInterface, ClassScoresAreNoEmbedding) {
  for (const char* name : {"logits", "Logits_0", "prob", "class_probabilities", "softmaxout_1", "Classes", "scores"}) {
    EXPECT_EQ(OutputOf({Row(name)}), "refused") << name;
  }
}

TEST(ModelInterface, OutputOfAnotherTypeRankOrLengthIsNoEmbedding) {
  EXPECT_EQ(OutputOf({{"image_embeds", ElementType::kFloat16, {-1, 512}}}), "refused");
  EXPECT_EQ(OutputOf({{"image_embeds", ElementType::kNoTensor, {}}}), "refused");
  EXPECT_EQ(OutputOf({{"image_embeds", ElementType::kFloat32, {-1, 50, 512}}, Row("pooled")}), "pooled");
  EXPECT_EQ(OutputOf({{"image_embeds", ElementType::kFloat32, {-1, 7}}}), "refused");
  EXPECT_EQ(OutputOf({{"image_embeds", ElementType::kFloat32, {-1, 8}}}), "image_embeds");
  EXPECT_EQ(OutputOf({{"image_embeds", ElementType::kFloat32, {1, 8192}}}), "image_embeds");
  EXPECT_EQ(OutputOf({{"image_embeds", ElementType::kFloat32, {-1, 8193}}}), "refused");
  EXPECT_EQ(OutputOf({{"image_embeds", ElementType::kFloat32, {-1, -1}}}), "image_embeds");
  EXPECT_EQ(OutputOf({{"image_embeds", ElementType::kFloat32, {2, 512}}}), "refused");
}

}  // namespace
}  // namespace photocluster
