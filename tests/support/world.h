#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/time.h"
#include "shared/protocol/command.h"
#include "shared/protocol/effect.h"
#include "shared/session/session.h"

namespace photocluster::test {

// A folder with photos, its log and its caches in memory, and a clock that a test ticks: the outside world of a
// Session. It carries out effects as a host does, can stop dead between any two of them, and can fail on command.
class World {
 public:
  // A photo whose content is unlike any other's, unless `content` says otherwise.
  void Put(const std::string& path, std::string content = "");
  void Remove(const std::string& path);
  void Rename(const std::string& from, const std::string& to);  // by hand, outside the program

  bool Has(const std::string& path) const { return files_.contains(path); }
  const std::string& Content(const std::string& path) const { return files_.at(path).content; }
  void SetContent(const std::string& path, std::string content);
  std::vector<std::string> Photos() const;      // every path outside .clustering, and those in the trash; sorted
  std::vector<std::string> StateFiles() const;  // every other path
  std::multiset<std::string> Contents() const;  // of those: what must never change by losing or doubling
  bool HasFolder(const std::string& path) const { return folders_.contains(path); }
  std::vector<std::string> EmptyMadeFolders() const;  // made by a move, outside .clustering, with no file in it

  Listing List() const;
  Opening Open(bool same_place = true) const;
  EffectResult Execute(const Effect& effect);

  // Every effect that changes something counts; from the `n`th on (0 = the first) nothing happens any more and
  // dead() is true. Without a number the world lives on.
  void DieAfter(std::optional<int> effects) { left_ = effects; }
  bool dead() const { return left_ && *left_ <= 0; }
  int effects() const { return effects_; }  // carried out so far
  // What effects did to files and folders since the last call: `a.jpg -> Roof/a.jpg`, of a copy `=>`; `removed x`.
  std::vector<std::string> TakeDone() { return std::exchange(done_, {}); }
  // What a loss of power may leave: what was appended or replaced is there, but each file may lie under any of the
  // names it had since the last SyncEffect, as long as no two have one name. The first is this World.
  std::vector<World> AfterPowerLoss() const;

  // Moves and copies to this path fail with this error: the next one, or all from now on.
  void FailMoveTo(const std::string& path, Error error) { failing_[path] = {std::move(error), true}; }
  void FailMovesTo(const std::string& path, Error error) { failing_[path] = {std::move(error), false}; }
  // Just before the next move or copy to this path a stranger appears there.
  void StrangerAt(const std::string& path) { strangers_.push_back(path); }
  // The next append fails with this error.
  void FailAppend(Error error) { failing_append_ = std::move(error); }

  // After `good` more appends every one fails with this error, or none does any more.
  void FailAppends(std::optional<Error> error, int good = 0) {
    failing_appends_ = std::move(error);
    good_appends_ = good;
  }
  // Probes fail with this error, or do no more.
  void FailProbes(std::optional<Error> error) { failing_probes_ = std::move(error); }

  Instant Tick();  // a second later

  // The vectors that a host keeps for the model in use, by content.
  std::map<Fingerprint, Vector> vectors;

 private:
  struct File {
    std::string content;
    std::int64_t mtime_ms = 0;
    std::uint64_t inode = 0;
  };

  EffectResult Do(const ProbeEffect& effect);
  EffectResult Do(const AppendEffect& effect);
  EffectResult Do(const ReplaceEffect& effect);
  EffectResult Do(const SetTailAsideEffect& effect);
  EffectResult Do(const MoveEffect& effect);
  EffectResult Do(const CopyEffect& effect);
  EffectResult Do(const RemoveCopyEffect& effect);
  EffectResult Do(const RemoveTemporaryEffect& effect);
  EffectResult Do(const RemoveTrashedEffect& effect);
  EffectResult Do(const RemoveFolderEffect& effect);
  EffectResult Do(const SyncEffect& effect);
  enum class By { kHand, kMove };
  std::optional<Error> Hindrance(const std::string& src, const std::string& dst);
  void MakeParents(const std::string& path, By by);
  std::optional<World> WithFilesAt(const std::map<std::uint64_t, std::string>& name_of_inode) const;

  std::map<std::string, File> files_;
  std::map<std::string, By> folders_;
  std::map<std::uint64_t, std::vector<std::string>>
      unsynced_;  // by inode: the names it had since the last sync, "" for none
  struct FailingMove {
    Error error;
    bool once = false;
  };
  std::map<std::string, FailingMove> failing_;
  std::vector<std::string> strangers_;
  std::optional<Error> failing_append_;
  std::optional<Error> failing_appends_;
  int good_appends_ = 0;
  std::optional<Error> failing_probes_;
  std::optional<int> left_;
  int effects_ = 0;
  std::vector<std::string> done_;
  std::uint64_t last_inode_ = 0;
  Instant now_{.at_ms = 1'764'528'740'000, .utc_offset_minutes = 60};
};

// A Session on a World, as a host runs it.
class MemoryHost {
 public:
  // Opens for writing, unless told otherwise.
  explicit MemoryHost(World& world, bool same_place = true);

  Session& session() { return *session_; }
  const Session& session() const { return *session_; }
  static std::size_t Dimension();  // of the vectors that Embed gives
  const State& state() const { return session_->state(); }
  Outcome Do(Command command);
  Outcome Do(std::string_view json);  // a Command as `photocluster do` takes it
  Outcome Settle();
  Outcome Notice();
  const Outcome& started() const { return started_; }
  // Stops what is under way when it has had this many effects.
  void StopAfter(int effects) { stop_at_ = world_.effects() + effects; }

  // Gives each listed photo a vector that points along the axis of its group, with some noise.
  void Embed(const std::map<std::string, int>& group_of_place);

 private:
  Outcome Drive();

  World& world_;
  std::unique_ptr<Session> session_;
  Outcome started_;
  std::optional<int> stop_at_;
};

}  // namespace photocluster::test
