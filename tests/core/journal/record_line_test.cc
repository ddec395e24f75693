#include "shared/journal/record_line.h"

#include <gtest/gtest.h>

#include "shared/base/hash.h"

namespace photocluster {
namespace {

// A line as another program would make it: the body up to the check, then the check that belongs to it.
std::string Checked(const std::string& body) {
  std::string line = body + ",\"crc\":\"";
  for (int shift = 28; shift >= 0; shift -= 4) line += "0123456789abcdef"[Crc32c(body) >> shift & 0xf];
  return line + "\"}";
}

std::string Reason(const std::string& line) {
  const Result<Record> read = ReadRecordLine(line);
  return read.ok() ? "" : read.error().detail;
}

ErrorCode CodeOf(const std::string& line) {
  const Result<Record> read = ReadRecordLine(line);
  EXPECT_FALSE(read.ok()) << line;
  return read.ok() ? ErrorCode::kCancelled : read.error().code;
}

Record Full() {
  Record record;
  record.ts = "2025-11-30T18:52:20.123000";
  record.src = "a/IMG_0007.jpg";
  record.dst = "a/Снег/IMG_0007__dup1.jpg";
  record.cluster = "Снег";
  record.note = "\"auto\"\n";
  record.seq = 12;
  record.at = 1'764'528'740'123;
  record.op = Op::kAuto;
  record.act = Act::kMove;
  record.by = "anna";
  record.run = 11;
  record.page = 9;
  record.of = 3;
  record.photo = Fingerprint{0x0123456789abcdef, 0xfedcba9876543210};
  record.companions = {{"a/IMG_0007.xmp", "a/Снег/IMG_0007__dup1.xmp", Fingerprint{1, 2}}, {"b", "c", {}}};
  record.mtime = -5;
  record.score = 0.912345;
  record.second = "Крыша";
  record.second_score = -0.1;
  record.threshold = 0.8;
  record.model = "clip-0123456789ab";
  record.key = "layout";
  record.value = "root";
  record.made = {"a/Снег"};
  return record;
}

constexpr char kFullLine[] =
    R"({"ts":"2025-11-30T18:52:20.123000","src":"a/IMG_0007.jpg","dst":"a/Снег/IMG_0007__dup1.jpg","cluster":"Снег",)"
    R"("note":"\"auto\"\n","seq":12,"at":1764528740123,"op":"auto","act":"move","by":"anna","run":11,"page":9,"of":3,)"
    R"("photo":"0123456789abcdeffedcba9876543210","companions":[{"src":"a/IMG_0007.xmp",)"
    R"("dst":"a/Снег/IMG_0007__dup1.xmp","photo":"00000000000000010000000000000002"},{"src":"b","dst":"c"}],)"
    R"("mtime":-5,"score":0.912345,"second":"Крыша","second_score":-0.1,"threshold":0.8,"model":"clip-0123456789ab",)"
    R"("key":"layout","value":"root","made":["a/Снег"],"crc":"e4d70e93"})"
    "\n";

TEST(RecordLine, EachFieldHasItsPlaceAndTheCheckIsLast) { EXPECT_EQ(RecordLine(Full()), kFullLine); }

TEST(RecordLine, WhatARecordDoesNotSayIsLeftOutExceptTheOriginalProgramsFields) {
  Record record;
  record.seq = 1;
  EXPECT_EQ(RecordLine(record),
            "{\"ts\":\"\",\"src\":\"\",\"dst\":\"\",\"cluster\":\"\",\"note\":\"\",\"seq\":1,\"at\":0,\"op\":\"root\","
            "\"by\":\"\",\"crc\":\"6fd95bc7\"}\n");
}

TEST(RecordLine, EachOpHasItsName) {
  constexpr const char* kLines[] = {"6fd95bc7", "35218818", "6b3bfff2", "37229234", "89ac8c07", "1b33ad88", "b9f78e2e",
                                    "645592d1", "f430b106", "21bac3ec", "d8587fdc", "7444966b", "b7a9c12c", "21142b90",
                                    "7cb34c77", "1d4537bd", "6ccd5bc7", "08b97bd3", "eabac50c", "4da5bcf6", "3c79fd7c",
                                    "9dd474a9", "7cda491f", "8c24fd9d", "531b20fa", "2969c638", "ba38dbb3", "772219e6",
                                    "9caddee9", "a0cda7f6", "f577f8b9", "5cbb61a4"};
  std::size_t i = 0;
  for (const auto& [op, name] : EnumNamesOf(Op{})) {
    Record record;
    record.seq = i + 1;
    record.op = op;
    ASSERT_LT(i, std::size(kLines));
    const std::string tail = std::string("\"op\":\"") + name + "\",\"by\":\"\",\"crc\":\"" + kLines[i++] + "\"}\n";
    const std::string line = RecordLine(record);
    ASSERT_GT(line.size(), tail.size());
    EXPECT_EQ(line.substr(line.size() - tail.size()), tail);
    const Result<Record> read = ReadRecordLine(line.substr(0, line.size() - 1));
    ASSERT_TRUE(read.ok()) << name << ": " << read.error().detail;
    EXPECT_EQ(read.value(), record);
  }
  EXPECT_EQ(i, std::size(kLines));
}

TEST(RecordLine, WhatWasWrittenReadsBack) {
  std::string line = RecordLine(Full());
  line.pop_back();
  const Result<Record> read = ReadRecordLine(line);
  ASSERT_TRUE(read.ok()) << read.error().detail;
  EXPECT_EQ(read.value(), Full());
  EXPECT_TRUE(ReadRecordLine(line + "\r").ok());
}

TEST(RecordLine, EachChangedByteIsNoticed) {
  const std::string line = std::string(kFullLine).substr(0, sizeof(kFullLine) - 2);
  for (std::size_t i = 0; i < line.size(); ++i) {
    for (const int bit : {0, 5, 7}) {
      std::string changed = line;
      changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
      EXPECT_FALSE(ReadRecordLine(changed).ok()) << "byte " << i << ", bit " << bit;
    }
  }
}

TEST(RecordLine, EachShorterLineIsNoticed) {
  const std::string line = kFullLine;
  for (std::size_t size = 0; size + 1 < line.size(); ++size) {
    EXPECT_FALSE(ReadRecordLine(line.substr(0, size)).ok()) << size << " bytes";
  }
}

TEST(RecordLine, LinesOfOtherProgramsAreTold) {
  for (
      const char* line :
      {"", "\r", "x", "{}", "[]", "null", "\xff\xfe{\"\0", "not a line of a log at all, however long it may be",
       R"({"ts":"2025-11-30T18:52:20.123456","src":"C:\\Users\\a.jpg","dst":"","cluster":"Снег","note":"react-ui"})"}) {
    EXPECT_EQ(CodeOf(line), ErrorCode::kUnsupported) << line;
    EXPECT_EQ(Reason(line), "not a record of this program") << line;
  }
}

TEST(RecordLine, OursWithoutItsCheckIsDamaged) {
  const std::string line = R"({"ts":"","src":"","dst":"","cluster":"","note":"","seq":1,"at":0,"op":"root","by":""})";
  EXPECT_EQ(CodeOf(line), ErrorCode::kDamaged);
  EXPECT_EQ(Reason(line), "the line has no check");
}

TEST(RecordLine, AGoodCheckOverWhatIsNoRecordIsDamagedAndSaysWhere) {
  EXPECT_EQ(Reason(Checked(R"({"seq":1,"op":"root","src":7)")), "src: expected a string, found a number");
  EXPECT_EQ(Reason(Checked(R"({"op":"root")")), "seq: missing");
  EXPECT_EQ(Reason(Checked(R"({"op":"root","seq":0)")), "seq: records are counted from 1");
  EXPECT_EQ(Reason(Checked(R"({"seq":1,"op":"root","photo":"12")")).substr(0, 6), "photo:");
  EXPECT_NE(Reason(Checked(R"({"seq":1,"op":"melt")")).find("found \"melt\""), std::string::npos);
  EXPECT_EQ(CodeOf(Checked(R"({"seq":1)")), ErrorCode::kDamaged);
}

TEST(RecordLine, FieldsOfALaterVersionAreIgnored) {
  const Result<Record> read = ReadRecordLine(Checked(R"({"seq":4,"op":"skip","src":"a.jpg","mood":{"calm":[1]})"));
  ASSERT_TRUE(read.ok()) << read.error().detail;
  EXPECT_EQ(read.value().seq, 4u);
  EXPECT_EQ(read.value().src, "a.jpg");
}

TEST(RecordLine, PathsThatLeaveTheRootOrReachOurOwnFilesAreRefused) {
  for (const std::string path : {"../a.jpg", "a/../b.jpg", "/etc/a.jpg", "a//b.jpg", ".clustering", ".clustering/lock",
                                 ".clustering/trash", ".clustering/trash/../lock"}) {
    for (const std::string& body :
         {"\"src\":\"" + path + "\"", "\"dst\":\"" + path + "\"", "\"made\":[\"" + path + "\"]",
          "\"companions\":[{\"src\":\"a.xmp\",\"dst\":\"" + path + "\"}]"}) {
      EXPECT_EQ(Reason(Checked(R"({"seq":1,"op":"assign",)" + body)), "\"" + path + "\" is no place for a photo");
    }
  }
  EXPECT_EQ(Reason(Checked(R"({"seq":1,"op":"found","companions":[{"src":"a.xmp","dst":""}])")), "");
  EXPECT_EQ(Reason(Checked(R"({"seq":1,"op":"trash","src":"a\\b.jpg","dst":".clustering/trash/a.jpg")")), "");
}

}  // namespace
}  // namespace photocluster
