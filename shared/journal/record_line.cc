#include "shared/journal/record_line.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "shared/base/archive_json.h"
#include "shared/base/hash.h"
#include "shared/base/path.h"
#include "shared/journal/file_names.h"

namespace photocluster {
namespace {

constexpr std::string_view kCheckHead = ",\"crc\":\"";
constexpr std::string_view kCheckTail = "\"}";
constexpr std::size_t kDigits = 8;
constexpr std::size_t kCheckSize = kCheckHead.size() + kDigits + kCheckTail.size();

std::string CheckDigits(std::string_view bytes) {
  std::uint32_t check = Crc32c(bytes);
  std::string digits(kDigits, '0');
  for (std::size_t i = kDigits; i-- > 0; check >>= 4) digits[i] = "0123456789abcdef"[check & 0xf];
  return digits;
}

// Whether a file that a record moves can lie here: below the root, and in no folder of ours but the trash.
bool IsPlace(const std::string& path) {
  return IsSafeRelativePath(path) && (!IsInside(path, kStateFolder) || IsInside(path, kTrashFolder)) &&
         path != kStateFolder && path != kTrashFolder;
}

// The first path of a record that is no place, or null.
const std::string* StrayPath(const Record& record) {
  std::vector<const std::string*> paths = {&record.src, &record.dst};
  for (const CompanionMove& move : record.companions) paths.insert(paths.end(), {&move.src, &move.dst});
  for (const CopyMove& copy : record.copies) paths.insert(paths.end(), {&copy.of, &copy.src, &copy.dst});
  for (const std::string& folder : record.made) paths.push_back(&folder);
  const auto strays = [](const std::string* path) { return !path->empty() && !IsPlace(*path); };
  const auto stray = std::find_if(paths.begin(), paths.end(), strays);
  return stray == paths.end() ? nullptr : *stray;
}

}  // namespace

std::string RecordLine(const Record& record) {
  std::string line = ToJson(record);
  line.pop_back();  // the closing brace
  const std::string digits = CheckDigits(line);
  line += kCheckHead;
  line += digits;
  line += kCheckTail;
  line += '\n';
  return line;
}

Result<Record> ReadRecordLine(std::string_view line) {
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  const Error foreign{ErrorCode::kUnsupported, "not a record of this program"};
  if (line.empty() || line.front() != '{') return foreign;
  if (line.size() < kCheckSize) return foreign;
  const std::string_view body = line.substr(0, line.size() - kCheckSize);
  const std::string_view check = line.substr(body.size());
  if (check.substr(0, kCheckHead.size()) != kCheckHead || check.substr(kCheckHead.size() + kDigits) != kCheckTail) {
    const bool ours = line.find("\"seq\":") != std::string_view::npos;
    return ours ? Error{ErrorCode::kDamaged, "the line has no check"} : foreign;
  }
  if (check.substr(kCheckHead.size(), kDigits) != CheckDigits(body)) {
    return Error{ErrorCode::kDamaged, "the line fails its check"};
  }
  Result<Record> record = FromJson<Record>(line);
  if (!record.ok()) return Error{ErrorCode::kDamaged, record.error().detail};
  if (record.value().seq == 0) return Error{ErrorCode::kDamaged, "seq: records are counted from 1"};
  if (const std::string* path = StrayPath(record.value())) {
    return Error{ErrorCode::kDamaged, "\"" + *path + "\" is no place for a photo"};
  }
  return record;
}

}  // namespace photocluster
