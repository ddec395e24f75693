#pragma once
#include <optional>
#include <string>

#include "shared/base/result.h"
#include "shared/vectors/preprocess.h"

namespace photocluster {

// The preprocessing of a model: CLIP's, unless the text of a preprocessor_config.json, as Hugging Face writes it
// beside a model, says otherwise. Of that file `image_mean`, `image_std` and `crop_size` (a number or
// {"height", "width"}) are read; the rest does not change how a photo is prepared here: the short side is always
// brought to the side of the square by the bicubic filter of shared/vectors/preprocess.h.
// `model_side` is the side that the model's input insists on; without one the config's crop counts, else 224.
// Errors: kBadModel naming what is wrong in the text.
Result<PreprocessSpec> ChoosePreprocess(std::optional<int> model_side, const std::optional<std::string>& config);

}  // namespace photocluster
