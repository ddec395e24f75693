#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "shared/base/archive_rules.h"

namespace photocluster {

// cereal's archive for writing JSON text. Its functions are for the overloads below; use ToJson().
class JsonWriter : public cereal::OutputArchive<JsonWriter, cereal::AllowEmptyClassElision> {
 public:
  JsonWriter();
  ~JsonWriter();

  std::string TakeText();

  void StartObject();
  void EndObject();
  void StartArray();
  void EndArray();
  void Key(std::string_view name);

  void WriteBool(bool value);
  void WriteInteger(std::int64_t value);
  void WriteInteger(std::uint64_t value);
  // Reads back as the same double and has the same bytes everywhere; of two texts of 16 or 17 digits it is not always
  // the nearer one, and in 1 of 2,000 cases has a digit more than needed. null when not finite.
  void WriteDouble(double value);
  void WriteNumber(std::string_view digits);  // as it stands
  void WriteText(std::string_view text);      // what is not UTF-8 becomes U+FFFD, so that the text stays JSON

 private:
  struct Text;
  std::unique_ptr<Text> text_;
};

// The same text, indented by two, arrays on one line, a newline at the end. REQUIRES: `json` comes from ToJson().
std::string IndentedJson(std::string_view json);

std::string SixDecimals(FixedDecimal6 value);

}  // namespace photocluster
