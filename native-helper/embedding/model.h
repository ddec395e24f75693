#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "native-helper/embedding/model_interface.h"
#include "native-helper/embedding/onnx_session.h"
#include "shared/base/result.h"
#include "shared/vectors/preprocess.h"

namespace photocluster {

// A network that turns the tensor of one photo into its embedding.
//
// One photo a call, one thread a call, and as many calls at once as there are cores: the bits of an embedding then
// cannot depend on what else is being embedded or on how many threads do it. Batches were tried and rejected: on a
// CPU they gain little (README.md has the figures), and a quantised network scales each photo by its whole batch.
// Immutable once open; Run may be called from any thread.
class EmbeddingModel {
 public:
  // Loads the model, chooses its input and output (model_interface.h), reads the preprocessor_config.json beside it
  // if there is one, and runs it once to see that it works and how many numbers come out.
  // Errors: kNotFound, kDenied, kIo for a file that cannot be read; kBadModel for one that is no usable model: one
  // sentence naming the file, what was found and what is wanted.
  static Result<std::unique_ptr<EmbeddingModel>> Open(const std::string& path,
                                                      std::shared_ptr<const OnnxRuntime> runtime);
  // The same of a model that is no file; CLIP's preprocessing holds. Errors: kBadModel naming it.
  static Result<std::unique_ptr<EmbeddingModel>> OpenContent(std::string_view name, std::string_view content,
                                                             std::shared_ptr<const OnnxRuntime> runtime);

  const std::string& id() const { return id_; }  // see model_id.h
  std::size_t dimension() const { return dimension_; }
  const PreprocessSpec& preprocess() const { return preprocess_; }

  // `tensor`: one photo as Preprocess() makes it, left unchanged. The embedding is not normalised and has dimension()
  // numbers. Errors: kBadModel with the runtime's own words.
  // REQUIRES: tensor.size() == preprocess().tensor_size()
  Result<std::vector<float>> Run(std::span<float> tensor) const;

 private:
  EmbeddingModel(OnnxSession session, ModelInterface used, PreprocessSpec preprocess, std::string id)
      : session_(std::move(session)), interface_(std::move(used)), preprocess_(preprocess), id_(std::move(id)) {}

  // Works out everything but the file: `session` is open, `id` follows from the preprocessing.
  static Result<std::unique_ptr<EmbeddingModel>> Use(
      OnnxSession session, const std::optional<std::string>& config,
      const std::function<Result<std::string>(const PreprocessSpec&)>& id);
  Result<std::size_t> FindDimension() const;

  OnnxSession session_;
  ModelInterface interface_;
  PreprocessSpec preprocess_;
  std::string id_;
  std::size_t dimension_ = 0;
};

}  // namespace photocluster
