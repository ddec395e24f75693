#include "native-helper/imaging/image_format.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace photocluster {

namespace {

using namespace std::string_view_literals;

struct Signature {
  std::size_t offset;
  std::string_view bytes;
  ImageFormat format;
};

constexpr std::array kSignatures = {
    Signature{0, "\xff\xd8\xff"sv, ImageFormat::kJpeg}, Signature{0, "\x89PNG\r\n\x1a\n"sv, ImageFormat::kPng},
    Signature{0, "GIF87a"sv, ImageFormat::kGif},        Signature{0, "GIF89a"sv, ImageFormat::kGif},
    Signature{8, "WEBP"sv, ImageFormat::kWebp},         Signature{0, "II*\0"sv, ImageFormat::kTiff},
    Signature{0, "MM\0*"sv, ImageFormat::kTiff},        Signature{0, "II+\0"sv, ImageFormat::kTiff},  // BigTIFF
    Signature{0, "MM\0+"sv, ImageFormat::kTiff},        Signature{0, "BM"sv, ImageFormat::kBmp},
    Signature{0, "\xff\x0a"sv, ImageFormat::kJxl},      Signature{0, "\0\0\0\x0cJXL \r\n\x87\n"sv, ImageFormat::kJxl},
    Signature{4, "ftyphe"sv, ImageFormat::kHeif},  // heic, heix, heim, heis, hevc, hevx
    Signature{4, "ftypmif1"sv, ImageFormat::kHeif},     Signature{4, "ftypmsf1"sv, ImageFormat::kHeif},
    Signature{4, "ftypavif"sv, ImageFormat::kHeif},     Signature{4, "ftypavis"sv, ImageFormat::kHeif},
};

}  // namespace

ImageFormat FormatOf(std::string_view content) {
  const auto found = std::find_if(kSignatures.begin(), kSignatures.end(), [&](const Signature& s) {
    return content.size() > s.offset && content.substr(s.offset).starts_with(s.bytes);
  });
  return found == kSignatures.end() ? ImageFormat::kOther : found->format;
}

}  // namespace photocluster
