#pragma once
#include <string>
#include <vector>

#include "shared/journal/legacy.h"

// The files of the original program as it writes them: UTF-8 that is not escaped, indented by two, every component of
// a vector on a line of its own, nothing behind the last bracket. What legacy.h reads is what was written.
namespace photocluster {

// One line an action. What is no UTF-8 becomes U+FFFD, for its files are text.
std::string LegacyLogText(const std::vector<LegacyAction>& actions);

// Unit vectors as decimals that Quantise makes the same vectors of again. Takes about 23 bytes a component.
std::string LegacyStateText(const LegacyState& state);

std::string LegacyQueueText(const std::vector<std::string>& paths);

}  // namespace photocluster
