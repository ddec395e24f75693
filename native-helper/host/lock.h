#pragma once
#include <memory>
#include <string>

#include "native-helper/host/fd.h"
#include "shared/base/result.h"
#include "shared/base/time.h"

namespace photocluster {

// The writer of a root. Two things together:
// - flock on `.clustering/lock` keeps a second helper out; the kernel frees it when its holder dies, however
//   that happens, so there is never a stale lock to be removed by hand;
// - the content of the file says who writes, for people and for fencing: file systems without working locks,
//   a browser tab, or a person who takes over by force change the owner in it, and the former owner sees that
//   before its next append and stops.
// The content stays when the lock is released: it tells the next opening where the last writer worked.
// Owned by the thread that owns the root; StillOurs may be called by that thread only.
class RootLock {
 public:
  // Makes `.clustering` when missing. `root`: real path of the root folder. kInUse names the holder's process,
  // computer and since when; besides that the errors of the file system. kUnsupported: no locks here.
  static Result<std::unique_ptr<RootLock>> Take(const std::string& root, Instant now);

  // Was the last writer this machine, in this very folder? Only then may interrupted work be finished without
  // asking. True also for a folder that has no log yet. A folder that was copied or restored is another one:
  // its inode differs. (File systems that number their files anew at each mount, as FAT does, look like a copy:
  // the careful answer.)
  bool same_place() const { return same_place_; }

  // Fencing. kInUse: somebody else took over. kNotFound: the lock file is gone.
  Result<void> StillOurs() const;

 private:
  RootLock(Fd root, Fd file, std::string owner, bool same_place);

  Fd root_;
  Fd file_;  // holds the flock
  std::string owner_;
  bool same_place_;
};

}  // namespace photocluster
