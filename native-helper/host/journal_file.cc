#include "native-helper/host/journal_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

#include "native-helper/host/file_error.h"
#include "native-helper/host/file_ops_posix.h"
#include "native-helper/host/read_me.h"
#include "shared/base/path.h"
#include "shared/journal/file_names.h"

namespace photocluster {

namespace {

constexpr mode_t kMode = 0644;

// Guards the photos, the log and the lock against a wrong file name.
Result<void> CheckWritable(const std::string& file) {
  const bool is_ours = IsSafeRelativePath(file) && IsInside(file, kStateFolder) && !IsInside(file, kTrashFolder);
  if (is_ours && file != kLogFile && file != kLockFile) return {};
  return Error{ErrorCode::kBadInput, "not a file of the journal that may be written: " + file};
}

// The names in the folder of `file` and in all folders above it, up to the root.
int SyncFoldersAbove(int root, const std::string& file) {
  std::string folder(Parent(file));
  for (;;) {
    if (const int reason = SyncFolder(root, folder); reason != 0) return reason;
    if (folder.empty()) return 0;
    folder = Parent(folder);
  }
}

Result<void> MakeFolderOf(int root, const std::string& file) {
  std::vector<std::string> made;
  const std::string folder(Parent(file));
  if (!MakeFolders(root, folder, made).is_open()) return FileError(errno, "cannot make the folder " + folder);
  return {};
}

// Makes a file under the first free name: what `name(1)`, `name(2)` … give. REQUIRES: name is injective.
template <class Name>
Fd MakeNew(int root, const Name& name, std::string& made) {
  for (int number = 1;; ++number) {
    made = name(number);
    Fd file = OpenBeneath(root, made, O_RDWR | O_CREAT | O_EXCL, kMode);
    if (file.is_open() || errno != EEXIST) return file;
  }
}

int WriteAndSync(int file, std::string_view bytes) {
  if (const int reason = WriteAll(file, bytes); reason != 0) return reason;
  return fsync(file) == 0 ? 0 : errno;
}

// Cuts a file and makes that durable.
int CutAndSync(int file, std::uint64_t length) {
  return ftruncate(file, static_cast<off_t>(length)) == 0 && fsync(file) == 0 ? 0 : errno;
}

std::string Numbered(int number) { return number == 1 ? "" : "-" + std::to_string(number); }

}  // namespace

JournalFile::JournalFile(Fd root, const RootLock* lock) : root_(std::move(root)), lock_(lock) {}

Result<std::unique_ptr<JournalFile>> JournalFile::Open(const std::string& root, const RootLock* lock) {
  Fd opened = OpenRoot(root);
  if (!opened.is_open()) return FileError(errno, "cannot open " + root);
  return std::unique_ptr<JournalFile>(new JournalFile(std::move(opened), lock));
}

Result<std::optional<std::string>> JournalFile::Read(const std::string& file) {
  if (!IsSafeRelativePath(file)) return Error{ErrorCode::kBadInput, "not a path below the root: " + file};
  const Fd opened = OpenBeneath(root_.get(), file, O_RDONLY);
  if (!opened.is_open() && errno != ENOENT) return FileError(errno, "cannot read " + file);
  std::optional<std::string> content;
  if (opened.is_open()) {
    content.emplace();
    if (const int reason = ReadAll(opened.get(), *content); reason != 0) {
      return FileError(reason, "cannot read " + file);
    }
  }
  // Once: whoever looks at the log later must not make us take a foreign writer's lines for ours.
  if (file == kLogFile && !log_length_) log_length_ = content ? content->size() : 0;
  return content;
}

Result<std::string> JournalFile::ReadPart(const std::string& file, std::uint64_t from, std::size_t size) {
  const Fd opened = OpenBeneath(root_.get(), file, O_RDONLY);
  std::string part;
  const int reason = opened.is_open() ? ReadAt(opened.get(), from, size, part) : errno;
  if (reason != 0) return FileError(reason, "cannot read " + file);
  return part;
}

// Fencing, and before the first write the text that explains the folder.
Result<void> JournalFile::ReadyToWrite() {
  if (lock_ == nullptr) return Error{ErrorCode::kReadOnly, "this folder was opened for reading only"};
  if (refused_) return *refused_;
  if (const Result<void> ours = lock_->StillOurs(); !ours.ok()) {
    if (ours.error().code == ErrorCode::kInUse) refused_ = ours.error();
    return ours;
  }
  if (!read_me_written_) {
    read_me_written_ = true;
    // Nothing depends on it, so a failure is not one of what is to be written.
    const Fd file = OpenBeneath(root_.get(), kReadMeFile, O_WRONLY | O_CREAT | O_EXCL, kMode);
    if (file.is_open()) WriteAll(file.get(), kReadMe);
  }
  return {};
}

// Gives the length of the file afterwards. `length`: what it is to be before, unless any will do.
Result<std::uint64_t> JournalFile::WriteAtEnd(const std::string& file, std::string_view bytes,
                                              std::optional<std::uint64_t> length) {
  const std::string attempt = "cannot append to " + file;
  Fd opened = OpenBeneath(root_.get(), file, O_WRONLY | O_APPEND);
  bool is_new = false;
  if (!opened.is_open() && errno == ENOENT && length.value_or(0) == 0) {
    opened = OpenBeneath(root_.get(), file, O_WRONLY | O_APPEND | O_CREAT | O_EXCL, kMode);
    is_new = true;
  }
  struct stat found {};
  if (!opened.is_open() || fstat(opened.get(), &found) != 0) return FileError(errno, attempt);
  const auto before = static_cast<std::uint64_t>(found.st_size);
  if (length && *length != before) {
    return Error{ErrorCode::kInUse, attempt + ": another program has changed its length"};
  }

  int reason = WriteAll(opened.get(), bytes);
  if (reason == 0 && fdatasync(opened.get()) != 0) reason = errno;
  if (reason == 0 && is_new) reason = SyncFoldersAbove(root_.get(), file);
  if (reason == 0) return before + bytes.size();
  const Error error = FileError(reason, attempt);
  if (CutAndSync(opened.get(), before) != 0 && file == kLogFile) {
    refused_ = Error{ErrorCode::kIo, error.detail + ", and what was half written could not be cut off"};
    return *refused_;
  }
  return error;
}

Result<void> JournalFile::Append(std::string_view lines) {
  TRY(ReadyToWrite());
  const Result<std::uint64_t> length = WriteAtEnd(kLogFile, lines, log_length_);
  if (!length.ok()) {
    if (length.error().code == ErrorCode::kInUse) refused_ = length.error();
    return length.error();
  }
  log_length_ = length.value();
  return {};
}

Result<void> JournalFile::AppendTo(const std::string& file, std::string_view bytes) {
  TRY(CheckWritable(file));
  TRY(ReadyToWrite());
  TRY(MakeFolderOf(root_.get(), file));
  TRY(WriteAtEnd(file, bytes, {}));
  return {};
}

Result<void> JournalFile::Replace(const std::string& file, std::string_view bytes) {
  TRY(CheckWritable(file));
  TRY(ReadyToWrite());
  TRY(MakeFolderOf(root_.get(), file));
  const std::string attempt = "cannot write " + file;
  const std::string name(FileName(file));
  const std::string temporary = ".tmp-" + name;
  const Fd folder = OpenParentOf(root_.get(), file);
  if (!folder.is_open()) return FileError(errno, attempt);
  const Fd opened = OpenBeneath(folder.get(), temporary, O_WRONLY | O_CREAT | O_TRUNC, kMode);
  if (!opened.is_open()) return FileError(errno, attempt);
  int reason = WriteAndSync(opened.get(), bytes);
  if (reason == 0 && renameat(folder.get(), temporary.c_str(), folder.get(), name.c_str()) != 0) reason = errno;
  if (reason != 0) {
    unlinkat(folder.get(), temporary.c_str(), 0);
    return FileError(reason, attempt);
  }
  if (const int synced = SyncFoldersAbove(root_.get(), file); synced != 0) return FileError(synced, attempt);
  return {};
}

Result<std::string> JournalFile::SetTailAside(std::uint64_t from, const std::string& file) {
  TRY(CheckWritable(file));
  TRY(ReadyToWrite());
  const std::string attempt = "cannot set the end of the log aside";
  const Fd log = OpenBeneath(root_.get(), kLogFile, O_RDWR);
  std::string tail;
  if (!log.is_open()) return FileError(errno, attempt);
  if (const int reason = ReadAll(log.get(), tail); reason != 0) return FileError(reason, attempt);
  if (from > tail.size()) {
    return Error{ErrorCode::kBadInput, attempt + ": byte " + std::to_string(from) + " is beyond its end"};
  }
  tail.erase(0, static_cast<std::size_t>(from));

  std::string name;
  const Fd aside = MakeNew(
      root_.get(), [&](int number) { return WithStemSuffix(file, Numbered(number)); }, name);
  int reason = aside.is_open() ? WriteAndSync(aside.get(), tail) : errno;
  if (reason == 0) reason = SyncFolder(root_.get(), std::string(Parent(name)));
  // Only now that the copy is safe does the log become shorter.
  if (reason == 0) reason = CutAndSync(log.get(), from);
  if (reason != 0) return FileError(reason, attempt);
  log_length_ = from;
  return name;
}

Result<std::string> JournalFile::SetAside(const std::string& file, Instant now) {
  TRY(CheckWritable(file));
  TRY(ReadyToWrite());
  const Fd folder = OpenParentOf(root_.get(), file);
  if (!folder.is_open()) return FileError(errno, "cannot set aside " + file);
  for (int number = 1;; ++number) {
    const std::string aside = file + ".damaged-" + CompactUtc(now.at_ms) + Numbered(number);
    int reason = RenameNoReplace(folder.get(), std::string(FileName(file)), folder.get(), std::string(FileName(aside)));
    if (reason == EEXIST) continue;
    if (reason == 0) reason = SyncFolder(root_.get(), std::string(Parent(file)));
    if (reason != 0) return FileError(reason, "cannot set aside " + file);
    return aside;
  }
}

}  // namespace photocluster
