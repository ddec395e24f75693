#include "native-helper/commands/open_model.h"

#include <utility>

#include "native-helper/embedding/onnxruntime_api.h"
#include "native-helper/models/builtin.h"

namespace photocluster {
namespace {

constexpr char kNone[] = "none";

// Of this version or of another one: what follows that is embedded anew.
bool IsBuiltin(const std::string& model_id) { return model_id.starts_with(std::string(kBuiltinName) + "-"); }

}  // namespace

Result<std::unique_ptr<EmbeddingModel>> OpenModel(const std::string& asked, const std::string& library) {
  const std::string found = TRY(FindOnnxRuntime(library));
  std::shared_ptr<const OnnxRuntime> runtime = TRY(OnnxRuntime::Load(found));
  if (asked == kBuiltinName) return EmbeddingModel::OpenContent(kBuiltinName, BuiltinModel(), std::move(runtime));
  Result<std::unique_ptr<EmbeddingModel>> model = EmbeddingModel::Open(asked, std::move(runtime));
  const bool could_be_a_name = asked.find_first_of("/.") == std::string::npos;
  if (model.ok() || model.error().code != ErrorCode::kNotFound || !could_be_a_name) return model;
  return Error{ErrorCode::kNotFound, model.error().detail + "; the names of models are builtin and none"};
}

Result<std::unique_ptr<EmbeddingModel>> OpenModelFor(const std::string& asked, const std::string& root_model,
                                                     const std::string& library) {
  if (asked == kNone) return std::unique_ptr<EmbeddingModel>();
  if (!asked.empty()) return OpenModel(asked, library);
  if (root_model.empty() || IsBuiltin(root_model)) return OpenModel(std::string(kBuiltinName), library);
  return Error{ErrorCode::kBadInput, "the vectors of this folder are of the model " + root_model +
                                         ": name its file with --model FILE, or switch with --model builtin"};
}

}  // namespace photocluster
