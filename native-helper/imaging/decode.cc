#include "native-helper/imaging/decode.h"

#include "native-helper/imaging/decode_jpeg.h"
#include "native-helper/imaging/decode_raw.h"
#include "native-helper/imaging/decode_vips.h"
#include "native-helper/imaging/image_format.h"

namespace photocluster {

Result<DecodedPhoto> DecodePhoto(std::string_view content, int wanted_short_side) {
  const ImageFormat format = FormatOf(content);
  if (format == ImageFormat::kJpeg) return DecodeJpeg(content, wanted_short_side);
  if (format == ImageFormat::kTiff || format == ImageFormat::kOther) {
    if (auto raw = DecodeRaw(content, wanted_short_side)) return *std::move(raw);
  }
  if (format == ImageFormat::kOther) return Error{ErrorCode::kUnsupported, "not an image format that can be read here"};
  return DecodeWithVips(format, content, wanted_short_side);
}

}  // namespace photocluster
