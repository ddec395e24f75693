#pragma once
#include <vector>

#include "shared/base/id.h"

namespace photocluster {

// Photos that have something in common. A list is the id it begins with; which photos stand before and after each is
// kept for all lists together, 8 bytes a photo: entering and leaving take no search however long the list is, and a
// walk costs what it finds. A photo is in one list at most.
struct PhotoList {
  PhotoId first;
  bool empty() const { return !first.has_value(); }
};

class PhotoLists {
 public:
  // REQUIRES: the photo is in no list
  void Insert(PhotoList& list, PhotoId id);
  // REQUIRES: it is in this one
  void Erase(PhotoList& list, PhotoId id);

  std::vector<PhotoId> Ids(const PhotoList& list) const;  // in no order that means anything

 private:
  struct Links {
    PhotoId before, after;
  };
  std::vector<Links> links_;  // by id
};

}  // namespace photocluster
