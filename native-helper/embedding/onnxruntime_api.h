#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "shared/base/result.h"

namespace photocluster {

// ONNX Runtime through its C API, loaded while the program runs. Linking was rejected: the library's symbol
// carries its exact release, no package within reach has the headers, and a library named at run time lets
// a user bring a build for their own device.
//
// The API is one table of function pointers that releases only append to, so an entry keeps its index for
// ever. A function that can fail returns a Status to be given to OnnxRuntime::Failure(), null for success.
namespace ort {

// Opaque objects of the library; each is released by the entry named for it.
struct Status;
struct Env;
struct Session;
struct SessionOptions;
struct RunOptions;
struct Value;
struct MemoryInfo;
struct Allocator;
struct TypeInfo;
struct TensorInfo;

enum class ElementType : int { kNoTensor = 0, kFloat32 = 1, kFloat16 = 10 };  // others are refused by number
enum class LogLevel : int { kFatal = 4 };
enum class Optimisation : int { kAll = 99 };
enum class AllocatorKind : int { kArena = 1 };
enum class MemoryKind : int { kDefault = 0 };

inline constexpr std::uint32_t kTableVersion = 16;  // releases from 1.16 on offer it

// index, name, type
#define PHOTOCLUSTER_ORT_ENTRIES(ENTRY)                                                                               \
  ENTRY(2, GetErrorMessage, const char*(const Status*))                                                               \
  ENTRY(3, CreateEnv, Status*(LogLevel, const char* name, Env**))                                                     \
  ENTRY(7, CreateSession, Status*(const Env*, const char* path, const SessionOptions*, Session**))                    \
  ENTRY(8, CreateSessionFromArray,                                                                                    \
        Status*(const Env*, const void* model, std::size_t bytes, const SessionOptions*, Session**))                  \
  ENTRY(9, Run,                                                                                                       \
        Status*(Session*, const RunOptions*, const char* const* input_names, const Value* const* inputs,              \
                std::size_t input_count, const char* const* output_names, std::size_t output_count, Value** outputs)) \
  ENTRY(10, CreateSessionOptions, Status*(SessionOptions**))                                                          \
  ENTRY(23, SetGraphOptimisation, Status*(SessionOptions*, Optimisation))                                             \
  ENTRY(24, SetIntraOpThreads, Status*(SessionOptions*, int))                                                         \
  ENTRY(25, SetInterOpThreads, Status*(SessionOptions*, int))                                                         \
  ENTRY(30, GetInputCount, Status*(const Session*, std::size_t*))                                                     \
  ENTRY(31, GetOutputCount, Status*(const Session*, std::size_t*))                                                    \
  ENTRY(33, GetInputTypeInfo, Status*(const Session*, std::size_t, TypeInfo**))                                       \
  ENTRY(34, GetOutputTypeInfo, Status*(const Session*, std::size_t, TypeInfo**))                                      \
  ENTRY(36, GetInputName, Status*(const Session*, std::size_t, Allocator*, char**))                                   \
  ENTRY(37, GetOutputName, Status*(const Session*, std::size_t, Allocator*, char**))                                  \
  ENTRY(49, CreateTensorOverBuffer,                                                                                   \
        Status*(const MemoryInfo*, void* buffer, std::size_t bytes, const std::int64_t* shape, std::size_t rank,      \
                ElementType, Value**))                                                                                \
  ENTRY(51, GetTensorBuffer, Status*(Value*, void**))                                                                 \
  ENTRY(55, CastToTensorInfo, Status*(const TypeInfo*, const TensorInfo**))                                           \
  ENTRY(60, GetElementType, Status*(const TensorInfo*, ElementType*))                                                 \
  ENTRY(61, GetRank, Status*(const TensorInfo*, std::size_t*))                                                        \
  ENTRY(62, GetShape, Status*(const TensorInfo*, std::int64_t*, std::size_t))                                         \
  ENTRY(65, GetTensorInfo, Status*(const Value*, TensorInfo**))                                                       \
  ENTRY(69, CreateCpuMemoryInfo, Status*(AllocatorKind, MemoryKind, MemoryInfo**))                                    \
  ENTRY(76, Free, Status*(Allocator*, void*))                                                                         \
  ENTRY(78, GetDefaultAllocator, Status*(Allocator**))                                                                \
  ENTRY(92, ReleaseEnv, void(Env*))                                                                                   \
  ENTRY(93, ReleaseStatus, void(Status*))                                                                             \
  ENTRY(94, ReleaseMemoryInfo, void(MemoryInfo*))                                                                     \
  ENTRY(95, ReleaseSession, void(Session*))                                                                           \
  ENTRY(96, ReleaseValue, void(Value*))                                                                               \
  ENTRY(98, ReleaseTypeInfo, void(TypeInfo*))                                                                         \
  ENTRY(99, ReleaseTensorInfo, void(TensorInfo*))                                                                     \
  ENTRY(100, ReleaseSessionOptions, void(SessionOptions*))

struct Table {
#define PHOTOCLUSTER_ORT_MEMBER(index, name, ...) std::add_pointer_t<__VA_ARGS__> name = nullptr;
  PHOTOCLUSTER_ORT_ENTRIES(PHOTOCLUSTER_ORT_MEMBER)
#undef PHOTOCLUSTER_ORT_MEMBER
};

template <class Object>
using Owned = std::unique_ptr<Object, void (*)(Object*)>;

}  // namespace ort

// A loaded library with its environment. Immutable once made; every call of the table may be made from any
// thread. Must outlive the sessions made with it; the library itself stays loaded until the program ends.
class OnnxRuntime {
 public:
  // Errors: kNotFound (no such file, with what to do about it), kBadInput (not an ONNX Runtime, or too old).
  static Result<std::shared_ptr<const OnnxRuntime>> Load(const std::string& library);

  const ort::Table& api() const { return api_; }
  const ort::Env* env() const { return env_.get(); }
  const std::string& version() const { return version_; }

  // Takes the status over: nothing for success, else the library's own words on one line, no full stop.
  std::optional<std::string> Failure(ort::Status* status) const;

 private:
  OnnxRuntime(ort::Table api, std::string version) : api_(api), version_(std::move(version)) {}

  ort::Table api_;
  std::string version_;
  ort::Owned<ort::Env> env_{nullptr, nullptr};
};

// From 1.29 on the official builds tell their makers what is run: they write an id of this computer below ~/.cache and
// send events over the network, unless this is in the environment before they start. Nothing of ours leaves the
// machine: called first thing in main, while there is one thread, and by OnnxRuntime::Load for those who forgot.
// Source: ONNX Runtime, docs/Privacy.md.
void ForbidTelemetry();

// The library to load: `named` (the option --onnxruntime) when it is not empty, else what the environment
// variable PHOTOCLUSTER_ONNXRUNTIME names, else npm's copy in native-helper/node_modules of the checkout
// that holds the running program. Errors: kNotFound with what to do about it.
Result<std::string> FindOnnxRuntime(const std::string& named);

}  // namespace photocluster
