#pragma once
#include <mutex>
#include <ostream>
#include <string>

#include "shared/base/archive_fields.h"
#include "shared/base/time.h"
#include "shared/protocol/outcome.h"

namespace photocluster {

enum class LogLevel { kError, kInfo };
constexpr EnumNames<LogLevel, 2> EnumNamesOf(LogLevel) {
  return {{{LogLevel::kError, "error"}, {LogLevel::kInfo, "info"}}};
}

// What happens to the roots that are served, a line each, for the console or a program that reads it: what was decided
// (info), and what went wrong (error). Any thread.
//
//   2025-11-30 19:52:23 INFO  batch 17: assign, 2 records
//   {"ts":"2025-11-30T19:52:23.000","level":"info","root":"/photos","batch":17,"records":2,"message":"assign"}
class EventLog {
 public:
  struct Options {
    LogLevel level = LogLevel::kError;  // the least that is said
    bool json = false;
  };
  // `out` is not owned.
  EventLog(std::ostream& out, Options options) : out_(out), options_(options) {}

  // The batch is the number of the first record of what a Command came to; each photo that could not be moved is an
  // error of its own. A Command that changed nothing is not told.
  void Tell(const std::string& root, const Outcome& outcome, Instant now);

 private:
  struct Line;
  void Write(const Line& line);

  std::mutex mutex_;
  std::ostream& out_;
  Options options_;
};

}  // namespace photocluster
