#pragma once
#include <cstddef>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/fingerprint.h"
#include "shared/protocol/effect.h"
#include "shared/protocol/record.h"

// The crash rule: the log decides, the disk follows. Given where the log sent each file since `settled` and what lies
// at those places now, the plan brings every file to its goal. It goes by file, not by record: a file may lie at any of
// its places, and repeating or taking back record after record misplaces files from two unsettled records on.
//
// In use: PlacesToProbe -> probe -> PlanRecovery -> carry the steps out in order. When a step fails, or the program was
// killed, probe and plan again: every state that a plan can leave behind is one that a plan begins with. When all steps
// succeeded all files are at their goals and nothing is planned again: a disk that takes two spellings for one shows
// both, before and after. A photo's companions are files of their own.
namespace photocluster {

// A place that the log gives a file.
struct LoggedPlace {
  std::string place;
  Seq seq = 0;             // the record that sent the file here; 0 for where it was at `settled`
  bool was_taken = false;  // a later moved_to says that a stranger had this name
};

// A file that a record after `settled` moves (act move, by_copy) or makes (copy). Records of act `none` touch no file.
struct MovedFile {
  Fingerprint fingerprint;          // covers the length; an unknown one agrees with nothing
  std::vector<LoggedPlace> places;  // oldest first, the last one is its goal; at least one
  Act act = Act::kMove;             // of the newest record of it
  std::string copied_from;          // act copy: the file that it is made from; "" when it was there at `settled`
};

// The name that a file has while it is between two names: `.photocluster-<seq>-<name>` in the folder of `place`, the
// place of record `seq`. Files on their way across devices and those that step aside carry it. It is ours: whatever is
// found there belongs to that file of that record.
std::string TemporaryPlace(std::string_view place, Seq seq);

// The name through which a host brings a file from `place` to another spelling of that name: a disk that takes both for
// one would find the new one taken. It holds the whole file, never a part of it.
std::string RespellingPlace(std::string_view place);

// Every place to look at, temporary names included, sorted and without repetition.
std::vector<std::string> PlacesToProbe(std::span<const MovedFile> files);

// What is known of the disk.
struct RecoveryDisk {
  std::span<const ProbedFile> found;  // the answer to PlacesToProbe; inode 0 means that the host knows none
  // Places whose content is not the file's whatever its fingerprint says: another photo is known to lie there, a
  // comparison of bytes failed (kRemoveCopy, unfinished), or a move found there something that is no regular file.
  std::set<std::string, std::less<>> foreign;
  // Whether the State knows a file of this name, without case and in NFC; asked for free names. REQUIRES: is set
  std::function<bool(const std::string& place)> taken;
};

enum class RecoveryAction {
  // Remove `from`, a temporary name: what it was needed for is done, or the file lies whole at `to`.
  kRemoveTemporary,
  // Remove `from` when it is another file (device and inode) than `to` and equal to it in every byte, and `to` and its
  // folder are synced. When the bytes differ both stay and are reported, and `from` is foreign from then on.
  kRemoveCopy,
  // Append a record moved_to `to` that answers the file's newest record: its goal is taken by a stranger.
  kRedirect,
  // Rename `from` to `to` without replacing; either may be a temporary name. Across devices a copy grows at
  // `temporary`, which is free and may be `to` itself. When `to` is taken although the next probe finds no file there,
  // it is foreign.
  kMove,
  // Write `to` from `from`, which stays.
  kCopy,
  // Append a record `lost`: the file is nowhere.
  kLost,
};

struct RecoveryStep {
  RecoveryAction action = RecoveryAction::kLost;
  std::size_t file = 0;   // index of the MovedFile
  std::string from;       // empty for kRedirect and kLost
  std::string to;         // empty for kLost
  std::string temporary;  // kMove, kCopy
  // kMove with act by_copy, kCopy: `to` is shorter than `from` and is written again, provided that it is the beginning
  // of `from`. Otherwise the step fails and `to` is foreign.
  bool unfinished = false;

  bool operator==(const RecoveryStep&) const = default;
};

// The steps in order of execution. A file without a step is where it belongs. Redirects stand before all moves, so that
// they can be appended and synced together.
std::vector<RecoveryStep> PlanRecovery(std::span<const MovedFile> files, const RecoveryDisk& disk);

}  // namespace photocluster
