#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "shared/base/archive_json_load.h"
#include "shared/base/archive_json_save.h"
#include "shared/base/result.h"

namespace photocluster {

// One line without spaces, keys in the order of serialize(). REQUIRES: doubles are finite.
template <class T>
std::string ToJson(const T& value) {
  JsonWriter writer;
  writer(value);
  return writer.TakeText();
}

// Indented by two, arrays on one line, with a newline at the end.
template <class T>
std::string ToIndentedJson(const T& value) {
  return IndentedJson(ToJson(value));
}

// A T, or kBadInput saying where and what, e.g. "assign.places[2]: expected a string, found a number". A text longer
// than `max_bytes` is refused unread; the tree of a text takes up to 20 times its length (measured: 16 for "[0,0,0…").
template <class T>
Result<T> FromJson(std::string_view text, std::size_t max_bytes = kMaxJsonBytes) {
  JsonReader reader(text, max_bytes);
  T value{};
  if (reader.ok()) reader(value);
  if (!reader.ok()) return reader.error();
  return value;
}

}  // namespace photocluster
