#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/base/time.h"
#include "shared/protocol/effect.h"

namespace photocluster {

// The ports of one root: all that the host asks of the outside world. Paths are relative to the root, with '/',
// and are refused with kBadInput when they could lead out of it. A link is never followed. Every failure is an
// Error whose detail names the file; after a failure nothing has changed unless a method says otherwise.
// Besides the codes named below every method may give kDenied, kReadOnly, kNoSpace, kNameTooLong or kIo.

// The photos. List, LookAt, Move, Copy, the Remove methods and SyncFolders belong to the thread that owns the root;
// Probe and Read may be called from any thread at the same time.
class PhotoStore {
 public:
  virtual ~PhotoStore() = default;

  // Everything below the root, without reading a file. What cannot be read is named in the answer; an error
  // means that the root itself could not be listed.
  virtual Result<Listing> List() = 0;

  // What is at a place, without reading a file; nothing when it is something else than a regular file. kNotFound:
  // nothing is there.
  virtual Result<std::optional<FileEntry>> LookAt(const std::string& place) = 0;

  // As ProbeEffect. A file that is missing or not a regular file is absent from the answer; one that is there
  // but cannot be read is the error of the whole call, so that it is never taken for missing.
  virtual Result<std::vector<ProbedFile>> Probe(std::span<const KnownFile> files) = 0;

  // As MoveEffect. kNotFound: no regular file at src. kExists: dst is taken. kOtherDevice: dst lies on another
  // file system and there is no temporary name. kUnsupported: the file system cannot rename without replacing. Folders
  // and copies that were made for a move that then fails are removed again. The move is durable only after SyncFolders.
  virtual Result<void> Move(const MoveEffect& effect) = 0;

  // As CopyEffect. kNotFound: no regular file at the source. kExists: dst is taken. kUnsupported: as Move. On a
  // failure what was written is removed, as far as the disk allows. The copy's name is durable after SyncFolders.
  virtual Result<void> Copy(const CopyEffect& effect) = 0;

  // As RemoveCopyEffect. kNotFound: one of the two is missing. kDisagrees: they are one file or differ.
  virtual Result<void> RemoveCopy(const std::string& keep, const std::string& remove) = 0;

  // As RemoveTemporaryEffect.
  virtual Result<void> RemoveTemporary(const std::string& place) = 0;

  // As RemoveTrashedEffect.
  virtual Result<void> RemoveTrashed(const std::string& place, const Fingerprint& fingerprint) = 0;

  // As RemoveFolderEffect. Never removes a file.
  virtual Result<void> RemoveFolder(const std::string& folder) = 0;

  // Syncs every folder touched since the last call that succeeded. After an error it is to be called again:
  // nothing touched since then may be taken for durable.
  virtual Result<void> SyncFolders() = 0;

  // The whole content of a photo. kNotFound: no regular file there. kUnsupported: above kMaxPhotoBytes.
  virtual Result<std::string> Read(const std::string& place) = 0;

  static constexpr std::uint64_t kMaxPhotoBytes = std::uint64_t{1} << 30;  // far above any camera's file
};

// The files of the state folder, see shared/journal/file_names.h. Read may be called by whoever opened the
// journal; the writing methods belong to the thread that owns the root. They are fenced: each first reads the
// lock again, and when another owner stands in it gives kInUse, now and from then on. A journal opened without
// a lock gives kReadOnly for all of them.
class Journal {
 public:
  virtual ~Journal() = default;

  // The whole file; nothing when it does not exist.
  virtual Result<std::optional<std::string>> Read(const std::string& file) = 0;

  // `size` bytes from byte `from` on, fewer at the end of the file. kNotFound: it does not exist.
  virtual Result<std::string> ReadPart(const std::string& file, std::uint64_t from, std::size_t size) = 0;

  // As AppendEffect. kInUse also when the log is not as long as this journal left it: somebody writes past the
  // lock. If even cutting off what was half written fails, this journal refuses to write from then on.
  virtual Result<void> Append(std::string_view lines) = 0;

  // As ReplaceEffect: afterwards the file holds the old bytes or the new ones, whatever happens. Not for the log.
  virtual Result<void> Replace(const std::string& file, std::string_view bytes) = 0;

  // As SetTailAsideEffect; when `file` exists already the copy gets the next free name. Gives its name.
  // kBadInput: `from` is beyond the end of the log.
  virtual Result<std::string> SetTailAside(std::uint64_t from, const std::string& file) = 0;

  // Appends whole blocks to a cache (the vectors) and syncs it, making it and its folder when missing. On an
  // error nothing of the bytes is in the file afterwards, as far as the disk allows. Not for the log.
  virtual Result<void> AppendTo(const std::string& file, std::string_view bytes) = 0;

  // Renames a damaged cache to `<file>.damaged-<time>`, or the next free name. Gives the new name.
  virtual Result<std::string> SetAside(const std::string& file, Instant now) = 0;
};

// Any thread may ask.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant Now() = 0;
};

}  // namespace photocluster
