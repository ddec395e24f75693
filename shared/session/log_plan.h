#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "shared/base/fingerprint.h"
#include "shared/protocol/command.h"
#include "shared/session/state.h"

namespace photocluster {

// What the log of one folder decided, as Commands for a copy of that folder.
struct LogPlan {
  // The layout where nothing was decided here yet; Assign for each cluster in the order they came into being; Trash.
  std::vector<Command> commands;
  std::uint64_t photos = 0;     // that the Commands name
  std::uint64_t decided = 0;    // photos of the log that went to a cluster or into the trash
  std::uint64_t absent = 0;     // of them: no undecided photo here has their content
  std::uint64_t unread = 0;     // of them: the log does not name their content
  std::uint64_t ambiguous = 0;  // photos here whose content was decided in different ways, and no name says which
};

// `log`: the fold of that log. `here`: the folder to be sorted. `contents`: of photos here by place, as far as their
// State does not know it. Photos are told by their content, and by their name where equal ones were decided in
// different ways. What is decided here already stays as it is. O(photos of both)
LogPlan PlanOfLog(const State& log, const State& here, const std::map<std::string, Fingerprint>& contents);

}  // namespace photocluster
