#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace photocluster {

// The original program wrote absolute paths, often those of another machine. This finds the folders that its root was
// in then, and so where each path lies below the root now. A folder counts as an old root when
//   - it is the root itself, or the folder above `.manual_cluster/trash/` in a path: certain;
//   - files that are here lie below it at the same relative paths: the more of them the better;
//   - it has the name of the root now: the last resort.
// Windows paths begin with a drive ("C:\") or "\\" and have backslashes between their parts.
class LegacyPaths {
 public:
  // `root`: the real path of the root now, "" when it has none. `files`: relative paths of the files that are here, and
  // stay where they are while this lives. `paths`: all paths that its files name.
  LegacyPaths(std::string_view root, const std::vector<std::string_view>& files,
              std::span<const std::string_view> paths);

  // The path below the root; none when it lies below no old root, or could lead out of it. A relative path is taken as
  // it is.
  std::optional<std::string> Place(std::string_view path) const;

  // The folders found, other than the root now, best first.
  std::vector<std::string> OtherRoots() const;

 private:
  struct Candidate {
    std::string folder;
    std::uint64_t votes = 0;
  };
  std::string root_;
  std::vector<Candidate> candidates_;  // best first
};

}  // namespace photocluster
