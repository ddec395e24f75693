#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "shared/base/archive_base64.h"
#include "shared/base/archive_json_writer.h"

// How each type is written as JSON text: the overloads that cereal chooses from.
namespace photocluster {

template <ArchivedStruct<JsonWriter> T>
void prologue(JsonWriter& writer, const T&) {
  writer.StartObject();
}
template <ArchivedStruct<JsonWriter> T>
void epilogue(JsonWriter& writer, const T&) {
  writer.EndObject();
}

template <class T>
void save(JsonWriter& writer, const cereal::NameValuePair<T>& field) {
  if (IsAbsent(field.value)) return;
  writer.Key(field.name);
  writer(field.value);
}
template <class T>
void save(JsonWriter& writer, const RequiredField<T>& required) {
  static_assert(!kIsOptional<T>, "an optional field cannot be required");
  save(writer, required.field);
}
template <class T>
void save(JsonWriter& writer, const OmittedField<T>& omitted) {
  if (!IsEmpty(omitted.field.value)) save(writer, omitted.field);
}

template <std::same_as<bool> T>
void save(JsonWriter& writer, const T& value) {
  writer.WriteBool(value);
}
template <ArchivedInteger T>
void save(JsonWriter& writer, const T& value) {
  using Widest = std::conditional_t<std::is_signed_v<T>, std::int64_t, std::uint64_t>;
  writer.WriteInteger(static_cast<Widest>(value));
}
template <std::same_as<double> T>
void save(JsonWriter& writer, const T& value) {
  writer.WriteDouble(value);
}
template <ArchivedEnum E>
void save(JsonWriter& writer, const E& value) {
  const char* name = "";
  for (const auto& entry : EnumNamesOf(E{})) {
    if (entry.first == value) name = entry.second;
  }
  writer.WriteText(name);
}
inline void save(JsonWriter& writer, const std::string& text) { writer.WriteText(text); }
inline void save(JsonWriter& writer, const Bytes& bytes) { writer.WriteText(Base64(bytes.value)); }
inline void save(JsonWriter& writer, const Fingerprint& fingerprint) { writer.WriteText(fingerprint.ToText()); }
inline void save(JsonWriter& writer, const FixedDecimal6& number) { writer.WriteNumber(SixDecimals(number)); }

template <class Tag, class Number>
void save(JsonWriter& writer, const Id<Tag, Number>& id) {
  writer(id.value());
}
template <class T>
void save(JsonWriter& writer, const std::optional<T>& value) {
  if (value) writer(*value);
}
template <class T>
void save(JsonWriter& writer, const std::vector<T>& values) {
  writer.StartArray();
  for (const T& value : values) writer(value);
  writer.EndArray();
}
template <class T, std::size_t N>
void save(JsonWriter& writer, const std::array<T, N>& values) {
  writer.StartArray();
  for (const T& value : values) writer(value);
  writer.EndArray();
}
template <class T>
void save(JsonWriter& writer, const std::map<std::string, T>& values) {
  writer.StartObject();
  for (const auto& [name, value] : values) {
    writer.Key(name);
    writer(value);
  }
  writer.EndObject();
}
template <class... Alternatives>
void save(JsonWriter& writer, const std::variant<Alternatives...>& value) {
  writer.StartObject();
  std::visit(
      [&writer](const auto& alternative) {
        writer.Key(alternative.kName);
        writer(alternative);
      },
      value);
  writer.EndObject();
}

}  // namespace photocluster

PHOTOCLUSTER_ARCHIVE_ENUMS(photocluster::JsonWriter);
