#pragma once
#include <cstdlib>
#include <string>
#include <string_view>

#include "tests/helper/host/temporary_folder.h"

namespace photocluster::test {

// Secrets, addresses and previews go to a folder of the test's own.
class PrivateFolders {
 public:
  PrivateFolders() {
    for (const char* name : kNames) setenv(name, (folder_ / name).c_str(), 1);
  }
  ~PrivateFolders() {
    for (const char* name : kNames) unsetenv(name);
  }
  std::string operator/(std::string_view name) const { return folder_ / name; }

 private:
  static constexpr const char* kNames[] = {"XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"};
  TemporaryFolder folder_;
};

}  // namespace photocluster::test
