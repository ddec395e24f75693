#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "shared/base/archive_json_reader.h"
#include "shared/base/archive_json_writer.h"

// How each type is read from JSON text: the overloads that cereal chooses from.
namespace photocluster {

template <ArchivedStruct<JsonReader> T>
void prologue(JsonReader& reader, const T&) {
  reader.ExpectObject();
}

template <class T>
void load(JsonReader& reader, cereal::NameValuePair<T>& field) {
  const JsonReader::Step member = reader.Member(field.name);
  if (member.value != nullptr) {
    reader.ReadAt(member, field.value);
  } else if constexpr (kIsOptional<std::remove_reference_t<T>>) {
    field.value.reset();
  }
}
template <class T>
void load(JsonReader& reader, RequiredField<T>& required) {
  const JsonReader::Step member = reader.Member(required.field.name);
  if (member.value == nullptr) return reader.FailMissing(required.field.name);
  reader.ReadAt(member, required.field.value);
}
template <class T>
void load(JsonReader& reader, OmittedField<T>& omitted) {
  omitted.field.value = T{};
  load(reader, omitted.field);
}

template <class T>
requires requires(JsonReader& reader, T& value) { reader.Read(value); }
void load(JsonReader& reader, T& value) { reader.Read(value); }

template <ArchivedInteger T>
void load(JsonReader& reader, T& value) {
  using Widest = std::conditional_t<std::is_signed_v<T>, std::int64_t, std::uint64_t>;
  using Limits = std::numeric_limits<T>;
  value = static_cast<T>(reader.ReadInteger(Widest{Limits::min()}, Widest{Limits::max()}));
}
template <ArchivedEnum E>
void load(JsonReader& reader, E& value) {
  static constexpr auto kNames = NamesOf<E>();
  const std::size_t place = reader.ReadName(kNames);
  if (place < kNames.size()) value = EnumNamesOf(E{})[place].first;
}
template <class Tag, class Number>
void load(JsonReader& reader, Id<Tag, Number>& id) {
  Number number = 0;
  reader(number);
  id = Id<Tag, Number>(number);
}
template <class T>
void load(JsonReader& reader, std::optional<T>& value) {
  if (reader.AtNull()) return value.reset();
  reader(value.emplace());
}
template <class T>
void load(JsonReader& reader, std::vector<T>& values) {
  const std::size_t size = reader.ExpectArray();
  values.clear();
  for (std::size_t i = 0; i < size && reader.ok(); ++i) reader.ReadAt(reader.Element(i), values.emplace_back());
}
template <class T, std::size_t N>
void load(JsonReader& reader, std::array<T, N>& values) {
  const std::size_t size = reader.ExpectArray();
  if (size != N) return reader.FailSize(N, size);
  for (std::size_t i = 0; i < N; ++i) reader.ReadAt(reader.Element(i), values[i]);
}
template <class T>
void load(JsonReader& reader, std::map<std::string, T>& values) {
  values.clear();
  for (const JsonReader::Step& entry : reader.Entries()) reader.ReadAt(entry, values[std::string(entry.name)]);
}
template <class... Alternatives>
void load(JsonReader& reader, std::variant<Alternatives...>& value) {
  static constexpr std::array<const char*, sizeof...(Alternatives)> kNames = {Alternatives::kName...};
  std::size_t chosen = 0;
  const JsonReader::Step member = reader.OnlyMember(kNames, chosen);
  std::size_t place = 0;
  ((place++ == chosen ? reader.ReadAt(member, value.template emplace<Alternatives>()) : void()), ...);
}

}  // namespace photocluster

PHOTOCLUSTER_ARCHIVE_ENUMS(photocluster::JsonReader);
CEREAL_SETUP_ARCHIVE_TRAITS(photocluster::JsonReader, photocluster::JsonWriter)
