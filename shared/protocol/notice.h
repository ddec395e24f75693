#pragma once
#include <cstdint>
#include <string>

#include "shared/base/archive_fields.h"

namespace photocluster {

// What a notice is about. The page says each of them in its own language.
enum class NoticeCode {
  kNotRead,           // `name`: a folder
  kFileUnused,        // `name`: a file of ours
  kFileSetAside,      // `name`, and `other`: its new name
  kFileStuck,         // `name`: neither used nor set aside
  kLine,              // of a log, without effect: `name` of the file, `line`, `byte`
  kLog,               // the log as a whole
  kLogTorn,           // its last line: `count` bytes from `byte` on
  kLogTornSetAside,   // the same, and they were set aside
  kMovedByHand,       // `count` photos were put elsewhere, `name` for one
  kByHandUnrecorded,  // the same is not recorded
  kVectorsUnread,
  kVectorsCount,            // the original's are of the model `name`: `count` photos compared
  kVectorsOther,            // they are of another model than `name`: the same
  kVectorsNotCompared,      // they cannot be compared with those of the model `name`
  kDecidedElsewhere,        // while the folder could not be written to: the log `name`, not applied yet
  kDisagrees,               // log and folder
  kOriginalBeside,          // the original program has worked on beside us
  kOriginalBesideClusters,  // the same, with `count` clusters that are none of ours: `name` lists them
  kOriginalLine,            // of its log, not taken over: `name` of the file, `line`, `byte`
  kOriginalTwoLogs,         // at `name` and `other`
  kOriginalStateMissing,
  kOriginalStateDamaged,
  kOriginalQueueUnused,  // damaged or too long
  kOriginalCluster,      // `name` was not taken over
  kOriginalVectors,      // `count` of them cannot be used
  kOriginalRoot,         // it knew this folder as `name`
  kOriginalPaths,        // `count` of them lead elsewhere, `name` for one
  kOriginalMissing,      // `count` photos are not where its log left them, `name` for one
  kOriginalBack,         // `count` photos lie where they were before its log, `name` for one
  kOriginalAdopted,      // `count` photos in folders of its clusters that its log does not have
  kOriginalDecisions,    // `count` were taken over
};
constexpr EnumNames<NoticeCode, 31> EnumNamesOf(NoticeCode) {
  return {{{NoticeCode::kNotRead, "not_read"},
           {NoticeCode::kFileUnused, "file_unused"},
           {NoticeCode::kFileSetAside, "file_set_aside"},
           {NoticeCode::kFileStuck, "file_stuck"},
           {NoticeCode::kLine, "line"},
           {NoticeCode::kLog, "log"},
           {NoticeCode::kLogTorn, "log_torn"},
           {NoticeCode::kLogTornSetAside, "log_torn_set_aside"},
           {NoticeCode::kMovedByHand, "moved_by_hand"},
           {NoticeCode::kByHandUnrecorded, "by_hand_unrecorded"},
           {NoticeCode::kVectorsUnread, "vectors_unread"},
           {NoticeCode::kVectorsCount, "vectors_count"},
           {NoticeCode::kVectorsOther, "vectors_other"},
           {NoticeCode::kVectorsNotCompared, "vectors_not_compared"},
           {NoticeCode::kDecidedElsewhere, "decided_elsewhere"},
           {NoticeCode::kDisagrees, "disagrees"},
           {NoticeCode::kOriginalBeside, "original_beside"},
           {NoticeCode::kOriginalBesideClusters, "original_beside_clusters"},
           {NoticeCode::kOriginalLine, "original_line"},
           {NoticeCode::kOriginalTwoLogs, "original_two_logs"},
           {NoticeCode::kOriginalStateMissing, "original_state_missing"},
           {NoticeCode::kOriginalStateDamaged, "original_state_damaged"},
           {NoticeCode::kOriginalQueueUnused, "original_queue_unused"},
           {NoticeCode::kOriginalCluster, "original_cluster"},
           {NoticeCode::kOriginalVectors, "original_vectors"},
           {NoticeCode::kOriginalRoot, "original_root"},
           {NoticeCode::kOriginalPaths, "original_paths"},
           {NoticeCode::kOriginalMissing, "original_missing"},
           {NoticeCode::kOriginalBack, "original_back"},
           {NoticeCode::kOriginalAdopted, "original_adopted"},
           {NoticeCode::kOriginalDecisions, "original_decisions"}}};
}

constexpr const char* TypeNameOf(NoticeCode) { return "NoticeCode"; }

// Something that a user should be told. `sentence` says it whole in English, for the log and the command line.
struct Notice {
  static constexpr const char* kTypeName = "Notice";
  NoticeCode code = NoticeCode::kLog;
  std::string sentence = "";
  std::string name = "";
  std::string other = "";
  std::uint64_t count = 0;
  std::uint64_t line = 0;   // from 1
  std::uint64_t byte = 0;   // from 0
  std::string detail = "";  // why, for people who know the format; in English

  bool operator==(const Notice&) const = default;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(code)), Required(NVP(sentence)), OmitEmpty(NVP(name)), OmitEmpty(NVP(other)), NVP(count),
            NVP(line), NVP(byte), OmitEmpty(NVP(detail)));
  }
};

}  // namespace photocluster
