#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/result.h"
#include "shared/protocol/effect.h"
#include "shared/protocol/notice.h"
#include "shared/session/state.h"

namespace photocluster {

// What the original program wrote in a folder that has a log of ours by now: it went on working there, or was begun
// beside this one. Its decisions are not taken over a second time, for the files lie where it left them, and what a
// person did beside us is noticed by that alone. But none of its files is lost: each is kept as it was found, beside
// those that were taken over, before we write our own state.json over its.
struct LaterOriginal {
  std::vector<ReplaceEffect> copies;  // not made yet
  std::optional<Notice> notice;       // for the user, where there is a copy to be made
};

using ReadStateFile = std::function<Result<std::optional<std::string>>(const std::string& file)>;

// `read` gives a file below the root, nothing when it does not exist. REQUIRES: !NeedsImport(log)
Result<LaterOriginal> FindLaterOriginal(const State& state, const ReadStateFile& read);

// The same of state.json alone, as it has to be done before each writing of ours.
Result<LaterOriginal> FindLaterState(const State& state, const ReadStateFile& read);

}  // namespace photocluster
