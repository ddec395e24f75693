// The crash rule by exhaustive simulation: every sequence of steps that a Session can have taken since it last settled,
// killed after every effect, with and without loss of power, and recovery killed after every effect of its own.
// Two photos and three names; up to PHOTOCLUSTER_RECOVERY_STEPS steps (3 unless set; the whole form is 5).
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "shared/base/path.h"
#include "shared/base/random.h"
#include "shared/base/unicode.h"
#include "shared/journal/recovery.h"
#include "tests/support/forgetful_disk.h"

namespace photocluster {
namespace {

using test::kUnlimited;
using test::Names;
using test::Outcome;
using test::Spelling;
using Disk = test::ForgetfulDisk;

// ---- The log: two photos, and copies of them, which are files of their own from then on.

struct Step {
  Act act = Act::kNone;
  std::size_t file = 0;    // that moves, or comes into being
  std::size_t source = 0;  // of a copy
  std::string dst;
};

struct Start {  // of a photo
  std::string place;
  std::string bytes;
};

std::vector<MovedFile> MovedFiles(const std::vector<Start>& photos, const std::vector<Step>& log) {
  std::map<std::size_t, MovedFile> files;
  std::map<std::size_t, std::size_t> source_of;
  for (std::size_t i = 0; i < log.size(); ++i) {
    const Step& step = log[i];
    if (step.act == Act::kNone) continue;
    MovedFile& file = files[step.file];
    if (step.act == Act::kCopy) {
      file.act = Act::kCopy;
      source_of[step.file] = step.source;
    }
    if (step.act == Act::kMove && file.places.empty()) file.places.push_back({photos[step.file].place});
    file.places.push_back({step.dst, i + 1});
  }
  std::vector<MovedFile> moved;
  for (auto& [index, file] : files) {
    const auto source = source_of.find(index);
    const std::size_t photo = source == source_of.end() ? index : source->second;
    file.fingerprint = FingerprintOfContent(photos[photo].bytes);
    if (source != source_of.end()) {
      const auto also_moved = files.find(photo);
      file.copied_from = also_moved == files.end() ? photos[photo].place : also_moved->second.places.back().place;
    }
    moved.push_back(file);
  }
  return moved;
}

struct Scenario {
  Spelling spelling = Spelling::kExact;
  std::vector<Start> photos;
  std::vector<Step> steps;
  bool one_run = false;  // all are logged before the first is carried out

  std::string Describe() const {
    std::string text = spelling == Spelling::kExact ? "exact" : spelling == Spelling::kFolds ? "folds" : "normalises";
    text += photos[0].bytes == photos[1].bytes ? ", twins" : "";
    text += one_run ? ", one run:" : ":";
    for (const Step& step : steps) {
      text += " " + std::string(NameOf(step.act)) + " " + std::to_string(step.file) + "->" + step.dst;
    }
    return text;
  }

 private:
  static const char* NameOf(Act act) { return act == Act::kMove ? "move" : act == Act::kCopy ? "copy" : "none"; }
};

// A Session at work; what it leaves when it is killed.
struct Wreck {
  Disk disk;
  std::vector<Step> log;
  bool is_complete = false;
};

Wreck Work(const Scenario& scenario, int effects) {
  Wreck wreck{Disk(scenario.spelling), {}};
  std::map<std::size_t, std::string> at;
  for (std::size_t i = 0; i < scenario.photos.size(); ++i) {
    wreck.disk.Put(scenario.photos[i].place, scenario.photos[i].bytes);
    at[i] = scenario.photos[i].place;
  }
  wreck.disk.GiveEffects(effects);
  if (scenario.one_run) {
    if (!wreck.disk.Spend()) return wreck;
    wreck.log = scenario.steps;
  }
  for (std::size_t i = 0; i < scenario.steps.size(); ++i) {
    const Step& step = scenario.steps[i];
    if (!scenario.one_run) {
      if (!wreck.disk.Spend()) return wreck;
      wreck.log.push_back(step);
    }
    if (step.act == Act::kNone) continue;
    const Outcome outcome = step.act == Act::kCopy
                                ? wreck.disk.Copy(at[step.source], step.dst, TemporaryPlace(step.dst, i + 1))
                                : wreck.disk.Move(at[step.file], step.dst);
    if (outcome == Outcome::kKilled) return wreck;
    EXPECT_EQ(outcome, Outcome::kDone) << scenario.Describe();
    at[step.file] = step.dst;
  }
  wreck.is_complete = true;
  return wreck;
}

// ---- Recovery, and what must hold after it.

class Recovery {
 public:
  Recovery(const Scenario& scenario, std::vector<Step> log, Disk disk)
      : scenario_(scenario), files_(MovedFiles(scenario.photos, log)), disk_(std::move(disk)) {}

  // False when it was killed.
  bool Run() {
    for (int round = 0; round < 20; ++round) {
      const std::vector<ProbedFile> found = disk_.Probe(PlacesToProbe(files_));
      Outcome outcome = Outcome::kDone;
      for (const RecoveryStep& step :
           PlanRecovery(files_, {found, foreign_, [](const std::string&) { return false; }})) {
        outcome = CarryOut(step);
        if (outcome == Outcome::kDiffers) foreign_.insert(step.from);
        if (outcome != Outcome::kDone) break;
      }
      if (outcome == Outcome::kKilled) return false;
      if (outcome == Outcome::kDone) return true;
    }
    wrong_ = "it does not come to an end";
    return true;
  }

  const Disk& disk() const { return disk_; }

  // "" when each file is at its goal with its content, and nothing else is there.
  std::string Wrong() const {
    if (!wrong_.empty()) return wrong_;
    std::size_t expected = scenario_.photos.size();
    for (const MovedFile& file : files_) {
      const std::string& goal = file.places.back().place;
      const Disk::File* there = disk_.At(goal);
      if (there == nullptr) return "nothing is at " + goal;
      if (there->name != goal) return goal + " is spelled " + there->name;
      if (FingerprintOfContent(there->bytes) != file.fingerprint) return "something else is at " + goal;
      expected += file.act == Act::kCopy ? 1 : 0;
    }
    std::set<std::string_view> moved;
    for (const MovedFile& file : files_) {
      if (file.act == Act::kMove) moved.insert(file.places.front().place);
    }
    for (const Start& photo : scenario_.photos) {
      const Disk::File* there = disk_.At(photo.place);
      const bool is_untouched = there != nullptr && there->bytes == photo.bytes;
      if (!moved.contains(photo.place) && !is_untouched) return photo.place + " was touched";
    }
    return disk_.file_count() == expected ? "" : "something is left over";
  }

 private:
  Outcome CarryOut(const RecoveryStep& step) {
    switch (step.action) {
      case RecoveryAction::kRemoveTemporary:
        if (!FileName(step.from).starts_with(".photocluster-")) wrong_ = step.from + " is no temporary name";
        return disk_.Remove(step.from);
      case RecoveryAction::kRemoveCopy: {
        const Disk::File* keep = disk_.At(step.to);
        const Disk::File* remove = disk_.At(step.from);
        if (keep == nullptr || remove == nullptr) return Outcome::kMissing;
        if (keep->inode == remove->inode || keep->bytes != remove->bytes) return Outcome::kDiffers;
        return disk_.Remove(step.from);
      }
      case RecoveryAction::kMove:
        return disk_.Move(step.from, step.to);
      case RecoveryAction::kCopy:
        return disk_.Copy(step.from, step.to, step.temporary);
      case RecoveryAction::kRedirect:
        wrong_ = "there is no stranger, and yet " + step.to + " is taken";
        return Outcome::kDone;
      case RecoveryAction::kLost:
        wrong_ = "a file is nowhere";
        return Outcome::kDone;
    }
    return Outcome::kDone;
  }

  const Scenario& scenario_;
  std::vector<MovedFile> files_;
  Disk disk_;
  std::set<std::string, std::less<>> foreign_;
  std::string wrong_;
};

struct Tally {
  std::uint64_t kills = 0;   // cases: a wreck, and recovery to its end or to a kill
  std::uint64_t losses = 0;  // with a loss of power
  std::uint64_t wrong = 0;
  std::string first;

  void Add(std::uint64_t& cases, const std::string& problem, const std::string& where) {
    ++cases;
    if (problem.empty()) return;
    if (wrong++ == 0) first = where + ": " + problem;
  }
};

// With a kill after each effect of recovery, `depth` times one after the other, and at last without.
void Recover(const Scenario& scenario, const std::vector<Step>& log, const Disk& disk, int depth, bool lost_power,
             const std::string& where, Tally& tally) {
  for (int effects = depth > 0 ? 0 : kUnlimited;; ++effects) {
    Disk again = disk;
    again.GiveEffects(effects);
    Recovery recovery(scenario, log, again);
    if (recovery.Run()) {
      return tally.Add(lost_power ? tally.losses : tally.kills, recovery.Wrong(), where);
    }
    const std::string there = where + ", recovery killed after " + std::to_string(effects);
    Recover(scenario, log, recovery.disk(), depth - 1, lost_power, there, tally);
    if (!lost_power) continue;
    recovery.disk().AfterPowerLoss(
        [&](const Disk& left) { Recover(scenario, log, left, 0, true, there + " without power", tally); });
  }
}

void KillEverywhere(const Scenario& scenario, int depth, Tally& tally) {
  for (int effects = 0;; ++effects) {
    const Wreck wreck = Work(scenario, effects);
    const std::string where = scenario.Describe() + ", killed after " + std::to_string(effects);
    Recover(scenario, wreck.log, wreck.disk, depth, false, where, tally);
    wreck.disk.AfterPowerLoss(
        [&](const Disk& left) { Recover(scenario, wreck.log, left, depth, true, where + " without power", tally); });
    if (wreck.is_complete) return;
  }
}

// ---- All that a Session can decide: to a name that no other file has, compared without case and in NFC.

class AllSteps {
 public:
  AllSteps(const Names& names, std::size_t most, std::function<void(const std::vector<Step>&)> visit)
      : names_(names), most_(most), visit_(std::move(visit)) {}

  void Run() {
    at_ = {names_[0], names_[1]};
    source_ = {0, 1};
    Extend();
  }

 private:
  bool IsFree(const std::string& name, std::size_t except) const {
    for (std::size_t other = 0; other < at_.size(); ++other) {
      if (other != except && FoldName(at_[other]) == FoldName(name)) return false;
    }
    return true;
  }
  bool HasCopy(std::size_t photo) const {
    for (std::size_t file = 2; file < at_.size(); ++file) {
      if (source_[file] == photo && !IsInside(at_[file], "trash")) return true;
    }
    return false;
  }

  void Take(Step step) {
    steps_.push_back(std::move(step));
    visit_(steps_);
    if (steps_.size() < most_) Extend();
    steps_.pop_back();
  }
  void Move(std::size_t file, const std::string& name) {
    const std::string before = std::exchange(at_[file], name);
    Take({Act::kMove, file, 0, name});
    at_[file] = before;
  }

  void Extend() {
    Take({});
    const std::size_t files = at_.size();
    for (std::size_t file = 0; file < files; ++file) {
      const bool is_in_trash = IsInside(at_[file], "trash");
      for (const std::string& name : names_) {
        if (name != at_[file] && IsFree(name, file) && !is_in_trash) Move(file, name);
        if (file < 2 && IsFree(name, files) && !HasCopy(file)) {
          at_.push_back(name);
          source_.push_back(file);
          Take({Act::kCopy, files, file, name});
          at_.pop_back();
          source_.pop_back();
        }
      }
      if (file >= 2 && !is_in_trash) Move(file, "trash/" + std::to_string(file) + ".jpg");
    }
  }

  const Names& names_;
  std::size_t most_;
  std::function<void(const std::vector<Step>&)> visit_;
  Names at_;
  std::vector<std::size_t> source_;  // by file: the photo that it is or is a copy of
  std::vector<Step> steps_;
};

std::size_t MostSteps() {
  const char* wanted = std::getenv("PHOTOCLUSTER_RECOVERY_STEPS");
  return wanted == nullptr ? 3 : static_cast<std::size_t>(std::atoi(wanted));
}

void Simulate(Spelling spelling, const Names& names) {
  Tally tally;
  AllSteps(names, MostSteps(), [&](const std::vector<Step>& steps) {
    for (const bool twins : {false, true}) {
      for (const bool one_run : {false, true}) {
        const std::string other = twins ? "photo A of the root" : "photo B, longer than A";
        const Scenario scenario{spelling, {{names[0], "photo A of the root"}, {names[1], other}}, steps, one_run};
        KillEverywhere(scenario, 1, tally);
      }
    }
  }).Run();
  std::printf("             %llu kills, %llu losses of power, %llu wrong\n",
              static_cast<unsigned long long>(tally.kills), static_cast<unsigned long long>(tally.losses),
              static_cast<unsigned long long>(tally.wrong));
  testing::Test::RecordProperty("kills", std::to_string(tally.kills));
  testing::Test::RecordProperty("losses", std::to_string(tally.losses));
  EXPECT_GE(tally.kills, 250u);
  EXPECT_GE(tally.losses, 500u);
  EXPECT_EQ(tally.wrong, 0u) << tally.first;
}

const Names kPlain = {"a.jpg", "b.jpg", "c.jpg"};
const Names kCases = {"a.jpg", "b.jpg", "A.jpg"};
const Names kAccents = {"\u00e9.jpg", "b.jpg", "e\u0301.jpg"};  // composed and decomposed

TEST(RecoverySimulation, ADiskThatKeepsSpellingsApart) {
  Simulate(Spelling::kExact, kPlain);
  Simulate(Spelling::kExact, kCases);
}
TEST(RecoverySimulation, ADiskWithoutCase) {
  Simulate(Spelling::kFolds, kPlain);
  Simulate(Spelling::kFolds, kCases);
}
TEST(RecoverySimulation, ADiskThatNormalises) {
  Simulate(Spelling::kNormalises, kPlain);
  Simulate(Spelling::kNormalises, kAccents);
}

// Two runs over 10,000 photos, the second not settled either: some move, some are copied, some stay.
TEST(RecoverySimulation, RunsOfTenThousand) {
  constexpr std::size_t kPhotos = 10'000;
  Scenario scenario;
  scenario.spelling = Spelling::kFolds;
  scenario.one_run = true;
  for (std::size_t i = 0; i < kPhotos; ++i) {
    const std::string name = std::to_string(i) + ".jpg";
    // Every third looks like the one before it.
    scenario.photos.push_back({"p/" + name, "photo " + std::to_string(i - (i % 3 == 1 ? 1 : 0))});
    if (i % 4 == 3) {
      scenario.steps.push_back({});
    } else if (i % 4 == 2) {
      scenario.steps.push_back({Act::kCopy, kPhotos + i, i, "r/" + name});
    } else {
      scenario.steps.push_back({Act::kMove, i, 0, "r/" + name});
    }
  }
  for (std::size_t i = 0; i < kPhotos; ++i) {  // each to the old name of the next
    const std::string name = std::to_string((i + 4) % kPhotos) + ".jpg";
    if (i % 4 == 0) scenario.steps.push_back({Act::kMove, i, 0, "p/" + name});
    if (i % 4 == 2) scenario.steps.push_back({Act::kMove, kPhotos + i, 0, "trash/" + name});
  }
  SplitMix64 random(7);
  Tally tally;
  for (const int effects : {1, 5'000, 17'500, 20'000, kUnlimited}) {
    const Wreck wreck = Work(scenario, effects);
    const std::string where = "killed after " + std::to_string(effects);
    Recover(scenario, wreck.log, wreck.disk, 0, false, where, tally);
    const Disk left = wreck.disk.AfterPowerLoss(random);
    Recover(scenario, wreck.log, left, 0, true, where + " without power", tally);
    Disk half = left;
    half.GiveEffects(3'000);
    Recovery killed(scenario, wreck.log, half);
    killed.Run();
    Recover(scenario, wreck.log, killed.disk(), 0, true, where + " without power, and recovery killed", tally);
  }
  EXPECT_EQ(tally.wrong, 0u) << tally.first;
  EXPECT_EQ(tally.kills + tally.losses, 15u);
}

}  // namespace
}  // namespace photocluster
