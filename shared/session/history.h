#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/session/annotations.h"
#include "shared/session/order.h"
#include "shared/session/photo.h"

namespace photocluster {

// The note of a record that says what a person did in the folder with another program.
inline constexpr char kByHand[] = "by hand";

// What a record overwrote, so that it can be taken back at any later time without reading the log again.
// Each alternative is one register of the State with its former value.
struct PhotoBefore {
  PhotoId photo;
  PhotoDecision decision;
  std::string place;
  std::string home;
  std::vector<std::string> companions;  // their places

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(photo), NVP(decision), NVP(place), NVP(home), NVP(companions));
  }
};
struct ClusterBefore {
  ClusterId cluster;
  Seq created = 0;   // the record that made it; 0 = none, it exists by its members alone or not at all
  Seq decided = 0;   // the record in force for it
  std::string name;  // "" where the record did not overwrite it
  // How the cluster was spelled that does not exist and gave its name away for this one's; "" when there was none.
  std::string exchanged = {};

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(cluster), NVP(created), NVP(decided), NVP(name), NVP(exchanged));
  }
};
struct SettingBefore {
  std::string key;
  std::optional<std::string> value;
  Seq set_by = 0;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(key), NVP(value), NVP(set_by));
  }
};
struct OrderBefore {
  Order order;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(order));
  }
};
using Before = std::variant<std::monostate, PhotoBefore, ClusterBefore, SettingBefore, OrderBefore, NoteBefore,
                            AlsoBefore, ClusterSettingBefore>;

// One record as undo and redo see it.
struct Past {
  Op op = Op::kRoot;  // of a redo: the op that it did again
  Seq of = 0;         // of an undo: what it took back
  Seq undone = 0;     // the record that took it back, made it void or, of an undo, did again what it took back
  Seq step = 0;       // the first record of its step
  bool folded = false;
  bool by_itself = false;  // nobody gave a Command for it: the choice of the model and what it means for imported
                           // vectors, what was noticed in the folder
  Before before;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(op), NVP(of), NVP(undone), NVP(step), NVP(folded), NVP(by_itself), NVP(before));
  }
};

// The records of one Command: first..last, `live` of them in force.
struct Step {
  Seq first = 0;
  Seq last = 0;
  std::uint32_t live = 0;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(first), NVP(last), NVP(live));
  }
};

// Everything that was decided, in order, and the two stacks. Not part of the State bytes.
// Kept in memory whole (about 150 bytes a record): undo has no limit, and reading 35 MB of log for a Ctrl-Z
// would take longer than a person waits.
class History {
 public:
  // Null when no such record had an effect.
  const Past* Find(Seq seq) const;

  // Enters a record that decides (also an undo or redo) with what it overwrote.
  void Add(const Record& record, Op effective, Before before);

  // `by` takes `seq` back; of a decision that was carried out later also the record that did so.
  void MarkUndone(Seq seq, Seq by);
  // `by` makes `seq` as if it had not been decided: what an undo took back holds again, and what a redo did again can
  // be redone once more.
  void MakeVoid(Seq seq, Seq by);

  const std::vector<Step>& steps() const { return steps_; }    // in force at least in part, oldest first
  const std::vector<Step>& undone() const { return undone_; }  // undo steps that redo would answer, newest last
  const Step* StepOf(Seq seq) const;                           // among steps()
  std::vector<Seq> InForce(Step step) const;                   // its records with none that answers, oldest first

  std::vector<Seq> StepWith(Seq seq) const;  // all records of the step that `seq` is in

  Seq last() const { return past_.size(); }  // the newest record that decided

  void Renumber(const std::vector<PhotoId>& ids);  // by old id
  // Whether it speaks of no other photos, clusters and records than there are.
  bool IsSound(std::size_t photos, std::size_t clusters) const;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(past_), NVP(steps_), NVP(undone_));
  }

 private:
  // The first record of the step that a new record belongs to: sorted and disjoint, whatever the log says.
  Seq StepFor(const Record& record) const;
  bool StepsAreWhole() const;                       // the records of each lie behind one another
  void Release(std::vector<Step>& steps, Seq seq);  // one record less of its step is in force
  void Revive(std::vector<Step>& steps, Seq seq);   // one more
  void Restore(Seq seq, Seq undo);                  // `seq` is in force again if it was this undo that took it back
  Past& At(Seq seq) { return past_[static_cast<std::size_t>(seq - 1)]; }

  std::vector<Past> past_;  // by seq - 1
  std::vector<Step> steps_;
  std::vector<Step> undone_;
};

}  // namespace photocluster
