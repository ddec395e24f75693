#include "shared/protocol/record.h"

#include <gtest/gtest.h>

#include "shared/base/archive_binary.h"
#include "shared/base/archive_json.h"

namespace photocluster {
namespace {

Record Full() {
  Record record;
  record.ts = "2025-11-30T18:52:20.123000";
  record.src = "a/1.jpg";
  record.dst = "a/Снег/1.jpg";
  record.cluster = "Снег";
  record.note = "auto";
  record.seq = UINT64_MAX;
  record.at = INT64_MIN;
  record.op = Op::kAuto;
  record.act = Act::kByCopy;
  record.by = "anna";
  record.run = 2;
  record.page = 3;
  record.of = 4;
  record.photo = Fingerprint{5, 6};
  record.companions = {{"a/1.xmp", "a/Снег/1.xmp", Fingerprint{7, 8}}, {"a/1.dng", "a/Снег/1.dng", {}}};
  record.mtime = -1;
  record.score = 0.1;
  record.second = "";
  record.second_score = -1;
  record.threshold = 0;
  record.model = "m";
  record.key = "k";
  record.value = "";
  record.made = {"a/Снег"};
  return record;
}

std::string Refusal(const std::string& json) {
  const Result<Record> read = FromJson<Record>(json);
  EXPECT_FALSE(read.ok()) << json;
  return read.ok() ? "" : read.error().detail;
}

TEST(Record, ReadsBackFromJsonAndBinary) {
  for (const Record& record : {Record{}, Full()}) {
    const Result<Record> json = FromJson<Record>(ToJson(record));
    ASSERT_TRUE(json.ok()) << json.error().detail;
    EXPECT_EQ(json.value(), record);
    const Result<Record> binary = FromBinary<Record>(ToBinary(record));
    ASSERT_TRUE(binary.ok()) << binary.error().detail;
    EXPECT_EQ(binary.value(), record);
  }
}

TEST(Record, AbsentAndEmptyAreTwoThings) {
  EXPECT_NE(ToJson(Full()).find("\"second\":\"\""), std::string::npos);
  Record record = Full();
  record.second.reset();
  EXPECT_EQ(ToJson(record).find("\"second\":"), std::string::npos);
}

TEST(Record, NeedsANumberAndAnOp) {
  EXPECT_EQ(Refusal(R"({"op":"skip"})"), "seq: missing");
  EXPECT_EQ(Refusal(R"({"seq":1})"), "op: missing");
  EXPECT_TRUE(FromJson<Record>(R"({"seq":1,"op":"skip"})").ok());
}

TEST(Record, WrongTypesAreRefusedWithTheFieldsName) {
  const auto with = [](const std::string& field) { return R"({"seq":1,"op":"skip",)" + field + "}"; };
  EXPECT_EQ(Refusal(with(R"("src":1)")), "src: expected a string, found a number");
  EXPECT_EQ(Refusal(with(R"("at":"now")")), "at: expected a number, found a string");
  EXPECT_EQ(Refusal(with(R"("run":-1)")), "run: expected a whole number from 0 to 18446744073709551615");
  EXPECT_EQ(Refusal(with(R"("act":"melt")")), "act: expected one of move, by_copy, copy, none, found \"melt\"");
  EXPECT_EQ(Refusal(with(R"("companions":[{"src":"a"},{"src":[]}])")),
            "companions[1].src: expected a string, found an array");
  EXPECT_EQ(Refusal(with(R"("made":"a")")), "made: expected an array, found a string");
  EXPECT_EQ(Refusal(with(R"("photo":"xyz")")).substr(0, 7), "photo: ");
  EXPECT_EQ(Refusal(with(R"("seq":2)")), "seq: given twice");
}

}  // namespace
}  // namespace photocluster
