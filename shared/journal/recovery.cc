#include "shared/journal/recovery.h"

#include <algorithm>
#include <map>
#include <utility>

#include "shared/base/path.h"
#include "shared/base/unicode.h"
#include "shared/journal/file_names.h"

namespace photocluster {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// The names under which a file may lie, in the order of search: its places, the latest first, its temporary names, and
// last those where a stranger was met (a lost answer of a network disk can make the file itself that stranger).
struct Name {
  std::string place;
  enum Kind { kPlace, kTemporary, kRespelling, kWasTaken } kind = kPlace;
};

// Whether the log gives the file the same name in another spelling too.
bool IsRespelled(const MovedFile& file, const std::string& place) {
  return std::any_of(file.places.begin(), file.places.end(), [&](const LoggedPlace& other) {
    return other.place != place && FoldName(other.place) == FoldName(place);
  });
}

std::vector<Name> NamesOf(const MovedFile& file) {
  std::vector<Name> names, temporary, was_taken;
  for (auto logged = file.places.rbegin(); logged != file.places.rend(); ++logged) {
    if (!logged->was_taken) {
      names.push_back({logged->place, Name::kPlace});
    } else if (file.act != Act::kCopy) {  // a copy was never there
      was_taken.push_back({logged->place, Name::kWasTaken});
    }
    if (logged->seq != 0) temporary.push_back({TemporaryPlace(logged->place, logged->seq), Name::kTemporary});
    if (IsRespelled(file, logged->place)) temporary.push_back({RespellingPlace(logged->place), Name::kRespelling});
  }
  names.insert(names.end(), temporary.begin(), temporary.end());
  names.insert(names.end(), was_taken.begin(), was_taken.end());
  return names;
}

// A file on the disk. Several names can lead to one: hard links, and spellings that a disk without case takes for one.
struct DiskFile {
  Fingerprint fingerprint;
  std::uint64_t size = 0;
  std::size_t owner = kNone;  // the MovedFile that it was recognised as
  bool removed = false;       // by a step of this plan
};

// What is found out and decided about a MovedFile.
struct Course {
  std::vector<Name> names;
  std::size_t disk_file = kNone;
  std::string found_at;           // the first of its names that leads to its disk file
  std::string now;                // where it lies after the steps so far
  std::string target;             // its goal, or the name it is redirected to
  std::size_t waits_for = kNone;  // the file that has to leave the target first
  bool unfinished = false;        // the target holds a shorter file that may be the beginning of it
  enum { kNew, kInChain, kDone } order = kNew;
};

class Planner {
 public:
  Planner(std::span<const MovedFile> files, const RecoveryDisk& disk);
  std::vector<RecoveryStep> Plan() &&;

 private:
  // Where a copy is made from.
  struct Source {
    std::size_t disk_file = kNone;
    std::string place;
  };

  const std::string& Goal(std::size_t file) const { return files_[file].places.back().place; }
  bool IsFound(std::size_t file) const { return courses_[file].disk_file != kNone; }
  std::string Temporary(std::size_t file) const { return TemporaryPlace(Goal(file), files_[file].places.back().seq); }
  std::size_t At(std::string_view place) const;
  std::size_t Recognisable(std::size_t file, std::string_view place) const;
  void Recognise(std::size_t file);
  void Locate(std::size_t file);
  Source SourceOfCopy(std::size_t file) const;
  void RemoveLeftovers(std::size_t file);
  void ChooseTarget(std::size_t file);
  void Redirect(std::size_t file);
  std::string FreeName(const MovedFile& file);
  void MoveInOrder(std::size_t file);
  void Move(std::size_t file, const std::string& to);
  void JoinNames(std::size_t file);
  void CopyOrReportLost(std::size_t file);
  void Add(RecoveryAction action, std::size_t file, const std::string& from, const std::string& to);

  std::span<const MovedFile> files_;
  const RecoveryDisk& disk_;
  std::vector<DiskFile> disk_files_;
  std::map<std::string_view, std::size_t> by_place_;  // -> index of disk_files_
  std::map<std::string_view, std::size_t> by_goal_;   // -> index of files_, the first of that goal
  std::vector<Course> courses_;                       // one a file
  std::set<std::string> folded_;                      // names in use, filled when a free name is first wanted
  std::vector<RecoveryStep> steps_;
};

Planner::Planner(std::span<const MovedFile> files, const RecoveryDisk& disk) : files_(files), disk_(disk) {
  // Without inodes two spellings count as one file: nothing is removed then, which is the safe side.
  std::map<std::pair<std::uint64_t, std::uint64_t>, std::size_t> by_inode;
  std::map<std::string, std::size_t> by_spelling;
  for (const ProbedFile& found : disk.found) {
    const std::size_t next = disk_files_.size();
    const std::size_t index = found.inode != 0 ? by_inode.try_emplace({found.device, found.inode}, next).first->second
                                               : by_spelling.try_emplace(FoldName(found.place), next).first->second;
    if (index == next) disk_files_.push_back({found.fingerprint, found.size});
    by_place_.emplace(found.place, index);
  }
  for (const MovedFile& file : files) {
    Course& course = courses_.emplace_back();
    course.names = NamesOf(file);
    course.target = file.places.back().place;
    by_goal_.emplace(file.places.back().place, courses_.size() - 1);
  }
}

std::vector<RecoveryStep> Planner::Plan() && {
  // What is found is a photo's own file rather than a copy of it.
  for (const bool copies : {false, true}) {
    for (std::size_t file = 0; file < files_.size(); ++file) {
      if ((files_[file].act == Act::kCopy) == copies) Recognise(file);
    }
  }
  for (std::size_t file = 0; file < files_.size(); ++file) Locate(file);
  for (std::size_t file = 0; file < files_.size(); ++file) RemoveLeftovers(file);
  for (std::size_t file = 0; file < files_.size(); ++file) ChooseTarget(file);
  for (std::size_t file = 0; file < files_.size(); ++file) MoveInOrder(file);
  for (std::size_t file = 0; file < files_.size(); ++file) JoinNames(file);
  for (std::size_t file = 0; file < files_.size(); ++file) CopyOrReportLost(file);
  return std::move(steps_);
}

std::size_t Planner::At(std::string_view place) const {
  const auto found = by_place_.find(place);
  return found == by_place_.end() ? kNone : found->second;
}

// The disk file at `place` if it counts as the file.
std::size_t Planner::Recognisable(std::size_t file, std::string_view place) const {
  const std::size_t at = At(place);
  const Fingerprint& wanted = files_[file].fingerprint;
  const bool counts = at != kNone && wanted.known() && disk_files_[at].fingerprint == wanted;
  return counts && !disk_.foreign.contains(place) ? at : kNone;
}

// Files of equal content cannot be told apart and may have had each other's places. Each of them shall be found when
// there are enough of them: a file takes one from another that can have a different one instead (bipartite matching,
// shortest augmenting paths). Otherwise one of two photos would be taken for a finished copy of the other.
void Planner::Recognise(std::size_t file) {
  std::map<std::size_t, std::size_t> taker;  // disk file -> the file that would take it
  std::vector<std::size_t> asked = {file};
  for (std::size_t next = 0; next < asked.size(); ++next) {
    const std::size_t asking = asked[next];
    for (const Name& name : courses_[asking].names) {
      std::size_t candidate = Recognisable(asking, name.place);
      if (candidate == kNone || !taker.emplace(candidate, asking).second) continue;
      if (disk_files_[candidate].owner != kNone) {
        asked.push_back(disk_files_[candidate].owner);
        continue;
      }
      while (candidate != kNone) {
        const std::size_t owner = disk_files_[candidate].owner = taker.at(candidate);
        std::swap(courses_[owner].disk_file, candidate);  // what it had is what the next one takes
      }
      return;
    }
  }
}

void Planner::Locate(std::size_t file) {
  Course& course = courses_[file];
  const auto name = std::find_if(course.names.begin(), course.names.end(), [&](const Name& candidate) {
    return IsFound(file) && Recognisable(file, candidate.place) == course.disk_file;
  });
  if (name != course.names.end()) course.found_at = course.now = name->place;
}

Planner::Source Planner::SourceOfCopy(std::size_t file) const {
  const std::string& from = files_[file].copied_from;
  if (files_[file].act != Act::kCopy || from.empty()) return {};
  const auto moved = by_goal_.find(from);
  if (moved != by_goal_.end()) return {courses_[moved->second].disk_file, courses_[moved->second].target};
  // Only read: that a photo the State knows lies there is what is wanted.
  const std::size_t at = At(from);
  const Fingerprint& wanted = files_[file].fingerprint;
  return {at != kNone && wanted.known() && disk_files_[at].fingerprint == wanted ? at : kNone, from};
}

// What copying left: under our temporary names, and where only the source was still to be removed.
void Planner::RemoveLeftovers(std::size_t file) {
  const Course& course = courses_[file];
  if (!IsFound(file) && SourceOfCopy(file).disk_file == kNone) return;
  for (const Name& name : course.names) {
    const std::size_t at = At(name.place);
    if (at == kNone || name.place == course.now || disk_files_[at].removed || name.kind == Name::kRespelling) continue;
    const bool same_file = at == course.disk_file;
    if (!same_file && disk_files_[at].owner != kNone) continue;
    const bool equal = Recognisable(file, name.place) != kNone;
    if (name.kind == Name::kTemporary && (same_file || !equal)) {
      // Also when it is the same file: a temporary name is no other spelling of a place.
      Add(RecoveryAction::kRemoveTemporary, file, name.place, course.now);
    } else if (name.kind != Name::kWasTaken && equal && !same_file) {
      Add(RecoveryAction::kRemoveCopy, file, name.place, course.now);
    } else {
      continue;
    }
    disk_files_[at].removed = !same_file;
  }
}

void Planner::ChooseTarget(std::size_t file) {
  Course& course = courses_[file];
  const std::size_t content = IsFound(file) ? course.disk_file : SourceOfCopy(file).disk_file;
  if (content == kNone || course.now == course.target) return;
  const std::size_t at = At(course.target);
  const bool is_foreign = disk_.foreign.contains(course.target) || by_goal_.at(course.target) != file;
  if (!is_foreign && (at == kNone || disk_files_[at].removed)) return;
  const std::size_t owner = at == kNone ? kNone : disk_files_[at].owner;
  // What holds a whole copy that only has to be moved is no beginning of one.
  const bool is_written = files_[file].act == Act::kByCopy || (files_[file].act == Act::kCopy && !IsFound(file));
  if (!is_foreign && owner != kNone && courses_[owner].now != Goal(owner)) {
    course.waits_for = owner;
  } else if (!is_foreign && owner == kNone && is_written && disk_files_[at].size < disk_files_[content].size) {
    course.unfinished = true;
  } else {
    Redirect(file);
  }
}

void Planner::Redirect(std::size_t file) {
  courses_[file].target = FreeName(files_[file]);
  Add(RecoveryAction::kRedirect, file, "", courses_[file].target);
}

std::string Planner::FreeName(const MovedFile& file) {
  if (folded_.empty()) {
    for (const ProbedFile& found : disk_.found) folded_.insert(FoldName(found.place));
    for (const MovedFile& other : files_) folded_.insert(FoldName(other.places.back().place));
  }
  auto wanted = file.places.end() - 1;  // the name before the log began to look for a free one
  while (wanted != file.places.begin() && (wanted - 1)->was_taken) --wanted;
  for (int number = 1;; ++number) {
    std::string name = WithStemSuffix(wanted->place, "__dup" + std::to_string(number));
    if (!disk_.taken(name) && !disk_.foreign.contains(name) && folded_.insert(FoldName(name)).second) return name;
  }
}

// First the file that holds the target moves, before it the one that holds its target, and so on. When that leads back
// to a file that waits already, this one steps aside.
void Planner::MoveInOrder(std::size_t file) {
  std::vector<std::size_t> chain;
  for (std::size_t next = file; next != kNone && courses_[next].order != Course::kDone;
       next = courses_[next].waits_for) {
    if (courses_[next].order == Course::kInChain) {
      Move(next, Temporary(next));
      break;
    }
    courses_[next].order = Course::kInChain;
    chain.push_back(next);
  }
  for (auto last = chain.rbegin(); last != chain.rend(); ++last) {
    Move(*last, courses_[*last].target);
    courses_[*last].order = Course::kDone;
  }
}

void Planner::Move(std::size_t file, const std::string& to) {
  Course& course = courses_[file];
  if (!IsFound(file) || course.now == to) return;
  Add(RecoveryAction::kMove, file, course.now, to);
  course.now = to;
}

// One file under its target and under another of its places is never removed. Renamed through a temporary name it gets
// the target's spelling, or, when these were two links, the rename to the target fails and the next plan finds the
// other link under a temporary name. Of a file that moved, another spelling of where it lay is gone with it.
void Planner::JoinNames(std::size_t file) {
  const Course& course = courses_[file];
  if (!IsFound(file)) return;
  const bool moved = course.found_at != course.target;
  for (const Name& name : course.names) {
    if (name.kind != Name::kPlace || name.place == course.found_at) continue;
    if (Recognisable(file, name.place) != course.disk_file) continue;
    if (moved && FoldName(name.place) == FoldName(course.found_at)) continue;
    Add(RecoveryAction::kMove, file, name.place, Temporary(file));
    Add(RecoveryAction::kMove, file, Temporary(file), course.target);
    return;
  }
}

void Planner::CopyOrReportLost(std::size_t file) {
  if (IsFound(file)) return;
  const Source source = SourceOfCopy(file);
  if (source.disk_file == kNone) {
    Add(RecoveryAction::kLost, file, "", "");
  } else {
    Add(RecoveryAction::kCopy, file, source.place, courses_[file].target);
  }
}

void Planner::Add(RecoveryAction action, std::size_t file, const std::string& from, const std::string& to) {
  RecoveryStep& step = steps_.emplace_back();
  step.action = action;
  step.file = file;
  step.from = from;
  step.to = to;
  if (action != RecoveryAction::kMove && action != RecoveryAction::kCopy) return;
  step.temporary = Temporary(file);
  step.unfinished = courses_[file].unfinished;
}

}  // namespace

std::string TemporaryPlace(std::string_view place, Seq seq) {
  const std::string prefix = kTemporaryPrefix + std::to_string(seq) + "-";
  std::string rest(FileName(place));
  // Not clipped: names that are alike for their first 200 bytes would get one temporary name.
  if (prefix.size() + rest.size() > kMaxNameBytes) rest = FingerprintOfContent(rest).ToText();
  return Join(Parent(place), prefix + rest);
}

std::string RespellingPlace(std::string_view place) { return TemporaryPlace(place, 0); }

std::vector<std::string> PlacesToProbe(std::span<const MovedFile> files) {
  std::vector<std::string> places;
  for (const MovedFile& file : files) {
    for (Name& name : NamesOf(file)) places.push_back(std::move(name.place));
    places.push_back(file.places.back().place);
    if (!file.copied_from.empty()) places.push_back(file.copied_from);
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

std::vector<RecoveryStep> PlanRecovery(std::span<const MovedFile> files, const RecoveryDisk& disk) {
  return Planner(files, disk).Plan();
}

}  // namespace photocluster
