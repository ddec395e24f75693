#include "native-helper/host/root_check.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "native-helper/host/fd.h"
#include "native-helper/host/file_error.h"
#include "shared/base/path.h"
#include "shared/base/unicode.h"
#include "shared/journal/file_names.h"

namespace photocluster {

namespace {

struct Free {
  void operator()(char* text) const { free(text); }
};

// The path without links and dots; empty, with errno, when there is none.
std::string RealPath(const std::string& path) {
  const std::unique_ptr<char, Free> real(realpath(path.c_str(), nullptr));
  return real == nullptr ? "" : real.get();
}

std::vector<std::string> Homes() {
  std::vector<std::string> homes;
  if (const char* home = std::getenv("HOME")) homes.push_back(RealPath(home));
  std::array<char, 16384> space{};
  passwd entry{};
  passwd* user = nullptr;
  if (getpwuid_r(geteuid(), &entry, space.data(), space.size(), &user) == 0 && user != nullptr) {
    homes.push_back(RealPath(user->pw_dir));
  }
  return homes;
}

bool IsMountPoint(const std::string& real_path) {
  struct stat folder {};
  struct stat above {};
  return stat(real_path.c_str(), &folder) == 0 && stat((real_path + "/..").c_str(), &above) == 0 &&
         folder.st_dev != above.st_dev;
}

// The nearest folder above that has a log; empty when none has.
std::string RootAbove(std::string path) {
  while (path.size() > 1) {
    path = std::string(Parent(path));
    if (access((path + "/" + kLogFile).c_str(), F_OK) == 0) return path.empty() ? "/" : path;
  }
  return "";
}

template <std::size_t N>
bool Holds(const std::array<std::string_view, N>& folders, std::string_view path) {
  return std::find(folders.begin(), folders.end(), path) != folders.end();
}

template <std::size_t N>
bool IsBelowOneOf(const std::array<std::string_view, N>& folders, std::string_view path) {
  return std::any_of(folders.begin(), folders.end(), [&](std::string_view folder) { return IsInside(path, folder); });
}

constexpr std::array<std::string_view, 8> kHolders = {"/home",      "/media", "/mnt", "/opt",
                                                      "/run/media", "/srv",   "/tmp", "/var/tmp"};
constexpr std::array<std::string_view, 15> kSystem = {"/bin",   "/boot",  "/dev",    "/etc",  "/lib",
                                                      "/lib32", "/lib64", "/libx32", "/proc", "/run",
                                                      "/sbin",  "/snap",  "/sys",    "/usr",  "/var"};
constexpr std::array<std::string_view, 2> kOpenWithinSystem = {"/run/media", "/var/tmp"};
constexpr std::array<std::string_view, 3> kDrives = {"/media", "/mnt", "/run/media"};

}  // namespace

std::optional<std::string> RefusalOf(const std::string& real_path, const RootFacts& facts) {
  if (real_path == "/") return "the top of the file system is not a folder of photos";
  if (std::find(facts.homes.begin(), facts.homes.end(), real_path) != facts.homes.end()) {
    return real_path + " is your home folder: choose a folder inside it";
  }
  if (Holds(kHolders, real_path)) return real_path + " holds folders of the system: choose a folder inside it";
  const bool is_system = Holds(kSystem, real_path) || IsBelowOneOf(kSystem, real_path);
  if (is_system && !IsBelowOneOf(kOpenWithinSystem, real_path)) return real_path + " belongs to the system";
  if (facts.mount_point && IsBelowOneOf(kDrives, real_path)) {
    return real_path + " is the top of a drive: choose a folder inside it";
  }
  if ((real_path + "/").find("/" + std::string(kStateFolder) + "/") != std::string::npos) {
    return real_path + " is where Photocluster keeps its own files";
  }
  return std::nullopt;
}

Result<CheckedRoot> CheckRoot(const std::string& path) {
  CheckedRoot checked{RealPath(path), {}};
  if (checked.path.empty()) return FileError(errno, "cannot open " + path);
  if (!IsValidUtf8(checked.path)) {
    return Error{ErrorCode::kBadInput, "cannot open this folder: its path is not UTF-8"};
  }
  struct stat found {};
  if (stat(checked.path.c_str(), &found) != 0) return FileError(errno, "cannot open " + path);
  if (!S_ISDIR(found.st_mode)) return Error{ErrorCode::kBadInput, path + " is a file, not a folder"};
  const auto refusal = RefusalOf(checked.path, {Homes(), IsMountPoint(checked.path)});
  if (refusal) return Error{ErrorCode::kRefused, *refusal};
  const Fd folder(open(checked.path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // Without the right to search it, names could be listed and no file opened.
  if (!folder.is_open() || faccessat(folder.get(), ".", X_OK, AT_EACCESS) != 0) {
    return FileError(errno, "cannot open " + path);
  }
  if (const std::string outer = RootAbove(checked.path); !outer.empty()) {
    return Error{ErrorCode::kRefused, checked.path + " lies inside " + outer + ", which is already sorted as a whole"};
  }
  if (faccessat(folder.get(), ".", W_OK, AT_EACCESS) != 0) {
    checked.read_only = Error{ErrorCode::kReadOnly, "cannot write in " + path + ": " + FileErrorReason(errno)};
  }
  return checked;
}

}  // namespace photocluster
