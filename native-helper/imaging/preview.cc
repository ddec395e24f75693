#include "native-helper/imaging/preview.h"

#include <algorithm>
#include <utility>
#include <vips/vips8>

namespace photocluster {
namespace {

using vips::VImage;

constexpr int kQuality = 85;

VImage Smaller(const VImage& image, int side) {
  const int longest = std::max(image.width(), image.height());
  if (longest <= side) return image;
  return image.resize(static_cast<double>(side) / longest).copy_memory();
}

VImage Upright(const VImage& image, Orientation orientation) {
  const auto mirrored = [&] { return image.flip(VIPS_DIRECTION_HORIZONTAL); };
  switch (orientation) {
    case Orientation::kUpright:
      return image;
    case Orientation::kMirrored:
      return mirrored();
    case Orientation::kTurned180:
      return image.rot180();
    case Orientation::kMirrored180:
      return image.flip(VIPS_DIRECTION_VERTICAL);
    case Orientation::kTransposed:
      return mirrored().rot270();
    case Orientation::kTurned90:
      return image.rot90();
    case Orientation::kTransverse:
      return mirrored().rot90();
    case Orientation::kTurned270:
      return image.rot270();
  }
  return image;
}

std::string Jpeg(const VImage& image) {
  VipsBlob* const blob = image.jpegsave_buffer(
      VImage::option()->set("Q", kQuality)->set("strip", true)->set("optimize_coding", true));
  std::size_t size = 0;
  const void* const bytes = vips_blob_get(blob, &size);
  std::string jpeg(static_cast<const char*>(bytes), size);
  vips_area_unref(VIPS_AREA(blob));
  return jpeg;
}

}  // namespace

// The largest first, each smaller one from the one before.
Result<Previews> MakePreviews(std::string_view content) {
  DecodedPhoto photo = TRY(DecodePhoto(content, kPreviewSides.back()));
  RgbImage& pixels = photo.image;
  Previews previews;
  previews.facts = photo.facts;
  try {
    VImage image = VImage::new_from_memory(pixels.pixels.data(), pixels.pixels.size(), pixels.width, pixels.height, 3,
                                           VIPS_FORMAT_UCHAR)
                       .copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB));
    image = Upright(Smaller(image, kPreviewSides.back()), photo.facts.orientation).copy_memory();
    for (std::size_t i = kPreviewSides.size(); i-- > 0;) {
      image = Smaller(image, kPreviewSides[i]);
      previews.jpegs[i] = Jpeg(image);
    }
  } catch (const vips::VError& error) {
    vips_error_clear();
    return Error{ErrorCode::kDamaged, std::string("no preview can be made: ") + error.what()};
  }
  return previews;
}

}  // namespace photocluster
