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

// One file on its way: from `src`, or, when that is "", a copy of `of` that is to be made.
struct FileMove {
  std::string src;
  std::string dst;
  std::string of = {};
};

// The moves of one record's files: companions first, the main file last, so that a photo is never seen without what
// belongs to it; or of its copy's files, in the same order. Knows where each file is at every moment, "" for nowhere
// yet. A file that stays is no move.
class UnitMove {
 public:
  UnitMove() = default;
  explicit UnitMove(const Record& record) {
    for (const CompanionMove& move : record.companions) files_.push_back({move.src, move.dst});
    files_.push_back({record.src, record.dst});
    PassStaying();
  }
  static UnitMove OfCopy(const Record& record) {
    UnitMove unit;
    for (std::size_t i = 1; i < record.copies.size(); ++i) unit.Add(record.copies[i]);
    if (!record.copies.empty()) unit.Add(record.copies.front());
    unit.PassStaying();
    return unit;
  }

  bool done() const { return next_ == files_.size(); }
  // REQUIRES: !done()
  const FileMove& next() const { return files_[next_]; }
  void Moved() {
    ++next_;
    PassStaying();
  }

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
    for (std::size_t i = 0; i < files_.size(); ++i) {
      if (i < next_) files_[i].src = files_[i].dst;
      files_[i].dst = i + 1 == files_.size() ? places.main : places.companions[i];
    }
    next_ = 0;
    PassStaying();
  }

 private:
  void Add(const CopyMove& move) { files_.push_back({move.src, move.dst, move.of}); }
  void PassStaying() {
    while (next_ < files_.size() && files_[next_].src == files_[next_].dst) ++next_;
  }
  void Put(UnitPlaces& places, std::size_t i, const std::string& place) const {
    if (i + 1 == files_.size()) {
      places.main = place;
    } else {
      places.companions.push_back(place);
    }
  }

  std::vector<FileMove> files_;
  std::size_t next_ = 0;
};

}  // namespace photocluster
