#include "native-helper/sample/photo_file.h"

#include <turbojpeg.h>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <exiv2/exiv2.hpp>
#include <memory>

#include "shared/base/time.h"

namespace photocluster {
namespace {

constexpr int kQuality = 86;

// "2025:05:14 09:12:45" out of "2025-05-14T09:12:45.000000".
std::string ExifTime(std::int64_t taken_ms) {
  std::string text = LocalTimestamp({taken_ms, 0}).substr(0, 19);
  text[4] = text[7] = ':';
  text[10] = ' ';
  return text;
}

std::string DegreesText(double degrees) {  // 48/1 3/1 1234/100
  const auto hundredths = static_cast<long>(std::fabs(degrees) * 360'000);
  char text[64];
  std::snprintf(text, sizeof text, "%ld/1 %ld/1 %ld/100", hundredths / 360'000, hundredths / 6'000 % 60,
                hundredths % 6'000);
  return text;
}

struct CloseEncoder {
  void operator()(void* encoder) const { tjDestroy(encoder); }
};
struct FreeJpeg {
  void operator()(unsigned char* bytes) const { tjFree(bytes); }
};

}  // namespace

Result<std::string> ExifOf(const Shot& shot) {
  try {
    Exiv2::ExifData exif;
    exif["Exif.Image.Make"] = std::string(shot.camera.make);
    exif["Exif.Image.Model"] = std::string(shot.camera.model);
    exif["Exif.Image.Orientation"] = static_cast<std::uint16_t>(shot.orientation);
    exif["Exif.Image.DateTime"] = ExifTime(shot.taken_ms);
    exif["Exif.Photo.DateTimeOriginal"] = ExifTime(shot.taken_ms);
    exif["Exif.GPSInfo.GPSLatitudeRef"] = std::string(shot.latitude < 0 ? "S" : "N");
    exif["Exif.GPSInfo.GPSLatitude"] = DegreesText(shot.latitude);
    exif["Exif.GPSInfo.GPSLongitudeRef"] = std::string(shot.longitude < 0 ? "W" : "E");
    exif["Exif.GPSInfo.GPSLongitude"] = DegreesText(shot.longitude);
    Exiv2::Blob block;
    Exiv2::ExifParser::encode(block, Exiv2::littleEndian, exif);
    return std::string(block.begin(), block.end());
  } catch (const std::exception& error) {  // exiv2 throws
    return Error{ErrorCode::kIo, std::string("no EXIF can be written: ") + error.what()};
  }
}

Result<std::string> JpegFile(const RgbImage& image, std::string_view exif) {
  const std::unique_ptr<void, CloseEncoder> encoder(tjInitCompress());
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  const int failed = tjCompress2(encoder.get(), image.pixels.data(), image.width, 0, image.height, TJPF_RGB, &bytes,
                                 &size, TJSAMP_420, kQuality, TJFLAG_ACCURATEDCT);
  const std::unique_ptr<unsigned char, FreeJpeg> owner(bytes);
  if (failed != 0) {
    return Error{ErrorCode::kIo, std::string("no JPEG can be written: ") + tjGetErrorStr2(encoder.get())};
  }
  const std::string_view jpeg(reinterpret_cast<const char*>(bytes), size);
  if (exif.empty()) return std::string(jpeg);
  constexpr std::string_view kMark("Exif\0\0", 6);
  const std::size_t length = 2 + kMark.size() + exif.size();  // of the segment, with the two bytes that say it
  std::string file("\xFF\xD8\xFF\xE1", 4);
  file += static_cast<char>(length >> 8);
  file += static_cast<char>(length & 0xFF);
  file.append(kMark).append(exif).append(jpeg.substr(2));
  return file;
}

std::string SidecarFile(const Shot& shot) {
  const char rating = static_cast<char>('2' + shot.seed % 4);
  return R"(<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmp:Rating=")" +
         std::string(1, rating) +
         R"(">
   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">Picked, with )" +
         shot.camera.model + R"(</rdf:li></rdf:Alt></dc:description>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
)";
}

}  // namespace photocluster
