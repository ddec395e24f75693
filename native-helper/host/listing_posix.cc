#include "native-helper/host/listing_posix.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "native-helper/host/file_error.h"
#include "native-helper/host/file_ops_posix.h"
#include "shared/base/path.h"
#include "shared/base/unicode.h"
#include "shared/journal/file_names.h"
#include "shared/session/file_kind.h"

namespace photocluster {

namespace {

struct DirCloser {
  void operator()(DIR* dir) const { closedir(dir); }
};
using Dir = std::unique_ptr<DIR, DirCloser>;

struct Name {
  std::string name;
  unsigned char type = DT_UNKNOWN;  // DT_… of dirent.h; some file systems do not tell
};

std::string Printable(std::string_view name) {
  std::string text;
  for (char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    std::array<char, 5> escaped{};
    std::snprintf(escaped.data(), escaped.size(), "\\x%02x", byte);
    text += byte < 0x80 ? std::string(1, c) : std::string(escaped.data());
  }
  return text;
}

// Why a folder is not entered, as far as its name tells; nullptr when it is.
const char* LeftAloneByName(const std::string& name) {
  if (IsLeftAloneFolder(name)) return "a folder of another program";
  if (name[0] == '.') return "a hidden folder";
  return nullptr;
}

class Walk {
 public:
  explicit Walk(int root) : root_(root) {}

  Result<Listing> Run();

 private:
  int Enter(const std::string& folder);
  void Take(int dir, const std::string& folder, const Name& found);
  void TakeFolder(const std::string& path, const std::string& name);

  const int root_;
  std::vector<std::string> pending_;  // folders to be entered
  Listing listing_;
};

// Reads all names of a folder. 0 or errno, and then `names` holds those read so far.
int ReadNames(DIR* dir, std::vector<Name>& names) {
  for (;;) {
    errno = 0;
    const dirent* entry = readdir(dir);
    if (entry == nullptr) return errno;
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.push_back({std::string(name), entry->d_type});
  }
}

// Why a folder is not entered, as far as its content tells; nullptr when it is.
const char* LeftAloneByContent(int dir, const std::vector<Name>& names) {
  for (const Name& n : names) {
    if (n.name == ".git") return "a folder with .git";
    struct stat found {};
    if (n.name == kStateFolder && Look(dir, kLogFile, found) == 0) return "a root of its own";
  }
  return nullptr;
}

void Walk::TakeFolder(const std::string& path, const std::string& name) {
  if (path == kStateFolder) {
    pending_.push_back(kTrashFolder);
  } else if (const char* reason = LeftAloneByName(name)) {
    listing_.left_alone.push_back({path, reason});
    if (path == kOriginalFolder) pending_.push_back(kOriginalTrashFolder);
  } else {
    pending_.push_back(path);
  }
}

void Walk::Take(int dir, const std::string& folder, const Name& found) {
  if (!IsValidUtf8(found.name)) {
    listing_.unreadable.push_back({Join(folder, Printable(found.name)), "its name is not UTF-8"});
    return;
  }
  std::string path = Join(folder, found.name);
  if (found.type == DT_DIR) return TakeFolder(path, found.name);
  if (found.type == DT_LNK) return listing_.left_alone.push_back({std::move(path), "a link"});
  struct stat file {};
  if (const int reason = Look(dir, found.name, file); reason != 0) {
    if (reason != ENOENT) listing_.unreadable.push_back({std::move(path), FileErrorReason(reason)});
    return;
  }
  if (S_ISREG(file.st_mode)) {
    listing_.files.push_back({std::move(path), static_cast<std::uint64_t>(file.st_size), MtimeMs(file)});
  } else if (S_ISDIR(file.st_mode)) {
    TakeFolder(path, found.name);
  } else {
    listing_.left_alone.push_back({std::move(path), S_ISLNK(file.st_mode) ? "a link" : "not a regular file"});
  }
}

int Walk::Enter(const std::string& folder) {
  Fd opened = OpenBeneath(root_, folder, O_RDONLY | O_DIRECTORY);
  if (!opened.is_open()) return errno;
  const Dir dir(fdopendir(opened.get()));
  if (dir == nullptr) return errno;
  const int handle = opened.release();  // now dir's
  std::vector<Name> names;
  const int reason = ReadNames(dir.get(), names);
  if (!folder.empty()) {
    if (const char* why = LeftAloneByContent(handle, names)) {
      listing_.left_alone.push_back({folder, why});
      return 0;
    }
    listing_.folders.push_back(folder);
  }
  for (const Name& name : names) Take(handle, folder, name);
  return reason;
}

Result<Listing> Walk::Run() {
  if (const int reason = Enter(""); reason != 0) return FileError(reason, "cannot list the folder");
  while (!pending_.empty()) {
    const std::string folder = std::move(pending_.back());
    pending_.pop_back();
    const int reason = Enter(folder);
    // ENOENT: removed since its name was read, or a root without a trash.
    if (reason != 0 && reason != ENOENT) listing_.unreadable.push_back({folder, FileErrorReason(reason)});
  }
  const auto by_path = [](const auto& a, const auto& b) { return a.path < b.path; };
  std::sort(listing_.files.begin(), listing_.files.end(), by_path);
  std::sort(listing_.folders.begin(), listing_.folders.end());
  std::sort(listing_.left_alone.begin(), listing_.left_alone.end(), by_path);
  std::sort(listing_.unreadable.begin(), listing_.unreadable.end(), by_path);
  return std::move(listing_);
}

}  // namespace

Result<Listing> ListBelow(int root) { return Walk(root).Run(); }

}  // namespace photocluster
