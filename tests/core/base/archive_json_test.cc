#include "shared/base/archive_json.h"

#include <gtest/gtest.h>

#include "tests/core/base/archive_sample.h"

namespace photocluster {
namespace {

using archive_sample::Assign;
using archive_sample::Command;
using archive_sample::Everything;
using archive_sample::Undo;

TEST(ArchiveJson, EachKindHasItsText) { EXPECT_EQ(ToJson(archive_sample::Full()), archive_sample::kFullJson); }

TEST(ArchiveJson, EachKindComesBack) {
  const Result<Everything> read = FromJson<Everything>(archive_sample::kFullJson);
  ASSERT_TRUE(read.ok()) << read.error().detail;
  EXPECT_EQ(read.value(), archive_sample::Full());
}

TEST(ArchiveJson, IndentedTextComesBackToo) {
  const Result<Everything> read = FromJson<Everything>(ToIndentedJson(archive_sample::Full()));
  ASSERT_TRUE(read.ok()) << read.error().detail;
  EXPECT_EQ(read.value(), archive_sample::Full());
}

TEST(ArchiveJson, VariantIsAnObjectWithOneKey) {
  EXPECT_EQ(ToJson(Command{Assign{{"a.jpg"}, "Roof", ""}}), R"({"assign":{"places":["a.jpg"],"cluster":"Roof"}})");
  EXPECT_EQ(ToJson(Command{Undo{}}), R"({"undo":{}})");
  EXPECT_EQ(FromJson<Command>(R"({"undo":{}})").value(), Command{Undo{}});
  EXPECT_EQ(FromJson<Command>(R"( {"undo" : {"later":[1]} } )").value(), Command{Undo{}});
}

TEST(ArchiveJson, MissingFieldsKeepTheirDefaults) {
  EXPECT_EQ(FromJson<Everything>("{}").value(), Everything{});
  EXPECT_EQ(FromJson<Everything>("{}").value().text, "as it was");
}

TEST(ArchiveJson, FieldsComeInAnyOrderAndUnknownOnesAreIgnored) {
  const auto read = FromJson<Assign>(R"({"new":{"a":[null,{}]},"cluster":"Roof","places":["a"],"":0})");
  ASSERT_TRUE(read.ok()) << read.error().detail;
  EXPECT_EQ(read.value(), (Assign{{"a"}, "Roof", ""}));
}

TEST(ArchiveJson, NullIsReadAsAnAbsentOptional) {
  const auto read = FromJson<Everything>(R"({"maybe":null,"photo":null,"run":null,"side":null})");
  ASSERT_TRUE(read.ok()) << read.error().detail;
  EXPECT_EQ(read.value(), Everything{});
}

TEST(ArchiveJson, OptionalsThatHoldNothingAreLeftOut) {
  Everything value;
  value.photo = Fingerprint{};
  value.run = archive_sample::RunId();
  EXPECT_EQ(ToJson(value), ToJson(Everything{}));
}

TEST(ArchiveJson, SixDecimalsComeBackForEveryValueNearTheBorders) {
  for (const std::int64_t start : {std::int64_t{INT32_MIN}, std::int64_t{-1'000'005}, std::int64_t{-5},
                                   std::int64_t{999'995}, std::int64_t{INT32_MAX} - 9}) {
    for (std::int64_t i = start; i < start + 10; ++i) {
      const FixedDecimal6 value{static_cast<std::int32_t>(i)};
      EXPECT_EQ(FromJson<FixedDecimal6>(ToJson(value)).value(), value) << i;
    }
  }
}

TEST(ArchiveJson, DoublesComeBackBitForBit) {
  std::uint64_t bits = 1;
  for (int i = 0; i < 20'000; ++i) {
    bits = bits * 6364136223846793005u + 1442695040888963407u;
    const double value = __builtin_bit_cast(double, bits);
    if (value - value != 0) continue;  // infinite or not a number
    EXPECT_EQ(__builtin_bit_cast(std::uint64_t, FromJson<double>(ToJson(value)).value()), bits) << value;
  }
  for (const char* text :
       {"0.0", "-0.0", "5e-324", "2.2250738585072014e-308", "1.7976931348623157e308", "0.1", "1e22", "123456789.125"}) {
    EXPECT_EQ(ToJson(FromJson<double>(text).value()), text);
  }
}

// What is accepted, whatever it is, is written and read again as itself.
template <class T>
void ExpectSteady(const std::string& text) {
  const Result<T> read = FromJson<T>(text);
  if (!read.ok()) {
    EXPECT_EQ(read.error().code, ErrorCode::kBadInput);
    EXPECT_FALSE(read.error().detail.empty());
    return;
  }
  const std::string again = ToJson(read.value());
  const Result<T> read_again = FromJson<T>(again);
  ASSERT_TRUE(read_again.ok()) << text << '\n' << read_again.error().detail;
  EXPECT_EQ(ToJson(read_again.value()), again);
}

TEST(ArchiveJson, NoPrefixIsTaken) {
  const std::string text = archive_sample::kFullJson;
  for (std::size_t length = 0; length < text.size(); ++length) {
    EXPECT_FALSE(FromJson<Everything>(text.substr(0, length)).ok()) << length;
  }
}

TEST(ArchiveJson, AnyByteMayBecomeAnyOther) {
  const std::string text = R"({"assign":{"places":["\u00e9","b\n"],"cluster":"Снег","new":[-1.5e3,true,null]}})";
  for (std::size_t place = 0; place < text.size(); ++place) {
    std::string changed = text;
    for (int byte = 0; byte < 256; ++byte) {
      changed[place] = static_cast<char>(byte);
      ExpectSteady<Command>(changed);
    }
  }
}

TEST(ArchiveJson, AnyByteMayBecomePunctuationOrGoOrComeTwice) {
  const std::string text = archive_sample::kFullJson;
  for (std::size_t place = 0; place < text.size(); ++place) {
    std::string changed = text;
    for (const char byte : std::string_view("\"\\{}[],:-+.0e9n \x80")) {
      changed[place] = byte;
      ExpectSteady<Everything>(changed);
    }
    ExpectSteady<Everything>(std::string(text).erase(place, 1));
    ExpectSteady<Everything>(std::string(text).insert(place, 1, text[place]));
  }
}

}  // namespace
}  // namespace photocluster
