#include "shared/base/archive_json_reader.h"

#include <gtest/gtest.h>

#include "shared/base/archive_json.h"
#include "tests/core/base/archive_sample.h"

namespace photocluster {
namespace {

using archive_sample::Assign;
using archive_sample::Command;
using archive_sample::Everything;

template <class T>
std::string Refused(const std::string& text, std::size_t max_bytes = kMaxJsonBytes) {
  const Result<T> read = FromJson<T>(text, max_bytes);
  if (read.ok()) return "accepted";
  EXPECT_EQ(read.error().code, ErrorCode::kBadInput);
  return read.error().detail;
}

TEST(ArchiveJsonReader, WrongKindsAreRefusedWithThePathOfTheField) {
  const std::pair<const char*, const char*> cases[] = {
      {"3", "expected an object, found a number"},
      {R"({"flag":1})", "flag: expected a boolean, found a number"},
      {R"({"flag":null})", "flag: expected a boolean, found null"},
      {R"({"small":"1"})", "small: expected a number, found a string"},
      {R"({"real":true})", "real: expected a number, found a boolean"},
      {R"({"text":[]})", "text: expected a string, found an array"},
      {R"({"maybe":{}})", "maybe: expected a string, found an object"},
      {R"({"photo":"12"})", "photo: a fingerprint has 32 digits of 0-9a-f"},
      {R"({"act":"mvoe"})", "act: expected one of move, copy, found \"mvoe\""},
      {R"({"act":1})", "act: expected a string, found a number"},
      {R"({"sides":["left",false]})", "sides[1]: expected a string, found a boolean"},
      {R"({"assigns":{}})", "assigns: expected an array, found an object"},
      {R"({"assigns":[{"places":[],"cluster":""},{"places":["a",2]}]})",
       "assigns[1].places[1]: expected a string, found a number"},
      {R"({"pair":[1]})", "pair: expected 2 elements, found 1"},
      {R"({"pair":[1,"x"]})", "pair[1]: expected a number, found a string"},
      {R"({"centroids":[]})", "centroids: expected an object, found an array"},
      {R"({"centroids":{"Sn\"ow":[0,null]}})", "centroids[\"Sn\\\"ow\"][1]: expected a number, found null"},
      {R"({"bytes":"AP8"})", "bytes: expected base64"},
      {R"({"commands":[{"undo":{}},{"undo":0}]})", "commands[1].undo: expected an object, found a number"}};
  for (const auto& [text, detail] : cases) EXPECT_EQ(Refused<Everything>(text), detail) << text;
}

TEST(ArchiveJsonReader, MissingRequiredFieldsAreNamed) {
  EXPECT_EQ(Refused<Command>(R"({"assign":{"places":["a"]}})"), "assign.cluster: missing");
  EXPECT_EQ(Refused<Assign>("{}"), "places: missing");
  EXPECT_EQ(Refused<Assign>(R"({"places":null,"cluster":""})"), "places: expected an array, found null");
}

TEST(ArchiveJsonReader, VariantsNeedExactlyOneKnownKey) {
  EXPECT_EQ(Refused<Command>(R"({"asign":{}})"), "expected one of assign, undo, found \"asign\"");
  EXPECT_EQ(Refused<Command>("{}"), "expected one of assign, undo, found 0 keys");
  EXPECT_EQ(Refused<Command>(R"({"undo":{},"redo":{}})"), "expected one of assign, undo, found 2 keys");
  EXPECT_EQ(Refused<Command>("[]"), "expected an object, found an array");
}

TEST(ArchiveJsonReader, KeysGivenTwiceAreRefused) {
  EXPECT_EQ(Refused<Command>(R"({"assign":{"places":[],"cluster":"a","cluster":"a"}})"), "assign.cluster: given twice");
  EXPECT_EQ(Refused<Everything>(R"({"centroids":{"b":[],"a":[],"b":[]}})"), "centroids[\"b\"]: given twice");
}

TEST(ArchiveJsonReader, NumbersOutOfTheFieldsRangeAreRefused) {
  const std::string small = "small: expected a whole number from -128 to 127";
  for (const char* number : {"128", "-129", "1e2", "1.0", "0.5", "99999999999999999999"}) {
    EXPECT_EQ(Refused<Everything>(std::string(R"({"small":)") + number + "}"), small) << number;
  }
  EXPECT_EQ(Refused<Everything>(R"({"medium":65536})"), "medium: expected a whole number from 0 to 65535");
  EXPECT_EQ(Refused<Everything>(R"({"medium":-1})"), "medium: expected a whole number from 0 to 65535");
  EXPECT_EQ(Refused<Everything>(R"({"wide":9223372036854775808})"),
            "wide: expected a whole number from -9223372036854775808 to 9223372036854775807");
  EXPECT_EQ(Refused<Everything>(R"({"widest":18446744073709551616})"),
            "widest: expected a whole number from 0 to 18446744073709551615");
  EXPECT_EQ(Refused<Everything>(R"({"centroids":{"a":[2147.4836475]}})"),
            "centroids[\"a\"][0]: expected a number from -2147.483648 to 2147.483647");
  EXPECT_EQ(Refused<double>("1e309"), "not JSON at byte 0: Number too big to be stored in double");
  EXPECT_EQ(Refused<double>("1.7976931348623159e308"), "a number is too big");
}

TEST(ArchiveJsonReader, TextThatIsNotJsonIsRefusedWithTheByte) {
  for (const char* text :
       {"",   " ",  "{",  "{}}", "{} {}",  "[1,]", R"({"a":1,})", "{'a':1}", R"({"a" 1})",    "nul", "NaN", "Infinity",
        "01", "+1", ".5", "1.",  "\"\t\"", "\"",   R"("\x")",     "// 1",    "\xEF\xBB\xBF{}"}) {
    EXPECT_EQ(Refused<double>(text).substr(0, 17), "not JSON at byte ") << text;
  }
  EXPECT_EQ(Refused<Assign>(R"({"places":[] "cluster":""})"),
            "not JSON at byte 13: Missing a comma or '}' after an object member");
  EXPECT_EQ(Refused<double>(std::string("1\0", 2)), "not JSON at byte 1: a zero byte");
  EXPECT_EQ(Refused<double>(std::string("1\0 2", 4)), "not JSON at byte 1: a zero byte");
}

TEST(ArchiveJsonReader, WhatIsNotUtf8IsRefused) {
  EXPECT_EQ(Refused<std::string>("\"\xFF\""), "not UTF-8");
  EXPECT_EQ(Refused<std::string>("\"\xED\xA0\x80\""), "not UTF-8");
  EXPECT_EQ(Refused<Assign>("{\"unknown\":\"\xC0\x80\"}"), "not UTF-8");
  EXPECT_EQ(Refused<std::string>(R"("\udc00")"), "not UTF-8");
  EXPECT_EQ(Refused<Everything>(R"({"centroids":{"\udfff":[]}})"),
            "centroids[\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"]: not UTF-8");
  EXPECT_EQ(Refused<std::string>(R"("\ud800x")").substr(0, 8), "not JSON");
  EXPECT_EQ(FromJson<std::string>(R"("\ud83d\ude00\u0000")").value(), std::string("\xF0\x9F\x98\x80\0", 5));
}

TEST(ArchiveJsonReader, NestingIsLimited) {
  const auto nested = [](std::size_t depth, char open, char close) {
    return R"({"unknown":)" + std::string(depth, open) + (close != 0 ? std::string(depth, close) + '}' : "");
  };
  EXPECT_EQ(Refused<Everything>(nested(63, '[', ']')), "accepted");
  EXPECT_EQ(Refused<Everything>(nested(64, '[', ']')), "nested deeper than 64");
  EXPECT_EQ(Refused<Everything>(nested(1'000'000, '[', 0)), "nested deeper than 64");
}

TEST(ArchiveJsonReader, LongTextIsRefusedUnread) {
  EXPECT_EQ(Refused<std::string>("\"1234567\"", 8), "longer than 8 bytes");
  EXPECT_EQ(FromJson<std::string>("\"123456\"", 8).value(), "123456");
}

TEST(ArchiveJsonReader, LongNamesAreCutInMessages) {
  std::string name;
  for (int i = 0; i < 1000; ++i) name += "ж";
  const std::string detail = Refused<Command>("{\"x" + name + "\":{}}");
  EXPECT_EQ(detail, "expected one of assign, undo, found \"x" + name.substr(0, 38) + "...\"");
}

}  // namespace
}  // namespace photocluster
