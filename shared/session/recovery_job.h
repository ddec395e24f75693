#pragma once
#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "shared/base/id.h"
#include "shared/base/result.h"
#include "shared/journal/recovery.h"
#include "shared/protocol/effect.h"
#include "shared/protocol/record.h"
#include "shared/session/naming.h"

namespace photocluster {

// The way of every file that the records after `settled` moved: what the crash rule is asked about. A photo's main
// file and each of its companions are files of their own.
class MoveChains {
 public:
  // The records in log order; those without effect left out.
  void Add(const Record& record);
  void Clear() { *this = {}; }

  std::vector<MovedFile> Files() const;
  // The file whose way ends at this place, or null.
  const MovedFile* Find(const std::string& goal) const;
  // The newest decision that moved the file, as against a record that answers one.
  Seq DecisionOf(const MovedFile& file) const;
  // The run that the decision is one of several photos of; 0 when it is none.
  Seq RunOf(Seq decision) const;

 private:
  std::size_t Ending(const std::string& place);  // the file whose way ends there now; a new one when there is none
  void Extend(std::size_t file, const std::string& place, Seq seq);
  void Move(const std::string& src, const std::string& dst, Seq seq, const std::optional<Fingerprint>& fingerprint);
  void Copy(const CopyMove& move, Seq seq);
  void Redirect(const std::string& src, const std::string& dst, Seq seq, bool was_taken);
  void TakeBackFrom(Seq first, Seq by);
  void Forget(const std::string& place);
  void Found(const Record& record);

  std::vector<MovedFile> files_;                                 // one that is forgotten has no places
  std::unordered_map<std::string, std::size_t> ending_;          // where a way ends -> which file's
  std::unordered_multimap<std::string, std::size_t> copies_of_;  // where a file is to be -> its copies to be made
  std::map<Seq, Seq> step_of_;                                   // by decision: the first record of its step
  std::map<Seq, std::size_t> photos_of_;                         // by step: how many photos it moves
};

// A photo whose files, or those of its copy, cannot be brought to their goals, and where they lie.
struct StuckPhoto {
  Error error;
  UnitPlaces lies_at;
  bool is_placed = false;  // lies_at is known
};
using StuckUnit = std::pair<PhotoId, bool>;  // the bool: its copy

// A recovery under way.
struct RecoveryJob {
  bool is_asked = false;  // by a person: then it needs no permission of its own
  std::function<void()> then;
  std::uint64_t photo_count = 0;  // when it began

  std::set<std::string, std::less<>> foreign;  // places found to hold something else
  std::set<std::string> blocked;               // a move found them taken; foreign when the next probe finds no file
  std::map<StuckUnit, StuckPhoto> stuck;
  int rounds = 0;  // plans made since the last photo got stuck

  // One plan.
  std::vector<MovedFile> files;
  std::vector<ProbedFile> found;
  std::vector<RecoveryStep> steps;
  std::vector<std::string> lies_at;  // by file: after the steps so far; "" = nowhere
  std::set<std::size_t> failed;      // files whose other steps of this plan are not carried out
  std::size_t next = 0;              // step
};

}  // namespace photocluster
