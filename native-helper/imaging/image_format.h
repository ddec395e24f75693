#pragma once
#include <string_view>

namespace photocluster {

// What a file is, told by its first bytes.
enum class ImageFormat {
  kJpeg,
  kPng,
  kGif,
  kWebp,
  kTiff,  // also most RAW formats: only LibRaw can tell them apart
  kBmp,
  kHeif,  // HEIC and AVIF
  kJxl,
  kOther,  // a RAW format with a signature of its own, or no image at all
};

ImageFormat FormatOf(std::string_view content);

}  // namespace photocluster
