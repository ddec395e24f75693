#include "native-helper/server/recent_folders.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "native-helper/host/private_files.h"
#include "shared/base/archive_json.h"

namespace photocluster {
namespace {

std::vector<RecentFolder> Read(const std::string& file) {
  const Result<std::string> text = ReadPrivateFile(file);
  if (!text.ok()) return {};
  Result<std::vector<RecentFolder>> folders = FromJson<std::vector<RecentFolder>>(text.value());
  return folders.ok() ? std::move(folders).value() : std::vector<RecentFolder>();
}

}  // namespace

std::vector<RecentFolder> RecentFolders::List() const {
  std::vector<RecentFolder> folders = Read(file_);
  std::erase_if(folders, [](const RecentFolder& folder) {
    std::error_code error;
    return !std::filesystem::is_directory(folder.path, error);
  });
  return folders;
}

bool RecentFolders::Holds(const std::string& path) const {
  const std::vector<RecentFolder> folders = Read(file_);
  return std::any_of(folders.begin(), folders.end(), [&](const RecentFolder& folder) { return folder.path == path; });
}

// A drive that is not plugged in today stays in the file.
Result<void> RecentFolders::Note(const RecentFolder& folder) const {
  std::vector<RecentFolder> folders = Read(file_);
  std::erase_if(folders, [&](const RecentFolder& each) { return each.path == folder.path; });
  folders.insert(folders.begin(), folder);
  if (folders.size() > kMostRecentFolders) folders.resize(kMostRecentFolders);
  return WritePrivateFile(file_, ToJson(folders) + "\n");
}

}  // namespace photocluster
