#pragma once
#include <optional>
#include <span>
#include <string>

#include "native-helper/embedding/onnx_session.h"
#include "shared/base/result.h"
#include "shared/vectors/vector_file.h"

namespace photocluster {

// How a model is fed with one photo and where its embedding comes out.
struct ModelInterface {
  std::string input;
  std::optional<int> side;  // of the input image; none when the model takes any
  std::string output;
};

inline constexpr int kMinSide = 16;
inline constexpr int kMaxSide = 2048;
inline constexpr int kMinDimension = 8;
inline constexpr int kMaxModelDimension = static_cast<int>(kMaxDimension);  // what a vectors file takes

// Any network with these is an embedding model:
// - one input, float32 [N, 3, H, H] with N dynamic or 1; 3 and H may be dynamic, H is 16 to 2048;
// - an output float32 [N, D]. Of several the one taken is `image_embeds`, else the first with "embed" (but not
//   "text") in its name, else the first whose name does not speak of classes ("logit", "prob", "softmax",
//   "class", "score"): class scores of a classifier are no embedding, and where nothing else comes out the
//   model is refused. D is dynamic or 8 to 8192.
// Errors: kBadModel, what was found and what is wanted.
Result<ModelInterface> ChooseInterface(std::span<const TensorDescription> inputs,
                                       std::span<const TensorDescription> outputs);

// "pixel_values float32 [?, 3, 224, 224]"
std::string ToText(const TensorDescription& tensor);

}  // namespace photocluster
