#include "native-helper/imaging/decode_vips.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vips/vips8>

#include "native-helper/imaging/decode_rules.h"
#include "native-helper/imaging/photo_facts.h"
#include "native-helper/imaging/srgb.h"

namespace photocluster {

namespace {

using vips::VImage;

const char* LoaderOf(ImageFormat format) {
  switch (format) {
    case ImageFormat::kJpeg:
      return "jpegload_buffer";
    case ImageFormat::kPng:
      return "pngload_buffer";
    case ImageFormat::kGif:
      return "gifload_buffer";
    case ImageFormat::kWebp:
      return "webpload_buffer";
    case ImageFormat::kTiff:
      return "tiffload_buffer";
    case ImageFormat::kBmp:
      return "magickload_buffer";
    case ImageFormat::kHeif:
      return "heifload_buffer";
    case ImageFormat::kJxl:
    case ImageFormat::kOther:
      break;
  }
  return "jxlload_buffer";
}

// Reads the header; pixels follow when they are asked for, from top to bottom.
VImage Open(ImageFormat format, std::string_view content, VipsFailOn fail_on, int jpeg_shrink = 1) {
  VImage image;
  VipsBlob* const blob = vips_blob_new(nullptr, content.data(), content.size());
  auto* const options = VImage::option()
                            ->set("buffer", blob)
                            ->set("out", &image)
                            ->set("access", VIPS_ACCESS_SEQUENTIAL)
                            ->set("fail_on", fail_on);
  if (jpeg_shrink > 1) options->set("shrink", jpeg_shrink);
  vips_area_unref(VIPS_AREA(blob));
  VImage::call(LoaderOf(format), options);
  return image;
}

std::string_view Blob(const VImage& image, const char* name) {
  if (image.get_typeof(name) == 0) return {};
  std::size_t length = 0;
  const void* const bytes = image.get_blob(name, &length);
  return {static_cast<const char*>(bytes), length};
}

double Brightest(const VImage& image) {
  switch (image.interpretation()) {
    case VIPS_INTERPRETATION_RGB16:
    case VIPS_INTERPRETATION_GREY16:
      return 65535;
    case VIPS_INTERPRETATION_scRGB:
      return 1;
    default:
      return 255;
  }
}

// Bands that vips has no colour for (a TIFF of measurements): the first is grey, the first three are RGB.
VImage NameColours(VImage image) {
  if (image.interpretation() != VIPS_INTERPRETATION_MULTIBAND) return image;
  const bool wide = image.format() == VIPS_FORMAT_USHORT;
  if (image.bands() < 3) {
    return image[0].copy(
        VImage::option()->set("interpretation", wide ? VIPS_INTERPRETATION_GREY16 : VIPS_INTERPRETATION_B_W));
  }
  return image.extract_band(0, VImage::option()->set("n", 3))
      .copy(VImage::option()->set("interpretation", wide ? VIPS_INTERPRETATION_RGB16 : VIPS_INTERPRETATION_sRGB));
}

// Averages whole blocks of pixels, puts what is see-through on white and makes it 8-bit RGB: sRGB but
// for an RGB profile, which is left to ConvertToSrgb.
VImage ToRgb8(VImage image, int shrink) {
  image = NameColours(image);
  const bool cmyk = image.interpretation() == VIPS_INTERPRETATION_CMYK;
  if (image.has_alpha()) {
    const double brightest = Brightest(image);
    const double white = cmyk ? 0 : brightest;
    image = image.flatten(VImage::option()->set("background", white)->set("max_alpha", brightest));
  }
  if (shrink > 1) image = image.shrink(shrink, shrink, VImage::option()->set("ceil", true));
  if (cmyk || IccSpace(Blob(image, VIPS_META_ICC_NAME)) == "GRAY") {
    image = image.icc_transform("srgb", VImage::option()
                                            ->set("embedded", true)
                                            ->set("input_profile", cmyk ? "cmyk" : "srgb")
                                            ->set("intent", VIPS_INTENT_PERCEPTUAL));
  }
  image = image.colourspace(VIPS_INTERPRETATION_sRGB);
  return image.cast(VIPS_FORMAT_UCHAR);
}

// HEIF and JPEG XL turn by their own header, whatever EXIF says; vips has done it, or says what is left.
Orientation OrientationByHeader(const VImage& image) {
  if (image.get_typeof(VIPS_META_ORIENTATION) == 0) return Orientation::kUpright;
  return OrientationFromNumber(image.get_int(VIPS_META_ORIENTATION));
}

PhotoFacts FactsOf(const VImage& image, ImageFormat format, std::string_view content) {
  constexpr std::string_view kPrefix{"Exif\0\0", 6};
  std::string_view exif = format == ImageFormat::kTiff ? content : Blob(image, VIPS_META_EXIF_NAME);
  if (exif.starts_with(kPrefix)) exif.remove_prefix(kPrefix.size());
  PhotoFacts facts = FactsFromExif(exif);
  if (format == ImageFormat::kHeif || format == ImageFormat::kJxl) facts.orientation = OrientationByHeader(image);
  return facts;
}

// Throws VError: see DecodeWithVips.
Result<DecodedPhoto> Decode(ImageFormat format, std::string_view content, int wanted_short_side, VipsFailOn fail_on) {
  VImage image = Open(format, content, fail_on);
  if (auto sized = CheckDeclaredSize(image.width(), image.height()); !sized.ok()) return sized.error();
  DecodedPhoto photo;
  photo.facts = FactsOf(image, format, content);

  const int width = image.width(), height = image.height();
  int by_decoder = 1;
  int shrink = 1;
  if (format == ImageFormat::kJpeg) {
    by_decoder = JpegShrink(width, height, wanted_short_side);
    if (by_decoder > 1) image = Open(format, content, fail_on, by_decoder);
  } else {
    shrink = std::max(1, std::min(width, height) / std::max(1, wanted_short_side));
    while (shrink > 1 && !MayShrink(shrink, width, height, wanted_short_side)) --shrink;
  }
  const VImage rgb = ToRgb8(image, shrink);
  photo.image = RgbImage{rgb.width(), rgb.height(), {}};
  NoteShrunk(photo.image, by_decoder * shrink, width, height);
  auto& pixels = photo.image.pixels;
  pixels.resize(photo.image.row_bytes() * static_cast<std::size_t>(photo.image.height));
  rgb.write(VImage::new_from_memory(pixels.data(), pixels.size(), photo.image.width, photo.image.height, 3,
                                    VIPS_FORMAT_UCHAR));
  ConvertToSrgb(photo.image, Blob(image, VIPS_META_ICC_NAME));
  return photo;
}

// vips gathers the complaints of all threads in one place. The last made it give up; at worst it is
// about another photo. Lines that begin with a space belong to the one before.
Error Damage() {
  std::string reason = vips_error_buffer();
  vips_error_clear();
  while (reason.ends_with('\n')) reason.pop_back();
  for (auto end = reason.find("\n "); end != std::string::npos; end = reason.find("\n ")) reason.erase(end, 1);
  reason.erase(0, reason.rfind('\n') + 1);
  return {ErrorCode::kDamaged, reason.empty() ? "the image cannot be decoded" : reason};
}

Result<DecodedPhoto> DecodeOrDamage(ImageFormat format, std::string_view content, int wanted_short_side,
                                    VipsFailOn fail_on) {
  try {
    return Decode(format, content, wanted_short_side, fail_on);
  } catch (const vips::VError&) {
    return Damage();
  }
}

}  // namespace

// Once strictly; when that fails once more taking what can be had, which is then looked at.
Result<DecodedPhoto> DecodeWithVips(ImageFormat format, std::string_view content, int wanted_short_side) {
  if (vips_type_find("VipsOperation", LoaderOf(format)) == 0) {
    return Error{ErrorCode::kUnsupported, std::string("libvips has no ") + LoaderOf(format) + " here"};
  }
  auto strict = DecodeOrDamage(format, content, wanted_short_side, VIPS_FAIL_ON_ERROR);
  if (strict.ok()) return strict;
  auto lenient = DecodeOrDamage(format, content, wanted_short_side, VIPS_FAIL_ON_NONE);
  if (!lenient.ok()) return lenient;
  if (auto shown = CheckShowsMost(lenient.value().image, strict.error().detail); !shown.ok()) return shown.error();
  return lenient;
}

}  // namespace photocluster
