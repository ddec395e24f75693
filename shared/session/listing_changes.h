#pragma once
#include <string>
#include <vector>

#include "shared/protocol/effect.h"

namespace photocluster {

// What recovery did to the files of a listing, so that the folder need not be listed again.
class ListingChanges {
 public:
  void Moved(const std::string& from, const std::string& to) { moves_.push_back({from, to, false}); }
  void Copied(const std::string& from, const std::string& to) { moves_.push_back({from, to, true}); }
  void Removed(const std::string& path) { moves_.push_back({path, "", false}); }

  void ApplyTo(Listing& listing) const;

 private:
  struct Move {
    std::string from, to;
    bool stays = false;  // where it was too
  };
  std::vector<Move> moves_;  // in order
};

// Takes out those of `folders`, given deepest first, that are listed and in which nothing is. Gives them.
std::vector<std::string> RemoveEmptyFolders(Listing& listing, const std::vector<std::string>& folders);

}  // namespace photocluster
