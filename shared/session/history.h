#pragma once
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/session/annotations.h"
#include "shared/session/order.h"
#include "shared/session/photo.h"
#include "shared/session/text_store.h"

namespace photocluster {

// The note of a record that says what a person did in the folder with another program.
inline constexpr char kByHand[] = "by hand";

// What a record overwrote, so that it can be taken back at any later time without reading the log again.
// Each alternative is one register of the State with its former value.
struct PhotoBefore {
  PhotoId photo;
  PhotoDecision decision;
  StoredText place;
  StoredText home;
  std::vector<std::string> companions;  // their places
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
// All of it but what was about the place or cluster of a photo.
using OtherBefore =
    std::variant<ClusterBefore, SettingBefore, OrderBefore, NoteBefore, AlsoBefore, ClusterSettingBefore>;
// Which of them a record overwrote; kNothing: no record that had an effect.
enum class PastKind : std::uint8_t { kNothing, kEmpty, kPhoto, kOther };

// One record as undo and redo see it.
struct Past {
  Op op = Op::kRoot;       // of a redo: the op that it did again
  Seq of = 0;              // of an undo: what it took back
  Seq undone = 0;          // the record that took it back, made it void or, of an undo, did again what it took back
  Seq step = 0;            // the first record of its step
  bool by_itself = false;  // nobody gave a Command for it: the choice of the model and what it means for imported
                           // vectors, what was noticed in the folder
  Before before;
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

struct HistoryColumns;

// Everything that was decided, in order, and the two stacks. Not part of the State bytes.
// Kept in memory whole, 40 bytes a record (its texts are the State's): undo has no limit, and reading 35 MB of log for
// a Ctrl-Z would take longer than a person waits.
class History {
 public:
  History() = default;
  // REQUIRES: columns.IsSound(), `texts` outlives this
  History(const HistoryColumns& columns, TextStore& texts);
  // Of the same with other numbers for its photos, by their old ids. O(records).
  HistoryColumns Columns(const std::vector<PhotoId>& ids) const;

  // Nothing when no such record had an effect.
  std::optional<Past> Find(Seq seq) const;

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

 private:
  // A Past, packed: a million records are a million of these. Place, home, cluster, decided, membership, waits, by_auto
  // and copied are those of a PhotoBefore.
  struct Packed {
    StoredText place;
    StoredText home;
    ShortSeq undone = 0;
    ShortSeq step = 0;
    std::uint32_t what = 0;  // the number of its photo, or where in others_ it goes on
    ClusterId cluster;
    ShortSeq decided = 0;
    Op op = Op::kRoot;
    PastKind kind = PastKind::kNothing;
    Membership membership : 3 = Membership::kQueue;
    bool waits : 1 = false;
    bool by_auto : 1 = false;
    bool copied : 1 = false;
    bool by_itself : 1 = false;
    bool has_more : 1 = false;  // in more_
  };
  // What few records about photos overwrite.
  struct More {
    Turn turn;
    ShortSeq moved = 0;
    std::vector<std::string> companions;
  };

  // The first record of the step that a new record belongs to: sorted and disjoint, whatever the log says.
  Seq StepFor(const Record& record) const;
  void Release(std::vector<Step>& steps, Seq seq);  // one record less of its step is in force
  void Revive(std::vector<Step>& steps, Seq seq);   // one more
  void Restore(Seq seq, Seq undo);                  // `seq` is in force again if it was this undo that took it back
  bool Has(Seq seq) const { return seq > 0 && seq <= past_.size() && At(seq).kind != PastKind::kNothing; }
  const Packed& At(Seq seq) const { return past_[static_cast<std::size_t>(seq - 1)]; }
  Packed& At(Seq seq) { return past_[static_cast<std::size_t>(seq - 1)]; }
  Seq OfOf(Seq seq) const;
  void Pack(Seq seq, Before before);
  Before Unpack(Seq seq) const;
  PhotoBefore UnpackPhoto(Seq seq) const;

  std::deque<Packed> past_;  // by seq - 1; a deque: growing takes no second copy
  std::vector<OtherBefore> others_;
  std::map<Seq, More> more_;
  std::map<Seq, Seq> of_;  // of the records that answer others
  std::vector<Step> steps_;
  std::vector<Step> undone_;
};

}  // namespace photocluster
