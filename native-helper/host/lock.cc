#include "native-helper/host/lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <vector>

#include "native-helper/host/file_error.h"
#include "native-helper/host/file_ops_posix.h"
#include "native-helper/host/machine_id.h"
#include "native-helper/host/random_id.h"
#include "shared/base/archive_json.h"
#include "shared/journal/file_names.h"

namespace photocluster {

namespace {

constexpr char kAttempt[] = "cannot lock the folder";

// The content of the lock file. Another program may have written it, so nothing in it is required.
struct LockContent {
  std::string owner;    // random, a new one each time the lock is taken
  std::string machine;  // MachineId()
  std::int64_t pid = 0;
  std::string address;  // where the helper answers; empty while it serves no page
  std::string since;    // local time
  std::string path;     // of the root, with device and inode what same_place compares
  std::uint64_t device = 0;
  std::uint64_t inode = 0;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(owner), NVP(machine), NVP(pid), NVP(address), NVP(since), NVP(path), NVP(device), NVP(inode));
  }
};

// What is not readable as a lock counts as the lock of nobody in particular.
Result<LockContent> ReadContent(int file) {
  std::string text;
  if (const int reason = ReadAll(file, text); reason != 0) return FileError(reason, "cannot read the lock");
  const Result<LockContent> content = FromJson<LockContent>(text);
  return content.ok() ? content.value() : LockContent{};
}

Result<void> WriteContent(int file, const LockContent& content) {
  const std::string text = ToJson(content) + "\n";
  if (pwrite(file, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()) ||
      ftruncate(file, static_cast<off_t>(text.size())) != 0 || fsync(file) != 0) {
    return FileError(errno, kAttempt);
  }
  return {};
}

std::string Holder(const LockContent& content) {
  if (content.owner.empty()) return "another program";
  const std::string since = content.since.empty() ? "" : " since " + content.since;
  if (content.machine.empty()) return "a browser tab" + since;
  const std::string computer =
      content.machine == MachineId() ? "this computer" : "another computer (" + content.machine + ")";
  return "process " + std::to_string(content.pid) + " of " + computer + since;
}

Result<void> MakeStateFolder(int root) {
  std::vector<std::string> made;
  const Fd folder = MakeFolders(root, kStateFolder, made);
  if (!folder.is_open()) return FileError(errno, std::string("cannot make the folder ") + kStateFolder);
  return {};
}

bool HasLog(int root) {
  struct stat found {};
  return Look(root, kLogFile, found) == 0 || Look(root, kPendingFile, found) == 0;
}

// The device number of a disk may change from one start to the next; then the path stands in for it.
bool IsSamePlace(const LockContent& last, const LockContent& now) {
  return last.machine == now.machine && last.inode == now.inode && (last.device == now.device || last.path == now.path);
}

}  // namespace

RootLock::RootLock(Fd root, Fd file, std::string owner, bool same_place)
    : root_(std::move(root)), file_(std::move(file)), owner_(std::move(owner)), same_place_(same_place) {}

Result<std::unique_ptr<RootLock>> RootLock::Take(const std::string& root, Instant now) {
  Fd folder = OpenRoot(root);
  struct stat place {};
  if (!folder.is_open() || fstat(folder.get(), &place) != 0) return FileError(errno, "cannot open " + root);
  TRY(MakeStateFolder(folder.get()));
  Fd file = OpenBeneath(folder.get(), kLockFile, O_RDWR | O_CREAT, 0644);
  if (!file.is_open()) return FileError(errno, kAttempt);
  if (flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return FileError(errno, kAttempt);
    const LockContent holder = TRY(ReadContent(file.get()));
    return Error{ErrorCode::kInUse, root + " is in use by " + Holder(holder)};
  }

  const LockContent last = TRY(ReadContent(file.get()));
  const LockContent content = {.owner = RandomId(),
                               .machine = MachineId(),
                               .pid = getpid(),
                               .address = "",
                               .since = LocalTimestamp(now).substr(0, 19),
                               .path = root,
                               .device = place.st_dev,
                               .inode = place.st_ino};
  const bool same_place = !HasLog(folder.get()) || IsSamePlace(last, content);
  TRY(WriteContent(file.get(), content));
  std::unique_ptr<RootLock> lock(new RootLock(std::move(folder), std::move(file), content.owner, same_place));
  TRY(lock->StillOurs());  // the file that was locked is still the one that has the name
  return lock;
}

Result<void> RootLock::StillOurs() const {
  const Fd file = OpenBeneath(root_.get(), kLockFile, O_RDONLY);
  if (!file.is_open()) return FileError(errno, std::string("cannot read ") + kLockFile);
  const LockContent content = TRY(ReadContent(file.get()));
  if (content.owner == owner_) return {};
  return Error{ErrorCode::kInUse, Holder(content) + " took over this folder"};
}

}  // namespace photocluster
