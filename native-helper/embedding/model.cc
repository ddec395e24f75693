#include "native-helper/embedding/model.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

#include "native-helper/embedding/model_id.h"
#include "native-helper/embedding/preprocess_config.h"

namespace photocluster {
namespace {

constexpr char kConfigName[] = "preprocessor_config.json";

Result<void> CheckFile(const std::string& path) {
  std::error_code failed;
  const std::filesystem::file_status status = std::filesystem::status(path, failed);
  if (status.type() == std::filesystem::file_type::not_found) {
    return Error{ErrorCode::kNotFound, "there is no model at " + path};
  }
  if (status.type() == std::filesystem::file_type::directory) {
    return Error{ErrorCode::kBadModel, path + " is a folder; wanted is an ONNX file"};
  }
  if (!std::ifstream(path, std::ios::binary)) {
    return Error{ErrorCode::kDenied, "the model " + path + " may not be read"};
  }
  return {};
}

Result<std::optional<std::string>> ReadConfig(const std::string& model_path) {
  const std::filesystem::path path = std::filesystem::path(model_path).parent_path() / kConfigName;
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return std::optional<std::string>();
  std::ifstream file(path, std::ios::binary);
  std::optional<std::string> text(std::in_place, std::istreambuf_iterator<char>(file),
                                  std::istreambuf_iterator<char>());
  if (!file) return Error{ErrorCode::kBadModel, "its " + std::string(kConfigName) + " cannot be read"};
  return text;
}

// What is wrong with a session that did not open.
Result<OnnxSession> Explained(Result<OnnxSession> session, const OnnxRuntime& runtime) {
  if (session.ok()) return session;
  return Error{ErrorCode::kBadModel, "it is nothing that ONNX Runtime " + runtime.version() +
                                         " can load; wanted is an ONNX file (" + session.error().detail + ")"};
}

// Names the model in what is wrong with it.
Result<std::unique_ptr<EmbeddingModel>> Named(const std::string& name, Result<std::unique_ptr<EmbeddingModel>> model) {
  if (model.ok() || model.error().code != ErrorCode::kBadModel) return model;
  return Error{ErrorCode::kBadModel, name + " is not a usable embedding model: " + model.error().detail};
}

}  // namespace

Result<std::unique_ptr<EmbeddingModel>> EmbeddingModel::Open(const std::string& path,
                                                             std::shared_ptr<const OnnxRuntime> runtime) {
  TRY(CheckFile(path));
  const auto open = [&]() -> Result<std::unique_ptr<EmbeddingModel>> {
    OnnxSession session = TRY(Explained(OnnxSession::Open(path, runtime), *runtime));
    const std::optional<std::string> config = TRY(ReadConfig(path));
    return Use(std::move(session), config,
               [&path](const PreprocessSpec& preprocess) { return ModelId(path, preprocess); });
  };
  return Named(path, open());
}

Result<std::unique_ptr<EmbeddingModel>> EmbeddingModel::OpenContent(std::string_view name, std::string_view content,
                                                                    std::shared_ptr<const OnnxRuntime> runtime) {
  const auto open = [&]() -> Result<std::unique_ptr<EmbeddingModel>> {
    OnnxSession session = TRY(Explained(OnnxSession::OpenContent(content, runtime), *runtime));
    return Use(std::move(session), std::nullopt, [&](const PreprocessSpec& preprocess) -> Result<std::string> {
      return ModelIdOfContent(name, content, preprocess);
    });
  };
  return Named(std::string(name), open());
}

Result<std::unique_ptr<EmbeddingModel>> EmbeddingModel::Use(
    OnnxSession session, const std::optional<std::string>& config,
    const std::function<Result<std::string>(const PreprocessSpec&)>& id) {
  ModelInterface used = TRY(ChooseInterface(session.inputs(), session.outputs()));
  const PreprocessSpec preprocess = TRY(ChoosePreprocess(used.side, config));
  std::string found_id = TRY(id(preprocess));
  std::unique_ptr<EmbeddingModel> model(
      new EmbeddingModel(std::move(session), std::move(used), preprocess, std::move(found_id)));
  model->dimension_ = TRY(model->FindDimension());
  return model;
}

Result<std::size_t> EmbeddingModel::FindDimension() const {
  std::vector<float> tensor(preprocess_.tensor_size());
  const Result<std::vector<float>> embedding = Run(tensor);
  if (!embedding.ok()) {
    const std::string side = std::to_string(preprocess_.side);
    return Error{ErrorCode::kBadModel, "it does not run on one image of " + side + " x " + side + " pixels (" +
                                           embedding.error().detail + ")"};
  }
  const std::size_t dimension = embedding.value().size();
  if (dimension < kMinDimension || dimension > kMaxModelDimension) {
    return Error{ErrorCode::kBadModel, "its embedding has " + std::to_string(dimension) + " numbers; wanted are " +
                                           std::to_string(kMinDimension) + " to " + std::to_string(kMaxModelDimension)};
  }
  return dimension;
}

Result<std::vector<float>> EmbeddingModel::Run(std::span<float> tensor) const {
  const std::array<std::int64_t, 4> shape = {1, 3, preprocess_.side, preprocess_.side};
  OnnxSession::Output output = TRY(session_.Run(interface_.input, tensor, shape, interface_.output));
  if (output.shape.size() != 2 || output.shape[0] != 1) {
    return Error{ErrorCode::kBadModel, "one image gives something else than one row of numbers"};
  }
  return std::move(output.values);
}

}  // namespace photocluster
