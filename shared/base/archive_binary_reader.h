#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/base/archive_binary_writer.h"
#include "shared/base/result.h"

namespace photocluster {

// cereal's archive for reading what BinaryWriter wrote; use FromBinary(). The first failure is kept; after it nothing
// more is read and every value is left as it is.
class BinaryReader : public cereal::InputArchive<BinaryReader, cereal::AllowEmptyClassElision> {
 public:
  // REQUIRES: `bytes` outlives the reader.
  explicit BinaryReader(std::string_view bytes);

  bool ok() const { return !failed_; }
  const Error& error() const { return error_; }

  bool Take(void* to, std::size_t size);
  std::string_view Take(std::size_t size);
  // A length of things of at least `size` bytes each; 0 after a failure.
  std::size_t TakeCount(std::size_t size);
  void ExpectEnd();
  void Fail(const std::string& what);

 private:
  std::string_view bytes_;
  std::size_t place_ = 0;
  bool failed_ = false;
  Error error_;
};

template <class T>
requires std::is_arithmetic_v<T> &&(!std::is_same_v<T, bool>)void load(BinaryReader& reader, T& value) {
  reader.Take(&value, sizeof(value));
}

template <std::same_as<bool> T>
void load(BinaryReader& reader, T& value) {
  std::uint8_t byte = 0;
  reader(byte);
  if (byte > 1) return reader.Fail("expected 0 or 1, found " + std::to_string(byte));
  value = byte == 1;
}
template <ArchivedEnum E>
void load(BinaryReader& reader, E& value) {
  std::underlying_type_t<E> number{};
  reader(number);
  for (const auto& entry : EnumNamesOf(E{})) {
    if (static_cast<std::underlying_type_t<E>>(entry.first) == number) {
      value = entry.first;
      return;
    }
  }
  reader.Fail("no such value of an enum: " + std::to_string(number));
}

inline void load(BinaryReader& reader, std::string& text) { text = reader.Take(reader.TakeCount(1)); }
inline void load(BinaryReader& reader, Bytes& bytes) { reader(bytes.value); }
inline void load(BinaryReader& reader, Fingerprint& fingerprint) { reader(fingerprint.high, fingerprint.low); }
inline void load(BinaryReader& reader, FixedDecimal6& number) { reader(number.millionths); }

template <class T>
void load(BinaryReader& reader, cereal::NameValuePair<T>& field) {
  reader(field.value);
}
template <class T>
void load(BinaryReader& reader, RequiredField<T>& required) {
  reader(required.field.value);
}
template <class T>
void load(BinaryReader& reader, OmittedField<T>& omitted) {
  reader(omitted.field.value);
}
template <class Tag, class Number>
void load(BinaryReader& reader, Id<Tag, Number>& id) {
  Number number = 0;
  reader(number);
  id = Id<Tag, Number>(number);
}
template <class T>
void load(BinaryReader& reader, std::optional<T>& value) {
  bool nothing = true;
  reader(nothing);
  if (nothing) return value.reset();
  reader(value.emplace());
}
template <class T>
void load(BinaryReader& reader, std::vector<T>& values) {
  static_assert(!std::is_empty_v<T>, "the bytes that follow say nothing about the length of such a list");
  if constexpr (std::is_arithmetic_v<T>) {
    values.resize(reader.TakeCount(sizeof(T)));
    reader.Take(values.data(), values.size() * sizeof(T));
  } else {
    const std::size_t count = reader.TakeCount(1);
    values.clear();  // and grows with what is really there
    for (std::size_t i = 0; i < count && reader.ok(); ++i) reader(values.emplace_back());
  }
}
template <class T, std::size_t N>
void load(BinaryReader& reader, std::array<T, N>& values) {
  for (T& value : values) reader(value);
}
template <class T>
void load(BinaryReader& reader, std::map<std::string, T>& values) {
  const std::size_t count = reader.TakeCount(sizeof(std::uint64_t));
  values.clear();
  for (std::size_t i = 0; i < count && reader.ok(); ++i) {
    std::string key;
    reader(key);
    if (!values.empty() && !(values.rbegin()->first < key)) return reader.Fail("keys out of order");
    reader(values.emplace_hint(values.end(), std::move(key), T{})->second);
  }
}
template <class... Alternatives>
void load(BinaryReader& reader, std::variant<Alternatives...>& value) {
  std::int32_t chosen = -1;
  reader(chosen);
  std::int32_t place = 0;
  const bool known = ((place++ == chosen && (reader(value.template emplace<Alternatives>()), true)) || ...);
  if (!known) reader.Fail("no such alternative: " + std::to_string(chosen));
}

}  // namespace photocluster

PHOTOCLUSTER_ARCHIVE_ENUMS(photocluster::BinaryReader);
CEREAL_SETUP_ARCHIVE_TRAITS(photocluster::BinaryReader, photocluster::BinaryWriter)
