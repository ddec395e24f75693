#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "shared/base/id.h"
#include "shared/clustering/centring.h"
#include "shared/clustering/first_groups.h"
#include "shared/clustering/ridge_head.h"
#include "shared/vectors/matrix.h"

namespace photocluster {

// Photos to be decided together by one question: "are these all …?", or "what are these?".
struct Page {
  enum class Kind {
    kCluster,  // candidates of `cluster`
    kGroup,    // look-alikes that no cluster is known for: a name takes all unmarked ones
    kSingle,   // one photo; `cluster` is the best guess, none when nothing is known
  };
  Kind kind = Kind::kSingle;
  ClusterId cluster;
  std::vector<RowId> rows;    // the least sure first
  double expected_right = 0;  // photos of `rows`, 0..rows.size()

  bool operator==(const Page&) const = default;
};

// How pages are made: by what they are ranked, and what is left out to see what it brings (`evaluate`'s ablations).
struct PageRules {
  std::size_t tiles = 36;  // the most photos of a page
  bool groups = true;      // offers look-alikes before there are clusters for them
  enum class Head { kRidge, kCentroids } head = Head::kRidge;
};

// Finds the page that resolves most photos for what it asks of a person. Knows vectors and decisions only, so the
// same decisions give the same pages on every machine.
//
//   Decide, Undecide, Refuse       what became of a page
//   Next                           trains the head on all that is decided and on the unnamed groups' photos, one class
//                                  a group, so that a photo of a cluster nobody has named yet is not taken for one of
//                                  another; scores what is undecided; ranks one page a class
//
// One owner; the matrix is not owned and may grow between calls.
class PageBuilder {
 public:
  explicit PageBuilder(const Matrix& matrix, PageRules rules = {});

  // A photo is confirmed in a cluster, or is decided without one (trash: it teaches nothing).
  // REQUIRES: undecided before
  void Decide(RowId row, ClusterId cluster);
  // REQUIRES: decided with this cluster
  void Undecide(RowId row, ClusterId cluster);
  // "Not this cluster": the photo is never offered for it again.
  void Refuse(RowId row, ClusterId cluster) { refused_.emplace(row, cluster); }
  // "Not one of these": these photos do not belong together, no group is made of them.
  void Dissolve(std::span<const RowId> rows);
  // How many photos of a page did not belong there: the next pages trust their scores as much as this shows.
  void Learn(const Page& page, std::size_t wrong);

  // The best page now; none when all rows are decided.
  std::optional<Page> Next();

 private:
  struct Candidate {
    RowId row;
    double chance = 0;
  };
  // What a row looks like: a cluster, or beyond those a group.
  struct Guess {
    std::size_t label = static_cast<std::size_t>(-1);
    double score = 0;   // of the head, about 0..1
    double chance = 0;  // that it is right
  };

  void Grow();  // rows that came since
  std::vector<RowId> Undecided() const;
  bool IsUndecided(RowId row) const { return !decided_[row.value()]; }
  RidgeHead Fit(const RidgeSamples& samples) const;
  void RefreshGroups(std::span<const RowId> undecided);
  void DropClaimedGroups();
  std::vector<Guess> Guesses(const RidgeHead& head, std::span<const RowId> rows) const;
  std::optional<Page> BestPage(std::span<const RowId> undecided, std::span<const Guess> guesses,
                               double least_chance) const;
  Page Surest(std::span<const RowId> undecided, std::span<const Guess> guesses) const;

  const Matrix& matrix_;
  PageRules rules_;
  Centring centring_;
  std::vector<bool> decided_;      // by row
  RidgeSamples samples_;           // class = cluster's slot
  std::vector<Group> groups_;      // none of them decided
  std::size_t grouped_ = 0;        // how many photos were undecided when groups were made
  double wrong_, expected_wrong_;  // photos on pages so far
  std::set<RowId> loose_;          // in no group any more
  std::set<std::pair<RowId, ClusterId>> refused_;
};

}  // namespace photocluster
