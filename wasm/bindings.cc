// The list of what JavaScript may call; core.d.ts declares it. No logic: conversions are in js_values.h, the rest in
// shared/. Nothing throws across this border: what can fail returns { value } or { error }.
#include <emscripten/bind.h>

#include "shared/base/archive_json.h"
#include "shared/clustering/cluster_name.h"
#include "shared/vectors/dot.h"
#include "shared/vectors/embedding.h"
#include "shared/vectors/preprocess.h"
#include "wasm/js_values.h"

namespace photocluster {
namespace {

using emscripten::val;

std::string NameFaultJson(const std::string& name) {
  const std::optional<NameFault> fault = NameFaultOf(name);
  return fault ? ToJson(*fault) : "null";
}

std::string NameKey(const std::string& name) { return ClusterKey(name); }

val PreprocessPixels(const val& pixels, int width, int height, int orientation, const PreprocessSpec& spec) {
  const RgbImage image{width, height, FromJs<std::uint8_t>(pixels)};
  std::vector<float> tensor(spec.tensor_size());
  const Result<void> done = Preprocess(image, static_cast<Orientation>(orientation), spec, tensor);
  return done.ok() ? ToJs(Result<std::vector<float>>(std::move(tensor)))
                   : ToJs(Result<std::vector<float>>(done.error()));
}

val QuantiseNumbers(const val& numbers) { return ToJs(Quantise(FromJs<float>(numbers))); }

double CosineOf(const val& a, const val& b) { return Cosine(Dot(FromJs<std::int16_t>(a), FromJs<std::int16_t>(b))); }

EMSCRIPTEN_BINDINGS(photocluster) {
  emscripten::value_array<std::array<double, 3>>("Channels")
      .element(emscripten::index<0>())
      .element(emscripten::index<1>())
      .element(emscripten::index<2>());
  emscripten::value_object<PreprocessSpec>("PreprocessSpec")
      .field("side", &PreprocessSpec::side)
      .field("mean", &PreprocessSpec::mean)
      .field("stdDev", &PreprocessSpec::std_dev);

  emscripten::function("nameFault", &NameFaultJson);
  emscripten::function("clusterKey", &NameKey);
  emscripten::function("preprocess", &PreprocessPixels);
  emscripten::function("quantise", &QuantiseNumbers);
  emscripten::function("cosine", &CosineOf);
}

}  // namespace
}  // namespace photocluster
