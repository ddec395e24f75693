#include "shared/session/made_folders.h"

#include <algorithm>
#include <utility>

#include "shared/base/path.h"

namespace photocluster {

void MadeFolders::Add(const std::string& folder) {
  made_.emplace(folder, 0);
  last_.reset();
}

void MadeFolders::Count(std::string_view place, bool enters) {
  if (made_.empty()) return;
  if (last_ != Parent(place)) {
    last_ = Parent(place);
    around_last_.clear();
    for (std::string_view folder = *last_; !folder.empty(); folder = Parent(folder)) {
      const auto at = made_.find(std::string(folder));
      if (at != made_.end()) around_last_.push_back(at);
    }
  }
  for (const auto at : around_last_) {
    if (enters) {
      ++at->second;
    } else if (--at->second == 0) {
      left_empty_.push_back(at->first);
    }
  }
}

std::vector<std::string> MadeFolders::ForgetEmptied() {
  std::vector<std::string> forgotten;
  // What lies in a folder was counted down, and so listed, before the folder.
  for (std::string& folder : left_empty_) {
    const auto at = made_.find(folder);
    if (at == made_.end() || at->second > 0) continue;
    made_.erase(at);
    last_.reset();
    emptied_.push_back(folder);
    emptied_in_step_.insert(folder);
    forgotten.push_back(std::move(folder));
  }
  left_empty_.clear();
  return forgotten;
}

std::vector<std::string> MadeFolders::ReviveEmptied(Seq step, std::optional<std::string_view> place) {
  if (std::exchange(step_, step) != step) emptied_in_step_.clear();
  std::vector<std::string> revived;
  if (emptied_in_step_.empty()) return revived;
  if (!place) {
    revived.assign(emptied_in_step_.begin(), emptied_in_step_.end());
  } else {
    for (std::string_view folder = Parent(*place); !folder.empty(); folder = Parent(folder)) {
      if (emptied_in_step_.contains(folder)) revived.emplace_back(folder);
    }
  }
  for (const std::string& folder : revived) {
    emptied_in_step_.erase(folder);
    Add(folder);
    left_empty_.push_back(folder);  // should nothing come into it
  }
  return revived;
}

bool MadeFolders::WasEmptied(std::string_view folder) const {
  return std::find(emptied_.begin(), emptied_.end(), folder) != emptied_.end();
}

std::vector<std::string> MadeFolders::TakeEmptied() { return std::exchange(emptied_, {}); }

}  // namespace photocluster
