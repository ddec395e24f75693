#include "native-helper/host/photo_store_posix.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

#include "native-helper/host/file_error.h"
#include "native-helper/host/file_ops_posix.h"
#include "native-helper/host/listing_posix.h"
#include "shared/base/path.h"
#include "shared/base/unicode.h"
#include "shared/journal/file_names.h"
#include "shared/journal/recovery.h"

namespace photocluster {

namespace {

// O_NONBLOCK: a pipe under a photo's name must not hold the program up; regular files ignore it.
constexpr int kReading = O_RDONLY | O_NONBLOCK;

Result<void> CheckPlaces(std::initializer_list<const std::string*> places) {
  for (const std::string* place : places) {
    if (!IsSafeRelativePath(*place)) return Error{ErrorCode::kBadInput, "not a path below the root: " + *place};
  }
  return {};
}

// Nothing is at the place, or something that is no photo: a folder, a link, a pipe.
bool IsAbsence(int reason) {
  return reason == ENOENT || reason == ENOTDIR || reason == ELOOP || reason == ENAMETOOLONG || reason == ENXIO;
}

Error NoFile(const std::string& attempt) { return {ErrorCode::kNotFound, attempt + ": there is no such file"}; }

// A temporary name of ours, in the folder of the place.
bool IsTemporaryOf(const std::string& place, const std::string& temporary) {
  return FileName(temporary).starts_with(kTemporaryPrefix) && Parent(temporary) == Parent(place);
}

Error NotOurs(const std::string& attempt) { return {ErrorCode::kBadInput, attempt + ": not a temporary name of ours"}; }

// Opens a regular file for reading and looks at it.
Result<Fd> OpenFile(int root, const std::string& place, const std::string& attempt, struct stat& found) {
  Fd file = OpenBeneath(root, place, kReading);
  if (!file.is_open()) return IsAbsence(errno) ? NoFile(attempt) : FileError(errno, attempt);
  if (fstat(file.get(), &found) != 0) return FileError(errno, attempt);
  if (!S_ISREG(found.st_mode)) return NoFile(attempt);
  return file;
}

ProbedFile Probed(const KnownFile& known, const struct stat& found) {
  const auto size = static_cast<std::uint64_t>(found.st_size);
  const bool unchanged = size == known.size && MtimeMs(found) == known.mtime_ms;
  return {known.place, size, MtimeMs(found), unchanged ? known.fingerprint : Fingerprint{}, found.st_dev, found.st_ino};
}

// The parts that the fingerprint covers. The file is read again when it changes meanwhile.
Result<ProbedFile> ProbeContent(int root, const KnownFile& known, const std::string& attempt) {
  struct stat before {};
  const Fd file = TRY(OpenFile(root, known.place, attempt, before));
  for (int round = 0; round < 3; ++round) {
    const auto size = static_cast<std::uint64_t>(before.st_size);
    std::string parts;
    for (const FileRange& range : FingerprintRanges(size)) {
      const int reason = ReadAt(file.get(), range.offset, static_cast<std::size_t>(range.length), parts);
      if (reason != 0) return FileError(reason, attempt);
    }
    struct stat after {};
    if (fstat(file.get(), &after) != 0) return FileError(errno, attempt);
    if (after.st_size == before.st_size && MtimeMs(after) == MtimeMs(before)) {
      ProbedFile probed = Probed(known, before);
      probed.fingerprint = FingerprintOf(size, parts);
      return probed;
    }
    before = after;
  }
  return Error{ErrorCode::kIo, attempt + ": it is being written"};
}

bool IsSameFolder(int a, int b) {
  struct stat found_a {};
  struct stat found_b {};
  return fstat(a, &found_a) == 0 && fstat(b, &found_b) == 0 && IsSameFile(found_a, found_b);
}

// One file system entry seen under two spellings, as a file system without case or normalisation shows it. Two
// hard links of one file on another file system may look the same; then the second rename below finds the name
// taken and the first is taken back.
bool IsOtherSpelling(int src_folder, const std::string& src, int dst_folder, const std::string& dst) {
  struct stat found_src {};
  struct stat found_dst {};
  return src != dst && FoldName(src) == FoldName(dst) && IsSameFolder(src_folder, dst_folder) &&
         Look(src_folder, src, found_src) == 0 && Look(dst_folder, dst, found_dst) == 0 &&
         IsSameFile(found_src, found_dst);
}

// Through the temporary name that belongs to the name it had, where recovery looks for it.
int Respell(int folder, const std::string& src, const std::string& dst) {
  const std::string temporary = RespellingPlace(src);
  if (const int reason = RenameNoReplace(folder, src, folder, temporary); reason != 0) return reason;
  const int reason = RenameNoReplace(folder, temporary, folder, dst);
  if (reason != 0) RenameNoReplace(folder, temporary, folder, src);
  return reason;
}

// Whether a name holds the beginning of a file.
int IsBeginning(int folder, const std::string& name, int whole, bool& begins) {
  const Fd part(openat(folder, name.c_str(), kReading | O_NOFOLLOW | O_CLOEXEC));
  struct stat found {};
  if (!part.is_open() || fstat(part.get(), &found) != 0) return errno;
  std::string of_part, of_whole;
  int reason = S_ISREG(found.st_mode) ? ReadAll(part.get(), of_part) : 0;
  if (reason == 0) reason = ReadAt(whole, 0, of_part.size(), of_whole);
  begins = S_ISREG(found.st_mode) && of_part == of_whole;
  return reason;
}

// Writes a copy under a name that is free, all of it and on the disk, and compares it with the source. On a failure
// after it was made it is removed, as far as the disk allows.
int WriteCopy(int source, int folder, const std::string& name) {
  const Fd copy(openat(folder, name.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!copy.is_open()) return errno;
  int reason = CopyContent(source, copy.get());
  if (reason == 0) reason = CopyAttributes(source, copy.get());
  if (reason == 0 && fsync(copy.get()) != 0) reason = errno;
  bool equal = false;
  if (reason == 0) reason = CompareContent(source, copy.get(), equal);
  if (reason == 0 && !equal) reason = EIO;
  if (reason != 0) unlinkat(folder, name.c_str(), 0);
  return reason;
}

// A file on its way to another file system, from a name in an open folder to one in another.
struct WayAcross {
  int root;
  int src_folder;
  std::string src_name;
  int dst_folder;
  std::string dst_name;
  std::string temporary;             // in the folder of the target; may be its name
  std::vector<std::string> to_sync;  // the folders, below the root, that the new name hangs by
};

// Nothing was written to the file since it was looked at, and the name still leads to it.
bool IsAsItWas(int file, const WayAcross& way, const struct stat& before) {
  struct stat now {};
  struct stat named {};
  return fstat(file, &now) == 0 && Look(way.src_folder, way.src_name, named) == 0 && IsSameFile(now, named) &&
         now.st_size == before.st_size && now.st_mtim.tv_sec == before.st_mtim.tv_sec &&
         now.st_mtim.tv_nsec == before.st_mtim.tv_nsec;
}

// Copy, sync, compare, rename without replacing, sync the folders, and only then remove the source. Until then any
// failure takes the copy away again.
int MoveAcross(const WayAcross& way) {
  const Fd source(openat(way.src_folder, way.src_name.c_str(), kReading | O_NOFOLLOW | O_CLOEXEC));
  struct stat before {};
  if (!source.is_open() || fstat(source.get(), &before) != 0) return errno;
  struct stat taken {};
  if (Look(way.dst_folder, way.dst_name, taken) == 0) return EEXIST;  // before all is copied for nothing
  if (const int reason = WriteCopy(source.get(), way.dst_folder, way.temporary); reason != 0) {
    return reason == EEXIST && way.temporary != way.dst_name ? EBUSY : reason;
  }
  struct stat copy {};
  std::string name = way.temporary;
  int reason = Look(way.dst_folder, name, copy);
  if (reason == 0 && name != way.dst_name) {
    reason = RenameNoReplace(way.dst_folder, name, way.dst_folder, way.dst_name);
    if (reason == 0) name = way.dst_name;
  }
  for (const std::string& folder : way.to_sync) {
    if (reason == 0) reason = SyncFolder(way.root, folder);
  }
  if (reason == 0 && !IsAsItWas(source.get(), way, before)) reason = EBUSY;
  if (reason == 0 && unlinkat(way.src_folder, way.src_name.c_str(), 0) != 0) reason = errno;
  struct stat now {};
  const bool is_left = reason != 0 && Look(way.dst_folder, name, now) == 0 && IsSameFile(now, copy);
  if (is_left) unlinkat(way.dst_folder, name.c_str(), 0);
  return reason;
}

void RemoveMadeFolders(int root, const std::vector<std::string>& made) {
  for (auto folder = made.rbegin(); folder != made.rend(); ++folder) {
    unlinkat(OpenParentOf(root, *folder).get(), std::string(FileName(*folder)).c_str(), AT_REMOVEDIR);
  }
}

}  // namespace

PosixPhotoStore::PosixPhotoStore(Fd root) : root_(std::move(root)) {}

Result<std::unique_ptr<PosixPhotoStore>> PosixPhotoStore::Open(const std::string& root) {
  Fd opened = OpenRoot(root);
  if (!opened.is_open()) return FileError(errno, "cannot open " + root);
  return std::unique_ptr<PosixPhotoStore>(new PosixPhotoStore(std::move(opened)));
}

Result<Listing> PosixPhotoStore::List() { return ListBelow(root_.get()); }

Result<std::optional<FileEntry>> PosixPhotoStore::LookAt(const std::string& place) {
  TRY(CheckPlaces({&place}));
  const std::string attempt = "cannot look at " + place;
  const Fd folder = OpenParentOf(root_.get(), place);
  struct stat found {};
  const int reason = folder.is_open() ? Look(folder.get(), std::string(FileName(place)), found) : errno;
  if (IsAbsence(reason)) return NoFile(attempt);
  if (reason != 0) return FileError(reason, attempt);
  if (!S_ISREG(found.st_mode)) return std::optional<FileEntry>();
  return std::optional<FileEntry>({place, static_cast<std::uint64_t>(found.st_size), MtimeMs(found)});
}

Result<std::vector<ProbedFile>> PosixPhotoStore::Probe(std::span<const KnownFile> files) {
  std::vector<ProbedFile> probed;
  for (const KnownFile& known : files) {
    TRY(CheckPlaces({&known.place}));
    const std::string attempt = "cannot read " + known.place;
    const Fd place = OpenBeneath(root_.get(), known.place, O_PATH);
    if (!place.is_open() && !IsAbsence(errno)) return FileError(errno, attempt);
    struct stat found {};
    if (!place.is_open() || fstat(place.get(), &found) != 0 || !S_ISREG(found.st_mode)) continue;
    ProbedFile file = Probed(known, found);
    if (!file.fingerprint.known()) {
      const Result<ProbedFile> read = ProbeContent(root_.get(), known, attempt);
      if (!read.ok() && read.error().code == ErrorCode::kNotFound) continue;  // gone since
      file = TRY(read);
    }
    probed.push_back(std::move(file));
  }
  return probed;
}

Result<void> PosixPhotoStore::Move(const MoveEffect& effect) {
  const auto& [src, dst, temporary] = effect;
  TRY(CheckPlaces({&src, &dst}));
  const std::string attempt = "cannot move " + src + " to " + dst;
  if (!temporary.empty() && !IsTemporaryOf(dst, temporary)) return NotOurs(attempt);
  const std::string src_name(FileName(src));
  const std::string dst_name(FileName(dst));
  const Fd from = OpenParentOf(root_.get(), src);
  if (!from.is_open()) return FileError(errno, attempt);
  struct stat found {};
  if (const int reason = Look(from.get(), src_name, found); reason != 0) return FileError(reason, attempt);
  if (!S_ISREG(found.st_mode)) return NoFile(attempt);

  std::vector<std::string> made;
  const Fd to = MakeFolders(root_.get(), std::string(Parent(dst)), made);
  int reason = to.is_open() ? RenameNoReplace(from.get(), src_name, to.get(), dst_name) : errno;
  if (reason == EEXIST && to.is_open() && IsOtherSpelling(from.get(), src_name, to.get(), dst_name)) {
    reason = Respell(to.get(), src_name, dst_name);
  }
  if (reason == EXDEV && to.is_open() && !temporary.empty()) {
    std::vector<std::string> to_sync = {std::string(Parent(dst))};
    for (const std::string& folder : made) to_sync.emplace_back(Parent(folder));
    reason =
        MoveAcross({root_.get(), from.get(), src_name, to.get(), dst_name, std::string(FileName(temporary)), to_sync});
  }
  if (reason != 0) {
    RemoveMadeFolders(root_.get(), made);
    if (reason != EOPNOTSUPP) return FileError(reason, attempt);
    return Error{ErrorCode::kUnsupported, attempt + ": this file system (" + FileSystemName(to.get()) +
                                              ") cannot rename a file without the risk of replacing another"};
  }
  touched_.emplace(Parent(src));
  touched_.emplace(Parent(dst));
  for (const std::string& folder : made) touched_.emplace(Parent(folder));
  return {};
}

Result<void> PosixPhotoStore::Copy(const CopyEffect& effect) {
  TRY(CheckPlaces({&effect.src, &effect.dst, &effect.temporary}));
  const std::string attempt = "cannot copy " + effect.src + " to " + effect.dst;
  const std::string name(FileName(effect.dst));
  const std::string temporary(FileName(effect.temporary));
  if (!IsTemporaryOf(effect.dst, effect.temporary)) return NotOurs(attempt);
  struct stat found {};
  const Fd source = TRY(OpenFile(root_.get(), effect.src, attempt, found));
  std::vector<std::string> made;
  const Fd folder = MakeFolders(root_.get(), std::string(Parent(effect.dst)), made);
  int reason = folder.is_open() ? 0 : errno;
  const bool is_taken = reason == 0 && Look(folder.get(), name, found) == 0;
  if (is_taken && effect.unfinished) {
    bool begins = false;
    reason = IsBeginning(folder.get(), name, source.get(), begins);
    if (reason == 0 && !begins) return Error{ErrorCode::kDisagrees, attempt + ": another file is there"};
  } else if (is_taken) {
    reason = EEXIST;
  }
  if (reason == 0 && unlinkat(folder.get(), temporary.c_str(), 0) != 0 && errno != ENOENT) reason = errno;
  if (reason == 0) reason = WriteCopy(source.get(), folder.get(), temporary);
  if (reason == 0 && effect.unfinished && unlinkat(folder.get(), name.c_str(), 0) != 0 && errno != ENOENT) {
    reason = errno;
  }
  if (reason == 0) reason = RenameNoReplace(folder.get(), temporary, folder.get(), name);
  if (reason != 0) {
    if (folder.is_open()) unlinkat(folder.get(), temporary.c_str(), 0);
    RemoveMadeFolders(root_.get(), made);
    if (reason != EOPNOTSUPP) return FileError(reason, attempt);
    return Error{ErrorCode::kUnsupported, attempt + ": this file system (" + FileSystemName(folder.get()) +
                                              ") cannot rename a file without the risk of replacing another"};
  }
  touched_.emplace(Parent(effect.dst));
  for (const std::string& each : made) touched_.emplace(Parent(each));
  return {};
}

Result<void> PosixPhotoStore::RemoveCopy(const std::string& keep, const std::string& remove) {
  TRY(CheckPlaces({&keep, &remove}));
  const std::string attempt = "cannot remove " + remove + ", the copy of " + keep;
  struct stat kept {};
  struct stat removed {};
  const Fd keep_file = TRY(OpenFile(root_.get(), keep, attempt, kept));
  const Fd remove_file = TRY(OpenFile(root_.get(), remove, attempt, removed));
  if (IsSameFile(kept, removed)) return Error{ErrorCode::kDisagrees, attempt + ": they are one file"};
  bool equal = kept.st_size == removed.st_size;
  if (equal) {
    const int reason = CompareContent(keep_file.get(), remove_file.get(), equal);
    if (reason != 0) return FileError(reason, attempt);
  }
  if (!equal) return Error{ErrorCode::kDisagrees, attempt + ": they differ"};

  // The one that stays is on the disk before the other goes.
  if (fsync(keep_file.get()) != 0) return FileError(errno, attempt);
  if (const int reason = SyncFolder(root_.get(), std::string(Parent(keep))); reason != 0) {
    return FileError(reason, attempt);
  }
  const Fd folder = OpenParentOf(root_.get(), remove);
  const std::string name(FileName(remove));
  struct stat now {};
  if (Look(folder.get(), name, now) != 0 || !IsSameFile(now, removed)) {
    return Error{ErrorCode::kDisagrees, attempt + ": it was exchanged meanwhile"};
  }
  if (unlinkat(folder.get(), name.c_str(), 0) != 0) return FileError(errno, attempt);
  touched_.emplace(Parent(remove));
  return {};
}

Result<void> PosixPhotoStore::RemoveTemporary(const std::string& place) {
  TRY(CheckPlaces({&place}));
  const std::string attempt = "cannot remove " + place;
  const std::string name(FileName(place));
  if (!name.starts_with(kTemporaryPrefix)) return NotOurs(attempt);
  const Fd folder = OpenParentOf(root_.get(), place);
  struct stat found {};
  const int reason = folder.is_open() ? Look(folder.get(), name, found) : errno;
  if (IsAbsence(reason)) return {};
  if (reason != 0) return FileError(reason, attempt);
  if (!S_ISREG(found.st_mode)) return Error{ErrorCode::kDisagrees, attempt + ": it is no file"};
  if (unlinkat(folder.get(), name.c_str(), 0) != 0) return FileError(errno, attempt);
  touched_.emplace(Parent(place));
  return {};
}

Result<void> PosixPhotoStore::RemoveTrashed(const std::string& place, const Fingerprint& fingerprint) {
  TRY(CheckPlaces({&place}));
  const std::string attempt = "cannot remove " + place;
  if (!IsInside(place, kTrashFolder)) return Error{ErrorCode::kBadInput, attempt + ": it is not in the trash"};
  const std::string name(FileName(place));
  const Fd folder = OpenParentOf(root_.get(), place);
  struct stat found {};
  const int reason = folder.is_open() ? Look(folder.get(), name, found) : errno;
  if (IsAbsence(reason)) return {};
  if (reason != 0) return FileError(reason, attempt);
  if (!S_ISREG(found.st_mode)) return Error{ErrorCode::kDisagrees, attempt + ": it is no file"};
  if (fingerprint.known()) {
    const ProbedFile file = TRY(ProbeContent(root_.get(), {place, 0, 0, {}}, attempt));
    const bool is_it = file.fingerprint == fingerprint && file.device == found.st_dev && file.inode == found.st_ino;
    if (!is_it) return Error{ErrorCode::kDisagrees, attempt + ": it was changed since it was put there"};
  }
  if (unlinkat(folder.get(), name.c_str(), 0) != 0) return FileError(errno, attempt);
  touched_.emplace(Parent(place));
  return {};
}

Result<void> PosixPhotoStore::RemoveFolder(const std::string& folder) {
  TRY(CheckPlaces({&folder}));
  const Fd above = OpenParentOf(root_.get(), folder);
  const bool removed =
      above.is_open() && unlinkat(above.get(), std::string(FileName(folder)).c_str(), AT_REMOVEDIR) == 0;
  if (removed) {
    touched_.erase(folder);
    touched_.emplace(Parent(folder));
    return {};
  }
  // Not empty, gone, or no longer a folder: all as it should be.
  if (errno == ENOTEMPTY || errno == EEXIST || errno == ENOENT || errno == ENOTDIR) return {};
  return FileError(errno, "cannot remove the empty folder " + folder);
}

Result<void> PosixPhotoStore::SyncFolders() {
  while (!touched_.empty()) {
    const std::string folder = *touched_.begin();
    int reason = SyncFolder(root_.get(), folder);
    // Renamed or exchanged by another program: what was moved into it is synced with the whole file system.
    if (reason == ENOENT || reason == ENOTDIR || reason == ELOOP) reason = syncfs(root_.get()) == 0 ? 0 : errno;
    if (reason != 0) return FileError(reason, "cannot sync the folder " + (folder.empty() ? "of the root" : folder));
    touched_.erase(folder);
  }
  return {};
}

Result<std::string> PosixPhotoStore::Read(const std::string& place) {
  TRY(CheckPlaces({&place}));
  const std::string attempt = "cannot read " + place;
  struct stat found {};
  const Fd file = TRY(OpenFile(root_.get(), place, attempt, found));
  if (static_cast<std::uint64_t>(found.st_size) > kMaxPhotoBytes) {
    return Error{ErrorCode::kUnsupported, attempt + ": it is larger than 1 GiB"};
  }
  std::string content;
  if (const int reason = ReadAll(file.get(), content); reason != 0) return FileError(reason, attempt);
  return content;
}

}  // namespace photocluster
