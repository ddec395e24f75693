#include "native-helper/sample/new_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

namespace photocluster {
namespace {

namespace fs = std::filesystem;

constexpr const char* kHiddenBeginning = ".photocluster-sample-";
constexpr const char* kMarkerName = ".unfinished";
constexpr std::string_view kMarkerText = "photocluster sample: unfinished\n";

Error Failure(int number, const std::string& attempt) {
  ErrorCode code = ErrorCode::kIo;
  if (number == ENOENT || number == ENOTDIR) code = ErrorCode::kNotFound;
  if (number == EEXIST || number == ENOTEMPTY) code = ErrorCode::kExists;
  if (number == EACCES || number == EPERM) code = ErrorCode::kDenied;
  if (number == EROFS) code = ErrorCode::kReadOnly;
  if (number == ENOSPC || number == EDQUOT || number == EFBIG) code = ErrorCode::kNoSpace;
  if (number == ENAMETOOLONG) code = ErrorCode::kNameTooLong;
  const char* words = strerrordesc_np(number);
  return {code, attempt + ": " + (words == nullptr ? "error " + std::to_string(number) : words)};
}

Result<void> CheckFree(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(path, error);
  if (status.type() == fs::file_type::not_found) return {};
  if (status.type() != fs::file_type::directory) {
    return Error{ErrorCode::kExists, path + " is there already and no folder; choose another name"};
  }
  const bool is_empty = fs::is_empty(path, error);
  if (error) return Failure(error.value(), "cannot look into " + path);
  if (!is_empty) return Error{ErrorCode::kExists, path + " is not empty; choose another name or an empty folder"};
  return {};
}

bool Holds(int file, std::string_view text) {
  char there[64];
  const ssize_t count = pread(file, there, sizeof there, 0);
  return count >= 0 && std::string_view(there, static_cast<std::size_t>(count)) == text;
}

// What the commands that make a folder put into it, besides photos and their companions.
bool IsNameOfOurs(const std::string& name, bool is_folder) {
  constexpr std::string_view kFolders[] = {"Roof", "Sea", ".clustering", ".manual_cluster"};
  constexpr std::string_view kFiles[] = {kMarkerName, "where these come from.txt", "state.json", "actions.jsonl",
                                         "queue.json"};
  if (is_folder) return std::find(std::begin(kFolders), std::end(kFolders), name) != std::end(kFolders);
  return name.starts_with("IMG_") || name.starts_with("DSC_") || name.starts_with("PXL_") ||
         std::find(std::begin(kFiles), std::end(kFiles), name) != std::end(kFiles);
}

// Whether nothing is in it but what a run writes, in it or one folder further down.
bool IsAllOurs(const fs::path& folder) {
  std::error_code error;
  for (auto at = fs::recursive_directory_iterator(folder, error); at != fs::end(at); at.increment(error)) {
    if (error || at.depth() > 1) return false;
    const fs::file_type type = at->symlink_status(error).type();
    const bool is_folder = type == fs::file_type::directory;
    if (!is_folder && type != fs::file_type::regular) return false;
    if (!IsNameOfOurs(at->path().filename(), is_folder)) return false;
  }
  return !error;
}

void RemoveLeftovers(const fs::path& parent) {
  std::error_code error;
  for (auto at = fs::directory_iterator(parent, error); !error && at != fs::end(at); at.increment(error)) {
    if (!at->path().filename().string().starts_with(kHiddenBeginning)) continue;
    const int marker = open((at->path() / kMarkerName).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (marker < 0) continue;
    std::error_code ignored;
    if (flock(marker, LOCK_EX | LOCK_NB) == 0 && Holds(marker, kMarkerText) && IsAllOurs(at->path())) {
      fs::remove_all(at->path(), ignored);
    }
    close(marker);
  }
}

}  // namespace

Result<NewFolder> NewFolder::Create(const std::string& path) {
  if (path.empty()) return Error{ErrorCode::kBadInput, "the path is empty"};
  std::error_code error;
  fs::path whole = fs::absolute(path, error).lexically_normal();
  if (!whole.has_filename()) whole = whole.parent_path();  // "Demo/"
  TRY(CheckFree(whole));
  const fs::path parent = whole.parent_path();
  if (!fs::is_directory(parent, error)) {
    return Error{ErrorCode::kNotFound, "there is no folder " + parent.string() + " to put it in"};
  }
  RemoveLeftovers(parent);
  NewFolder folder;
  folder.path_ = whole;
  const std::string attempt = "cannot make a folder in " + parent.string();
  for (int number = 1; folder.hidden_.empty(); ++number) {
    const std::string name = parent / (kHiddenBeginning + std::to_string(getpid()) + "-" + std::to_string(number));
    if (mkdir(name.c_str(), 0777) == 0) {
      folder.hidden_ = name;
    } else if (errno != EEXIST) {
      return Failure(errno, attempt);
    }
  }
  const std::string marker = folder.hidden_ + "/" + kMarkerName;
  folder.marker_ = open(marker.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (folder.marker_ < 0 || flock(folder.marker_, LOCK_EX) != 0 ||  // another run may be looking at it just now
      write(folder.marker_, kMarkerText.data(), kMarkerText.size()) != static_cast<ssize_t>(kMarkerText.size())) {
    return Failure(errno, attempt);
  }
  return folder;
}

NewFolder::NewFolder(NewFolder&& other) noexcept
    : path_(std::move(other.path_)),
      hidden_(std::exchange(other.hidden_, {})),
      marker_(std::exchange(other.marker_, -1)) {}

NewFolder::~NewFolder() {
  std::error_code ignored;
  if (!hidden_.empty()) fs::remove_all(hidden_, ignored);
  if (marker_ >= 0) close(marker_);
}

Result<void> NewFolder::AddSubfolder(const std::string& name) {
  if (mkdir((hidden_ + "/" + name).c_str(), 0777) == 0) return {};
  return Failure(errno, "cannot make the folder " + name);
}

Result<void> NewFolder::AddFile(const std::string& place, std::string_view content, std::int64_t modified_ms) {
  const std::string attempt = "cannot write " + place;
  const int file = open((hidden_ + "/" + place).c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0) return Failure(errno, attempt);
  while (!content.empty()) {
    const ssize_t written = write(file, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      const int number = written < 0 ? errno : EIO;
      close(file);
      return Failure(number, attempt);
    }
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  const timespec time{modified_ms / 1000, modified_ms % 1000 * 1'000'000};
  const timespec times[2] = {time, time};
  const bool is_dated = futimens(file, times) == 0;
  const int number = errno;
  if (close(file) != 0) return Failure(errno, attempt);
  if (!is_dated) return Failure(number, attempt);
  return {};
}

Result<void> NewFolder::Publish() {
  const std::string marker = hidden_ + "/" + kMarkerName;
  if (unlink(marker.c_str()) != 0) return Failure(errno, "cannot finish " + path_);
  // rename(2) puts a folder in the place of nothing or of an empty folder, never of anything else.
  if (rename(hidden_.c_str(), path_.c_str()) != 0) return Failure(errno, "cannot finish " + path_);
  hidden_.clear();
  return {};
}

}  // namespace photocluster
