#pragma once
#include "shared/base/result.h"
#include "shared/protocol/record.h"
#include "shared/session/state.h"

// The records that answer another one, or say what became of a file. Errors as Fold.
namespace photocluster {

PhotoBefore BeforeOf(PhotoId id, const Photo& photo);

Result<void> FoldUndo(State& state, const Record& record);

// A move that failed takes back the place. It takes the decision with it when that was about this photo alone (and not
// about its cluster), and when the photo would otherwise be in the trash without lying there, or lie there without
// being in it.
Result<void> FoldFailed(State& state, const Record& record);

// The records of the run from `of` on are as if they had not been decided.
Result<void> FoldStopped(State& state, const Record& record);

Result<void> FoldMovedTo(State& state, const Record& record);

// lost, found, changed.
Result<void> FoldFile(State& state, const Record& record);

}  // namespace photocluster
