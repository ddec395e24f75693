#pragma once
#include <span>
#include <string>
#include <vector>

#include "shared/base/result.h"
#include "shared/base/time.h"
#include "shared/clustering/auto_rule.h"
#include "shared/protocol/command.h"
#include "shared/protocol/record.h"
#include "shared/session/state.h"

namespace photocluster {

// What a Command would put into the log, and the photos whose files that moves.
struct Draft {
  std::vector<Record> records;  // all but seq, run, time and author; `photo`, `mtime` follow when the files are probed
  std::vector<PhotoId> photos;  // by record; none where it is about no photo
  std::vector<std::string> kept;  // places that an undo leaves as they are: decided again since
};

// One photo of an auto-move plan, or one suggestion.
struct PlannedPhoto {
  PhotoId photo;
  Suggestion suggestion;
};

// The same in words of the wire.
struct PlanRow {
  static constexpr const char* kTypeName = "PlanRow";
  std::string place;
  std::string cluster;
  double score = 0;  // cosines, rounded to six decimals
  std::string second;
  double second_score = 0;
  double margin = 0;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(place), NVP(cluster), NVP(score), OmitEmpty(NVP(second)), NVP(second_score), NVP(margin));
  }
};

// Rounded to six decimals, as scores stand in the log. By + - x / and truncation only: the same bits everywhere.
double RoundedScore(double score);

// What a person's Command comes to, without doing it. `plan`: the auto-move plan as it is now, for AutoMove only.
// `fresh`: a number for a shuffle without a seed. An Undo or Redo is of one step: the Session repeats it.
// Errors: see each Command; nothing is half decided.
Result<Draft> Decide(const State& state, const Command& command, std::span<const PlanRow> plan, std::uint64_t fresh);

// What a person did to photos with another program, as one run of records that move no file (their note is kByHand).
// Adopted is a photo that no record names in a folder of an existing cluster's name, and a member that was found
// (`found`: the records that say so, folded) in the folder of another cluster. Of none any more is one found at home.
// Anywhere else a member is what it was: its folder was renamed, or it was put aside.
Draft DecideByHand(const State& state, std::span<const Record> found);

// What Relayout would do now, by place: photos of clusters that do not lie where the layout puts them, except those
// that were adopted where they lie. `moves` in words of the Command.
Draft DraftRelayout(const State& state);
std::vector<RelayoutMove> MovesOf(const Draft& draft);

}  // namespace photocluster
