#include "shared/base/archive_json_writer.h"

#include <gtest/gtest.h>

#include <limits>

#include "shared/base/archive_json.h"
#include "tests/core/base/archive_sample.h"

namespace photocluster {
namespace {

TEST(ArchiveJsonWriter, OnlyQuotesBackslashesAndControlCharactersAreEscaped) {
  std::string text;
  for (char c = 0; c < 32; ++c) text += c;
  EXPECT_EQ(ToJson(text + "\"\\/\x7Fж😀"),
            "\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000B\\f\\r\\u000E\\u000F"
            "\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018\\u0019\\u001A\\u001B\\u001C\\u001D"
            "\\u001E\\u001F\\\"\\\\/\x7Fж😀\"");
}

TEST(ArchiveJsonWriter, BytesThatAreNotUtf8AreReplaced) {
  EXPECT_EQ(ToJson(std::string("a\xFF\xD0\xB6\xE2\x82")), "\"a\xEF\xBF\xBD\xD0\xB6\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

TEST(ArchiveJsonWriter, NumbersThatAreNotFiniteAreNull) {
  EXPECT_EQ(ToJson(std::numeric_limits<double>::infinity()), "null");
  EXPECT_EQ(ToJson(std::numeric_limits<double>::quiet_NaN()), "null");
}

TEST(ArchiveJsonWriter, SixDecimalsAreExact) {
  EXPECT_EQ(SixDecimals({0}), "0.000000");
  EXPECT_EQ(SixDecimals({-1}), "-0.000001");
  EXPECT_EQ(SixDecimals({-12345}), "-0.012345");
  EXPECT_EQ(SixDecimals({1'000'000}), "1.000000");
  EXPECT_EQ(SixDecimals({INT32_MIN}), "-2147.483648");
}

TEST(ArchiveJsonWriter, IndentedTextHasTwoSpacesALevelAndArraysOnOneLine) {
  archive_sample::Everything value;
  value.assigns = {{{"a", "b"}, "Roof", ""}};
  value.centroids["Roof"] = {{1}, {-2}};
  const std::string text = ToIndentedJson(value);
  EXPECT_EQ(text.substr(0, 20), "{\n  \"flag\": false,\n ");
  EXPECT_EQ(text.substr(text.size() - 3), "\n}\n");
  EXPECT_NE(text.find("\n  \"centroids\": {\n    \"Roof\": [0.000001, -0.000002]\n  },\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\n      \"places\": [\"a\", \"b\"],\n"), std::string::npos) << text;
  EXPECT_EQ(ToIndentedJson(archive_sample::Undo{}), "{}\n");
}

}  // namespace
}  // namespace photocluster
