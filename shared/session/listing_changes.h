#pragma once
#include <string>
#include <utility>
#include <vector>

#include "shared/protocol/effect.h"

namespace photocluster {

// What recovery did to the files of a listing, so that the folder need not be listed again.
class ListingChanges {
 public:
  void Moved(const std::string& from, const std::string& to) { moves_.emplace_back(from, to); }
  void Removed(const std::string& path) { moves_.emplace_back(path, ""); }

  void ApplyTo(Listing& listing) const;

 private:
  std::vector<std::pair<std::string, std::string>> moves_;  // from, to; in order
};

// Takes out those of `folders`, given deepest first, that are listed and in which nothing is. Gives them.
std::vector<std::string> RemoveEmptyFolders(Listing& listing, const std::vector<std::string>& folders);

}  // namespace photocluster
