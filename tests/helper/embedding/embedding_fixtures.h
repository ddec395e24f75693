#pragma once
#include <gtest/gtest.h>
#include <turbojpeg.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "native-helper/embedding/model.h"
#include "native-helper/embedding/onnxruntime_api.h"
#include "native-helper/imaging/decode.h"
#include "tests/helper/host/temporary_folder.h"
#include "tests/support/test_data.h"

namespace photocluster::test {

// npm's library in this checkout, wherever the tests were built; empty when ./dev build has not installed it.
inline std::string RuntimeLibrary() {
  std::filesystem::path folder =
      PHOTOCLUSTER_SOURCE_DIR "/native-helper/node_modules/onnxruntime-node/bin/napi-v6/linux";
  for (const char* machine : {"x64", "arm64"}) {
    const std::filesystem::path library = folder / machine / "libonnxruntime.so.1";
    if (OnnxRuntime::Load(library.string()).ok()) return library.string();
  }
  return "";
}

// One for all tests, null when there is none.
inline std::shared_ptr<const OnnxRuntime> Runtime() {
  static const std::shared_ptr<const OnnxRuntime> runtime = [] {
    auto loaded = OnnxRuntime::Load(RuntimeLibrary());
    return loaded.ok() ? loaded.value() : nullptr;
  }();
  return runtime;
}

inline std::string TinyModel(const std::string& name) { return Fixture("models/" + name); }

inline std::unique_ptr<EmbeddingModel> OpenModel(const std::string& path) {
  auto model = EmbeddingModel::Open(path, Runtime());
  EXPECT_TRUE(model.ok()) << (model.ok() ? "" : model.error().detail);
  return model.ok() ? std::move(model).value() : nullptr;
}

// A photo of soft coloured waves, another one for each seed.
inline std::string WavesJpeg(int seed, int width = 96, int height = 64) {
  std::vector<std::uint8_t> pixels;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      for (int c = 1; c <= 3; ++c)
        pixels.push_back(static_cast<std::uint8_t>((x * (seed + c) + y * c * 3 + seed * 29) & 0xff));
    }
  }
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  tjhandle compressor = tjInitCompress();
  EXPECT_EQ(0, tjCompress2(compressor, pixels.data(), width, 0, height, TJPF_RGB, &bytes, &size, TJSAMP_420, 90, 0));
  std::string content(reinterpret_cast<const char*>(bytes), size);
  tjFree(bytes);
  tjDestroy(compressor);
  return content;
}

// The decoding libraries, started once for all tests.
inline void StartImaging() {
  static auto* const library = new ImagingLibrary("tests");
  (void)library;
}

}  // namespace photocluster::test

// First line of a test that runs a model: skips it with a printed reason where there is nothing to run it.
#define NEEDS_ONNXRUNTIME() \
  if (photocluster::test::Runtime() == nullptr) GTEST_SKIP() << "ONNX Runtime is not installed: ./dev build does that"
