#pragma once
#include "shared/base/result.h"
#include "shared/protocol/record.h"
#include "shared/session/state.h"

namespace photocluster {

// Applies one record to the State: the only way that decisions change it, for a record just made durable, one read
// from the log and one received from another writer alike.
// Errors: kDamaged when the record depends on something that had no effect (its `of`, its cluster): it has none
// either, and the State is as before.
// REQUIRES: record.seq is greater than that of every record applied before
Result<void> Fold(State& state, const Record& record);

}  // namespace photocluster
