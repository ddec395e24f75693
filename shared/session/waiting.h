#pragma once
#include <vector>

#include "shared/base/result.h"
#include "shared/protocol/command.h"
#include "shared/session/decide.h"
#include "shared/session/state.h"

// Decisions that the files have not gone along with: those made when files were to move at the end or not at all, a
// move that failed, a photo that was missing when it was decided.
namespace photocluster {

// The photos that wait and are there, by place, and where each would go by the layout as it is now; no two to one name.
// O(photos)
std::vector<FileGoal> WaitingFiles(const State& state);
// The same as the records that MoveWaiting of all of them would write.
Draft DraftMoveWaiting(const State& state);

// One run of `move` records. Errors: kPlanChanged naming the first file that would not go where the Command says;
// kBadInput when it names none, or one twice.
Result<Draft> DecideMoveWaiting(const State& state, const MoveWaiting& command);

}  // namespace photocluster
