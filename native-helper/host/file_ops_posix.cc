#include "native-helper/host/file_ops_posix.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <linux/openat2.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <sys/xattr.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "shared/base/path.h"

namespace photocluster {

namespace {

constexpr int kAlways = O_CLOEXEC | O_NOFOLLOW;
constexpr int kStartingPoint = O_PATH | O_DIRECTORY;

Fd OpenPart(int folder, const std::string& name, int flags, mode_t mode) {
  Fd opened(openat(folder, name.c_str(), flags | kAlways, mode));
  if (!opened.is_open() && errno == ENOTDIR) {  // a link to a folder is no folder to O_DIRECTORY
    struct stat found {};
    errno = Look(folder, name, found) == 0 && S_ISLNK(found.st_mode) ? ELOOP : ENOTDIR;
  }
  return opened;
}

}  // namespace

Fd OpenRoot(const std::string& real_path) { return Fd(open(real_path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)); }

Fd OpenBeneathByParts(int root, const std::string& path, int flags, mode_t mode) {
  Fd folder;
  std::size_t begin = 0;
  for (std::size_t end = path.find('/'); end != std::string::npos; end = path.find('/', begin)) {
    Fd next = OpenPart(folder.is_open() ? folder.get() : root, path.substr(begin, end - begin), kStartingPoint, 0);
    if (!next.is_open()) return next;
    folder = std::move(next);
    begin = end + 1;
  }
  const std::string last = path.empty() ? "." : path.substr(begin);
  return OpenPart(folder.is_open() ? folder.get() : root, last, flags, mode);
}

Fd OpenBeneath(int root, const std::string& path, int flags, mode_t mode) {
  open_how how{};
  how.flags = static_cast<std::uint64_t>(flags | kAlways);
  how.mode = mode;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS;
  const long opened = syscall(SYS_openat2, root, path.empty() ? "." : path.c_str(), &how, sizeof(how));
  if (opened >= 0) return Fd(static_cast<int>(opened));
  // EPERM: the answer of sandboxes that do not know the call. ENOTDIR: may stand for a link to a folder.
  if (errno == ENOSYS || errno == EPERM || errno == ENOTDIR) return OpenBeneathByParts(root, path, flags, mode);
  return Fd();
}

Fd OpenParentOf(int root, const std::string& path) {
  return OpenBeneath(root, std::string(Parent(path)), kStartingPoint);
}

Fd MakeFolders(int root, const std::string& folder, std::vector<std::string>& made) {
  Fd there = OpenBeneath(root, folder, kStartingPoint);
  if (there.is_open() || errno != ENOENT) return there;
  std::size_t end = 0;
  while (end != std::string::npos) {
    const std::size_t begin = end == 0 ? 0 : end + 1;
    end = folder.find('/', begin);
    const std::string path = folder.substr(0, end);
    const std::string name(FileName(path));
    const int above = there.is_open() ? there.get() : root;
    if (mkdirat(above, name.c_str(), 0777) == 0) {
      made.push_back(path);
    } else if (errno != EEXIST) {
      return Fd();
    }
    Fd next = OpenPart(above, name, kStartingPoint, 0);
    if (!next.is_open()) return next;
    there = std::move(next);
  }
  return there;
}

int Look(int folder, const std::string& name, struct stat& found) {
  return fstatat(folder, name.c_str(), &found, AT_SYMLINK_NOFOLLOW) == 0 ? 0 : errno;
}

bool IsSameFile(const struct stat& a, const struct stat& b) { return a.st_dev == b.st_dev && a.st_ino == b.st_ino; }

std::int64_t MtimeMs(const struct stat& found) {
  return std::int64_t{found.st_mtim.tv_sec} * 1000 + found.st_mtim.tv_nsec / 1'000'000;
}

int RenameByLink(int src_folder, const std::string& src_name, int dst_folder, const std::string& dst_name) {
  if (linkat(src_folder, src_name.c_str(), dst_folder, dst_name.c_str(), 0) != 0) {
    return errno == EPERM || errno == ENOSYS || errno == EMLINK ? EOPNOTSUPP : errno;
  }
  // The file is now under both names, so taking one away loses nothing.
  if (unlinkat(src_folder, src_name.c_str(), 0) == 0) return 0;
  const int reason = errno;
  unlinkat(dst_folder, dst_name.c_str(), 0);
  return reason;
}

int RenameNoReplace(int src_folder, const std::string& src_name, int dst_folder, const std::string& dst_name) {
  if (renameat2(src_folder, src_name.c_str(), dst_folder, dst_name.c_str(), RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return errno;
  return RenameByLink(src_folder, src_name, dst_folder, dst_name);
}

int ReadAt(int file, std::uint64_t offset, std::size_t length, std::string& to) {
  const std::size_t begin = to.size();
  to.resize(begin + length);
  std::size_t done = 0;
  while (done < length) {
    const ssize_t count = pread(file, to.data() + begin + done, length - done, static_cast<off_t>(offset + done));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    if (count == 0) break;
    done += static_cast<std::size_t>(count);
  }
  to.resize(begin + done);
  return 0;
}

int ReadAll(int file, std::string& content) {
  struct stat found {};
  if (fstat(file, &found) != 0) return errno;
  content.clear();
  // One byte more than the size, so that the usual case ends after one read that comes back short.
  std::size_t wanted = static_cast<std::size_t>(found.st_size) + 1;
  for (;;) {
    const std::size_t before = content.size();
    if (const int reason = ReadAt(file, before, wanted, content); reason != 0) return reason;
    if (content.size() - before < wanted) return 0;
    wanted = std::size_t{1} << 20;  // it grows while it is read
  }
}

int WriteAll(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = write(file, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return 0;
}

int CopyContent(int from, int to) {
  if (ioctl(to, FICLONE, from) == 0) return 0;
  struct stat found {};
  if (fstat(from, &found) != 0) return errno;
  off_t done = 0;
  while (done < found.st_size) {
    const ssize_t count = copy_file_range(from, &done, to, nullptr, static_cast<std::size_t>(found.st_size - done), 0);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;  // not on these file systems, or the file became shorter: the rest by reading
  }
  constexpr std::size_t kPiece = std::size_t{1} << 20;
  std::string piece;
  for (auto offset = static_cast<std::uint64_t>(done);; offset += piece.size()) {
    piece.clear();
    if (const int reason = ReadAt(from, offset, kPiece, piece); reason != 0) return reason;
    if (const int reason = WriteAll(to, piece); reason != 0) return reason;
    if (piece.size() < kPiece) return 0;
  }
}

namespace {

// What the other file system does not keep, or only the system may set, is left out; a full disk is a failure.
int CopyExtendedAttributes(int from, int to) {
  const ssize_t size = flistxattr(from, nullptr, 0);
  std::string names(size > 0 ? static_cast<std::size_t>(size) : 0, '\0');
  if (flistxattr(from, names.data(), names.size()) != size) return 0;
  for (std::size_t begin = 0; begin < names.size(); begin = names.find('\0', begin) + 1) {
    const char* name = names.data() + begin;
    std::string value(64 << 10, '\0');  // the most that Linux allows
    const ssize_t length = fgetxattr(from, name, value.data(), value.size());
    if (length < 0) continue;
    const int set = fsetxattr(to, name, value.data(), static_cast<std::size_t>(length), 0);
    if (set != 0 && (errno == ENOSPC || errno == EDQUOT || errno == EIO)) return errno;
  }
  return 0;
}

}  // namespace

// Rights and owners that the file system does not keep (a memory card's) are no failure.
int CopyAttributes(int from, int to) {
  struct stat found {};
  if (fstat(from, &found) != 0) return errno;
  if (const int reason = CopyExtendedAttributes(from, to); reason != 0) return reason;
  // Before the rights, which a change of owner may take away.
  if (fchown(to, found.st_uid, found.st_gid) != 0 && errno != EPERM && errno != ENOTSUP && errno != EINVAL)
    return errno;
  if (fchmod(to, found.st_mode & 07777) != 0 && errno != EPERM && errno != ENOTSUP) return errno;
  const timespec times[2] = {found.st_atim, found.st_mtim};
  return futimens(to, times) == 0 || errno == EPERM ? 0 : errno;
}

int CompareContent(int a, int b, bool& equal) {
  constexpr std::size_t kPiece = std::size_t{1} << 20;
  std::string from_a, from_b;
  equal = false;
  for (std::uint64_t offset = 0;; offset += kPiece) {
    from_a.clear();
    from_b.clear();
    if (const int reason = ReadAt(a, offset, kPiece, from_a); reason != 0) return reason;
    if (const int reason = ReadAt(b, offset, kPiece, from_b); reason != 0) return reason;
    if (from_a != from_b) return 0;
    if (from_a.size() < kPiece) break;
  }
  equal = true;
  return 0;
}

int SyncFolder(int root, const std::string& folder) {
  const Fd opened = OpenBeneath(root, folder, O_RDONLY | O_DIRECTORY);
  if (!opened.is_open()) return errno;
  if (fsync(opened.get()) == 0 || errno == EINVAL || errno == EOPNOTSUPP) return 0;
  return errno;
}

std::string FileSystemName(int file) {
  struct Known {
    std::uint32_t type;  // linux/magic.h
    const char* name;
  };
  static constexpr std::array<Known, 10> kKnown = {{{0x4d44, "vfat"},
                                                    {0x2011bab0, "exfat"},
                                                    {0x7366746e, "ntfs3"},
                                                    {0x65735546, "fuse"},
                                                    {0x6969, "nfs"},
                                                    {0xff534d42, "cifs"},
                                                    {0xfe534d42, "smb"},
                                                    {0x01021997, "9p"},
                                                    {0xef53, "ext4"},
                                                    {0x01021994, "tmpfs"}}};
  struct statfs found {};
  if (fstatfs(file, &found) != 0) return "unknown";
  const auto type = static_cast<std::uint32_t>(found.f_type);
  const auto known = std::find_if(kKnown.begin(), kKnown.end(), [&](const Known& k) { return k.type == type; });
  if (known != kKnown.end()) return known->name;
  std::array<char, 16> number{};
  std::snprintf(number.data(), number.size(), "type 0x%x", type);
  return number.data();
}

}  // namespace photocluster
