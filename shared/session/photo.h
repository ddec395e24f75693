#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/archive_fields.h"
#include "shared/base/fingerprint.h"
#include "shared/base/id.h"
#include "shared/protocol/record.h"

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
};

// When a photo is shown that was sent to an end of the queue.
struct Turn {
  Seq by = 0;          // the skip or `first` in force; 0 = none
  bool first = false;  // to the head, not to the end

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(by), NVP(first));
  }
  bool operator==(const Turn&) const = default;
};

inline bool SetsTurn(Op op) { return op == Op::kSkip || op == Op::kFirst; }

// What the log says of a photo. A photo that no record has named yet is in the catalogue alone.
struct PhotoDecision {
  Membership membership = Membership::kQueue;
  ClusterId cluster;  // of a member; kept by a photo in the trash so that restoring is exact
  Seq decided = 0;    // the record in force; 0 = none
  Turn turn;
  bool waits = false;    // its file has not gone along: it lies elsewhere than the decision wants it
  Seq moved = 0;         // the record `move` that carried the decision out later; 0 = none
  bool by_auto = false;  // imported: the original program had moved it by itself
  bool copied = false;   // its file stays wherever it lies: a copy goes in its place

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(membership), NVP(cluster), NVP(decided), NVP(turn), NVP(waits), NVP(moved), NVP(by_auto), NVP(copied));
  }
  bool is_member() const { return membership != Membership::kQueue && membership != Membership::kTrashed; }
  // Whether its cluster is one of so many.
  bool IsSound(std::size_t clusters) const { return cluster.has_value() ? cluster.value() < clusters : !is_member(); }
  bool operator==(const PhotoDecision&) const = default;
};

// One unit of work: the image file and its companions, known by its place.
struct Photo {
  std::string place;  // path of the main file, relative to the root
  std::string home;   // the folder from which every target is computed
  Fingerprint fingerprint;
  std::vector<Companion> companions;
  PhotoDecision decision;
  bool named = false;  // by a record
  bool lost = false;   // recovery found its file nowhere; until it is found

  // From the catalogue: what the folder shows.
  bool listed = false;
  bool looked_at =
      false;  // read at this size and time: the fingerprint and what follows are those of the file as listed
  std::uint64_t size = 0;
  std::int64_t mtime_ms = 0;
  std::optional<std::int64_t> taken_ms;
  std::string not_shown;  // why it cannot be shown, "" when it can

  // Found out by the State whenever the photo changes.
  bool left_alone = false;  // in a folder that is not to be asked about
  RowId row;                // its vector

  void SetFingerprint(const Fingerprint& now) {
    if (fingerprint != now) row = RowId();  // the vector of another content
    if (fingerprint.known() && fingerprint != now) taken_ms.reset();
    fingerprint = now;
  }
  bool undecided() const { return listed && !left_alone && decision.membership == Membership::kQueue; }
  bool queued() const { return undecided() && not_shown.empty(); }
};

}  // namespace photocluster
