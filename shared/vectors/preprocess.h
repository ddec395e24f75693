#pragma once
#include <array>
#include <span>

#include "shared/base/result.h"
#include "shared/vectors/rgb_image.h"

namespace photocluster {

// How a photo becomes a model's input tensor.
struct PreprocessSpec {
  int side = 224;                                                    // pixels; the tensor is [3, side, side]
  std::array<double, 3> mean = {0.48145466, 0.4578275, 0.40821073};  // CLIP's, for channels scaled to 0..1
  std::array<double, 3> std_dev = {0.26862954, 0.26130258, 0.27577711};

  std::size_t tensor_size() const {
    return std::size_t{3} * static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
  }
};

// Turns the photo upright, resizes its short side to spec.side (bicubic a = -0.5, antialiased), crops the
// centre and normalises: out[c][y][x] = (v / 255 - mean[c]) / std_dev[c]. `out` has spec.tensor_size()
// elements. The same bits on every machine. Errors: kBadInput for an empty image or one more than kMaxAspect times as
// long as wide.
inline constexpr int kMaxAspect = 100;
Result<void> Preprocess(const RgbImage& image, Orientation orientation, const PreprocessSpec& spec,
                        std::span<float> out);

// The steps before normalising, as an image of side x side pixels: what tests compare with other programs.
Result<RgbImage> CropForModel(const RgbImage& image, Orientation orientation, int side);

}  // namespace photocluster
