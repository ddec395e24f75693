#pragma once
#include <string>

#include "shared/session/photo.h"

namespace photocluster::test {

// A photo that the folder shows, and nothing more.
inline Photo Listed(const std::string& place) {
  Photo photo;
  photo.place = place;
  photo.listed = true;
  return photo;
}

}  // namespace photocluster::test
