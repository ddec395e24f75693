#pragma once
#include <string>
#include <vector>

#include "shared/base/result.h"
#include "shared/protocol/message.h"

namespace photocluster {

// The folders that this user has opened, in a private file: what a helper without a folder offers.
class RecentFolders {
 public:
  explicit RecentFolders(std::string file) : file_(std::move(file)) {}

  // Newest first, without those that are not there now. A file that is missing or damaged holds none.
  std::vector<RecentFolder> List() const;
  // Also one that is not there now.
  bool Holds(const std::string& path) const;
  // This one is the newest; the oldest go. Errors: those of WritePrivateFile.
  Result<void> Note(const RecentFolder& folder) const;

 private:
  std::string file_;
};
inline constexpr std::size_t kMostRecentFolders = 8;

}  // namespace photocluster
