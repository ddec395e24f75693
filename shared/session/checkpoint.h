#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/hash.h"
#include "shared/base/result.h"
#include "shared/journal/log_reader.h"
#include "shared/session/history_columns.h"
#include "shared/session/state.h"

namespace photocluster {

// `.clustering/checkpoint.pcs`: what the fold of the first part of a log comes to, so that opening reads the rest
// only. It says which part by length and XXH3-128, and counts for no other log. A cache: the log alone gives the same
// State. Photos that no record names, and everything that the folder shows, are not in it.
struct CheckpointPhoto {
  std::string place;
  std::string home;
  Fingerprint fingerprint;
  std::vector<Companion> companions;
  PhotoDecision decision;
  bool lost = false;
  bool emptied = false;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(place), NVP(home), NVP(fingerprint), NVP(companions), NVP(decision), NVP(lost), NVP(emptied));
  }
};

struct CheckpointCluster {
  std::string name;
  Seq created = 0;
  Seq decided = 0;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(name), NVP(created), NVP(decided));
  }
};

struct CheckpointCopy {
  PhotoId photo;
  CopyFiles files;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(photo), NVP(files));
  }
};

struct CheckpointCopyBefore {
  Seq record = 0;
  CopyFiles files;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(record), NVP(files));
  }
};

struct Checkpoint {
  LogPosition end;  // of the part it stands for; every move in it is settled
  std::uint64_t hash_high = 0;
  std::uint64_t hash_low = 0;
  std::vector<LogProblem> problems;
  std::string root_id;
  std::vector<CheckpointPhoto> photos;      // by id
  std::vector<CheckpointCluster> clusters;  // by id
  RootSettings settings;
  Order order;
  std::vector<NoteBefore> notes;
  std::vector<AlsoBefore> also;
  std::vector<ClusterSettingBefore> cluster_settings;
  HistoryColumns history;
  std::vector<std::string> made;
  std::optional<Imported> imported;
  std::vector<ClusterId> imported_clusters;  // those of `imported`
  std::vector<ImportedMember> imported_members;
  std::vector<CheckpointCopy> copies;
  std::vector<CheckpointCopyBefore> copies_before;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(end), NVP(hash_high), NVP(hash_low), NVP(problems), NVP(root_id), NVP(photos), NVP(clusters),
            NVP(settings), NVP(order), NVP(notes), NVP(also), NVP(cluster_settings), NVP(history), NVP(made),
            NVP(imported), NVP(imported_clusters), NVP(imported_members), NVP(copies), NVP(copies_before));
  }

  // `hash`: XXH3-128 of the log up to `end`.
  static Checkpoint Of(const State& state, const LogPosition& end, const Hash128& hash,
                       std::vector<LogProblem> problems);
  void PutInto(State& state) const;  // REQUIRES: a new State
};

// Whether it fits together: names and places once each, no photo, cluster or record spoken of that is not there.
bool IsSound(const Checkpoint& checkpoint);

std::string CheckpointBytes(const Checkpoint& checkpoint);

// Errors: kDamaged or kUnsupported for a file that is not a good one of this version; kNotFound for a good one that
// stands for another log.
Result<Checkpoint> ReadCheckpoint(std::string_view bytes, std::string_view log);

}  // namespace photocluster
