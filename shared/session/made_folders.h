#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "shared/protocol/record.h"

namespace photocluster {

// The folders of ours: those that a move had to make, each with how many files lie in it or below. One is forgotten
// when nothing is left in it, and is ours again when the step that emptied it goes on.
class MadeFolders {
 public:
  MadeFolders() = default;
  MadeFolders(MadeFolders&&) = default;
  MadeFolders& operator=(MadeFolders&&) = default;

  void Add(const std::string& folder);
  const std::map<std::string, std::uint32_t>& folders() const { return made_; }

  // A file enters or leaves its place.
  void Count(std::string_view place, bool enters);

  // After each record: the folders that it left empty are ours no longer, deepest first.
  std::vector<std::string> ForgetEmptied();
  // Before each record of `step`: what this step made empty is ours again, all of it or what `place` is in. Returns
  // those folders.
  std::vector<std::string> ReviveEmptied(Seq step, std::optional<std::string_view> place);
  // Whether it was forgotten since the last TakeEmptied.
  bool WasEmptied(std::string_view folder) const;
  std::vector<std::string> TakeEmptied();  // those forgotten since the last call, deepest first

 private:
  std::map<std::string, std::uint32_t> made_;
  // Those that the folder counted last is or lies in: files come in runs of a folder.
  std::optional<std::string> last_;
  std::vector<std::map<std::string, std::uint32_t>::iterator> around_last_;
  std::vector<std::string> left_empty_;
  std::vector<std::string> emptied_;
  Seq step_ = 0;                                        // of the newest record
  std::set<std::string, std::less<>> emptied_in_step_;  // by it
};

}  // namespace photocluster
