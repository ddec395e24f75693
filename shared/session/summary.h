#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/archive_fields.h"
#include "shared/session/state.h"

namespace photocluster {

// `.clustering/state.json`: a summary for people, scripts and the original program, O(clusters). Derived from log and
// vectors, never read back by a Session; `replay --check` compares it byte for byte.
struct Summary {
  static constexpr const char* kTypeName = "Summary";
  std::map<std::string, std::vector<std::vector<FixedDecimal6>>> clusters;  // name -> [centroid], [] without vectors
  std::map<std::string, std::uint64_t> counts;                              // name -> members
  std::uint64_t manual_total = 0;
  std::uint64_t auto_total = 0;
  std::uint64_t deleted_total = 0;
  std::uint32_t format = 1;
  Seq settled = 0;
  std::string model;
  std::map<std::string, std::uint64_t> vectors;  // name -> members whose vector is in the centroid

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(clusters), NVP(counts), NVP(manual_total), NVP(auto_total), NVP(deleted_total), NVP(format),
            NVP(settled), NVP(model), NVP(vectors));
  }
};

Summary SummaryOf(const State& state, Seq settled);
std::string SummaryText(const Summary& summary);

// How a state.json compares with the one that log and vectors make.
enum class SummaryCheck {
  kSame,   // every byte
  kStale,  // the same decisions, but more vectors are at hand than it counts
  kDifferent,
};
SummaryCheck CheckSummary(std::string_view text, const Summary& expected);

}  // namespace photocluster
