#include "native-helper/embedding/preprocess_config.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "native-helper/embedding/model_interface.h"
#include "shared/base/archive_json.h"

namespace photocluster {
namespace {

struct Colours {
  std::optional<std::array<double, 3>> image_mean;
  std::optional<std::array<double, 3>> image_std;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(image_mean), NVP(image_std));
  }
};

struct Extent {
  int height = 0;
  int width = 0;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(height)), Required(NVP(width)));
  }
};

template <class Size>  // newer files give an Extent, older ones a number
struct Crop {
  std::optional<Size> crop_size;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(crop_size));
  }
};

Result<std::optional<Extent>> CropOf(const std::string& config) {
  if (const auto number = FromJson<Crop<int>>(config); number.ok()) {
    const std::optional<int>& side = number.value().crop_size;
    return side ? std::optional(Extent{*side, *side}) : std::nullopt;
  }
  return TRY(FromJson<Crop<Extent>>(config)).crop_size;
}

Result<PreprocessSpec> ReadConfig(std::optional<int> model_side, const std::string& config) {
  const Colours colours = TRY(FromJson<Colours>(config));
  PreprocessSpec spec;
  spec.mean = colours.image_mean.value_or(spec.mean);
  spec.std_dev = colours.image_std.value_or(spec.std_dev);
  if (!std::all_of(spec.std_dev.begin(), spec.std_dev.end(), [](double value) { return value > 0; })) {
    return Error{ErrorCode::kBadInput, "image_std: expected numbers above 0"};
  }
  if (model_side) {
    spec.side = *model_side;
  } else if (const std::optional<Extent> crop = TRY(CropOf(config))) {
    if (crop->height != crop->width || crop->height < kMinSide || crop->height > kMaxSide) {
      return Error{ErrorCode::kBadInput, "crop_size: expected a square of " + std::to_string(kMinSide) + " to " +
                                             std::to_string(kMaxSide) + " pixels, found " +
                                             std::to_string(crop->height) + " x " + std::to_string(crop->width)};
    }
    spec.side = crop->height;
  }
  return spec;
}

}  // namespace

Result<PreprocessSpec> ChoosePreprocess(std::optional<int> model_side, const std::optional<std::string>& config) {
  if (config) {
    Result<PreprocessSpec> spec = ReadConfig(model_side, *config);
    if (spec.ok()) return spec;
    return Error{ErrorCode::kBadModel, "its preprocessor_config.json cannot be used: " + spec.error().detail};
  }
  PreprocessSpec spec;
  spec.side = model_side.value_or(spec.side);
  return spec;
}

}  // namespace photocluster
