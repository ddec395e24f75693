#include "shared/session/snapshot.h"

#include <utility>

#include "shared/base/archive_binary.h"
#include "shared/journal/sealed_file.h"

namespace photocluster {
namespace {

constexpr char kSnapshotName[] = "PCSNAPSH";
constexpr std::uint32_t kSnapshotVersion = 6;

}  // namespace

std::string SnapshotBytes(const Snapshot& snapshot) {
  return Seal(kSnapshotName, kSnapshotVersion, ToBinary(snapshot));
}

Result<Snapshot> ReadSnapshot(std::string_view bytes) {
  const std::string_view content = TRY(Unseal(kSnapshotName, kSnapshotVersion, bytes));
  Result<Snapshot> snapshot = FromBinary<Snapshot>(content);
  if (!snapshot.ok()) return Error{ErrorCode::kDamaged, snapshot.error().detail};
  if (!IsSound(snapshot.value().decisions)) return Error{ErrorCode::kDamaged, "the snapshot contradicts itself"};
  return snapshot;
}

}  // namespace photocluster
