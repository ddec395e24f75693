#include "shared/base/archive_json_reader.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <charconv>

#include "shared/base/archive_base64.h"
#include "shared/base/archive_json.h"
#include "shared/base/archive_number.h"
#include "shared/base/unicode.h"

namespace photocluster {
namespace {

// rapidjson's tree with our own idea of depth and numbers. Its parser calls itself for each level: the depth is limited
// before the stack is.
class Document : public rapidjson::Document {
 public:
  using GenericDocument::GenericDocument;

  const std::string& refusal() const { return refusal_; }

  bool StartObject() { return Enter() && GenericDocument::StartObject(); }
  bool StartArray() { return Enter() && GenericDocument::StartArray(); }
  bool EndObject(rapidjson::SizeType count) { return Leave() && GenericDocument::EndObject(count); }
  bool EndArray(rapidjson::SizeType count) { return Leave() && GenericDocument::EndArray(count); }

  bool RawNumber(const char* digits, rapidjson::SizeType length, bool) {
    std::int64_t integer = 0;
    std::uint64_t natural = 0;
    if (IsAll(digits, length, integer)) return Int64(integer);
    if (IsAll(digits, length, natural)) return Uint64(natural);
    const double real = NearestDouble(std::string(digits, length));
    return real - real == 0 ? Double(real) : Refuse("a number is too big");
  }

 private:
  template <class Integer>
  static bool IsAll(const char* digits, std::size_t length, Integer& value) {
    const auto [end, error] = std::from_chars(digits, digits + length, value);
    return error == std::errc() && end == digits + length;
  }
  bool Enter() { return ++depth_ <= kMaxJsonDepth || Refuse("nested deeper than " + std::to_string(kMaxJsonDepth)); }
  bool Leave() { return --depth_, true; }
  bool Refuse(const std::string& why) { return refusal_ = why, false; }

  int depth_ = 0;
  std::string refusal_;
};

std::string_view TextOf(const rapidjson::Value& value) { return {value.GetString(), value.GetStringLength()}; }

// A text from outside as it may stand in a message.
std::string Shown(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  std::size_t length = std::min(text.size(), kLongest);
  while (length < text.size() && length > 0 && (text[length] & 0xC0) == 0x80) --length;
  return ToJson(std::string(text.substr(0, length)) + (length < text.size() ? "..." : ""));
}

std::string KindOf(const rapidjson::Value& value) {
  switch (value.GetType()) {
    case rapidjson::kNullType:
      return "null";
    case rapidjson::kFalseType:
    case rapidjson::kTrueType:
      return "a boolean";
    case rapidjson::kObjectType:
      return "an object";
    case rapidjson::kArrayType:
      return "an array";
    case rapidjson::kStringType:
      return "a string";
    case rapidjson::kNumberType:
      return "a number";
  }
  return "something else";
}

// rapidjson's sentence without its full stop.
std::string Reason(rapidjson::ParseErrorCode code) {
  std::string sentence = rapidjson::GetParseError_En(code);
  if (!sentence.empty() && sentence.back() == '.') sentence.pop_back();
  return sentence;
}

std::size_t PlaceIn(JsonNames names, std::string_view name) {
  return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

std::string OneOf(JsonNames names) {
  std::string text = names.size() == 1 ? "expected " : "expected one of ";
  for (std::size_t i = 0; i < names.size(); ++i) text += std::string(i == 0 ? "" : ", ") + names[i];
  return text;
}

}  // namespace

struct JsonReader::Tree {
  explicit Tree(std::string_view text)
      : has_escapes(text.find("\\u") != std::string_view::npos), stream(text.data(), text.size()) {}

  // The text as a whole is UTF-8, but an escape like \udc00 may still name half a character.
  bool IsWhole(std::string_view name) const { return !has_escapes || IsValidUtf8(name); }

  const bool has_escapes;
  rapidjson::MemoryStream stream;
  char buffer[4096];  // a line of the log needs no more memory than this
  rapidjson::MemoryPoolAllocator<> pool{buffer, sizeof(buffer)};
  Document document{&pool};
};

JsonReader::JsonReader(std::string_view text, std::size_t max_bytes)
    : InputArchive(this), tree_(std::make_unique<Tree>(text)) {
  root_.value = &tree_->document;
  Parse(text, max_bytes);
}

void JsonReader::Parse(std::string_view text, std::size_t max_bytes) {
  if (text.size() > max_bytes) return Fail("longer than " + std::to_string(max_bytes) + " bytes");
  if (!IsValidUtf8(text)) return Fail("not UTF-8");
  rapidjson::Reader parser;
  auto parse = [&](rapidjson::Document&) {
    return !parser.Parse<rapidjson::kParseNumbersAsStringsFlag>(tree_->stream, tree_->document).IsError();
  };
  tree_->document.Populate(parse);
  if (parser.GetParseErrorCode() == rapidjson::kParseErrorTermination) {
    Fail(tree_->document.refusal());
  } else if (parser.HasParseError()) {
    Fail("not JSON at byte " + std::to_string(parser.GetErrorOffset()) + ": " + Reason(parser.GetParseErrorCode()));
  } else if (tree_->stream.Tell() != text.size()) {
    Fail("not JSON at byte " + std::to_string(tree_->stream.Tell()) + ": a zero byte");
  }
}

JsonReader::~JsonReader() = default;

void JsonReader::Fail(const std::string& what) {
  if (failed_) return;
  failed_ = true;
  std::string path;
  for (const Step* step = at_; step != &root_; step = step->above) {
    switch (step->kind) {
      case Step::kField:
        path = std::string(step->above == &root_ ? "" : ".") + std::string(step->name) + path;
        break;
      case Step::kEntry:
        path = '[' + Shown(step->name) + ']' + path;
        break;
      case Step::kElement:
        path = '[' + std::to_string(step->index) + ']' + path;
        break;
    }
  }
  error_ = {ErrorCode::kBadInput, path + (path.empty() ? "" : ": ") + what};
}

void JsonReader::FailAt(Step step, const std::string& what) {
  step.above = at_;
  at_ = &step;
  Fail(what);
  at_ = step.above;
}

bool JsonReader::Expect(bool fits, const char* wanted) {
  if (failed_) return false;
  if (!fits) Fail(std::string("expected ") + wanted + ", found " + KindOf(*at_->value));
  return fits;
}

void JsonReader::Read(bool& value) {
  if (Expect(at_->value->IsBool(), "a boolean")) value = at_->value->GetBool();
}

void JsonReader::Read(double& value) {
  if (Expect(at_->value->IsNumber(), "a number")) value = at_->value->GetDouble();
}

void JsonReader::Read(std::string& text) {
  if (!Expect(at_->value->IsString(), "a string")) return;
  if (!tree_->IsWhole(TextOf(*at_->value))) return Fail("not UTF-8");
  text = TextOf(*at_->value);
}

void JsonReader::Read(Bytes& bytes) {
  if (!Expect(at_->value->IsString(), "a string")) return;
  Result<std::string> decoded = FromBase64(TextOf(*at_->value));
  if (!decoded.ok()) return Fail(decoded.error().detail);
  bytes.value = std::move(decoded).value();
}

void JsonReader::Read(Fingerprint& fingerprint) {
  if (!Expect(at_->value->IsString(), "a string")) return;
  const Result<Fingerprint> read = Fingerprint::FromText(TextOf(*at_->value));
  if (!read.ok()) return Fail(read.error().detail);
  fingerprint = read.value();
}

void JsonReader::Read(FixedDecimal6& number) {
  double value = 0;
  Read(value);
  const double millionths = value * 1e6 + (value < 0 ? -0.5 : 0.5);  // rounds when the fraction is cut off
  if (!(millionths > -2147483649.0 && millionths < 2147483648.0)) {
    return Fail("expected a number from -2147.483648 to 2147.483647");
  }
  number.millionths = static_cast<std::int32_t>(millionths);
}

std::int64_t JsonReader::ReadInteger(std::int64_t min, std::int64_t max) {
  if (!Expect(at_->value->IsNumber(), "a number")) return 0;
  const rapidjson::Value& value = *at_->value;
  if (value.IsInt64() && value.GetInt64() >= min && value.GetInt64() <= max) return value.GetInt64();
  Fail("expected a whole number from " + std::to_string(min) + " to " + std::to_string(max));
  return 0;
}

std::uint64_t JsonReader::ReadInteger(std::uint64_t min, std::uint64_t max) {
  if (!Expect(at_->value->IsNumber(), "a number")) return 0;
  const rapidjson::Value& value = *at_->value;
  if (value.IsUint64() && value.GetUint64() >= min && value.GetUint64() <= max) return value.GetUint64();
  Fail("expected a whole number from " + std::to_string(min) + " to " + std::to_string(max));
  return 0;
}

bool JsonReader::AtNull() const { return !failed_ && at_->value->IsNull(); }

void JsonReader::ExpectObject() { Expect(at_->value->IsObject(), "an object"); }

std::size_t JsonReader::ExpectArray() { return Expect(at_->value->IsArray(), "an array") ? at_->value->Size() : 0; }

JsonReader::Step JsonReader::Element(std::size_t index) const {
  return {&(*at_->value)[static_cast<rapidjson::SizeType>(index)], Step::kElement, {}, index};
}

std::vector<JsonReader::Step> JsonReader::Entries() {
  std::vector<Step> entries;
  if (!Expect(at_->value->IsObject(), "an object")) return entries;
  for (const auto& member : at_->value->GetObject()) {
    entries.push_back({&member.value, Step::kEntry, TextOf(member.name)});
  }
  std::sort(entries.begin(), entries.end(), [](const Step& a, const Step& b) { return a.name < b.name; });
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!tree_->IsWhole(entries[i].name)) FailAt(entries[i], "not UTF-8");
    if (i > 0 && entries[i].name == entries[i - 1].name) FailAt(entries[i], "given twice");
  }
  return entries;
}

JsonReader::Step JsonReader::Member(const char* name) {
  Step found{nullptr, Step::kField, name};
  if (failed_) return found;
  for (const auto& member : at_->value->GetObject()) {
    if (TextOf(member.name) != found.name) continue;
    if (found.value != nullptr) FailAt(found, "given twice");
    found.value = &member.value;
  }
  return found;
}

JsonReader::Step JsonReader::OnlyMember(JsonNames names, std::size_t& place) {
  place = names.size();
  if (!Expect(at_->value->IsObject(), "an object")) return {};
  if (at_->value->MemberCount() != 1) {
    Fail(OneOf(names) + ", found " + std::to_string(at_->value->MemberCount()) + " keys");
    return {};
  }
  const auto& member = *at_->value->MemberBegin();
  place = PlaceIn(names, TextOf(member.name));
  if (place == names.size()) Fail(OneOf(names) + ", found " + Shown(TextOf(member.name)));
  return {&member.value, Step::kField, TextOf(member.name)};
}

std::size_t JsonReader::ReadName(JsonNames names) {
  if (!Expect(at_->value->IsString(), "a string")) return names.size();
  const std::size_t place = PlaceIn(names, TextOf(*at_->value));
  if (place == names.size()) Fail(OneOf(names) + ", found " + Shown(TextOf(*at_->value)));
  return place;
}

void JsonReader::FailMissing(const char* name) { FailAt({nullptr, Step::kField, name}, "missing"); }

void JsonReader::FailSize(std::size_t expected, std::size_t found) {
  Fail("expected " + std::to_string(expected) + " elements, found " + std::to_string(found));
}

}  // namespace photocluster
