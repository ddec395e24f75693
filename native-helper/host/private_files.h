#pragma once
#include <string>

#include "shared/base/result.h"

namespace photocluster {

// Where this user's programs keep their files: $XDG_STATE_HOME, $XDG_CACHE_HOME, $XDG_DATA_HOME, $XDG_RUNTIME_DIR, else
// the folders that stand for them. Each ends in "/photocluster".
std::string StateFolder();
std::string CacheFolder();
std::string DataFolder();
std::string RuntimeFolder();  // that of the state without $XDG_RUNTIME_DIR

// Makes a folder, for this user alone; those above it as they come.
Result<void> MakePrivateFolder(const std::string& folder);

// A small file that only this user may read; its folder is made, for this user alone. Errors: those of the file
// system; kRefused for a file of another user or one that others may read.
Result<std::string> ReadPrivateFile(const std::string& path);
Result<void> WritePrivateFile(const std::string& path, const std::string& content);  // replaced whole

}  // namespace photocluster
