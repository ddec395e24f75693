#pragma once
#include "shared/base/result.h"
#include "shared/protocol/record.h"
#include "shared/session/photo.h"
#include "shared/session/state.h"

// What a record does to the places of a photo's files, whatever its op: the part of the fold that all ops share.
namespace photocluster {

// The error of a record that depends on something that had no effect.
Error Depends(const Record& record, const std::string& on);

// The companions that a record moves are those that the photo has then.
void TakeCompanions(Photo& photo, const Record& record);

// A record that says where a photo's files are names its whole copy: the photo has no other one from then on. What it
// was before is remembered.
void TakeCopy(State& state, const Record& record, PhotoId id);

// An answer names the files of the copy that are elsewhere now, or nowhere.
void MoveCopy(State& state, const Record& record, PhotoId id);

// The files of a photo go where the record says; a companion that it does not name stays.
void MoveFiles(State& state, Photo& photo, const Record& record);

// Whether the record says where a photo was and will be, and its `dst` is free for the photo `id`. Errors: kDamaged
// when another photo is there, for then a line before it had no effect.
Result<void> CheckPlaces(const State& state, const Record& record, PhotoId id);

}  // namespace photocluster
