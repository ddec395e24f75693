#include "native-helper/embedding/onnxruntime_api.h"

#include <dlfcn.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

namespace photocluster {
namespace {

constexpr char kLibraryVariable[] = "PHOTOCLUSTER_ONNXRUNTIME";
#if defined(__aarch64__)
constexpr char kNpmLibrary[] =
    "native-helper/node_modules/onnxruntime-node/bin/napi-v6/linux/arm64/libonnxruntime.so.1";
#else
constexpr char kNpmLibrary[] = "native-helper/node_modules/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1";
#endif
constexpr char kInstalledLibrary[] = "lib/photocluster/libonnxruntime.so.1";  // beside bin/
constexpr char kRemedy[] = "run ./dev build, or name the library with --onnxruntime LIB";

// What the library's only entry point gives.
struct ApiBase {
  const void* (*GetApi)(std::uint32_t version);
  const char* (*GetVersionString)();
};

ort::Table TableAt(const void* api) {
  const auto* entries = static_cast<void* const*>(api);
  ort::Table table;
#define PHOTOCLUSTER_ORT_LOAD(index, name, ...) table.name = reinterpret_cast<decltype(table.name)>(entries[index]);
  PHOTOCLUSTER_ORT_ENTRIES(PHOTOCLUSTER_ORT_LOAD)
#undef PHOTOCLUSTER_ORT_LOAD
  return table;
}

}  // namespace

void ForbidTelemetry() {
  constexpr char kVariable[] = "ORT_DISABLE_TELEMETRY";
  const char* const set = std::getenv(kVariable);
  if (set == nullptr || std::string_view(set) != "1") setenv(kVariable, "1", 1);
}

Result<std::shared_ptr<const OnnxRuntime>> OnnxRuntime::Load(const std::string& library) {
  ForbidTelemetry();
  std::error_code ignored;
  if (!std::filesystem::exists(library, ignored)) {
    return Error{ErrorCode::kNotFound, "there is no ONNX Runtime at " + library + ": " + kRemedy};
  }
  // dlopen looks a bare name up in the system's folders; the file that was named is meant.
  const std::string file = std::filesystem::absolute(library, ignored).string();
  void* handle = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) return Error{ErrorCode::kBadInput, "ONNX Runtime cannot be loaded: " + std::string(dlerror())};
  const auto get_base = reinterpret_cast<const ApiBase* (*)()>(dlsym(handle, "OrtGetApiBase"));
  if (get_base == nullptr) return Error{ErrorCode::kBadInput, library + " is not an ONNX Runtime library"};
  const ApiBase* base = get_base();
  const void* api = base->GetApi(ort::kTableVersion);
  const std::string version = base->GetVersionString();
  if (api == nullptr) {
    return Error{ErrorCode::kBadInput, library + " is ONNX Runtime " + version + "; 1." +
                                           std::to_string(ort::kTableVersion) + " or later is wanted"};
  }

  std::shared_ptr<OnnxRuntime> runtime(new OnnxRuntime(TableAt(api), version));
  ort::Env* env = nullptr;
  // Whatever goes wrong is returned as a status and told in our own words: the library itself keeps quiet.
  if (auto failure = runtime->Failure(runtime->api_.CreateEnv(ort::LogLevel::kFatal, "photocluster", &env))) {
    return Error{ErrorCode::kBadInput, "ONNX Runtime does not start: " + *failure};
  }
  runtime->env_ = {env, runtime->api_.ReleaseEnv};
  return std::shared_ptr<const OnnxRuntime>(std::move(runtime));
}

std::optional<std::string> OnnxRuntime::Failure(ort::Status* status) const {
  if (status == nullptr) return std::nullopt;
  std::string message = api_.GetErrorMessage(status);
  api_.ReleaseStatus(status);
  std::replace(message.begin(), message.end(), '\n', ' ');
  while (!message.empty() && (message.back() == ' ' || message.back() == '.')) message.pop_back();
  return message;
}

Result<std::string> FindOnnxRuntime(const std::string& named) {
  if (!named.empty()) return named;
  if (const char* variable = std::getenv(kLibraryVariable); variable != nullptr && *variable != '\0') {
    return std::string(variable);
  }
  std::error_code failed;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", failed);
  const auto installed = program.parent_path().parent_path() / kInstalledLibrary;
  if (std::error_code ignored; !failed && std::filesystem::exists(installed, ignored)) return installed.string();
  for (auto folder = program.parent_path(); !failed; folder = folder.parent_path()) {
    const auto candidate = folder / kNpmLibrary;
    if (std::error_code ignored; std::filesystem::exists(candidate, ignored)) return candidate.string();
    if (folder == folder.parent_path()) break;
  }
  return Error{ErrorCode::kNotFound, std::string("ONNX Runtime is not installed: ") + kRemedy};
}

}  // namespace photocluster
