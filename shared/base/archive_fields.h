#pragma once
#include <array>
#include <cereal/details/helpers.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

// What a type needs to describe its fields; archive.h tells how. Light: a header of plain types includes this one only.
namespace photocluster {

template <class T>
cereal::NameValuePair<T&> Field(const char* name, T& value) {
  return {name, value};
}

// A member under its own name.
#define NVP(member) ::photocluster::Field(#member, member)

// A field whose absence from JSON text is an error; any other keeps its default then.
template <class T>
struct RequiredField {
  cereal::NameValuePair<T&> field;
};
template <class T>
RequiredField<T> Required(cereal::NameValuePair<T&> field) {
  return {field};
}

// A field left out of JSON text while it is empty(). An empty std::optional is always left out.
template <class T>
struct OmittedField {
  cereal::NameValuePair<T&> field;
};
template <class T>
OmittedField<T> OmitEmpty(cereal::NameValuePair<T&> field) {
  return {field};
}

// An enum's values and what they are called in JSON text, given by `constexpr EnumNames<E, N> EnumNamesOf(E)` beside
// the enum. A name in TypeScript is given by `constexpr const char* TypeNameOf(E)`; without it the names are listed
// wherever the enum is used.
template <class E, std::size_t N>
using EnumNames = std::array<std::pair<E, const char*>, N>;

// Any bytes: base64 in JSON text, where a std::string must be UTF-8.
struct Bytes {
  std::string value;
  bool empty() const { return value.empty(); }
  bool operator==(const Bytes&) const = default;
};

// A number with exactly six decimals, from -2147.483648 to 2147.483647, read and written without rounding surprises:
// the text is made by integer arithmetic.
struct FixedDecimal6 {
  std::int32_t millionths = 0;
  bool operator==(const FixedDecimal6&) const = default;
};

}  // namespace photocluster
