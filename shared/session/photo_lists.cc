#include "shared/session/photo_lists.h"

#include <cstddef>

namespace photocluster {

void PhotoLists::Insert(PhotoList& list, PhotoId id) {
  if (links_.size() <= id.value()) links_.resize(id.value() + std::size_t{1});
  links_[id.value()] = {PhotoId(), list.first};
  if (list.first.has_value()) links_[list.first.value()].before = id;
  list.first = id;
}

void PhotoLists::Erase(PhotoList& list, PhotoId id) {
  const Links links = links_[id.value()];
  if (links.before.has_value()) {
    links_[links.before.value()].after = links.after;
  } else {
    list.first = links.after;
  }
  if (links.after.has_value()) links_[links.after.value()].before = links.before;
}

std::vector<PhotoId> PhotoLists::Ids(const PhotoList& list) const {
  std::vector<PhotoId> ids;
  for (PhotoId id = list.first; id.has_value(); id = links_[id.value()].after) ids.push_back(id);
  return ids;
}

}  // namespace photocluster
