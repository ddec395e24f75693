#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/archive_fields.h"
#include "shared/protocol/record.h"

namespace photocluster {

// What an editor may have put in front of the first line. It is no part of it.
inline constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

// A line of the log that has no effect, and why. It stays in the file.
struct LogProblem {
  std::uint64_t line = 0;    // from 1
  std::uint64_t offset = 0;  // of its first byte
  std::string reason;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(line), NVP(offset), NVP(reason));
  }
  bool operator==(const LogProblem&) const = default;
};

// Where reading begins, or ended.
struct LogPosition {
  std::uint64_t offset = 0;
  std::uint64_t line = 0;  // lines before `offset`
  Seq seq = 0;             // of the newest record before it

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(offset), NVP(line), NVP(seq));
  }
};

// How far a record's number may be above its line's. Lines are lost one by one; a number beyond this is no gap but made
// up, and all that is kept by number would have to hold it.
inline constexpr Seq kMostMissing = 1'000'000;

struct LogContent {
  std::vector<Record> records;       // by rising seq
  std::vector<LogProblem> problems;  // in file order
  LogPosition end;                   // behind the last whole line
  std::uint64_t torn_bytes = 0;      // of an incomplete last line behind `end`
};

// Reads the records behind `from`. A damaged line costs itself only; a record whose number was there before is a
// problem too; a missing number is named as the problem of the line after the gap, which holds all the same.
LogContent ReadLog(std::string_view bytes, const LogPosition& from = {});

// The records of pending.jsonl, read behind a log that ends at `end`: those with a higher number. A line with another
// number stands in the log already; one that does not is a problem. Positions are those within this file. An
// incomplete last line is a problem like any other, for the file is replaced whole.
LogContent ReadPending(std::string_view bytes, std::string_view log, const LogPosition& end);

}  // namespace photocluster
