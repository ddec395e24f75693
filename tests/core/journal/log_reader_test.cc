#include "shared/journal/log_reader.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/journal/record_line.h"

namespace photocluster {
namespace {

Record Skipped(Seq seq) {
  Record record;
  record.seq = seq;
  record.op = Op::kSkip;
  record.src = "Снег/" + std::to_string(seq) + ".jpg";
  record.dst = record.src;
  return record;
}

std::string Line(Seq seq) { return RecordLine(Skipped(seq)); }

std::string Lines(Seq first, Seq last) {
  std::string lines;
  for (Seq seq = first; seq <= last; ++seq) lines += Line(seq);
  return lines;
}

std::vector<Seq> Seqs(const LogContent& content) {
  std::vector<Seq> seqs;
  for (const Record& record : content.records) seqs.push_back(record.seq);
  return seqs;
}

using Problems = std::vector<LogProblem>;
using SeqList = std::vector<Seq>;

TEST(LogReader, EachRecordOfALogIsRead) {
  const std::string log = Lines(1, 6);
  const LogContent content = ReadLog(log);
  EXPECT_EQ(Seqs(content), (SeqList{1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(content.records[4], Skipped(5));
  EXPECT_TRUE(content.problems.empty());
  EXPECT_EQ(content.torn_bytes, 0u);
  EXPECT_EQ(content.end.offset, log.size());
  EXPECT_EQ(content.end.line, 6u);
  EXPECT_EQ(content.end.seq, 6u);
}

TEST(LogReader, AnEmptyLogHasNoRecords) {
  const LogContent content = ReadLog("");
  EXPECT_TRUE(content.records.empty());
  EXPECT_TRUE(content.problems.empty());
  EXPECT_EQ(content.end.offset, 0u);
}

TEST(LogReader, ALogCutAnywhereLosesItsIncompleteLineOnly) {
  const std::string log = Lines(1, 6);
  for (std::size_t size = 0; size <= log.size(); ++size) {
    const std::string cut = log.substr(0, size);
    const std::size_t last = cut.rfind('\n');
    const std::size_t whole = last == std::string::npos ? 0 : last + 1;
    const auto lines = static_cast<std::size_t>(std::count(cut.begin(), cut.end(), '\n'));
    const LogContent content = ReadLog(cut);
    ASSERT_EQ(content.records.size(), lines) << size << " bytes";
    ASSERT_TRUE(content.problems.empty()) << size << " bytes";
    ASSERT_EQ(content.torn_bytes, size - whole);
    ASSERT_EQ(content.end.offset, whole);
    // What is appended behind the cut continues the log.
    const LogContent continued = ReadLog(cut.substr(0, whole) + Line(lines + 1));
    ASSERT_EQ(continued.records.size(), lines + 1);
    ASSERT_TRUE(continued.problems.empty());
  }
}

TEST(LogReader, AChangedByteCostsItsLineWhichIsNamed) {
  const std::string before = Lines(1, 2);
  const std::string line = Line(3);
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    for (const int bit : {0, 7}) {
      std::string damaged = line;
      damaged[i] = static_cast<char>(damaged[i] ^ (1 << bit));
      if (damaged[i] == '\n') continue;  // below
      const LogContent content = ReadLog(before + damaged + Lines(4, 6));
      ASSERT_EQ(Seqs(content), (SeqList{1, 2, 4, 5, 6})) << "byte " << i;
      ASSERT_EQ(content.problems.size(), 1u) << "byte " << i;
      ASSERT_EQ(content.problems[0].line, 3u);
      ASSERT_EQ(content.problems[0].offset, before.size());
      ASSERT_FALSE(content.problems[0].reason.empty());
    }
  }
}

TEST(LogReader, ABrokenLineIsTwoProblemsAndAJoinedOneIsOne) {
  std::string broken = Line(2);
  broken[10] = '\n';
  const LogContent two = ReadLog(Line(1) + broken + Line(3));
  EXPECT_EQ(Seqs(two), (SeqList{1, 3}));
  ASSERT_EQ(two.problems.size(), 2u);
  EXPECT_EQ(two.problems[0].line, 2u);
  EXPECT_EQ(two.problems[1].line, 3u);
  EXPECT_EQ(two.problems[1].offset, Line(1).size() + 11);

  std::string joined = Line(2);
  joined.back() = ' ';
  const LogContent one = ReadLog(Line(1) + joined + Lines(3, 4));
  EXPECT_EQ(Seqs(one), (SeqList{1, 4}));
  ASSERT_EQ(one.problems.size(), 1u);
  EXPECT_EQ(one.problems[0].line, 2u);
}

TEST(LogReader, LinesOfTheOriginalProgramStayAndHaveNoEffect) {
  const std::string foreign =
      "{\"ts\":\"2025-11-30T18:52:20.123456\",\"src\":\"/a/1.jpg\",\"dst\":\"/a/x/"
      "1.jpg\",\"cluster\":\"x\",\"note\":\"\"}\n";
  const LogContent content = ReadLog(foreign + foreign + Lines(1, 2) + foreign + Line(3));
  EXPECT_EQ(Seqs(content), (SeqList{1, 2, 3}));
  const std::string reason = "not a record of this program";
  EXPECT_EQ(
      content.problems,
      (Problems{{1, 0, reason}, {2, foreign.size(), reason}, {5, 2 * foreign.size() + Lines(1, 2).size(), reason}}));
  EXPECT_EQ(content.end.line, 6u);
}

TEST(LogReader, ByteOrderMarkCarriageReturnsAndEmptyLinesCostNothing) {
  std::string log = "\xef\xbb\xbf" + Line(1) + "\n\r\n" + Line(2);
  log.insert(log.size() - 1, "\r");
  const LogContent content = ReadLog(log + "\n" + Line(3));
  EXPECT_EQ(Seqs(content), (SeqList{1, 2, 3}));
  EXPECT_TRUE(content.problems.empty());
  EXPECT_EQ(content.end.line, 6u);
}

TEST(LogReader, GarbageIsNamedLineByLine) {
  const std::string zeros(4096, '\0');
  const LogContent content = ReadLog(Line(1) + zeros + "\n\xff\xff\n" + Line(2));
  EXPECT_EQ(Seqs(content), (SeqList{1, 2}));
  ASSERT_EQ(content.problems.size(), 2u);
  EXPECT_EQ(content.problems[1].offset, Line(1).size() + zeros.size() + 1);
}

TEST(LogReader, ARecordThatWasThereBeforeHasNoEffect) {
  const LogContent content = ReadLog(Lines(1, 3) + Line(3) + Line(2) + Line(4));
  EXPECT_EQ(Seqs(content), (SeqList{1, 2, 3, 4}));
  ASSERT_EQ(content.problems.size(), 2u);
  EXPECT_EQ(content.problems[0].reason, "record 3 was there before");
  EXPECT_EQ(content.problems[1].reason, "record 2 was there before");
}

TEST(LogReader, AMissingRecordIsNamedOnceAndWhatFollowsHolds) {
  const LogContent content = ReadLog(Lines(1, 2) + Lines(5, 6));
  EXPECT_EQ(Seqs(content), (SeqList{1, 2, 5, 6}));
  EXPECT_EQ(content.problems, (Problems{{3, Lines(1, 2).size(), "the record before 5 is missing"}}));
}

TEST(LogReader, ANumberOutOfAllProportionIsNoGap) {
  const Seq far = kMostMissing + 3;
  const LogContent content = ReadLog(Line(1) + Line(far) + Line(UINT64_MAX) + Line(2));
  EXPECT_EQ(Seqs(content), (SeqList{1, 2}));
  ASSERT_EQ(content.problems.size(), 2u);
  EXPECT_EQ(content.problems[0].reason, "record 1000003 is far from its place");
  EXPECT_EQ(Seqs(ReadLog(Line(1) + Line(far - 1))), (SeqList{1, far - 1}));
}

TEST(LogReader, ReadingGoesOnWhereItEnded) {
  const std::string log = Lines(1, 6);
  for (Seq known = 0; known <= 6; ++known) {
    const LogPosition middle = ReadLog(Lines(1, known)).end;
    const LogContent rest = ReadLog(log + "torn", middle);
    EXPECT_EQ(rest.records.size(), 6 - known);
    EXPECT_EQ(rest.end.offset, log.size());
    EXPECT_EQ(rest.end.line, 6u);
    EXPECT_EQ(rest.end.seq, 6u);
    EXPECT_EQ(rest.torn_bytes, 4u);
    EXPECT_TRUE(rest.problems.empty());
  }
}

}  // namespace
}  // namespace photocluster
