#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "native-helper/imaging/decode.h"

namespace photocluster {

// Orientation and date taken out of EXIF metadata: a TIFF block as it stands in a JPEG's APP1 segment
// behind "Exif\0\0", or a whole file built as TIFF. The date is DateTimeOriginal, else DateTimeDigitized,
// else DateTime. What is missing or broken keeps its default: a photo without facts is no error.
// Thread-safe. REQUIRES: an ImagingLibrary is alive.
PhotoFacts FactsFromExif(std::string_view tiff);

// "2014:09:16 14:05:12" as milliseconds since 1970, read as UTC; none when it is no date.
std::optional<std::int64_t> ParseExifTime(std::string_view text);

// The EXIF number; kUpright for what is none of the eight.
Orientation OrientationFromNumber(std::int64_t number);

}  // namespace photocluster
