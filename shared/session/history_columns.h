#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "shared/session/history.h"

namespace photocluster {

// What few records about photos overwrite besides the rest.
struct MoreBefore {
  Seq seq = 0;
  Turn turn;
  Seq moved = 0;
  std::vector<std::string> companions;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(seq), NVP(turn), NVP(moved), NVP(companions));
  }
};

struct Answering {
  Seq seq = 0;
  Seq of = 0;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(seq), NVP(of));
  }
};

// A History as a checkpoint has it, for itself: a column for each field of a record, so that a million are read as a
// few long runs of bytes. Row i is record i + 1.
struct HistoryColumns {
  enum Flags : std::uint8_t { kWaits = 1, kByAuto = 2, kCopied = 4, kByItself = 8 };

  std::vector<std::uint8_t> op;
  std::vector<std::uint8_t> kind;        // a PastKind
  std::vector<std::uint8_t> flags;       // of Flags
  std::vector<std::uint8_t> membership;  // this and the next three: of kPhoto what was there before, else 0
  std::vector<std::uint32_t> cluster;
  std::vector<std::uint32_t> decided;
  std::vector<std::uint32_t> home;  // a row of `homes`
  std::vector<std::uint32_t> undone;
  std::vector<std::uint32_t> step;
  std::vector<std::uint32_t> what;  // kPhoto: the photo; kOther: a row of `others`
  std::vector<std::uint32_t>
      place_ends;  // where in `places` the text of each row ends; it begins where the last one ended
  std::string places;
  std::vector<std::string> homes;
  std::vector<OtherBefore> others;
  std::vector<MoreBefore> more;    // by rising seq
  std::vector<Answering> answers;  // as well
  std::vector<Step> steps;
  std::vector<Step> undone_steps;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(op), NVP(kind), NVP(flags), NVP(membership), NVP(cluster), NVP(decided), NVP(home), NVP(undone),
            NVP(step), NVP(what), NVP(place_ends), NVP(places), NVP(homes), NVP(others), NVP(more), NVP(answers),
            NVP(steps), NVP(undone_steps));
  }

  std::size_t size() const { return kind.size(); }
  // Whether it fits together and speaks of no other photos, clusters and records than there are.
  bool IsSound(std::size_t photos, std::size_t clusters) const;

 private:
  bool ColumnsAreWhole() const;
  bool RowsAreSound(std::size_t photos, std::size_t clusters) const;
  bool StepsAreWhole() const;  // the records of each lie behind one another
};

}  // namespace photocluster
