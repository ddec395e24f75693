#pragma once
#include <string>
#include <string_view>

#include "native-helper/sample/album.h"
#include "shared/base/result.h"
#include "shared/vectors/rgb_image.h"

// Pictures as the bytes of files. Any thread may call these.
namespace photocluster {

// The EXIF of a shot as a TIFF block: camera, date, place, orientation.
Result<std::string> ExifOf(const Shot& shot);

// A baseline JPEG; with `exif` if that is not empty.
Result<std::string> JpegFile(const RgbImage& image, std::string_view exif);

// An XMP companion with a rating and a description.
std::string SidecarFile(const Shot& shot);

}  // namespace photocluster
