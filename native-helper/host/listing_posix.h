#pragma once
#include "shared/base/result.h"
#include "shared/protocol/effect.h"

namespace photocluster {

// Everything below the open folder `root`, by names, types and sizes alone: no file is opened. What is entered:
// - every folder, those on other devices too, except: hidden ones (a name that starts with a dot), those that
//   other programs keep (IsLeftAloneFolder), those that hold a `.git`, and those that are a root of their own (they
//   hold a log). The root itself is entered whatever it holds.
// - of our own state folder only the trash; the rest of it is not mentioned at all.
// A link, a socket or a device is left alone. A name that is not UTF-8 is reported with its bad bytes as \xNN.
// The root itself is not among the folders. A listing that is interrupted by other programs' changes holds every
// file that was there all the time. Errors: those of opening the root.
Result<Listing> ListBelow(int root);

}  // namespace photocluster
