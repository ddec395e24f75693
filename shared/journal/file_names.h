#pragma once
#include <string>
#include <string_view>

#include "shared/base/path.h"

namespace photocluster {

// Every file name of ours below a root, relative to it. No other file spells one.
inline constexpr char kStateFolder[] = ".clustering";
inline constexpr char kLogFile[] = ".clustering/actions.jsonl";
inline constexpr char kPendingFile[] = ".clustering/pending.jsonl";  // read after the log; written by browsers
inline constexpr char kCheckpointFile[] = ".clustering/checkpoint.pcs";
inline constexpr char kSummaryFile[] = ".clustering/state.json";
inline constexpr char kCatalogueFile[] = ".clustering/catalogue.pcc";
inline constexpr char kLockFile[] = ".clustering/lock";
inline constexpr char kReadMeFile[] = ".clustering/READ ME.txt";
inline constexpr char kVectorsFolder[] = ".clustering/embeddings";
inline constexpr char kTrashFolder[] = ".clustering/trash";
inline constexpr char kKeptFolder[] = ".clustering/original";  // files of the original program as found
inline constexpr char kKeptSummaryFile[] = ".clustering/original/state.json";
inline constexpr char kTemporaryPrefix[] = ".photocluster-";        // of a file that is between two names
inline constexpr char kTornPrefix[] = ".clustering/actions.torn-";  // + time + .jsonl

// Of the original program: read, and never written in a root. Besides these it had kSummaryFile, and sometimes
// kLogFile.
inline constexpr char kOriginalFolder[] = ".manual_cluster";
inline constexpr char kOriginalLogFile[] = ".manual_cluster/actions.jsonl";
inline constexpr char kOriginalQueueFile[] = ".manual_cluster/queue.json";
inline constexpr char kOriginalTrashFolder[] = ".manual_cluster/trash";

// Whether a photo here is in the trash, its own or what the original program left in its.
inline bool IsInTrash(std::string_view place) {
  return IsInside(place, kTrashFolder) || IsInside(place, kOriginalTrashFolder);
}

inline std::string VectorsFile(std::string_view model_id) {
  return std::string(kVectorsFolder) + "/" + std::string(model_id) + ".pce";
}

}  // namespace photocluster
