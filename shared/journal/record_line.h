#pragma once
#include <string>
#include <string_view>

#include "shared/base/result.h"
#include "shared/protocol/record.h"

namespace photocluster {

// One record as one line of the log, its newline included. The line is the record's JSON with one more field at its
// end, "crc": CRC-32C of all bytes before `,"crc"`, eight lower-case hexadecimal digits. FORMAT.md has an example.
std::string RecordLine(const Record& record);

// The record of a line without its newline (a trailing CR is tolerated). Errors, with the reason: kUnsupported for a
// line that this program did not write, kDamaged for one of ours that fails its check or names a file that is none of
// a root's photos: a log may come from another machine, and what it says is done with files.
Result<Record> ReadRecordLine(std::string_view line);

}  // namespace photocluster
