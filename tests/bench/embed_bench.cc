// How close embedding photos comes to what the model alone reaches on the same cores.
//
//   embed_bench FOLDER MODEL [LIB] [WORKERS] [ROUNDS]      every file of FOLDER; LIB "" for npm's
//
// Model alone: the same number of threads, each running the model on ready tensors. Model by default: one run at a time
// in a session as ONNX Runtime makes it when nothing is set, with that number of threads inside the run. End to end:
// EmbedPhotos, from files to vectors in memory. All by turns in one run; medians. Where something else runs on the
// machine, the ratio of processor times is the steadier one: with every core busy it is what the ratio of rates would
// be. (A default session also burns processor time while its threads wait for each other.)
#include <time.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "native-helper/embedding/embedder.h"
#include "native-helper/imaging/jpeg_markers.h"
#include "native-helper/imaging/photo_facts.h"

namespace photocluster {
namespace {

class Files : public PhotoReader {
 public:
  Result<Identity> Identify(const std::string&) override { return Error{ErrorCode::kUnsupported, "not measured"}; }
  Result<std::string> Read(const std::string& place, std::uint64_t) override {
    std::ifstream file(place, std::ios::binary);
    std::string content(std::filesystem::file_size(place), '\0');
    file.read(content.data(), static_cast<std::streamsize>(content.size()));
    return content;
  }
};

// A value, or the end of the program with its error.
template <class T>
T Need(Result<T> result) {
  if (!result.ok()) {
    std::fprintf(stderr, "embed_bench: %s\n", result.error().detail.c_str());
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) return std::move(result).value();
}

double Seconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

struct Cost {  // milliseconds a photo
  double wall = 0;
  double processor = 0;  // of all threads
};

Cost Measure(std::size_t photos, const std::function<void()>& work) {
  const double wall = Seconds(CLOCK_MONOTONIC);
  const double processor = Seconds(CLOCK_PROCESS_CPUTIME_ID);
  work();
  const double per_photo = 1000 / static_cast<double>(photos);
  return {(Seconds(CLOCK_MONOTONIC) - wall) * per_photo, (Seconds(CLOCK_PROCESS_CPUTIME_ID) - processor) * per_photo};
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

std::vector<float> TensorOf(const EmbeddingModel& model, const std::string& content) {
  const DecodedPhoto photo = Need(DecodePhoto(content, model.preprocess().side));
  std::vector<float> tensor(model.preprocess().tensor_size());
  Need(Preprocess(photo.image, photo.facts.orientation, model.preprocess(), tensor));
  return tensor;
}

// Every photo once, on one thread, step by step; processor time, median of the photos.
void PrintSteps(const EmbeddingModel& model, const std::vector<std::string>& places) {
  constexpr std::array kSteps = {"read",  "fingerprint", "EXIF (part of decode)", "decode", "preprocess",
                                 "infer", "quantise"};
  std::array<std::vector<double>, kSteps.size()> times;
  Files files;
  std::vector<float> tensor(model.preprocess().tensor_size());
  for (const std::string& place : places) {
    std::array<double, kSteps.size() + 1> at{};
    std::size_t step = 0;
    const auto mark = [&] { at[step++] = Seconds(CLOCK_THREAD_CPUTIME_ID); };
    mark();
    const std::string content = Need(files.Read(place, kMaxPhotoBytes));
    mark();
    FingerprintOfContent(content);
    mark();
    FactsFromExif(ReadJpegMarkers(content).exif);
    mark();
    const DecodedPhoto photo = Need(DecodePhoto(content, model.preprocess().side));
    mark();
    Need(Preprocess(photo.image, photo.facts.orientation, model.preprocess(), tensor));
    mark();
    const std::vector<float> embedding = Need(model.Run(tensor));
    mark();
    Need(Quantise(embedding));
    mark();
    for (std::size_t i = 0; i < kSteps.size(); ++i) times[i].push_back((at[i + 1] - at[i]) * 1000);
  }
  std::printf("\n| step                   | ms a photo, one thread |\n|---|---|\n");
  for (std::size_t i = 0; i < kSteps.size(); ++i) std::printf("| %-22s | %6.3f |\n", kSteps[i], Median(times[i]));
}

// Runs the model `count` times on every one of `workers` threads.
void RunModelAlone(const EmbeddingModel& model, const std::vector<std::vector<float>>& tensors, int workers,
                   std::size_t count) {
  std::vector<std::jthread> threads;
  for (int w = 0; w < workers; ++w) {
    threads.emplace_back([&model, &tensors, count] {
      std::vector<float> tensor;
      for (std::size_t i = 0; i < count; ++i) {
        tensor = tensors[i % tensors.size()];
        Need(model.Run(tensor));
      }
    });
  }
}

// A session with nothing set but how many threads share a run.
class DefaultSession {
 public:
  DefaultSession(const std::string& path, std::shared_ptr<const OnnxRuntime> runtime, int threads)
      : runtime_(std::move(runtime)),
        names_(Need(ChooseInterface(Need(OnnxSession::Open(path, runtime_)).inputs(),
                                    Need(OnnxSession::Open(path, runtime_)).outputs()))) {
    ort::SessionOptions* options = nullptr;
    Check(api().CreateSessionOptions(&options));
    const ort::Owned<ort::SessionOptions> owned(options, api().ReleaseSessionOptions);
    Check(api().SetIntraOpThreads(options, threads));
    ort::Session* session = nullptr;
    Check(api().CreateSession(runtime_->env(), path.c_str(), options, &session));
    session_ = {session, api().ReleaseSession};
    ort::MemoryInfo* memory = nullptr;
    Check(api().CreateCpuMemoryInfo(ort::AllocatorKind::kArena, ort::MemoryKind::kDefault, &memory));
    memory_ = {memory, api().ReleaseMemoryInfo};
  }

  void Run(std::vector<float> tensor, int side) const {
    const std::array<std::int64_t, 4> shape = {1, 3, side, side};
    ort::Value* value = nullptr;
    Check(api().CreateTensorOverBuffer(memory_.get(), tensor.data(), tensor.size() * sizeof(float), shape.data(),
                                       shape.size(), ort::ElementType::kFloat32, &value));
    const ort::Owned<ort::Value> input(value, api().ReleaseValue);
    const char* input_name = names_.input.c_str();
    const char* output_name = names_.output.c_str();
    const ort::Value* inputs[] = {value};
    ort::Value* made = nullptr;
    Check(api().Run(session_.get(), nullptr, &input_name, inputs, 1, &output_name, 1, &made));
    const ort::Owned<ort::Value> output(made, api().ReleaseValue);
  }

 private:
  const ort::Table& api() const { return runtime_->api(); }
  void Check(ort::Status* status) const {
    if (auto failure = runtime_->Failure(status)) Need(Result<void>(Error{ErrorCode::kBadModel, *failure}));
  }

  std::shared_ptr<const OnnxRuntime> runtime_;
  ModelInterface names_;
  ort::Owned<ort::Session> session_{nullptr, nullptr};
  ort::Owned<ort::MemoryInfo> memory_{nullptr, nullptr};
};

void RunEndToEnd(const EmbeddingModel& model, const std::vector<std::string>& places, int workers) {
  Files files;
  const EmbedJob job{places, {}, workers};
  Need(EmbedPhotos(model, files, job, {}, [](EmbedOutcome outcome) -> Result<void> {
    if (const Error* error = std::get_if<Error>(&outcome.result)) return *error;
    return {};
  }));
}

struct Costs {
  std::vector<double> wall, processor;

  void Add(const Cost& cost) {
    wall.push_back(cost.wall);
    processor.push_back(cost.processor);
  }
};

void Compare(const EmbeddingModel& model, const DefaultSession& by_default, const std::vector<std::string>& places,
             int workers, int rounds) {
  Files files;
  std::vector<std::vector<float>> tensors;  // of some photos; the model takes as long for any
  for (std::size_t i = 0; i < std::min<std::size_t>(places.size(), 16); ++i) {
    tensors.push_back(TensorOf(model, Need(files.Read(places[i], kMaxPhotoBytes))));
  }
  const std::size_t runs = places.size() / static_cast<std::size_t>(workers) + 1;
  Costs alone, one_by_one, whole;
  for (int round = 0; round < rounds; ++round) {
    alone.Add(Measure(runs * static_cast<std::size_t>(workers), [&] { RunModelAlone(model, tensors, workers, runs); }));
    one_by_one.Add(Measure(places.size(), [&] {
      for (std::size_t i = 0; i < places.size(); ++i) {
        by_default.Run(tensors[i % tensors.size()], model.preprocess().side);
      }
    }));
    whole.Add(Measure(places.size(), [&] { RunEndToEnd(model, places, workers); }));
  }
  const auto row = [&](const char* name, const Costs& costs) {
    const double wall = Median(costs.wall), processor = Median(costs.processor);
    std::printf("| %-16s | %8.1f | %8.2f | %6.1f%% | %6.1f%% |\n", name, 1000 / wall, processor,
                100 * wall / Median(whole.wall), 100 * processor / Median(whole.processor));
  };
  std::printf(
      "\n|                  | photos/s | processor ms a photo | end to end reaches of it, by rate | by processor |\n");
  std::printf("|---|---:|---:|---:|---:|\n");
  row("model alone", alone);
  row("model by default", one_by_one);
  row("end to end", whole);
}

int Main(const std::vector<std::string>& arguments) {
  if (arguments.empty()) {
    std::puts("embed_bench FOLDER MODEL [LIB] [WORKERS] [ROUNDS]: no photos and no model named, nothing measured");
    return 0;
  }
  if (arguments.size() < 2 || arguments.size() > 5) {
    std::fputs("embed_bench FOLDER MODEL [LIB] [WORKERS] [ROUNDS]\n", stderr);
    return 2;
  }
  const auto argument = [&](std::size_t i) { return arguments.size() > i ? arguments[i] : ""; };
  const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  const int workers = argument(3).empty() ? cores : std::max(1, std::atoi(argument(3).c_str()));
  const int rounds = argument(4).empty() ? 7 : std::max(1, std::atoi(argument(4).c_str()));

  const ImagingLibrary imaging("embed_bench");
  const auto runtime = Need(OnnxRuntime::Load(Need(FindOnnxRuntime(argument(2)))));
  const auto model = Need(EmbeddingModel::Open(arguments[1], runtime));
  std::vector<std::string> places;
  for (const auto& entry : std::filesystem::directory_iterator(arguments[0])) places.push_back(entry.path().string());
  std::sort(places.begin(), places.end());
  std::printf("%zu photos of %s, %s, %d workers, %d rounds\n", places.size(), arguments[0].c_str(), model->id().c_str(),
              workers, rounds);
  Compare(*model, DefaultSession(arguments[1], runtime, workers), places, workers, rounds);
  PrintSteps(*model, places);
  return 0;
}

}  // namespace
}  // namespace photocluster

int main(int argc, char** argv) { return photocluster::Main({argv + 1, argv + argc}); }
