#include "native-helper/imaging/preview.h"

#include <algorithm>
#include <utility>
#include <vips/vips8>

#include "shared/vectors/resample.h"

namespace photocluster {
namespace {

using vips::VImage;

constexpr int kQuality = 85;

// The whole image, its long side `side`; resized as for the model, which is five times as fast as libvips does it.
RgbImage Smaller(RgbImage image, int side) {
  const int width = image.photo_width > 0 ? image.photo_width : image.width;
  const int height = image.photo_height > 0 ? image.photo_height : image.height;
  const int longest = std::max(image.width, image.height);
  if (longest <= side) return image;
  const auto axis = [&](int in_size) {
    AxisSpan span;
    span.in_size = in_size;
    span.out_size = std::max(1, static_cast<int>((std::int64_t{2} * in_size * side / std::max(width, height) + 1) / 2));
    span.count = span.out_size;
    span.shrunk_by = image.shrunk_by;
    return Axis(span);
  };
  const Axis x = axis(width);
  const Axis y = axis(height);
  return ResampleWidth(ResampleHeight(image, x.begin, y.begin, x.length, y), 0, 0, static_cast<int>(y.windows.size()),
                       x);
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

std::string Jpeg(RgbImage& pixels, Orientation orientation) {
  const VImage image = VImage::new_from_memory(pixels.pixels.data(), pixels.pixels.size(), pixels.width, pixels.height,
                                               3, VIPS_FORMAT_UCHAR)
                           .copy(VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB));
  VipsBlob* const blob =
      Upright(image, orientation).jpegsave_buffer(VImage::option()->set("Q", kQuality)->set("strip", true));
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
  Previews previews;
  previews.facts = photo.facts;
  try {
    for (std::size_t i = kPreviewSides.size(); i-- > 0;) {
      photo.image = Smaller(std::move(photo.image), kPreviewSides[i]);
      previews.jpegs[i] = Jpeg(photo.image, photo.facts.orientation);
    }
  } catch (const vips::VError& error) {
    vips_error_clear();
    return Error{ErrorCode::kDamaged, std::string("no preview can be made: ") + error.what()};
  }
  return previews;
}

}  // namespace photocluster
