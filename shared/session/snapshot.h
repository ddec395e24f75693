#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/protocol/effect.h"
#include "shared/protocol/observation.h"
#include "shared/session/catalogue.h"
#include "shared/session/checkpoint.h"

namespace photocluster {

// A Session as a follower needs it to begin: what was decided, what the folder shows, what was found out by reading.
// Without vectors, which follow in a stream of their own. About 300 bytes a photo.
struct Snapshot {
  std::uint64_t event = 0;       // the last one that it contains
  Checkpoint decisions;          // stands for no log: its hash is 0
  std::vector<FileEntry> files;  // of photos, sorted by path
  Catalogue catalogue;
  std::vector<Observation> changed;                  // observed to contradict the log, not yet recorded
  std::map<std::string, std::int64_t> taken_before;  // by fingerprint: dates of photos that no file bears out
  std::uint64_t others = 0;                          // files that are neither photo nor companion

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(event), NVP(decisions), NVP(files), NVP(catalogue), NVP(changed), NVP(taken_before), NVP(others));
  }
};

std::string SnapshotBytes(const Snapshot& snapshot);

// Errors: kDamaged or kUnsupported for bytes that are no snapshot of this version.
Result<Snapshot> ReadSnapshot(std::string_view bytes);

}  // namespace photocluster
