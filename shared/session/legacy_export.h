#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/journal/legacy.h"
#include "shared/protocol/record.h"
#include "shared/session/state.h"

namespace photocluster {

// A State as the files of the original program, for those who go back to it. Its log has a line for each photo that is
// decided now, in the order of the decisions, from where the photo was found to where it lies: what was taken back is
// not in it, as its own undo takes the line away. A photo that was adopted has none, for nothing moved it.
struct LegacyExport {
  std::vector<LegacyAction> actions;
  LegacyState state;               // with the vector of every member that has one, in the order of the decisions
  std::vector<std::string> queue;  // what the original can open

  // What these files cannot say, in numbers of photos.
  std::uint64_t unopened = 0;   // left out of the queue: raw files, and formats newer than the original
  std::uint64_t unmoved = 0;    // decided, and not carried to another place: the line names the one place twice
  std::uint64_t missing = 0;    // decided, and not to be found: the line names where the photo was last
  std::uint64_t no_vector = 0;  // members
  std::uint64_t annotated = 0;  // with a note or further clusters
};

// `records`: the log that the State was made of, or more. `root`: its absolute path, UTF-8.
LegacyExport ExportLegacy(const State& state, const std::vector<Record>& records, std::string_view root);

}  // namespace photocluster
