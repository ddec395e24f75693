#pragma once
#include <string_view>

#include "shared/session/photo.h"
#include "shared/session/text_store.h"

namespace photocluster::test {

// A text of a photo that is in no State yet.
inline StoredText Kept(std::string_view text) {
  static TextStore texts;
  return texts.Keep(text);
}

// A photo that the folder shows, and nothing more.
inline Photo Listed(std::string_view place) {
  Photo photo;
  photo.place = Kept(place);
  photo.listed = true;
  return photo;
}

}  // namespace photocluster::test
