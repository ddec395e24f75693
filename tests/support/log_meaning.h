#pragma once
#include <string>

#include "shared/protocol/record.h"

namespace photocluster::test {

// A record in one line, without what differs from run to run or says nothing: time, author, fingerprints, empty texts.
//   7 assign a.jpg -> Roof/a.jpg cluster "Roof" act "move" made ["Roof"]
std::string InShort(const Record& record);

// What a log means, in words: what has no effect and why; the State hash after each record; in the end the whole State,
// and what undo and redo would answer, in a folder that shows every file where the log says it is.
std::string MeaningOf(const std::string& log, const std::string& pending);

}  // namespace photocluster::test
