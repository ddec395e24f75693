#include "native-helper/imaging/jpeg_markers.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace photocluster {

namespace {

using namespace std::string_view_literals;

constexpr std::uint8_t kApp1 = 0xe1;
constexpr std::uint8_t kApp2 = 0xe2;
constexpr std::uint8_t kStartOfScan = 0xda;
constexpr std::string_view kExif = "Exif\0\0"sv;
constexpr std::string_view kIcc = "ICC_PROFILE\0"sv;

std::uint8_t Byte(std::string_view bytes, std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); }

// The parts of a profile bear numbers from 1 and may stand in any order (ICC.1:2022, annex B.4).
class IccParts {
 public:
  void Add(std::string_view numbered) {
    if (numbered.size() < 2) return;
    parts_[Byte(numbered, 0)] = numbered.substr(2);
    count_ = Byte(numbered, 1);
  }

  std::string Joined() const {
    std::string joined;
    for (std::size_t number = 1; number <= count_; ++number) {
      if (parts_[number].empty()) return {};
      joined += parts_[number];
    }
    return joined;
  }

 private:
  std::array<std::string_view, 256> parts_;
  std::size_t count_ = 0;
};

}  // namespace

JpegMarkers ReadJpegMarkers(std::string_view content) {
  JpegMarkers markers;
  IccParts icc;
  std::size_t at = 2;  // behind the start-of-image marker
  while (at + 4 <= content.size() && Byte(content, at) == 0xff) {
    const std::uint8_t marker = Byte(content, at + 1);
    if (marker == 0xff) {  // a fill byte
      ++at;
      continue;
    }
    if (marker == kStartOfScan) break;
    const std::size_t length = std::size_t{Byte(content, at + 2)} << 8 | Byte(content, at + 3);
    if (length < 2 || at + 2 + length > content.size()) break;
    const std::string_view body = content.substr(at + 4, length - 2);
    if (marker == kApp1 && markers.exif.empty() && body.starts_with(kExif)) markers.exif = body.substr(kExif.size());
    if (marker == kApp2 && body.starts_with(kIcc)) icc.Add(body.substr(kIcc.size()));
    at += 2 + length;
  }
  markers.icc = icc.Joined();
  return markers;
}

}  // namespace photocluster
