#pragma once
#include <cereal/cereal.hpp>
#include <concepts>
#include <optional>
#include <string>
#include <type_traits>

#include "shared/base/archive_fields.h"
#include "shared/base/fingerprint.h"
#include "shared/base/id.h"

// What the archives have in common; only they include it.
namespace photocluster {

// A struct described field by field, or one without any.
template <class T, class Archive>
concept ArchivedStruct = std::is_class_v<T> &&
    (cereal::traits::has_member_serialize<T, Archive>::value || std::is_empty_v<T>);

// char is text or a number, nobody knows which: not archived.
template <class T>
concept ArchivedInteger = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>;

template <class T>
concept ArchivedEnum = std::is_enum_v<T>;

// The names of an enum's values, in the order given.
template <ArchivedEnum E>
constexpr auto NamesOf() {
  constexpr auto kEntries = EnumNamesOf(E{});
  std::array<const char*, kEntries.size()> names{};
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = kEntries[i].second;
  return names;
}

// A value that says of itself that it is none: a fingerprint that is not known, an id without value.
template <class T>
bool IsNone(const T& value) {
  if constexpr (requires { value.known(); }) return !value.known();
  if constexpr (requires { value.has_value(); }) return !value.has_value();
  return false;
}

// What OmitEmpty() leaves out.
template <class T>
bool IsEmpty(const T& value) {
  if constexpr (requires { value.empty(); }) return value.empty();
  return IsNone(value);
}

// What is left out anyway.
template <class T>
bool IsAbsent(const T&) {
  return false;
}
template <class T>
bool IsAbsent(const std::optional<T>& value) {
  return !value || IsNone(*value);
}

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;

}  // namespace photocluster

// An enum is written by our overloads and not by cereal's own, which would write its number.
#define PHOTOCLUSTER_ARCHIVE_ENUMS(Archive) \
  template <class E>                        \
  requires std::is_enum_v<E>                \
  struct cereal::specialize<Archive, E, cereal::specialization::non_member_load_save> : std::true_type {}
