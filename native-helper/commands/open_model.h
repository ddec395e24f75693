#pragma once
#include <memory>
#include <string>

#include "native-helper/embedding/model.h"

namespace photocluster {

// The model in `file` with the ONNX Runtime of `library`, or npm's when that is empty. Errors: those of finding and
// loading the runtime, and of EmbeddingModel::Open.
Result<std::unique_ptr<EmbeddingModel>> OpenModel(const std::string& file, const std::string& library);

}  // namespace photocluster
