#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/random.h"
#include "shared/protocol/command.h"
#include "tests/support/history_play.h"

namespace photocluster::test {

// The lines of a history, made up one by one from what the world has come to. The same seed gives the same lines.
class RandomHistory {
 public:
  // `rare`: of so many lines one is about the disk, which takes as long as the log is.
  RandomHistory(std::uint64_t seed, std::size_t lines, std::uint64_t rare) : random_(seed), left_(lines), rare_(rare) {}

  std::string operator()(Play& run);  // "" behind the last one

 private:
  template <class List>
  typename List::value_type One(const List& list) {
    return list[static_cast<std::size_t>(random_.Below(list.size()))];
  }

  std::string OfDisk(Play& run);
  Command Decision(Play& run);
  Lines Places(const State& state, bool trashed);
  Lines Pick(Lines from);
  Lines Some(const State& state);
  Lines InTrash(const State& state);
  std::string Cluster();
  std::string Folder();
  Command OfClusters(const State& state);
  Confirm Page(const Session& session);
  ClusterSettings SomeClusterSettings();
  Relayout SomeRelayout(const State& state);
  Settings SomeSettings();
  std::vector<FileGoal> SomeWaiting(const State& state);
  AutoMove AutoMovePlan(Session& session);
  Undo SomeUndo(const Session& session);

  SplitMix64 random_;
  std::size_t left_;
  std::uint64_t rare_;
};

}  // namespace photocluster::test
