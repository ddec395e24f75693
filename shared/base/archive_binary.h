#pragma once
#include <string>
#include <string_view>

#include "shared/base/archive_binary_reader.h"
#include "shared/base/archive_binary_writer.h"
#include "shared/base/result.h"

// cereal's portable binary format, little endian (archive_binary_writer.h). cereal's own archive for it is not used: it
// believes every length it reads and allocates that much, takes any byte for a bool or an enum, and reports by
// throwing.
namespace photocluster {

template <class T>
std::string ToBinary(const T& value) {
  BinaryWriter writer;
  writer(value);
  return writer.TakeBytes();
}

// A T, or kDamaged saying at which byte. All of `bytes` has to be used. A length is refused when the bytes that follow
// cannot hold so much.
template <class T>
Result<T> FromBinary(std::string_view bytes) {
  BinaryReader reader(bytes);
  T value{};
  if (reader.ok()) reader(value);
  reader.ExpectEnd();
  if (!reader.ok()) return reader.error();
  return value;
}

}  // namespace photocluster
