#pragma once
#include <string>
#include <vector>

#include "shared/base/result.h"
#include "shared/protocol/effect.h"
#include "shared/protocol/record.h"
#include "shared/session/naming.h"

namespace photocluster {

// What a probe need not read again.
inline KnownFile Known(const Photo& photo) {
  return {photo.place, photo.size, photo.mtime_ms, photo.looked_at ? photo.fingerprint : Fingerprint()};
}

// The moves of one record's files: companions first, the main file last, so that a photo is never seen without what
// belongs to it. Knows where each file is at every moment.
class UnitMove {
 public:
  UnitMove() = default;
  explicit UnitMove(const Record& record) {
    for (const CompanionMove& move : record.companions) Add(move.src, move.dst);
    Add(record.src, record.dst);
  }

  bool done() const { return next_ == files_.size(); }
  // REQUIRES: !done()
  const MoveEffect& next() const { return files_[next_]; }
  void Moved() { ++next_; }

  // Where the files are now, and where they are to go; companions in the order of the record.
  UnitPlaces Now() const {
    UnitPlaces now;
    for (std::size_t i = 0; i < files_.size(); ++i) Put(now, i, i < next_ ? files_[i].dst : files_[i].src);
    return now;
  }
  UnitPlaces Goal() const {
    UnitPlaces goal;
    for (std::size_t i = 0; i < files_.size(); ++i) Put(goal, i, files_[i].dst);
    return goal;
  }

  // From where the files are now to other places.
  void GoTo(const UnitPlaces& places) {
    const UnitPlaces now = Now();
    files_.clear();
    next_ = 0;
    for (std::size_t i = 0; i < places.companions.size(); ++i) Add(now.companions[i], places.companions[i]);
    Add(now.main, places.main);
  }

 private:
  void Add(const std::string& src, const std::string& dst) { files_.push_back({src, dst}); }
  void Put(UnitPlaces& places, std::size_t i, const std::string& place) const {
    if (i + 1 == files_.size()) {
      places.main = place;
    } else {
      places.companions.push_back(place);
    }
  }

  std::vector<MoveEffect> files_;
  std::size_t next_ = 0;
};

}  // namespace photocluster
