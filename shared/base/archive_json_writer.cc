#include "shared/base/archive_json_writer.h"

#include <rapidjson/memorystream.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdlib>

#include "shared/base/unicode.h"

namespace photocluster {
namespace {

// Every byte that belongs to no character becomes U+FFFD.
std::string Repaired(std::string_view text) {
  std::string repaired;
  while (!text.empty()) {
    std::size_t length = 1;
    while (length <= 4 && !IsValidUtf8(text.substr(0, length))) ++length;
    const bool valid = length <= 4;
    if (!valid) length = 1;
    repaired += valid ? text.substr(0, length) : "\xEF\xBF\xBD";
    text.remove_prefix(length);
  }
  return repaired;
}

rapidjson::SizeType Length(std::string_view text) { return static_cast<rapidjson::SizeType>(text.size()); }

// rapidjson's own RawNumber puts a number in quotes.
class IndentingWriter : public rapidjson::PrettyWriter<rapidjson::StringBuffer> {
 public:
  using PrettyWriter::PrettyWriter;
  bool RawNumber(const char* digits, rapidjson::SizeType length, bool) {
    return RawValue(digits, length, rapidjson::kNumberType);
  }
};

}  // namespace

struct JsonWriter::Text {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer{buffer};
};

JsonWriter::JsonWriter() : OutputArchive(this), text_(std::make_unique<Text>()) {}
JsonWriter::~JsonWriter() = default;

std::string JsonWriter::TakeText() { return {text_->buffer.GetString(), text_->buffer.GetSize()}; }

void JsonWriter::StartObject() { text_->writer.StartObject(); }
void JsonWriter::EndObject() { text_->writer.EndObject(); }
void JsonWriter::StartArray() { text_->writer.StartArray(); }
void JsonWriter::EndArray() { text_->writer.EndArray(); }
void JsonWriter::Key(std::string_view name) { WriteText(name); }

void JsonWriter::WriteBool(bool value) { text_->writer.Bool(value); }
void JsonWriter::WriteInteger(std::int64_t value) { text_->writer.Int64(value); }
void JsonWriter::WriteInteger(std::uint64_t value) { text_->writer.Uint64(value); }

void JsonWriter::WriteDouble(double value) {
  if (rapidjson::internal::Double(value).IsNanOrInf()) {
    text_->writer.Null();
  } else {
    text_->writer.Double(value);
  }
}

void JsonWriter::WriteNumber(std::string_view digits) {
  text_->writer.RawValue(digits.data(), digits.size(), rapidjson::kNumberType);
}

void JsonWriter::WriteText(std::string_view text) {
  if (IsValidUtf8(text)) {
    text_->writer.String(text.data() == nullptr ? "" : text.data(), Length(text));
  } else {
    const std::string repaired = Repaired(text);
    text_->writer.String(repaired.data(), Length(repaired));
  }
}

std::string IndentedJson(std::string_view json) {
  rapidjson::StringBuffer buffer;
  IndentingWriter writer(buffer);
  writer.SetIndent(' ', 2);
  writer.SetFormatOptions(rapidjson::kFormatSingleLineArray);
  rapidjson::MemoryStream stream(json.data(), json.size());
  rapidjson::Reader().Parse<rapidjson::kParseNumbersAsStringsFlag>(stream, writer);
  return std::string(buffer.GetString(), buffer.GetSize()) + '\n';
}

std::string SixDecimals(FixedDecimal6 value) {
  const std::int64_t magnitude = std::abs(std::int64_t{value.millionths});
  const std::string fraction = std::to_string(magnitude % 1'000'000);
  std::string text = value.millionths < 0 ? "-" : "";
  text += std::to_string(magnitude / 1'000'000);
  text += '.';
  text.append(6 - fraction.size(), '0');
  return text += fraction;
}

}  // namespace photocluster
