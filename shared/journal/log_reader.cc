#include "shared/journal/log_reader.h"

#include <algorithm>
#include <set>
#include <utility>

#include "shared/journal/record_line.h"

namespace photocluster {
namespace {

// A line of pending.jsonl whose number the log has passed.
struct PassedLine {
  LogProblem problem;   // if the log does not have it
  std::string text;     // as it stands
  std::string written;  // as the log has it once it was taken into it
};

std::string_view WithoutReturn(std::string_view line) {
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

PassedLine Passed(std::string_view line, const Record& record, LogProblem problem) {
  problem.reason = "record " + std::to_string(record.seq) + " is another one in the log, or none";
  std::string written = RecordLine(record);
  written.pop_back();
  return {std::move(problem), std::string(WithoutReturn(line)), std::move(written)};
}

// Reads on from `from`. `log`: the end of the log that these lines are read behind, if they are not of the log itself;
// those that it has passed go to `passed`.
LogContent ReadLines(std::string_view bytes, const LogPosition& from, const LogPosition& log,
                     std::vector<PassedLine>& passed) {
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
    if (seq <= log.seq) {
      passed.push_back(Passed(line, record.value(), {at.line, offset, ""}));
      continue;
    }
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

// Which of these lines the log has: one pass over it.
std::set<std::string_view> LinesFound(std::string_view log, const std::vector<PassedLine>& passed) {
  std::set<std::string_view> wanted, found;
  for (const PassedLine& line : passed) wanted.insert({line.text, line.written});
  if (log.substr(0, kByteOrderMark.size()) == kByteOrderMark) log.remove_prefix(kByteOrderMark.size());
  for (std::size_t at = 0; at < log.size() && !wanted.empty();) {
    const std::size_t newline = std::min(log.find('\n', at), log.size());
    const auto line = wanted.find(WithoutReturn(log.substr(at, newline - at)));
    if (line != wanted.end()) found.insert(*line);
    at = newline + 1;
  }
  return found;
}

}  // namespace

LogContent ReadLog(std::string_view bytes, const LogPosition& from) {
  std::vector<PassedLine> none;  // no number is passed
  return ReadLines(bytes, from, {}, none);
}

LogContent ReadPending(std::string_view bytes, std::string_view log, const LogPosition& end) {
  std::vector<PassedLine> passed;
  LogContent content = ReadLines(bytes, {.offset = 0, .line = 0, .seq = end.seq}, end, passed);
  const std::set<std::string_view> found = LinesFound(log, passed);
  for (const PassedLine& line : passed) {
    if (!found.contains(line.text) && !found.contains(line.written)) content.problems.push_back(line.problem);
  }
  std::stable_sort(content.problems.begin(), content.problems.end(),
                   [](const LogProblem& a, const LogProblem& b) { return a.line < b.line; });
  if (content.torn_bytes > 0) {
    content.problems.push_back({content.end.line + 1, content.end.offset, "the line is incomplete"});
  }
  return content;
}

}  // namespace photocluster
