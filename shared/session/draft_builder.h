#pragma once
#include <optional>
#include <string>
#include <vector>

#include "shared/base/result.h"
#include "shared/session/decide.h"
#include "shared/session/naming.h"

namespace photocluster {

// What undo, redo and restore bring back gets this behind its name when the old one was taken meanwhile.
inline constexpr char kBroughtBackSuffix[] = "__undo";

// Writes the records of one step. Each Add is one record.
class DraftBuilder {
 public:
  explicit DraftBuilder(const State& state) : state_(state), names_(state), mode_(state.settings().file_mode()) {}

  Record& Add(Op op);
  // A record about a photo that stays where it is, with its copy.
  Record& AddStaying(Op op, PhotoId id);
  // A record about a photo whose files go to `wanted`, or to names with `suffix` and a number where one is taken. Its
  // copy goes into the trash.
  Record& AddMoving(Op op, PhotoId id, const UnitPlaces& wanted, std::string_view suffix);
  // A record about a photo that stays, whose copy goes to the folder of `wanted`; into the trash where the photo lies
  // there itself, or what is decided makes it no member.
  Record& AddCopying(Op op, PhotoId id, const UnitPlaces& wanted, std::string_view suffix);
  // A record that decides where a photo's files belong: they go there now, or copies of them, unless decisions are
  // carried out later. What happens to a whole cluster copies those that were copied.
  Record& AddDeciding(Op op, PhotoId id, const UnitPlaces& wanted, std::string_view suffix);
  // A record that brings a photo, unless it is missing, and its copy to where they were. `act`: when the photo is there
  // and its copy is not.
  Record& AddBringing(Op op, PhotoId id, const UnitPlaces& wanted, const CopyFiles& copy, Act act);
  void Keep(PhotoId id) { draft_.kept.push_back(state_.photo(id).place); }

  // The existing cluster of this name, or a `create` record for it with the photos that this adopts at once, except
  // those in `except`. Gives the name as it is to stand in records. Errors: kBadName.
  Result<std::string> Cluster(const std::string& name, const std::vector<PhotoId>& except);

  // Photos in folders of this name become members of the cluster, which it has from now on.
  void AdoptNamed(const std::string& cluster, const std::vector<PhotoId>& except);

  bool empty() const { return draft_.records.empty(); }
  Draft Take() { return std::move(draft_); }

 private:
  Record& AddAbout(Op op, PhotoId id);
  void AddFiles(Record& record, PhotoId id, const UnitPlaces& places);
  void AddCopy(Record& record, PhotoId id, const std::optional<UnitPlaces>& wanted, std::string_view suffix);
  bool HasUsableCopy(PhotoId id) const;
  std::optional<UnitPlaces> PlacesForCopy(PhotoId id, const std::string& folder) const;
  std::optional<UnitPlaces> PlacesForCopy(PhotoId id, const CopyFiles& before) const;

  const State& state_;
  Reservations names_;
  FileMode mode_;
  Draft draft_;
};

// The photos at these places, in this order. Errors: kUnknownPhoto naming the first place that has none; kBadInput for
// an empty list and for a photo named twice.
Result<std::vector<PhotoId>> PhotosAt(const State& state, const std::vector<std::string>& places);

// The existing cluster of this name. Errors: kNotFound.
Result<ClusterId> KnownCluster(const State& state, const std::string& name);

// See the Commands. Errors: kNotFound for a cluster that is not there; kExists for a name that another one has.
Result<Draft> DecideRename(const State& state, const RenameCluster& command);
Result<Draft> DecideMerge(const State& state, const MergeClusters& command);
Result<Draft> DecideDelete(const State& state, const DeleteCluster& command);
Result<Draft> DecideSplit(const State& state, const SplitCluster& command);
Result<Draft> DecideRelayout(const State& state, const Relayout& command);

// Of one photo or cluster at a time (decide_annotations.cc). Errors: also kExists for a key that is taken.
Result<Draft> DecideNote(const State& state, const WriteNote& command);
Result<Draft> DecideAlso(const State& state, const AddAlso& command);
Result<Draft> DecideNotAlso(const State& state, const RemoveAlso& command);
Result<Draft> DecideClusterSettings(const State& state, const ClusterSettings& command);

// What an undo without a number takes back; null when there is nothing. The newest step of which something can go: not
// one whose photos were all decided again since, and nothing that came by itself, for a person who presses Ctrl-Z means
// a Command of theirs.
const Step* StepToUndo(const State& state);
// The two halves of undo: see Undo and Redo.
Result<void> CheckUndo(const Undo& undo);  // Errors: kBadInput for what does not go together
// With `run` and `since`: of this run what follows `since`.
Result<Draft> DecideUndo(const State& state, const Undo& undo);
// The first records of the steps that `since` takes back, oldest first. Errors: kNothingToUndo.
Result<std::vector<Seq>> StepsSince(const State& state, const Undo& undo);
Result<Draft> DecideRedo(const State& state);

}  // namespace photocluster
