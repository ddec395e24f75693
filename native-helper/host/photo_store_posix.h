#pragma once
#include <memory>
#include <set>
#include <string>

#include "native-helper/host/fd.h"
#include "native-helper/host/ports.h"

namespace photocluster {

// The photos of one root on a POSIX file system. Every path is resolved from an open handle of the root, part
// by part or by the kernel at once, and a link in it is an error: a folder that is exchanged for a link while
// the program runs leads nowhere.
class PosixPhotoStore : public PhotoStore {
 public:
  // `root`: real path of the root. Errors: those of opening the folder.
  static Result<std::unique_ptr<PosixPhotoStore>> Open(const std::string& root);

  Result<Listing> List() override;
  Result<std::optional<FileEntry>> LookAt(const std::string& place) override;
  Result<std::vector<ProbedFile>> Probe(std::span<const KnownFile> files) override;
  Result<void> Move(const MoveEffect& effect) override;
  Result<void> Copy(const CopyEffect& effect) override;
  Result<void> RemoveCopy(const std::string& keep, const std::string& remove) override;
  Result<void> RemoveTemporary(const std::string& place) override;
  Result<void> RemoveTrashed(const std::string& place, const Fingerprint& fingerprint) override;
  Result<void> RemoveFolder(const std::string& folder) override;
  Result<void> SyncFolders() override;
  Result<std::string> Read(const std::string& place) override;

 private:
  explicit PosixPhotoStore(Fd root);

  Fd root_;
  std::set<std::string> touched_;  // folders changed since the last SyncFolders; "" is the root
};

}  // namespace photocluster
