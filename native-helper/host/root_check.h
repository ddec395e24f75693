#pragma once
#include <optional>
#include <string>
#include <vector>

#include "shared/base/result.h"

namespace photocluster {

struct CheckedRoot {
  std::string path;                // absolute, without links
  std::optional<Error> read_only;  // kReadOnly with the reason: what a command that writes answers
};

// Is this a folder that may be opened as a root? Changes nothing. kNotFound: nothing there. kBadInput: not a
// folder, or a path that is not UTF-8. kDenied: it may not be listed. kRefused: as RefusalOf, or it lies below
// an existing root, which is named. Any thread.
Result<CheckedRoot> CheckRoot(const std::string& path);

// What the rule needs to know besides the path.
struct RootFacts {
  std::vector<std::string> homes;  // home folders of this user, without links
  bool mount_point = false;
};

// Why a folder, given by its real path, is never a root; nothing when it may be one. The rule:
// - the top of the file system and a home folder are never a root, nor are the folders that only hold the
//   folders of several users, programs or drives: /home /media /mnt /opt /run/media /srv /tmp /var/tmp; what lies
//   below them may be one;
// - of the system's own folders (/bin /boot /dev /etc /lib… /proc /run /sbin /snap /sys /usr /var) nothing is,
//   at any depth, except what lies below /run/media and /var/tmp;
// - the top of a drive is not: a mount point below /media, /run/media or /mnt. (Elsewhere a mount point is an
//   ordinary folder: containers and subvolumes look like that.)
// - nothing inside a state folder of ours is.
std::optional<std::string> RefusalOf(const std::string& real_path, const RootFacts& facts);

}  // namespace photocluster
