#pragma once
#include <array>
#include <bit>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "shared/base/archive_rules.h"

namespace photocluster {

static_assert(std::endian::native == std::endian::little, "every platform of this project is little endian");

// cereal's archive for writing the binary format; use ToBinary().
//
//   the whole          a byte 1 (little endian), then the value
//   bool, number, enum its bytes; an Id as its number, a Fingerprint as high and low
//   text, Bytes        length in 8 bytes, then the bytes
//   vector             length in 8 bytes, then the elements; array: the elements
//   map                length in 8 bytes, then key and value of each entry, sorted by key
//   optional           a byte 1 when there is nothing, else a byte 0 and the value
//   variant            the alternative's place in 4 bytes, then its value
//   struct             the fields in the order of serialize(), without names
class BinaryWriter : public cereal::OutputArchive<BinaryWriter, cereal::AllowEmptyClassElision> {
 public:
  BinaryWriter() : OutputArchive(this), bytes_(1, '\1') {}
  std::string TakeBytes() { return std::move(bytes_); }

  void Append(const void* from, std::size_t size) { bytes_.append(static_cast<const char*>(from), size); }
  void AppendCount(std::size_t count) {
    const std::uint64_t wide = count;
    Append(&wide, sizeof(wide));
  }

 private:
  std::string bytes_;
};

template <class T>
requires std::is_arithmetic_v<T> || std::is_enum_v<T>
void save(BinaryWriter& writer, const T& value) { writer.Append(&value, sizeof(value)); }

inline void save(BinaryWriter& writer, const std::string& text) {
  writer.AppendCount(text.size());
  writer.Append(text.data(), text.size());
}
inline void save(BinaryWriter& writer, const Bytes& bytes) { writer(bytes.value); }
inline void save(BinaryWriter& writer, const Fingerprint& fingerprint) { writer(fingerprint.high, fingerprint.low); }
inline void save(BinaryWriter& writer, const FixedDecimal6& number) { writer(number.millionths); }

template <class T>
void save(BinaryWriter& writer, const cereal::NameValuePair<T>& field) {
  writer(field.value);
}
template <class T>
void save(BinaryWriter& writer, const RequiredField<T>& required) {
  writer(required.field.value);
}
template <class T>
void save(BinaryWriter& writer, const OmittedField<T>& omitted) {
  writer(omitted.field.value);
}
template <class Tag, class Number>
void save(BinaryWriter& writer, const Id<Tag, Number>& id) {
  writer(id.value());
}
template <class T>
void save(BinaryWriter& writer, const std::optional<T>& value) {
  writer(!value.has_value());
  if (value) writer(*value);
}
template <class T>
void save(BinaryWriter& writer, const std::vector<T>& values) {
  writer.AppendCount(values.size());
  if constexpr (std::is_arithmetic_v<T>) {
    writer.Append(values.data(), values.size() * sizeof(T));
  } else {
    for (const T& value : values) writer(value);
  }
}
template <class T, std::size_t N>
void save(BinaryWriter& writer, const std::array<T, N>& values) {
  for (const T& value : values) writer(value);
}
template <class T>
void save(BinaryWriter& writer, const std::map<std::string, T>& values) {
  writer.AppendCount(values.size());
  for (const auto& [key, value] : values) writer(key, value);
}
template <class... Alternatives>
void save(BinaryWriter& writer, const std::variant<Alternatives...>& value) {
  writer(static_cast<std::int32_t>(value.index()));
  std::visit([&writer](const auto& alternative) { writer(alternative); }, value);
}

}  // namespace photocluster

PHOTOCLUSTER_ARCHIVE_ENUMS(photocluster::BinaryWriter);
