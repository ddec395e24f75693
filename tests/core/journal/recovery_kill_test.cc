#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>

#include "shared/base/path.h"
#include "shared/base/unicode.h"
#include "shared/journal/recovery.h"

namespace photocluster {
namespace {

// ---- A disk in memory. Everything that changes it is one effect, and the power of `effects_left` ends between two.

constexpr int kUnlimited = 1 << 30;  // effects

struct Setting {
  bool folds_case = false;   // names are found whatever their case
  bool two_devices = false;  // the folder "b" lies on another device
};

enum class Outcome { kDone, kExists, kMissing, kDiffers, kKilled };

class Disk {
 public:
  explicit Disk(Setting setting) : setting_(setting) {}

  void Put(const std::string& name, const std::string& bytes) { files_[Key(name)] = {name, bytes, next_inode_++}; }
  void Link(const std::string& name, const std::string& other) {
    files_[Key(other)] = {other, At(name)->bytes, At(name)->inode};
  }
  void GiveEffects(int count) { effects_left_ = count; }
  int spent() const { return spent_; }
  bool Spend() { return effects_left_-- > 0 && ++spent_ > 0; }

  struct File {
    std::string name;  // as it was spelled when it was made
    std::string bytes;
    std::uint64_t inode = 0;
  };
  const File* At(const std::string& name) const {
    const auto found = files_.find(Key(name));
    return found == files_.end() ? nullptr : &found->second;
  }
  std::vector<File> Files() const {
    std::vector<File> files;
    for (const auto& [key, file] : files_) files.push_back(file);
    return files;
  }

  std::vector<ProbedFile> Probe(const std::vector<std::string>& places) const {
    std::vector<ProbedFile> found;
    for (const std::string& place : places) {
      const File* file = At(place);
      if (file == nullptr) continue;
      ProbedFile probed;
      probed.place = place;
      probed.size = file->bytes.size();
      probed.fingerprint = FingerprintOfContent(file->bytes);
      probed.device = Device(place);
      probed.inode = file->inode;
      found.push_back(probed);
    }
    return found;
  }

  Outcome Rename(const std::string& from, const std::string& to) {
    if (At(from) == nullptr) return Outcome::kMissing;
    if (At(to) != nullptr) return Outcome::kExists;
    if (!Spend()) return Outcome::kKilled;
    File file = *At(from);
    file.name = to;
    files_.erase(Key(from));
    files_[Key(to)] = file;
    return Outcome::kDone;
  }

  // A move as a host does it: a rename, or across devices copy, compare, rename, remove. `temporary` is where the copy
  // grows; a move to a temporary name grows there at once.
  Outcome Move(const std::string& from, const std::string& to, const std::string& temporary) {
    if (Device(from) == Device(to)) return Rename(from, to);
    if (At(from) == nullptr) return Outcome::kMissing;
    if (At(to) != nullptr || At(temporary) != nullptr) return Outcome::kExists;
    const std::string bytes = At(from)->bytes;
    for (const std::size_t length : {std::size_t{0}, bytes.size() / 2, bytes.size()}) {
      if (!Spend()) return Outcome::kKilled;
      Put(temporary, bytes.substr(0, length));
    }
    if (to != temporary && Rename(temporary, to) == Outcome::kKilled) return Outcome::kKilled;
    return Remove(from);
  }

  Outcome Remove(const std::string& name) {
    if (!Spend()) return Outcome::kKilled;
    files_.erase(Key(name));
    return Outcome::kDone;
  }

 private:
  std::string Key(const std::string& name) const { return setting_.folds_case ? FoldName(name) : name; }
  std::uint64_t Device(const std::string& name) const { return setting_.two_devices && Parent(name) == "b" ? 2 : 1; }

  Setting setting_;
  std::map<std::string, File> files_;
  std::uint64_t next_inode_ = 1;
  int effects_left_ = kUnlimited;
  int spent_ = 0;
};

// ---- A log and what a Session does with it, no more than recovery needs.

struct Line {
  Seq seq = 0;
  std::size_t photo = 0;
  std::string dst;
  bool is_moved_to = false;
};

struct Photo {
  std::string start;  // its place at `settled`
  std::string bytes;
};

std::vector<MovedFile> MovedFiles(const std::vector<Photo>& photos, const std::vector<Line>& log) {
  std::vector<MovedFile> files;
  for (std::size_t photo = 0; photo < photos.size(); ++photo) {
    MovedFile file;
    file.fingerprint = FingerprintOfContent(photos[photo].bytes);
    file.places.push_back({photos[photo].start});
    for (const Line& line : log) {
      if (line.photo != photo) continue;
      file.places.back().was_taken = line.is_moved_to;
      file.places.push_back({line.dst, line.seq});
    }
    files.push_back(std::move(file));
  }
  return files;
}

class Recovery {
 public:
  Recovery(const std::vector<Photo>& photos, std::vector<Line>& log, Disk& disk)
      : photos_(photos), log_(log), disk_(disk) {}

  // False when it was killed.
  bool Run() {
    for (int round = 0; round < 20; ++round) {
      const std::vector<MovedFile> files = MovedFiles(photos_, log_);
      const std::vector<ProbedFile> found = disk_.Probe(PlacesToProbe(files));
      const std::vector<RecoveryStep> steps =
          PlanRecovery(files, {found, foreign_, [](const std::string&) { return false; }});
      const Outcome outcome = CarryOut(steps);
      if (outcome == Outcome::kDone) return true;
      if (outcome == Outcome::kKilled) return false;
    }
    ADD_FAILURE() << "recovery does not come to an end";
    return true;
  }

  int lost() const { return lost_; }

 private:
  Outcome CarryOut(const std::vector<RecoveryStep>& steps) {
    for (const RecoveryStep& step : steps) {
      const Outcome outcome = CarryOut(step);
      if (outcome == Outcome::kDiffers) foreign_.insert(step.from);
      if (outcome != Outcome::kDone) return outcome;
    }
    return Outcome::kDone;
  }

  Outcome CarryOut(const RecoveryStep& step) {
    switch (step.action) {
      case RecoveryAction::kRemoveTemporary:
        EXPECT_TRUE(FileName(step.from).starts_with(".photocluster-")) << step.from;
        return disk_.Remove(step.from);
      case RecoveryAction::kRemoveCopy: {
        const Disk::File* keep = disk_.At(step.to);
        const Disk::File* remove = disk_.At(step.from);
        if (keep == nullptr || remove == nullptr) return Outcome::kMissing;
        if (keep->inode == remove->inode || keep->bytes != remove->bytes) return Outcome::kDiffers;
        return disk_.Remove(step.from);
      }
      case RecoveryAction::kRedirect:
        if (!disk_.Spend()) return Outcome::kKilled;
        log_.push_back({log_.size() + 1, step.file, step.to, true});
        return Outcome::kDone;
      case RecoveryAction::kMove:
        return disk_.Move(step.from, step.to, step.temporary);
      case RecoveryAction::kLost:
        ++lost_;
        return Outcome::kDone;
      case RecoveryAction::kCopy:
        break;
    }
    ADD_FAILURE() << "no copies here";
    return Outcome::kDone;
  }

  const std::vector<Photo>& photos_;
  std::vector<Line>& log_;
  Disk& disk_;
  std::set<std::string, std::less<>> foreign_;
  int lost_ = 0;
};

// ---- Every sequence of decisions, every kill.

constexpr char kStranger[] = "somebody else's";

struct Scenario {
  Setting setting;
  std::vector<std::string> names;
  bool twins = false;    // both photos have the same content
  bool one_run = false;  // all records are appended at once, then the files move
  std::vector<Line> decisions;
  std::string stranger;  // comes to this name after the kill, if it is free then

  std::vector<Photo> Photos() const {
    return {{names[0], "photo A of the root"}, {names[1], twins ? "photo A of the root" : "photo B, longer than A"}};
  }
};

std::string Describe(const Scenario& scenario) {
  std::string text = scenario.setting.folds_case ? "without case, " : "with case, ";
  if (scenario.setting.two_devices) text += "two devices, ";
  if (scenario.twins) text += "twins, ";
  text += scenario.one_run ? "one run:" : "one by one:";
  for (const Line& line : scenario.decisions) text += " " + std::to_string(line.photo) + "->" + line.dst;
  return text + (scenario.stranger.empty() ? "" : " stranger " + scenario.stranger);
}

// All decisions of up to `most` moves that a Session can take: to a name that no other photo has, compared without
// case.
void ForEachDecisions(const std::vector<std::string>& names, std::size_t most,
                      const std::function<void(const std::vector<Line>&)>& visit) {
  std::vector<Line> decisions;
  std::vector<std::string> at = {names[0], names[1]};
  const std::function<void()> extend = [&] {
    if (!decisions.empty()) visit(decisions);
    if (decisions.size() == most) return;
    for (std::size_t photo = 0; photo < 2; ++photo) {
      for (const std::string& name : names) {
        if (name == at[photo] || FoldName(name) == FoldName(at[1 - photo])) continue;
        const std::string before = std::exchange(at[photo], name);
        decisions.push_back({decisions.size() + 1, photo, name});
        extend();
        decisions.pop_back();
        at[photo] = before;
      }
    }
  };
  extend();
}

// What stands on the disk and in the log when the program is killed after `effects` effects; empty when it ends before.
struct Wreck {
  Disk disk;
  std::vector<Line> log;
};
std::optional<Wreck> KillAfter(const Scenario& scenario, int effects) {
  Wreck wreck{Disk(scenario.setting), {}};
  const std::vector<Photo> photos = scenario.Photos();
  std::vector<std::string> at;
  for (const Photo& photo : photos) {
    wreck.disk.Put(photo.start, photo.bytes);
    at.push_back(photo.start);
  }
  wreck.disk.GiveEffects(effects);
  if (scenario.one_run) {
    if (!wreck.disk.Spend()) return wreck;
    wreck.log = scenario.decisions;
  }
  for (const Line& line : scenario.decisions) {
    if (!scenario.one_run) {
      if (!wreck.disk.Spend()) return wreck;
      wreck.log.push_back(line);
    }
    const std::string from = std::exchange(at[line.photo], line.dst);
    const std::string temporary = TemporaryPlace(line.dst, line.seq);
    if (FoldName(from) == FoldName(line.dst)) {  // a change of case
      if (wreck.disk.Rename(from, temporary) == Outcome::kKilled) return wreck;
      if (wreck.disk.Rename(temporary, line.dst) == Outcome::kKilled) return wreck;
    } else if (wreck.disk.Move(from, line.dst, temporary) == Outcome::kKilled) {
      return wreck;
    }
  }
  return std::nullopt;
}

void ExpectAllWell(const Scenario& scenario, const std::vector<Line>& log, const Disk& disk, bool stranger_came) {
  const std::vector<Photo> photos = scenario.Photos();
  for (const MovedFile& file : MovedFiles(photos, log)) {
    const Disk::File* at_goal = disk.At(file.places.back().place);
    ASSERT_NE(at_goal, nullptr) << file.places.back().place;
    EXPECT_EQ(at_goal->name, file.places.back().place) << "spelled otherwise";
    EXPECT_EQ(FingerprintOfContent(at_goal->bytes), file.fingerprint) << file.places.back().place;
  }
  if (stranger_came) {
    ASSERT_NE(disk.At(scenario.stranger), nullptr);
    EXPECT_EQ(disk.At(scenario.stranger)->bytes, kStranger);
  }
  EXPECT_EQ(disk.Files().size(), photos.size() + (stranger_came ? 1 : 0)) << "something is left over";
}

// Recovers from the wreck, and again with a kill after each effect of recovery, `depth` kills one after the other.
// Returns the number of cases.
int RecoverInEveryWay(const Scenario& scenario, const Wreck& wreck, bool stranger_came, int depth) {
  const std::vector<Photo> photos = scenario.Photos();
  for (int effects = 0, cases = 1;; ++effects) {
    Wreck again = wreck;
    again.disk.GiveEffects(depth > 0 ? effects : kUnlimited);
    Recovery recovery(photos, again.log, again.disk);
    if (recovery.Run()) {
      EXPECT_EQ(recovery.lost(), 0);
      ExpectAllWell(scenario, again.log, again.disk, stranger_came);
      return cases;
    }
    cases += RecoverInEveryWay(scenario, again, stranger_came, depth - 1);
  }
}

int KillEverywhere(Scenario scenario, int depth) {
  int cases = 0;
  for (int effects = 0;; ++effects) {
    std::optional<Wreck> wreck = KillAfter(scenario, effects);
    if (!wreck) return cases;
    const bool stranger_comes = !scenario.stranger.empty() && wreck->disk.At(scenario.stranger) == nullptr;
    if (!scenario.stranger.empty() && !stranger_comes) continue;
    if (stranger_comes) wreck->disk.Put(scenario.stranger, kStranger);
    SCOPED_TRACE(Describe(scenario) + " killed after " + std::to_string(effects));
    cases += RecoverInEveryWay(scenario, *wreck, stranger_comes, depth);
    if (testing::Test::HasFailure()) return cases;
  }
}

int KillEverywhere(Setting setting, const std::vector<std::string>& names, std::size_t most, int depth) {
  int cases = 0;
  ForEachDecisions(names, most, [&](const std::vector<Line>& decisions) {
    std::vector<std::string> strangers = names;
    strangers.push_back("");
    for (const std::string& stranger : strangers) {
      for (const bool twins : {false, true}) {
        for (const bool one_run : {false, true}) {
          if (testing::Test::HasFailure()) return;
          cases += KillEverywhere({setting, names, twins, one_run, decisions, stranger}, depth);
        }
      }
    }
  });
  return cases;
}

const std::vector<std::string> kNames = {"a.jpg", "b.jpg", "c.jpg", "d.jpg"};
const std::vector<std::string> kThreeNames = {"a.jpg", "b.jpg", "c.jpg"};
const std::vector<std::string> kAcrossFolders = {"a.jpg", "b/a.jpg", "b/c.jpg"};
const std::vector<std::string> kSpellings = {"a.jpg", "b/c.jpg", "A.jpg", "b/C.jpg"};

void ExpectCases(int cases, int at_least) {
  std::printf("             %d cases\n", cases);
  testing::Test::RecordProperty("cases", cases);
  EXPECT_GE(cases, at_least);
}

TEST(RecoveryAfterAnyKill, OneDevice) { ExpectCases(KillEverywhere({false, false}, kThreeNames, 4, 2), 4000); }
TEST(RecoveryAfterAnyKill, OneDeviceFourNames) { ExpectCases(KillEverywhere({false, false}, kNames, 3, 1), 8000); }
TEST(RecoveryAfterAnyKill, SpellingsWithoutCase) { ExpectCases(KillEverywhere({true, false}, kSpellings, 4, 1), 1000); }
TEST(RecoveryAfterAnyKill, SpellingsWithCase) { ExpectCases(KillEverywhere({false, false}, kSpellings, 4, 1), 1000); }
TEST(RecoveryAfterAnyKill, TwoDevices) { ExpectCases(KillEverywhere({false, true}, kAcrossFolders, 4, 1), 15000); }
TEST(RecoveryAfterAnyKill, TwoDevicesWithoutCase) { ExpectCases(KillEverywhere({true, true}, kSpellings, 3, 1), 1000); }

// A stranger with a photo's content counts as the photo where the photo has been; no photo may be lost by that.
TEST(RecoveryAfterAnyKill, AnEqualStrangerCostsNoPhoto) {
  int cases = 0;
  ForEachDecisions(kAcrossFolders, 3, [&](const std::vector<Line>& decisions) {
    for (const std::string& stranger : kAcrossFolders) {
      const Scenario scenario{{false, true}, kAcrossFolders, false, true, decisions, stranger};
      const std::vector<Photo> photos = scenario.Photos();
      for (int effects = 0;; ++effects) {
        std::optional<Wreck> wreck = KillAfter(scenario, effects);
        if (!wreck) break;
        if (wreck->disk.At(stranger) != nullptr) continue;
        wreck->disk.Put(stranger, photos[0].bytes);
        wreck->disk.GiveEffects(kUnlimited);
        SCOPED_TRACE(Describe(scenario) + " killed after " + std::to_string(effects));
        ASSERT_TRUE(Recovery(photos, wreck->log, wreck->disk).Run());
        for (const MovedFile& file : MovedFiles(photos, wreck->log)) {
          const Disk::File* at_goal = wreck->disk.At(file.places.back().place);
          ASSERT_NE(at_goal, nullptr);
          EXPECT_EQ(FingerprintOfContent(at_goal->bytes), file.fingerprint);
        }
        ++cases;
      }
    }
  });
  ExpectCases(cases, 100);
}

// Without the syncs of `settled` a power loss forgets any of the renames: each photo may lie at any of its places.
TEST(RecoveryAfterPowerLoss, EveryPhotoAtAnyOfItsPlaces) {
  int cases = 0;
  ForEachDecisions(kThreeNames, 4, [&](const std::vector<Line>& decisions) {
    const Scenario scenario{{}, kThreeNames, false, true, decisions, ""};
    const std::vector<Photo> photos = scenario.Photos();
    const std::vector<MovedFile> files = MovedFiles(photos, decisions);
    for (const LoggedPlace& a : files[0].places) {
      for (const LoggedPlace& b : files[1].places) {
        if (a.place == b.place) continue;
        Wreck wreck{Disk({}), decisions};
        wreck.disk.Put(a.place, photos[0].bytes);
        wreck.disk.Put(b.place, photos[1].bytes);
        SCOPED_TRACE(Describe(scenario) + " found at " + a.place + " and " + b.place);
        cases += RecoverInEveryWay(scenario, wreck, false, 2);
      }
    }
  });
  ExpectCases(cases, 100);
}

TEST(RecoveryOfHardLinks, EndsWithTheGoalAlone) {
  const std::vector<Photo> photos = {{"x", "content"}};
  std::vector<Line> log = {{1, 0, "y"}};
  Disk disk({});
  disk.Put("x", "content");
  disk.Link("x", "y");
  Recovery recovery(photos, log, disk);
  ASSERT_TRUE(recovery.Run());
  ASSERT_EQ(disk.Files().size(), 1u);
  EXPECT_EQ(disk.Files()[0].name, "y");
  EXPECT_EQ(disk.Files()[0].bytes, "content");
}

}  // namespace
}  // namespace photocluster
