#include "native-helper/imaging/decode_raw.h"

#include <libraw/libraw.h>

#include <array>
#include <ctime>
#include <memory>
#include <string>
#include <utility>

#include "native-helper/imaging/decode_jpeg.h"
#include "native-helper/imaging/decode_rules.h"
#include "native-helper/imaging/photo_facts.h"

namespace photocluster {

namespace {

Error Failure(ErrorCode code, int libraw_status) {
  return {code, std::string("the RAW file's preview cannot be read: ") + libraw_strerror(libraw_status)};
}

// LibRaw's flip has a bit each for mirrored, upside down and transposed.
Orientation OrientationFromFlip(int flip) {
  constexpr std::array kByFlip = {Orientation::kUpright,   Orientation::kMirrored,   Orientation::kMirrored180,
                                  Orientation::kTurned180, Orientation::kTransposed, Orientation::kTurned270,
                                  Orientation::kTurned90,  Orientation::kTransverse};
  return kByFlip[static_cast<std::size_t>(flip) % kByFlip.size()];
}

// The camera's wall clock, read as UTC. Most RAW formats have it as text, which LibRaw takes for local
// time: turned back. Canon's CRW and Sigma's X3F count seconds, which LibRaw hands on as they are.
std::optional<std::int64_t> WallClock(std::time_t time, std::string_view content) {
  if (time <= 0) return {};
  const bool counted = content.substr(0, 64).find("HEAPCCDR") != std::string_view::npos || content.starts_with("FOVb");
  if (counted) return std::int64_t{time} * 1000;
  std::tm fields{};
  if (localtime_r(&time, &fields) == nullptr) return {};
  return std::int64_t{timegm(&fields)} * 1000;
}

// EXIF where the file is built as TIFF, else what LibRaw found.
PhotoFacts FactsOf(LibRaw& raw, std::string_view content) {
  PhotoFacts facts = FactsFromExif(content);
  if (!facts.taken_ms) {
    facts.taken_ms = WallClock(raw.imgdata.other.timestamp, content);
    facts.orientation = OrientationFromFlip(raw.imgdata.sizes.flip);
  }
  return facts;
}

bool SwapsSides(Orientation orientation) { return orientation >= Orientation::kTransposed; }

// A few cameras store the preview already turned: then it stands where the sensor's image lies.
bool IsTurnedAlready(const LibRaw& raw, const DecodedPhoto& photo) {
  const bool preview_stands = photo.image.height > photo.image.width;
  const bool sensor_lies = raw.imgdata.sizes.width > raw.imgdata.sizes.height;
  return SwapsSides(photo.facts.orientation) && preview_stands && sensor_lies;
}

Result<RgbImage> BitmapPreview(const libraw_thumbnail_t& preview) {
  const std::size_t size = std::size_t{preview.twidth} * preview.theight * 3;
  if (preview.tcolors != 3 || preview.tlength < size) {
    return Error{ErrorCode::kUnsupported, "the RAW file's preview has no RGB pixels"};
  }
  const auto* const pixels = reinterpret_cast<const std::uint8_t*>(preview.thumb);
  return RgbImage{preview.twidth, preview.theight, {pixels, pixels + size}};
}

Result<DecodedPhoto> Preview(LibRaw& raw, int wanted_short_side) {
  const libraw_thumbnail_t& preview = raw.imgdata.thumbnail;
  // LibRaw knows no size for some JPEG previews; the JPEG itself is asked later.
  if (preview.twidth != 0 || preview.theight != 0) {
    if (auto sized = CheckDeclaredSize(preview.twidth, preview.theight); !sized.ok()) return sized.error();
  }
  if (const int status = raw.unpack_thumb(); status != LIBRAW_SUCCESS) {
    const bool none = status == LIBRAW_NO_THUMBNAIL || status == LIBRAW_UNSUPPORTED_THUMBNAIL;
    return Failure(none ? ErrorCode::kUnsupported : ErrorCode::kDamaged, status);
  }
  if (preview.tformat == LIBRAW_THUMBNAIL_JPEG) return DecodeJpeg({preview.thumb, preview.tlength}, wanted_short_side);
  if (preview.tformat == LIBRAW_THUMBNAIL_BITMAP) return DecodedPhoto{TRY(BitmapPreview(preview)), {}};
  return Failure(ErrorCode::kUnsupported, LIBRAW_UNSUPPORTED_THUMBNAIL);
}

}  // namespace

std::optional<Result<DecodedPhoto>> DecodeRaw(std::string_view content, int wanted_short_side) {
  try {
    const auto raw = std::make_unique<LibRaw>();  // hundreds of kilobytes
    raw->set_dataerror_handler(nullptr, nullptr);
    if (raw->open_buffer(const_cast<char*>(content.data()), content.size()) != LIBRAW_SUCCESS) return {};
    auto photo = Preview(*raw, wanted_short_side);
    if (!photo.ok()) return photo;
    photo.value().facts = FactsOf(*raw, content);
    if (IsTurnedAlready(*raw, photo.value())) photo.value().facts.orientation = Orientation::kUpright;
    return photo;
  } catch (const std::exception& error) {  // LibRaw turns its own into numbers, but not the standard library's
    return Error{ErrorCode::kDamaged, std::string("the RAW file cannot be read: ") + error.what()};
  }
}

}  // namespace photocluster
