#include "native-helper/host/private_files.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "native-helper/host/fd.h"
#include "native-helper/host/file_error.h"
#include "native-helper/host/random_id.h"

namespace photocluster {
namespace {

constexpr std::size_t kMostBytes = 64 * 1024;

std::string Variable(const char* name) {
  const char* const value = std::getenv(name);
  return value && value[0] == '/' ? value : "";  // a relative one is to be ignored, says the standard
}

std::string Home() {
  const std::string home = Variable("HOME");
  if (!home.empty()) return home;
  const passwd* const user = getpwuid(geteuid());
  return user && user->pw_dir ? user->pw_dir : "/tmp";
}

std::string Folder(const char* variable, const char* otherwise) {
  const std::string folder = Variable(variable);
  return (folder.empty() ? Home() + otherwise : folder) + "/photocluster";
}

}  // namespace

std::string StateFolder() { return Folder("XDG_STATE_HOME", "/.local/state"); }
std::string CacheFolder() { return Folder("XDG_CACHE_HOME", "/.cache"); }
std::string DataFolder() { return Folder("XDG_DATA_HOME", "/.local/share"); }
std::string RuntimeFolder() {
  const std::string folder = Variable("XDG_RUNTIME_DIR");
  return folder.empty() ? StateFolder() : folder + "/photocluster";
}

Result<void> MakePrivateFolder(const std::string& folder) {
  std::error_code error;
  const std::filesystem::path above = std::filesystem::path(folder).parent_path();
  std::filesystem::create_directories(above, error);
  if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return FileError(errno, "cannot make " + folder);
  return {};
}

Result<std::string> ReadPrivateFile(const std::string& path) {
  const Fd file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  if (!file.is_open()) return FileError(errno, "cannot read " + path);
  struct stat found {};
  if (fstat(file.get(), &found) != 0) return FileError(errno, "cannot read " + path);
  if (!S_ISREG(found.st_mode) || found.st_uid != geteuid() || (found.st_mode & 077) != 0) {
    return Error{ErrorCode::kRefused, path + " is not a file that only this user may read; remove it"};
  }
  std::string content(kMostBytes, '\0');
  const ssize_t length = read(file.get(), content.data(), content.size());
  if (length < 0) return FileError(errno, "cannot read " + path);
  content.resize(static_cast<std::size_t>(length));
  return content;
}

Result<void> WritePrivateFile(const std::string& path, const std::string& content) {
  TRY(MakePrivateFolder(std::filesystem::path(path).parent_path().string()));
  const std::string temporary = path + "." + RandomId();
  const Fd file(open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!file.is_open()) return FileError(errno, "cannot write " + path);
  const bool whole = write(file.get(), content.data(), content.size()) == static_cast<ssize_t>(content.size());
  if (whole && std::rename(temporary.c_str(), path.c_str()) == 0) return {};
  const int error = errno;
  unlink(temporary.c_str());
  return FileError(error, "cannot write " + path);
}

}  // namespace photocluster
