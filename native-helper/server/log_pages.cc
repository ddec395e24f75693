#include "native-helper/server/log_pages.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "shared/journal/record_line.h"

namespace photocluster {
namespace {

constexpr std::size_t kBlock = 64 * 1024;

// A look at the number alone spares the reading of a line that is not wanted; 0 where there is none.
Seq NumberIn(std::string_view line) {
  constexpr std::string_view kSeq = "\"seq\":";
  const std::size_t at = line.rfind(kSeq);
  return at == line.npos ? 0 : std::strtoull(std::string(line.substr(at + kSeq.size(), 20)).c_str(), nullptr, 10);
}

// Numbers rise, so where the lines with `before` and above begin is found by halving, to within a block.
Result<std::uint64_t> EndOf(const ReadPart& read, std::uint64_t length, Seq before) {
  std::uint64_t low = 0, high = length;
  while (high - low > kBlock) {
    const std::uint64_t middle = low + (high - low) / 2;
    const std::string part = TRY(read(middle, kBlock));
    const std::size_t begin = part.find('\n') + 1;
    const std::size_t end = part.find('\n', begin);
    if (begin == 0 || end == part.npos || middle + begin >= high) break;
    if (NumberIn(std::string_view(part).substr(begin, end - begin)) < before) {
      low = middle;
    } else {
      high = middle + begin;
    }
  }
  return high;
}

}  // namespace

Result<std::vector<Record>> RecordsBefore(const ReadPart& read, std::uint64_t length, Seq before, std::size_t count) {
  std::vector<Record> records;
  std::string text;  // read and not yet looked at: it ends where a line ends
  std::uint64_t begin = before > 0 ? TRY(EndOf(read, length, before)) : length;
  while (records.size() < count) {
    const std::size_t end = text.ends_with('\n') ? text.size() - 1 : text.size();
    const std::size_t newline = end == 0 ? text.npos : text.rfind('\n', end - 1);
    if (newline == text.npos && begin > 0) {
      const std::size_t size = static_cast<std::size_t>(std::min<std::uint64_t>(begin, kBlock));
      begin -= size;
      text.insert(0, TRY(read(begin, size)));
      continue;
    }
    if (text.empty()) break;
    const std::size_t from = newline + 1;  // npos + 1 is 0
    const std::string_view line = std::string_view(text).substr(from, end - from);
    if (before == 0 || NumberIn(line) < before) {
      Result<Record> record = ReadRecordLine(line);
      if (record.ok() && (before == 0 || record.value().seq < before)) records.push_back(std::move(record).value());
    }
    text.resize(from);
  }
  std::reverse(records.begin(), records.end());
  return records;
}

}  // namespace photocluster
