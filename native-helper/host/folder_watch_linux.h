#pragma once
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "native-helper/host/fd.h"
#include "shared/base/result.h"

namespace photocluster {

// Tells at which places of a root something came, went or was written, whoever did it (inotify; one watch a folder).
// Hidden names and what lies in hidden folders are not looked at, as a listing does not enter them.
class FolderWatch {
 public:
  // `root`: real path of the root; `folders`: those below it, as listed. Errors: kUnsupported when this system does not
  // watch, or not so many folders.
  static Result<std::unique_ptr<FolderWatch>> Open(const std::string& root, const std::vector<std::string>& folders);

  // Paths below the root.
  struct Touched {
    std::set<std::string> files;    // and links and the like; of a folder that came, all that lies in it
    std::set<std::string> folders;  // that came or went
  };
  // What came, went or was written since the last call. Nothing in the optional: more happened than could be kept, or
  // in a folder that could not be watched; only a new listing tells. Never waits.
  std::optional<Touched> Take();

 private:
  FolderWatch(Fd root, Fd events) : root_(std::move(root)), events_(std::move(events)) {}
  bool Add(const std::string& folder);
  bool AddNew(const std::string& folder, Touched& touched);
  bool TakeEvents(const char* begin, const char* end, Touched& touched);

  Fd root_;
  Fd events_;
  std::map<int, std::string> folders_;  // by watch descriptor; "" is the root
};

}  // namespace photocluster
