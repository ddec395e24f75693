#pragma once
#include <string>
#include <string_view>

namespace photocluster {

// What a JPEG carries before its pixels.
struct JpegMarkers {
  std::string_view exif;  // a TIFF block inside the content; empty: none
  std::string icc;        // the colour profile, joined from its parts; empty: none, or a part is missing
};

// Walks the segments up to the first scan; stops without complaint where they make no sense.
JpegMarkers ReadJpegMarkers(std::string_view content);

}  // namespace photocluster
