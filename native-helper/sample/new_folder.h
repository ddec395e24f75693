#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace photocluster {

// A folder that is there in full or not at all: its files are written into a hidden folder beside it, which takes its
// name at the end. Whoever fills it may do so from several threads.
//
// What a killed run leaves is removed by the next one that writes beside it: only a folder of such a name with a marker
// that nobody has locked, and only if all that is in it is plain files whose names the caller knows.
class NewFolder {
 public:
  // `path` does not exist, or is an empty folder; anything else is left as it is.
  // Errors: kExists, kNotFound (no parent), kDenied, kNoSpace, kIo, each with one sentence.
  static Result<NewFolder> Create(const std::string& path);
  NewFolder(NewFolder&& other) noexcept;
  NewFolder& operator=(NewFolder&&) = delete;
  ~NewFolder();  // removes everything, unless it was published

  Result<void> AddSubfolder(const std::string& name);
  // `modified_ms`: the date that the file gets.
  Result<void> AddFile(const std::string& place, std::string_view content, std::int64_t modified_ms);
  // The folder gets its name. It replaces nothing but an empty folder.
  Result<void> Publish();

 private:
  NewFolder() = default;

  std::string path_;
  std::string hidden_;  // empty: published
  int marker_ = -1;     // locked as long as the run lives
};

}  // namespace photocluster
