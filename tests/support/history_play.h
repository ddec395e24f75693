#pragma once
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "tests/support/world.h"

// A history: lines of Commands and of what else happens to a root, played on a world in memory.
namespace photocluster::test {

using Lines = std::vector<std::string>;

// Besides Commands as JSON a history has these lines:
inline constexpr char kSettle[] = "settle";  // settle
inline constexpr char kReopen[] = "reopen";  // a new Session with all caches
inline constexpr char kReopenBare[] = "reopen without checkpoint";
inline constexpr char kNotice[] = "notice changes";
inline constexpr char kVector[] = "vector ";  // "vector 2 a/1.jpg": the photo's vector comes, near the axis 2
inline constexpr char kKill[] = "kill ";  // "kill 3 {…}": dies after 3 effects of this line; a new Session, all caches

// Eleven photos with companions in folders three deep; all but three have a vector.
World HistoryStart();

// A world with its host and one that follows it, and what holds for both.
class Play {
 public:
  explicit Play(World world);

  const State& state() const { return host_->state(); }
  Session& session() { return host_->session(); }
  World& world() { return world_; }

  Outcome Do(const std::string& line);
  // What the log alone gives: the State hash, or the first problem.
  std::string ReplayedHash();
  // The first thing that is wrong, or "". `replays`: what the log alone gives is compared too.
  std::string Check(bool replays);

 private:
  Outcome Reopen();
  void Look(Session& session, const std::string& place) const;
  Outcome Kill(const std::string& effects_and_line);
  Outcome TakeVector(const std::string& axis_and_place);
  Outcome Write(const std::string& line);
  void OpenFollower();
  void GiveVectors(Session& session) const;

  World world_;
  std::multiset<std::string> contents_;
  std::unique_ptr<MemoryHost> host_;
  std::unique_ptr<Session> follower_;  // opened when host_ was
};

}  // namespace photocluster::test
