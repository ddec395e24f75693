#include "native-helper/host/folder_watch_linux.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "native-helper/host/file_error.h"
#include "native-helper/host/file_ops_posix.h"
#include "shared/base/path.h"

namespace photocluster {
namespace {

constexpr std::uint32_t kWatched =
    IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CLOSE_WRITE | IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK;

bool IsHidden(std::string_view name) { return name.starts_with('.'); }

// The names in an open folder; it is closed.
std::vector<std::string> NamesIn(Fd folder) {
  std::vector<std::string> names;
  DIR* const dir = fdopendir(folder.get());
  if (!dir) return names;
  folder.release();  // now dir's
  while (const dirent* entry = readdir(dir)) names.emplace_back(entry->d_name);
  closedir(dir);
  return names;
}

}  // namespace

Result<std::unique_ptr<FolderWatch>> FolderWatch::Open(const std::string& root,
                                                       const std::vector<std::string>& folders) {
  const std::string attempt = "cannot watch " + root;
  Fd opened = OpenRoot(root);
  if (!opened.is_open()) return FileError(errno, attempt);
  Fd events(inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
  if (!events.is_open()) return Error{ErrorCode::kUnsupported, attempt + ": " + FileErrorReason(errno)};
  std::unique_ptr<FolderWatch> watch(new FolderWatch(std::move(opened), std::move(events)));
  bool is_whole = watch->Add("");
  for (const std::string& folder : folders) {
    if (is_whole && !IsHidden(folder)) is_whole = watch->Add(folder);
  }
  if (!is_whole) return Error{ErrorCode::kUnsupported, attempt + ": " + FileErrorReason(errno)};
  return watch;
}

// By its handle, so that no link is followed on the way. A folder that is gone again is watched well enough.
bool FolderWatch::Add(const std::string& folder) {
  const Fd opened = OpenBeneath(root_.get(), folder, O_PATH | O_DIRECTORY);
  if (!opened.is_open()) return errno == ENOENT || errno == ENOTDIR || errno == ELOOP || errno == EACCES;
  const std::string handle = "/proc/self/fd/" + std::to_string(opened.get());
  const int watch = inotify_add_watch(events_.get(), handle.c_str(), kWatched & ~std::uint32_t{IN_DONT_FOLLOW});
  if (watch < 0) return errno == ENOENT || errno == EACCES;
  folders_[watch] = folder;
  return true;
}

// What was put there before the watch began is named too.
bool FolderWatch::AddNew(const std::string& folder, Touched& touched) {
  touched.folders.insert(folder);
  if (!Add(folder)) return false;
  Fd opened = OpenBeneath(root_.get(), folder, O_RDONLY | O_DIRECTORY);
  if (!opened.is_open()) return true;
  for (const std::string& name : NamesIn(std::move(opened))) {
    if (IsHidden(name)) continue;
    const std::string place = Join(folder, name);
    const Fd inner = OpenBeneath(root_.get(), place, O_PATH | O_DIRECTORY);
    if (!inner.is_open()) touched.files.insert(place);
    if (inner.is_open() && !AddNew(place, touched)) return false;
  }
  return true;
}

bool FolderWatch::TakeEvents(const char* begin, const char* end, Touched& touched) {
  while (begin < end) {
    inotify_event event;
    std::memcpy(&event, begin, sizeof(event));
    const char* const name = begin + sizeof(event);
    begin = name + event.len;
    if ((event.mask & IN_Q_OVERFLOW) != 0) return false;
    const auto folder = folders_.find(event.wd);
    if (folder == folders_.end()) continue;
    if ((event.mask & IN_IGNORED) != 0) {  // the folder is gone
      folders_.erase(folder);
      continue;
    }
    if (event.len == 0 || IsHidden(name)) continue;
    const std::string place = Join(folder->second, name);
    const bool is_folder = (event.mask & IN_ISDIR) != 0;
    (is_folder ? touched.folders : touched.files).insert(place);
    const bool came = (event.mask & (IN_CREATE | IN_MOVED_TO)) != 0;
    if (is_folder && came && !AddNew(place, touched)) return false;
  }
  return true;
}

std::optional<FolderWatch::Touched> FolderWatch::Take() {
  Touched touched;
  bool is_whole = true;
  alignas(inotify_event) std::array<char, 16 << 10> buffer;
  for (;;) {
    const ssize_t size = read(events_.get(), buffer.data(), buffer.size());
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0) break;
    is_whole = TakeEvents(buffer.data(), buffer.data() + size, touched) && is_whole;
  }
  if (!is_whole) return std::nullopt;
  return touched;
}

}  // namespace photocluster
