#pragma once
#include <sys/stat.h>
#include <sys/types.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "native-helper/host/fd.h"

namespace photocluster {

// The steps on files that the photo store, the journal and the lock are made of. They speak errno like the calls
// they wrap: what opens gives a closed Fd and leaves the reason in errno; the others give 0 or the errno.
// Paths are relative to the open folder `root` and safe (IsSafeRelativePath) or "" for the root itself; a link
// anywhere in a path is ELOOP. All of them may be called from any thread.

Fd OpenRoot(const std::string& real_path);

// Opens with O_CLOEXEC and O_NOFOLLOW added. By one openat2 where the kernel has it (Linux 5.6), else by parts.
Fd OpenBeneath(int root, const std::string& path, int flags, mode_t mode = 0);
Fd OpenBeneathByParts(int root, const std::string& path, int flags, mode_t mode = 0);

// The folder that `path` lies in: to be used as a starting point only, not to be read or synced.
Fd OpenParentOf(int root, const std::string& path);

// The same for a folder that may have to be made, with all those above it. `made` gets those that did not exist,
// outermost first, also when it fails halfway.
Fd MakeFolders(int root, const std::string& folder, std::vector<std::string>& made);

// What is behind a name, which may be a link. 0 or errno.
int Look(int folder, const std::string& name, struct stat& found);
bool IsSameFile(const struct stat& a, const struct stat& b);
std::int64_t MtimeMs(const struct stat& found);  // whole ms, rounded down

// Gives the file a new name unless that is taken (EEXIST): renameat2, or, on a file system that does not know
// RENAME_NOREPLACE (NFS), by link. EOPNOTSUPP when it has no hard links either: a plain rename could destroy a
// photo that another program has just put there.
int RenameNoReplace(int src_folder, const std::string& src_name, int dst_folder, const std::string& dst_name);
int RenameByLink(int src_folder, const std::string& src_name, int dst_folder, const std::string& dst_name);

int ReadAll(int file, std::string& content);                                      // from its beginning to its end
int ReadAt(int file, std::uint64_t offset, std::size_t length, std::string& to);  // appends; fewer bytes at the end
int WriteAll(int file, std::string_view bytes);
int CopyContent(int from, int to);  // from the beginning of both; shares the blocks where the file system can
int CopyAttributes(int from, int to);
int CompareContent(int a, int b, bool& equal);  // both read in full

// Syncs the names in a folder. 0 also where the file system cannot sync folders.
int SyncFolder(int root, const std::string& folder);

// "vfat", "nfs", … or the number of its type: for messages.
std::string FileSystemName(int file);

}  // namespace photocluster
