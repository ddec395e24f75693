#pragma once
#include <string>

#include "native-helper/host/root_check.h"
#include "shared/base/result.h"

namespace photocluster {

// The folder that holds the state folder of a root: the root itself, or for one that cannot be written to a folder of
// this user's own, named by a hash of the root's path. A root that has a log of its own keeps it.
struct LogPlace {
  std::string folder;
  bool elsewhere = false;  // then the photos' files stay where they are
};

// For whoever reads; a place elsewhere only once there is a log.
LogPlace PlaceToRead(const CheckedRoot& root);
// For whoever writes; a place elsewhere is made. Errors: kReadOnly, as CheckedRoot has it, for a root with a log of its
// own that cannot be written to; those of the file system.
Result<LogPlace> PlaceToWrite(const CheckedRoot& root);

// The log of decisions made while the root could not be written to, or "" where there is none that was not applied.
std::string LogElsewhere(const std::string& root);
// After it was applied: puts it aside, under a name that it is never looked for again.
Result<void> SetAppliedAside(const std::string& root);

}  // namespace photocluster
