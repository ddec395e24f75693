#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "shared/base/result.h"
#include "shared/protocol/record.h"

namespace photocluster {

// `size` bytes of the log from byte `from` on; fewer only at its end.
using ReadPart = std::function<Result<std::string>(std::uint64_t from, std::size_t size)>;

// The records of a log of `length` bytes with seq < before (0: all), the newest `count` of them, oldest first. Reads
// what it needs and no more: a million records stay in their file. Errors: those of `read`.
Result<std::vector<Record>> RecordsBefore(const ReadPart& read, std::uint64_t length, Seq before, std::size_t count);

}  // namespace photocluster
