#include "native-helper/embedding/onnx_session.h"

#include <utility>

namespace photocluster {

Result<OnnxSession> OnnxSession::Open(const std::string& path, std::shared_ptr<const OnnxRuntime> runtime) {
  return OpenWith(runtime, [&](const ort::SessionOptions* options, ort::Session** session) {
    return runtime->api().CreateSession(runtime->env(), path.c_str(), options, session);
  });
}

Result<OnnxSession> OnnxSession::OpenContent(std::string_view content, std::shared_ptr<const OnnxRuntime> runtime) {
  return OpenWith(runtime, [&](const ort::SessionOptions* options, ort::Session** session) {
    return runtime->api().CreateSessionFromArray(runtime->env(), content.data(), content.size(), options, session);
  });
}

Result<OnnxSession> OnnxSession::OpenWith(std::shared_ptr<const OnnxRuntime> runtime, const Create& create) {
  OnnxSession session(std::move(runtime));
  TRY(session.Load(create));
  const ort::Table& api = session.api();
  session.inputs_ = TRY(session.Describe(api.GetInputCount, api.GetInputName, api.GetInputTypeInfo));
  session.outputs_ = TRY(session.Describe(api.GetOutputCount, api.GetOutputName, api.GetOutputTypeInfo));
  return session;
}

Result<void> OnnxSession::Check(ort::Status* status) const {
  if (auto failure = runtime_->Failure(status)) return Error{ErrorCode::kBadModel, std::move(*failure)};
  return {};
}

Result<void> OnnxSession::Load(const Create& create) {
  ort::SessionOptions* made_options = nullptr;
  TRY(Check(api().CreateSessionOptions(&made_options)));
  const ort::Owned<ort::SessionOptions> options(made_options, api().ReleaseSessionOptions);
  TRY(Check(api().SetGraphOptimisation(options.get(), ort::Optimisation::kAll)));
  TRY(Check(api().SetIntraOpThreads(options.get(), 1)));
  TRY(Check(api().SetInterOpThreads(options.get(), 1)));

  ort::Session* session = nullptr;
  TRY(Check(create(options.get(), &session)));
  session_ = {session, api().ReleaseSession};
  ort::MemoryInfo* memory = nullptr;
  TRY(Check(api().CreateCpuMemoryInfo(ort::AllocatorKind::kArena, ort::MemoryKind::kDefault, &memory)));
  cpu_memory_ = {memory, api().ReleaseMemoryInfo};
  return {};
}

Result<std::vector<std::int64_t>> OnnxSession::ShapeOf(const ort::TensorInfo* tensor) const {
  std::size_t rank = 0;
  TRY(Check(api().GetRank(tensor, &rank)));
  std::vector<std::int64_t> shape(rank);
  TRY(Check(api().GetShape(tensor, shape.data(), rank)));
  return shape;
}

Result<std::vector<TensorDescription>> OnnxSession::Describe(decltype(ort::Table::GetInputCount) count,
                                                             decltype(ort::Table::GetInputName) name,
                                                             decltype(ort::Table::GetInputTypeInfo) type) const {
  ort::Allocator* allocator = nullptr;  // the library's own, not to be released
  TRY(Check(api().GetDefaultAllocator(&allocator)));
  std::size_t tensor_count = 0;
  TRY(Check(count(session_.get(), &tensor_count)));
  std::vector<TensorDescription> tensors(tensor_count);
  for (std::size_t i = 0; i < tensor_count; ++i) {
    char* text = nullptr;
    TRY(Check(name(session_.get(), i, allocator, &text)));
    tensors[i].name = text;
    TRY(Check(api().Free(allocator, text)));
    ort::TypeInfo* made_info = nullptr;
    TRY(Check(type(session_.get(), i, &made_info)));
    const ort::Owned<ort::TypeInfo> info(made_info, api().ReleaseTypeInfo);
    TRY(DescribeType(info.get(), tensors[i]));
  }
  return tensors;
}

Result<void> OnnxSession::DescribeType(const ort::TypeInfo* type, TensorDescription& tensor) const {
  const ort::TensorInfo* info = nullptr;  // part of `type`; none for a sequence or a map
  TRY(Check(api().CastToTensorInfo(type, &info)));
  if (info == nullptr) return {};
  TRY(Check(api().GetElementType(info, &tensor.type)));
  tensor.shape = TRY(ShapeOf(info));
  return {};
}

Result<OnnxSession::Output> OnnxSession::Run(const std::string& input, std::span<float> tensor,
                                             std::span<const std::int64_t> shape, const std::string& output) const {
  ort::Value* made_input = nullptr;
  TRY(Check(api().CreateTensorOverBuffer(cpu_memory_.get(), tensor.data(), tensor.size_bytes(), shape.data(),
                                         shape.size(), ort::ElementType::kFloat32, &made_input)));
  const ort::Owned<ort::Value> input_value(made_input, api().ReleaseValue);

  const char* input_name = input.c_str();
  const char* output_name = output.c_str();
  const ort::Value* input_values[] = {input_value.get()};
  ort::Value* made_output = nullptr;
  TRY(Check(api().Run(session_.get(), nullptr, &input_name, input_values, 1, &output_name, 1, &made_output)));
  const ort::Owned<ort::Value> output_value(made_output, api().ReleaseValue);

  ort::TensorInfo* made_info = nullptr;
  TRY(Check(api().GetTensorInfo(output_value.get(), &made_info)));
  const ort::Owned<ort::TensorInfo> info(made_info, api().ReleaseTensorInfo);
  Output result;
  result.shape = TRY(ShapeOf(info.get()));
  std::size_t count = 1;
  for (const std::int64_t dimension : result.shape) count *= static_cast<std::size_t>(dimension);
  void* buffer = nullptr;
  TRY(Check(api().GetTensorBuffer(output_value.get(), &buffer)));
  const auto* values = static_cast<const float*>(buffer);
  result.values.assign(values, values + count);
  return result;
}

}  // namespace photocluster
