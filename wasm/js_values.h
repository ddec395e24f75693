#pragma once
#include <emscripten/val.h>

#include <span>
#include <string>
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

// { error }, a sentence.
inline emscripten::val ErrorToJs(const Error& error) {
  emscripten::val object = emscripten::val::object();
  object.set("error", error.detail);
  return object;
}

// { value } or { error }.
template <class T>
emscripten::val ToJs(const Result<T>& result) {
  if (!result.ok()) return ErrorToJs(result.error());
  emscripten::val object = emscripten::val::object();
  object.set("value", ToJs(result.value()));
  return object;
}
inline emscripten::val ToJs(const Result<void>& result) {
  return result.ok() ? emscripten::val::object() : ErrorToJs(result.error());
}

// Of a Uint8Array.
inline std::string BytesFromJs(const emscripten::val& bytes) {
  std::string copy(bytes["length"].as<std::size_t>(), '\0');
  emscripten::val(emscripten::typed_memory_view(copy.size(), reinterpret_cast<std::uint8_t*>(copy.data())))
      .call<void>("set", bytes);
  return copy;
}

template <class Number>
std::vector<Number> FromJs(const emscripten::val& typed_array) {
  return emscripten::convertJSArrayToNumberVector<Number>(typed_array);
}

}  // namespace photocluster
