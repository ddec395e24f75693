#include "native-helper/commands/open_model.h"

#include <utility>

#include "native-helper/embedding/onnxruntime_api.h"

namespace photocluster {

Result<std::unique_ptr<EmbeddingModel>> OpenModel(const std::string& file, const std::string& library) {
  const std::string found = TRY(FindOnnxRuntime(library));
  std::shared_ptr<const OnnxRuntime> runtime = TRY(OnnxRuntime::Load(found));
  return EmbeddingModel::Open(file, std::move(runtime));
}

}  // namespace photocluster
