#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/protocol/effect.h"
#include "shared/protocol/notice.h"
#include "shared/protocol/record.h"
#include "shared/session/state.h"
#include "shared/vectors/centroid.h"

// Folders of the original program. What its files say becomes records, made of them, the log and the listing alone, so
// that making them again gives the same: a log in which only the first of them arrived is completed.
namespace photocluster {

// What a host reads where NeedsImport(log). A file that is not there is absent.
struct LegacyFiles {
  std::string root;                  // the real path of the root, as the original would write it
  std::optional<std::string> state;  // kSummaryFile: of the original, or our own
  std::optional<std::string> log;    // kOriginalLogFile
  std::optional<std::string> queue;  // kOriginalQueueFile
  // Whether copies of them are in kKeptFolder already, and that of kLogFile: what an interrupted append of ours may
  // have left behind its end is not the original's.
  bool kept = false;
  std::optional<std::string> kept_log;
};

struct Import {
  std::vector<Record> records;        // not in the log yet; without seq, time, author and the root's id
  std::vector<ReplaceEffect> copies;  // of its files, to be made before anything is logged
  std::vector<Notice> notices;        // what the user should know of it
  std::uint64_t log_length = 0;       // of the original's part of our log
};

// Where a file of the original program is kept as it was found: `.clustering/state.json` as
// `.clustering/original/state.json`; what is elsewhere keeps its folder's name.
std::string KeptName(const std::string& file);

// Whether the log holds nothing but lines of others and a part of an import.
bool NeedsImport(std::string_view log);

// Reads them: `read` gives a file below the root, nothing when it does not exist.
Result<LegacyFiles> ReadLegacyFiles(
    std::string root, const std::function<Result<std::optional<std::string>>(const std::string& file)>& read);

// None where the original program has not worked. `log`: as it is, also an incomplete last line; `logged`: our records
// in it.
std::optional<Import> MakeImport(const LegacyFiles& files, std::string_view log, const std::vector<Record>& logged,
                                 const Listing& listing);

// The record `import`. Errors as Fold.
Result<void> FoldImport(State& state, const Record& record);

// The vectors that the original program had stored for a cluster.
Centroid CentroidOf(const OriginalCluster& cluster);

}  // namespace photocluster
