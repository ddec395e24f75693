#include "native-helper/host/log_place.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "native-helper/host/file_error.h"
#include "native-helper/host/private_files.h"
#include "native-helper/host/random_id.h"
#include "shared/base/hash.h"
#include "shared/journal/file_names.h"

namespace photocluster {
namespace {

// 64 bits tell the folders of one user apart.
std::string FolderElsewhere(const std::string& root) {
  char name[17];
  std::snprintf(name, sizeof name, "%016llx", static_cast<unsigned long long>(Xxh3_64(root)));
  return StateFolder() + "/" + name;
}

bool HasLogIn(const std::string& folder) {
  return access((folder + "/" + kLogFile).c_str(), F_OK) == 0 ||
         access((folder + "/" + kPendingFile).c_str(), F_OK) == 0;  // what a browser wrote
}

}  // namespace

LogPlace PlaceToRead(const CheckedRoot& root) {
  if (!root.read_only || HasLogIn(root.path)) return {root.path};
  const std::string elsewhere = FolderElsewhere(root.path);
  return HasLogIn(elsewhere) ? LogPlace{elsewhere, true} : LogPlace{root.path};
}

Result<LogPlace> PlaceToWrite(const CheckedRoot& root) {
  if (!root.read_only) return LogPlace{root.path};
  if (HasLogIn(root.path)) return *root.read_only;
  const std::string elsewhere = FolderElsewhere(root.path);
  TRY(MakePrivateFolder(StateFolder()));
  TRY(MakePrivateFolder(elsewhere));
  TRY(WritePrivateFile(elsewhere + "/folder.txt", root.path + "\n"));  // for a person who finds it
  return LogPlace{elsewhere, true};
}

std::string LogElsewhere(const std::string& root) {
  const std::string folder = FolderElsewhere(root);
  return HasLogIn(folder) ? folder + "/" + kLogFile : "";
}

Result<void> SetAppliedAside(const std::string& root) {
  const std::string folder = FolderElsewhere(root);
  const std::string aside = folder + ".applied-" + RandomId();
  if (rename(folder.c_str(), aside.c_str()) != 0) return FileError(errno, "cannot put aside " + folder);
  return {};
}

}  // namespace photocluster
