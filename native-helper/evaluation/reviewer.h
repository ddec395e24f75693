#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "shared/base/id.h"
#include "shared/base/random.h"
#include "shared/vectors/matrix.h"

namespace photocluster {

// A sorted tree: what a policy may see (vectors) and what only the reviewer knows (where each photo belongs).
struct Truth {
  Matrix matrix;
  std::vector<std::uint32_t> folder;  // by row: which of `names`
  std::vector<std::string> names;     // sorted
};

// What sorting has cost a person. An action is one key or click.
struct Effort {
  std::uint64_t actions = 0;
  std::uint64_t keys = 0;       // actions, with every letter of a new name
  double seconds = 0;           // Keystroke-Level Model (Card, Moran, Newell 1980)
  std::uint64_t decisions = 0;  // pages and photos decided
  std::uint64_t unseen = 0;     // photos moved without being looked at
};

// A point of the curve: after so many seconds so many photos were in the right folder.
struct CurvePoint {
  double seconds = 0;
  std::size_t right = 0;
};

// A virtual person who knows the right folder of every photo, answers what is asked and counts what that costs.
// Overlooks a photo on a page that does not belong there with the rate `overlook`.
class Reviewer {
 public:
  Reviewer(const Truth& truth, double overlook, std::uint64_t seed);

  bool finished() const { return decided_count_ == truth_.folder.size(); }
  bool decided(RowId row) const { return assigned_[row.value()] != kNowhere; }
  const Effort& effort() const { return effort_; }
  const std::vector<CurvePoint>& curve() const { return curve_; }

  // The cluster that the reviewer made for a folder; none before its first photo.
  ClusterId ClusterOf(std::uint32_t folder) const;

  // A photo by itself: its cluster's key, or a new name. Gives the cluster.
  ClusterId DecideSingle(RowId row);

  // What becomes of a page: each photo with the cluster it went to, or none: it goes back to the queue.
  struct Answer {
    bool refused = false;  // less than half of it belonged together: one key, and nothing is decided
    ClusterId cluster;     // what the page was confirmed as
    std::vector<ClusterId> clusters;
  };
  // "Are these all `cluster`?", or with none "what are these?": the name of the most frequent.
  Answer DecidePage(ClusterId cluster, const std::vector<RowId>& rows);

  // A photo that the program moves by itself.
  void MoveUnseen(RowId row, ClusterId cluster);

  double precision() const;                // share of all photos that are in the right folder
  double worst_cluster_precision() const;  // of the folders that 20 photos or more were put into; 1 when there is none

 private:
  static constexpr std::uint32_t kNowhere = static_cast<std::uint32_t>(-1);

  void Put(RowId row, std::uint32_t folder);
  void Mark();
  ClusterId Name(std::uint32_t folder);  // counts a new name when it is one
  bool Overlooks() { return static_cast<double>(random_.Below(1000000)) < overlook_ * 1e6; }
  std::uint32_t MostFrequent(const std::vector<RowId>& rows) const;

  const Truth& truth_;
  double overlook_;
  SplitMix64 random_;
  std::vector<ClusterId> clusters_;      // by folder
  std::vector<std::uint32_t> folders_;   // by cluster
  std::vector<std::uint32_t> assigned_;  // by row: a folder
  std::size_t decided_count_ = 0, right_ = 0;
  Effort effort_;
  std::vector<CurvePoint> curve_;
};

}  // namespace photocluster
