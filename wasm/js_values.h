#pragma once
#include <emscripten/val.h>

#include <span>
#include <vector>

#include "shared/base/result.h"

// Values of shared/ as JavaScript values. Typed arrays are copied both ways: a view of the module's memory would be
// detached by the next call that lets it grow.
namespace photocluster {

inline emscripten::val ToJs(std::span<const float> numbers) {
  return emscripten::val(emscripten::typed_memory_view(numbers.size(), numbers.data())).call<emscripten::val>("slice");
}

inline emscripten::val ToJs(std::span<const std::int16_t> numbers) {
  return emscripten::val(emscripten::typed_memory_view(numbers.size(), numbers.data())).call<emscripten::val>("slice");
}

inline emscripten::val ToJs(const std::string& text) { return emscripten::val(text); }

// { value } or { error }, a sentence.
template <class T>
emscripten::val ToJs(const Result<T>& result) {
  emscripten::val object = emscripten::val::object();
  if (result.ok()) {
    object.set("value", ToJs(result.value()));
  } else {
    object.set("error", result.error().detail);
  }
  return object;
}

template <class Number>
std::vector<Number> FromJs(const emscripten::val& typed_array) {
  return emscripten::convertJSArrayToNumberVector<Number>(typed_array);
}

}  // namespace photocluster
