#include "native-helper/embedding/model_interface.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace photocluster {
namespace {

constexpr std::int64_t kDynamic = -1;
constexpr std::array<std::string_view, 5> kClassWords = {"logit", "prob", "softmax", "class", "score"};

std::string TypeText(ort::ElementType type) {
  switch (type) {
    case ort::ElementType::kNoTensor:
      return "which is no tensor";
    case ort::ElementType::kFloat32:
      return "float32";
    case ort::ElementType::kFloat16:
      return "float16";
  }
  return "of ONNX element type " + std::to_string(static_cast<int>(type));
}

std::string ListText(std::span<const TensorDescription> tensors) {
  std::string text;
  for (const TensorDescription& tensor : tensors) text += (text.empty() ? "" : ", ") + ToText(tensor);
  return text.empty() ? "none" : text;
}

bool IsDynamicOr(std::int64_t dimension, std::int64_t wanted) { return dimension == kDynamic || dimension == wanted; }

bool IsImage(const TensorDescription& input) {
  if (input.type != ort::ElementType::kFloat32 || input.shape.size() != 4) return false;
  const std::int64_t height = input.shape[2];
  return IsDynamicOr(input.shape[0], 1) && IsDynamicOr(input.shape[1], 3) && height == input.shape[3] &&
         (height == kDynamic || (height >= kMinSide && height <= kMaxSide));
}

bool IsVectorPerPhoto(const TensorDescription& output) {
  if (output.type != ort::ElementType::kFloat32 || output.shape.size() != 2) return false;
  const std::int64_t dimension = output.shape[1];
  return IsDynamicOr(output.shape[0], 1) &&
         (dimension == kDynamic || (dimension >= kMinDimension && dimension <= kMaxModelDimension));
}

// The lower the sooner taken; none for class scores.
std::optional<int> Preference(const std::string& name) {
  std::string lower = name;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const auto has = [&lower](std::string_view word) { return lower.find(word) != std::string::npos; };
  if (lower == "image_embeds") return 0;
  if (has("embed") && !has("text")) return 1;
  if (std::any_of(kClassWords.begin(), kClassWords.end(), has)) return std::nullopt;
  return 2;
}

const TensorDescription* ChooseOutput(std::span<const TensorDescription> outputs) {
  const TensorDescription* chosen = nullptr;
  int best = 3;
  for (const TensorDescription& output : outputs) {
    const std::optional<int> preference = Preference(output.name);
    if (!IsVectorPerPhoto(output) || !preference || *preference >= best) continue;
    chosen = &output;
    best = *preference;
  }
  return chosen;
}

}  // namespace

Result<ModelInterface> ChooseInterface(std::span<const TensorDescription> inputs,
                                       std::span<const TensorDescription> outputs) {
  if (inputs.size() != 1 || !IsImage(inputs[0])) {
    return Error{ErrorCode::kBadModel, (inputs.size() == 1 ? "its input is " : "its inputs are ") + ListText(inputs) +
                                           "; wanted is one image, float32 [N, 3, H, H] with N free or 1"};
  }
  const TensorDescription* output = ChooseOutput(outputs);
  if (output == nullptr) {
    return Error{ErrorCode::kBadModel, (outputs.size() == 1 ? "its output is " : "its outputs are ") +
                                           ListText(outputs) + "; wanted is an embedding, float32 [N, D] with D from " +
                                           std::to_string(kMinDimension) + " to " + std::to_string(kMaxModelDimension) +
                                           " and a name that does not speak of class scores"};
  }
  ModelInterface chosen{inputs[0].name, std::nullopt, output->name};
  if (inputs[0].shape[2] != kDynamic) chosen.side = static_cast<int>(inputs[0].shape[2]);
  return chosen;
}

std::string ToText(const TensorDescription& tensor) {
  std::string text = tensor.name + " " + TypeText(tensor.type);
  if (tensor.type == ort::ElementType::kNoTensor) return text;
  text += " [";
  for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
    text += (i == 0 ? "" : ", ") + (tensor.shape[i] == kDynamic ? "?" : std::to_string(tensor.shape[i]));
  }
  return text + "]";
}

}  // namespace photocluster
