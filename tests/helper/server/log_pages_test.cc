#include "native-helper/server/log_pages.h"

#include <gtest/gtest.h>

#include "shared/journal/record_line.h"

namespace photocluster {
namespace {

std::string Line(Seq seq, const std::string& note = "") {
  Record record;
  record.op = Op::kSkip;
  record.src = record.dst = "a.jpg";
  record.seq = seq;
  record.note = note;
  return RecordLine(record);
}

class Log {
 public:
  explicit Log(std::string text) : text_(std::move(text)) {}

  std::string Page(Seq before, std::size_t count) {
    read_ = 0;
    const auto records = RecordsBefore(
        [this](std::uint64_t from, std::size_t size) -> Result<std::string> {
          read_ += size;
          return text_.substr(static_cast<std::size_t>(from), size);
        },
        text_.size(), before, count);
    std::string seqs;
    for (const Record& record : records.value()) seqs += std::to_string(record.seq) + " ";
    return seqs;
  }
  std::size_t read() const { return read_; }

 private:
  std::string text_;
  std::size_t read_ = 0;
};

TEST(LogPages, LinesOfTheLogThatAreNoneAreLeftOut) {
  Log log("nonsense\n\n" + Line(3, "\"seq\":9") + "torn");
  EXPECT_EQ(log.Page(0, 10), "3 ");
  EXPECT_EQ(log.Page(4, 10), "3 ");
  EXPECT_EQ(log.Page(3, 10), "");
  EXPECT_EQ(Log("").Page(0, 10), "");
  EXPECT_EQ(Log("\n").Page(5, 10), "");
}

TEST(LogPages, AnyPageOfALongLogIsFoundByReadingLittleOfIt) {
  std::string text = "{\"ts\":\"2024\",\"src\":\"a line of the original program\"}\n";
  const Seq last = 20'000;
  for (Seq seq = 1; seq <= last; ++seq) text += Line(seq, std::string(seq % 97, 'x'));
  Log log(text);
  EXPECT_EQ(log.Page(0, 2), "19999 20000 ");
  for (const Seq before : {Seq{2}, Seq{3}, Seq{100}, Seq{9'999}, Seq{15'000}, last, last + 1, last + 500}) {
    std::string wanted;
    for (Seq seq = before > 3 ? before - 3 : 1; seq < std::min(before, last + 1); ++seq) {
      wanted += std::to_string(seq) + " ";
    }
    if (before == last + 500) wanted = "19998 19999 20000 ";
    EXPECT_EQ(log.Page(before, 3), wanted) << before;
    EXPECT_LT(log.read(), text.size() / 3) << before;
  }
}

TEST(LogPages, ALineLongerThanABlockIsRead) {
  Log log(Line(1) + Line(2, std::string(300'000, 'x')) + Line(3) + Line(4, std::string(100'000, 'y')));
  EXPECT_EQ(log.Page(0, 9), "1 2 3 4 ");
  EXPECT_EQ(log.Page(3, 9), "1 2 ");
  EXPECT_EQ(log.Page(2, 9), "1 ");
}

TEST(LogPages, WhatCannotBeReadIsTold) {
  const auto fails = [](std::uint64_t, std::size_t) -> Result<std::string> { return Error{ErrorCode::kIo, "no disk"}; };
  EXPECT_EQ(RecordsBefore(fails, 10, 0, 1).error().code, ErrorCode::kIo);
  EXPECT_TRUE(RecordsBefore(fails, 0, 0, 1).ok());
}

}  // namespace
}  // namespace photocluster
