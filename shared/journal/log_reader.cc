#include "shared/journal/log_reader.h"

#include <utility>

#include "shared/journal/record_line.h"

namespace photocluster {
namespace {

// Reads on from `from`. `log`: the end of the log that these lines are read behind, if they are not of the log itself.
LogContent ReadLines(std::string_view bytes, const LogPosition& from, const LogPosition& log) {
  LogContent content;
  content.end = from;
  LogPosition& at = content.end;
  bool gap_explained = false;  // damaged lines before it account for missing numbers
  while (at.offset < bytes.size()) {
    const auto begin = static_cast<std::size_t>(at.offset);
    const std::size_t newline = bytes.find('\n', begin);
    if (newline == std::string_view::npos) {
      content.torn_bytes = bytes.size() - begin;
      break;
    }
    std::string_view line = bytes.substr(begin, newline - begin);
    if (at.offset == 0 && line.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
      line.remove_prefix(kByteOrderMark.size());
    }
    const std::uint64_t offset = std::exchange(at.offset, newline + 1);
    ++at.line;
    if (line.empty() || line == "\r") continue;
    Result<Record> record = ReadRecordLine(line);
    if (!record.ok()) {
      content.problems.push_back({at.line, offset, record.error().detail});
      gap_explained = true;
      continue;
    }
    const Seq seq = record.value().seq;
    if (seq <= log.seq) continue;
    if (seq <= at.seq) {
      content.problems.push_back({at.line, offset, "record " + std::to_string(seq) + " was there before"});
      continue;
    }
    if (seq > log.line + at.line + kMostMissing) {
      content.problems.push_back({at.line, offset, "record " + std::to_string(seq) + " is far from its place"});
      continue;
    }
    if (seq > at.seq + 1 && !gap_explained) {
      content.problems.push_back({at.line, offset, "the record before " + std::to_string(seq) + " is missing"});
    }
    gap_explained = false;
    at.seq = seq;
    content.records.push_back(std::move(record).value());
  }
  return content;
}

}  // namespace

LogContent ReadLog(std::string_view bytes, const LogPosition& from) { return ReadLines(bytes, from, {}); }

LogContent ReadPending(std::string_view bytes, const LogPosition& log) {
  LogContent content = ReadLines(bytes, {.offset = 0, .line = 0, .seq = log.seq}, log);
  if (content.torn_bytes > 0) {
    content.problems.push_back({content.end.line + 1, content.end.offset, "the line is incomplete"});
  }
  return content;
}

}  // namespace photocluster
