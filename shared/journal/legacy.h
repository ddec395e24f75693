#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/journal/log_reader.h"
#include "shared/vectors/embedding.h"

// The files of the original program, as values. Its paths stay as it wrote them: absolute, often of another machine.
// Like its own reader this one takes a line that it cannot read for no line; unlike it, it says so.
namespace photocluster {

// What it wrote for one decision. `dst` is empty in older deletions only.
struct LegacyAction {
  std::uint64_t line = 0;  // from 1
  std::string ts;
  std::string src;
  std::string dst;
  std::string cluster;  // kDeletedCluster: deleted
  std::string note;     // "auto": moved by itself
  bool operator==(const LegacyAction&) const = default;
};

struct LegacyLog {
  std::vector<LegacyAction> actions;  // in file order
  std::vector<LogProblem> problems;   // in file order
};

// A last line without its newline counts when it is whole.
LegacyLog ReadLegacyLog(std::string_view bytes);

struct LegacyCluster {
  std::uint64_t count = 0;      // members, also those without a vector
  std::vector<Vector> vectors;  // in its order; all of one state have the same dimension
  std::size_t refused = 0;      // vectors of another dimension or without a direction
};

struct LegacyState {
  std::map<std::string, LegacyCluster> clusters;
  std::size_t dimension = 0;  // of the vectors; 0: there are none
  std::uint64_t manual_total = 0;
  std::uint64_t auto_total = 0;
  std::uint64_t deleted_total = 0;
};

// A vector of 512 floats takes 11 to 16 KB of text: about 17,000 of them.
inline constexpr std::size_t kMaxLegacyStateBytes = std::size_t{256} << 20;

// Of vectors with several dimensions those of the most frequent one are kept (of equally frequent ones the largest):
// the others are another model's. Errors: kBadInput when the text is empty, torn or not such a state; kUnsupported when
// it is this program's own summary.
Result<LegacyState> ReadLegacyState(std::string_view bytes);

// The paths of the queue in order.
Result<std::vector<std::string>> ReadLegacyQueue(std::string_view bytes);

}  // namespace photocluster
