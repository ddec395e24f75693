#pragma once
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "shared/base/archive_fields.h"
#include "shared/base/fingerprint.h"
#include "shared/base/id.h"
#include "shared/protocol/record.h"
#include "shared/session/text_store.h"

namespace photocluster {

// How a photo came to be where it is; kQueue is "not decided".
enum class Membership : std::uint8_t { kQueue, kManual, kAuto, kAdopted, kImported, kTrashed };
constexpr EnumNames<Membership, 6> EnumNamesOf(Membership) {
  return {{{Membership::kQueue, "queue"},
           {Membership::kManual, "manual"},
           {Membership::kAuto, "auto"},
           {Membership::kAdopted, "adopted"},
           {Membership::kImported, "imported"},
           {Membership::kTrashed, "trashed"}}};
}
constexpr const char* TypeNameOf(Membership) { return "Membership"; }

struct Companion {
  std::string place;
  Fingerprint fingerprint;  // of the newest record that moved it

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(place), NVP(fingerprint));
  }
  bool operator==(const Companion&) const = default;
};

// A Seq in 4 bytes, where there is one a photo. A log with more records than that would be over a terabyte.
class ShortSeq {
 public:
  constexpr ShortSeq(Seq seq = 0) : value_(static_cast<std::uint32_t>(seq)) {}
  constexpr operator Seq() const { return value_; }

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Field("seq", value_));
  }

 private:
  std::uint32_t value_;
};

// When a photo is shown that was sent to an end of the queue.
class Turn {
 public:
  constexpr Turn() = default;
  constexpr explicit Turn(Seq by, bool first = false) : value_(static_cast<std::uint32_t>(by << 1 | (first ? 1 : 0))) {}

  constexpr Seq by() const { return value_ >> 1; }            // the skip or `first` in force; 0 = none
  constexpr bool first() const { return (value_ & 1) != 0; }  // to the head, not to the end
  constexpr bool operator==(const Turn&) const = default;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Field("turn", value_));
  }

 private:
  std::uint32_t value_ = 0;
};

inline bool SetsTurn(Op op) { return op == Op::kSkip || op == Op::kFirst; }

// What the log says of a photo. A photo that no record has named yet is in the catalogue alone.
struct PhotoDecision {
  Membership membership = Membership::kQueue;
  ClusterId cluster;     // of a member; kept by a photo in the trash so that restoring is exact
  ShortSeq decided = 0;  // the record in force; 0 = none
  Turn turn;
  ShortSeq moved = 0;    // the record `move` that carried the decision out later; 0 = none
  bool waits = false;    // its file has not gone along: it lies elsewhere than the decision wants it
  bool by_auto = false;  // imported: the original program had moved it by itself
  bool copied = false;   // its file stays wherever it lies: a copy goes in its place

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(membership), NVP(cluster), NVP(decided), NVP(turn), NVP(moved), NVP(waits), NVP(by_auto), NVP(copied));
  }
  bool is_member() const { return membership != Membership::kQueue && membership != Membership::kTrashed; }
  // Whether its cluster is one of so many.
  bool IsSound(std::size_t clusters) const { return cluster.has_value() ? cluster.value() < clusters : !is_member(); }
  bool operator==(const PhotoDecision&) const = default;
};

// A time in ms, or none.
class MaybeTime {
 public:
  constexpr MaybeTime() = default;
  constexpr MaybeTime(std::optional<std::int64_t> ms) : ms_(ms.value_or(kNone)) {}
  constexpr operator std::optional<std::int64_t>() const { return ms_ == kNone ? std::nullopt : std::optional(ms_); }
  constexpr MaybeTime& operator=(std::int64_t ms) {
    ms_ = ms;
    return *this;
  }
  constexpr bool operator==(const MaybeTime&) const = default;
  constexpr bool operator==(const std::optional<std::int64_t>& other) const { return *this == MaybeTime(other); }
  constexpr bool operator==(std::int64_t ms) const { return ms_ == ms && has_value(); }
  constexpr bool has_value() const { return ms_ != kNone; }
  constexpr std::int64_t value_or(std::int64_t other) const { return ms_ == kNone ? other : ms_; }
  constexpr void reset() { ms_ = kNone; }

 private:
  static constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::max();
  std::int64_t ms_ = kNone;
};

// The companions of a photo in the 8 bytes of a pointer: most have none.
class Companions {
 public:
  Companions() = default;
  Companions(std::vector<Companion> all) { Set(std::move(all)); }
  Companions(const Companions& other) { Set(other.all()); }
  Companions(Companions&&) = default;
  Companions& operator=(Companions other) {
    all_ = std::move(other.all_);
    return *this;
  }

  const std::vector<Companion>& all() const {
    static const std::vector<Companion> kNone;
    return all_ ? *all_ : kNone;
  }
  auto begin() const { return all().begin(); }
  auto end() const { return all().end(); }
  std::size_t size() const { return all().size(); }
  bool empty() const { return all_ == nullptr; }
  const Companion& operator[](std::size_t i) const { return all()[i]; }
  bool operator==(const Companions& other) const { return all() == other.all(); }
  void Set(std::vector<Companion> all) {
    all_ = all.empty() ? nullptr : std::make_unique<std::vector<Companion>>(std::move(all));
  }

 private:
  std::unique_ptr<std::vector<Companion>> all_;
};

// One unit of work: the image file and its companions, known by its place. There may be a million: 104 bytes each. Its
// texts are in the State's store.
struct Photo {
  StoredText place;  // path of the main file, relative to the root
  StoredText home;   // the folder from which every target is computed
  Fingerprint fingerprint;
  Companions companions;
  std::uint64_t size = 0;  // this, mtime_ms, taken_ms and not_shown from the catalogue: what the folder shows
  std::int64_t mtime_ms = 0;
  MaybeTime taken_ms;
  StoredText not_shown;  // why it cannot be shown, "" when it can
  PhotoDecision decision;
  RowId row;  // its vector: found out by the State whenever the photo changes

  bool named : 1 = false;    // by a record
  bool lost : 1 = false;     // recovery found its file nowhere; until it is found
  bool emptied : 1 = false;  // removed from the trash for good
  bool listed : 1 = false;   // in the folder
  bool looked_at : 1 =
      false;  // read at this size and time: fingerprint and what follows are those of the file as listed
  bool left_alone : 1 = false;  // in a folder that is not to be asked about: found out by the State

  void SetFingerprint(const Fingerprint& now) {
    if (fingerprint != now) row = RowId();  // the vector of another content
    if (fingerprint.known() && fingerprint != now) taken_ms.reset();
    fingerprint = now;
  }
  bool undecided() const { return listed && !left_alone && decision.membership == Membership::kQueue; }
  bool queued() const { return undecided() && not_shown.empty(); }
};

}  // namespace photocluster
