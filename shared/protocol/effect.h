#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/base/archive_fields.h"
#include "shared/base/fingerprint.h"
#include "shared/base/result.h"

namespace photocluster {

// An Effect is one thing the outside world must do for a Session; the host executes effects one after the
// other in the order given and answers each with one EffectResult. Paths are relative to the root, with '/'.
// No effect ever overwrites a photo (CopyEffect the beginning of a copy of one), and none but RemoveTrashedEffect
// removes one; "already done" is not an error where noted.

// What is known of a file from an earlier look; an unknown fingerprint asks for it to be read.
struct KnownFile {
  std::string place;
  std::uint64_t size = 0;
  std::int64_t mtime_ms = 0;  // whole ms since 1970 UTC
  Fingerprint fingerprint;
};

// Look at these files: stat each, and read its fingerprint unless size and time are the known ones.
struct ProbeEffect {
  std::vector<KnownFile> files;
};

// Append whole lines to the log and sync it. On an error nothing of it is in the file afterwards.
struct AppendEffect {
  std::string lines;
};

// Write a derived file or a cache: temporary file, sync, rename over, sync the folder.
struct ReplaceEffect {
  std::string file;
  std::string bytes;
};

// Copy the log from byte `from` to its end into `file`, sync that, then cut the log there.
struct SetTailAsideEffect {
  std::uint64_t from = 0;
  std::string file;
};

// Rename src to dst without replacing, making dst's parent folders. kExists when dst is taken. To another file system a
// copy goes, under `temporary` (a free temporary name of ours beside dst, or dst itself) until it is whole, synced and
// equal to src, which is removed once the copy has its name on the disk; without `temporary` that is kOtherDevice.
// Also used to put a file under a temporary name and back.
struct MoveEffect {
  std::string src;
  std::string dst;
  std::string temporary = "";
};

// Write a copy of src with its times and permissions: under `temporary`, a temporary name of ours beside dst that is
// written anew when it is there, synced, compared with src, then renamed to dst without replacing, making dst's parent
// folders. kExists when dst is taken. With `unfinished` dst is taken by a beginning of src, which the copy replaces;
// kDisagrees when it is none. src stays, whatever happens.
struct CopyEffect {
  std::string src;
  std::string dst;
  std::string temporary;
  bool unfinished = false;
};

// A move that was finished by copying: when `keep` and `remove` are two different files (device and inode)
// with equal bytes in full, sync `keep` and its folder, then remove `remove`. Otherwise kDisagrees, and nothing is
// removed.
struct RemoveCopyEffect {
  std::string keep;
  std::string remove;
};

// Remove a regular file that has a temporary name of ours (kTemporaryPrefix): what it was needed for is done. A place
// with any other name is kBadInput; one that is gone already is not an error.
struct RemoveTemporaryEffect {
  std::string place;
};

// Remove a file in the trash for good. A place outside of the trash of this program is kBadInput; kDisagrees when it is
// no regular file or has another content. One that is gone already is not an error.
struct RemoveTrashedEffect {
  std::string place;
  Fingerprint fingerprint;  // unknown: of a companion that was not read; then its content is not asked for
};

// Remove a folder that this program made if it is empty. A folder that is not empty or gone is not an error.
struct RemoveFolderEffect {
  std::string folder;
};

// Sync every folder touched by moves and copies since the last SyncEffect.
struct SyncEffect {};

using Effect =
    std::variant<ProbeEffect, AppendEffect, ReplaceEffect, SetTailAsideEffect, MoveEffect, CopyEffect, RemoveCopyEffect,
                 RemoveTemporaryEffect, RemoveTrashedEffect, RemoveFolderEffect, SyncEffect>;

// A file as it was found. `device` and `inode` identify the file behind a name.
struct ProbedFile {
  std::string place;
  std::uint64_t size = 0;
  std::int64_t mtime_ms = 0;
  Fingerprint fingerprint;
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
};

struct EffectResult {
  std::optional<Error> error;      // the effect as a whole failed and did nothing
  std::vector<ProbedFile> probed;  // ProbeEffect: those that exist as regular files, in the order asked
};

// What a host finds below the root when it opens it. Reads no photo.
struct FileEntry {
  std::string path;
  std::uint64_t size = 0;
  std::int64_t mtime_ms = 0;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(path), NVP(size), NVP(mtime_ms));
  }
};
struct NotEntered {  // a folder or file that is left alone or could not be read
  std::string path;
  std::string reason;
};
struct Listing {
  std::vector<FileEntry> files;        // regular files, sorted by path; of our and the original's folders the trash
  std::vector<std::string> folders;    // every folder entered, sorted by path
  std::vector<NotEntered> left_alone;  // special folders, links, other roots
  std::vector<NotEntered> unreadable;  // folders that could not be listed, names that are not UTF-8
};

}  // namespace photocluster
