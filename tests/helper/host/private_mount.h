#pragma once
#include <sched.h>
#include <sys/mount.h>

#include <cstdlib>
#include <string>

namespace photocluster::test {

// Mounts that only the calling process sees and that end with it; to be used within InChild. False where that is
// not allowed: only root may, and not in every container.
inline bool CanMount() {
  return unshare(CLONE_NEWNS) == 0 && mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

inline bool MountMemory(const std::string& folder, const char* size) {
  return CanMount() && mount("tmpfs", folder.c_str(), "tmpfs", 0, (std::string("size=") + size).c_str()) == 0;
}

// An NTFS of 4 MB in the file `image`, where upper and lower case are one name, as Windows has it. Needs ntfs-3g
// and FUSE. It lists all names in lower case; RemountWithCase shows them as they are on the disk.
inline bool MountCaseless(const std::string& image, const std::string& folder) {
  if (!CanMount()) return false;
  const std::string quiet = " >/dev/null 2>&1";
  const std::string make = "truncate -s 4M " + image + " && mkntfs -F -q -f " + image + quiet;
  const std::string join = "lowntfs-3g -o ignore_case " + image + " " + folder + quiet;
  return std::system(make.c_str()) == 0 && std::system(join.c_str()) == 0;
}

inline bool RemountWithCase(const std::string& image, const std::string& folder) {
  const std::string join = "umount " + folder + " && lowntfs-3g " + image + " " + folder;
  return std::system(join.c_str()) == 0;
}

}  // namespace photocluster::test
