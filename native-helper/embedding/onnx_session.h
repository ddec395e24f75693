#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "native-helper/embedding/onnxruntime_api.h"
#include "shared/base/result.h"

namespace photocluster {

// What a model says of one input or output. A dynamic dimension is -1.
struct TensorDescription {
  std::string name;
  ort::ElementType type = ort::ElementType::kNoTensor;
  std::vector<std::int64_t> shape;
};

// An ONNX file ready to run on one CPU thread a call. Immutable once open; Run may be called from any thread.
// Every error is kBadModel with the runtime's own words.
class OnnxSession {
 public:
  static Result<OnnxSession> Open(const std::string& path, std::shared_ptr<const OnnxRuntime> runtime);
  // `content` of such a file, wanted during the call only.
  static Result<OnnxSession> OpenContent(std::string_view content, std::shared_ptr<const OnnxRuntime> runtime);

  const std::vector<TensorDescription>& inputs() const { return inputs_; }
  const std::vector<TensorDescription>& outputs() const { return outputs_; }

  struct Output {
    std::vector<std::int64_t> shape;
    std::vector<float> values;
  };
  // Feeds `tensor` of `shape` into `input`, leaves it unchanged, and gives what comes out of `output`.
  // REQUIRES: `output` is float32
  Result<Output> Run(const std::string& input, std::span<float> tensor, std::span<const std::int64_t> shape,
                     const std::string& output) const;

 private:
  explicit OnnxSession(std::shared_ptr<const OnnxRuntime> runtime) : runtime_(std::move(runtime)) {}

  const ort::Table& api() const { return runtime_->api(); }
  Result<void> Check(ort::Status* status) const;
  using Create = std::function<ort::Status*(const ort::SessionOptions*, ort::Session**)>;
  static Result<OnnxSession> OpenWith(std::shared_ptr<const OnnxRuntime> runtime, const Create& create);
  Result<void> Load(const Create& create);
  Result<std::vector<std::int64_t>> ShapeOf(const ort::TensorInfo* tensor) const;
  // The entries of the table that count, name and type either the inputs or the outputs.
  Result<std::vector<TensorDescription>> Describe(decltype(ort::Table::GetInputCount) count,
                                                  decltype(ort::Table::GetInputName) name,
                                                  decltype(ort::Table::GetInputTypeInfo) type) const;
  Result<void> DescribeType(const ort::TypeInfo* type, TensorDescription& tensor) const;

  std::shared_ptr<const OnnxRuntime> runtime_;  // outlives the session
  ort::Owned<ort::Session> session_{nullptr, nullptr};
  ort::Owned<ort::MemoryInfo> cpu_memory_{nullptr, nullptr};
  std::vector<TensorDescription> inputs_;
  std::vector<TensorDescription> outputs_;
};

}  // namespace photocluster
