#include "native-helper/imaging/decode_jpeg.h"

#include <turbojpeg.h>

#include <memory>
#include <utility>

#include "native-helper/imaging/decode_rules.h"
#include "native-helper/imaging/decode_vips.h"
#include "native-helper/imaging/jpeg_markers.h"
#include "native-helper/imaging/photo_facts.h"
#include "native-helper/imaging/srgb.h"

namespace photocluster {

namespace {

// The accurate DCT: the fast one is no faster here (SIMD), and off by 0.9 of 255 on average by its
// rounding. More than 500 scans is no photo but an attack on the reader's time.
constexpr int kFlags = TJFLAG_ACCURATEDCT | TJFLAG_LIMITSCANS;

struct CloseDecoder {
  void operator()(void* decoder) const { tjDestroy(decoder); }
};
using Decoder = std::unique_ptr<void, CloseDecoder>;

struct JpegHeader {
  int width = 0;
  int height = 0;
  int colours = 0;  // TJCS
};

const unsigned char* BytesOf(std::string_view content) {
  return reinterpret_cast<const unsigned char*>(content.data());
}

// A mere warning ("unknown JFIF revision") makes the call fail too, with the header read all the same.
bool ReadHeader(const Decoder& decoder, std::string_view content, JpegHeader& header) {
  int subsampling = -1;
  tjDecompressHeader3(decoder.get(), BytesOf(content), content.size(), &header.width, &header.height, &subsampling,
                      &header.colours);
  return header.width > 0 && header.height > 0 && subsampling >= 0;
}

bool HasRgb(const JpegHeader& header, std::string_view icc) {
  if (header.colours == TJCS_CMYK || header.colours == TJCS_YCCK) return false;
  return header.colours != TJCS_GRAY || IccSpace(icc) != "GRAY";
}

}  // namespace

// Header ─▶ what TurboJPEG has no RGB for (CMYK, grey with a profile, odd sampling, broken) goes to vips
//        ─▶ pixels at 1, 1/2, 1/4 or 1/8 ─▶ sRGB
Result<DecodedPhoto> DecodeJpeg(std::string_view content, int wanted_short_side) {
  const Decoder decoder(tjInitDecompress());
  const JpegMarkers markers = ReadJpegMarkers(content);
  JpegHeader header;
  if (!ReadHeader(decoder, content, header) || !HasRgb(header, markers.icc)) {
    return DecodeWithVips(ImageFormat::kJpeg, content, wanted_short_side);
  }
  if (auto sized = CheckDeclaredSize(header.width, header.height); !sized.ok()) return sized.error();

  const tjscalingfactor scale{1, JpegShrink(header.width, header.height, wanted_short_side)};
  DecodedPhoto photo;
  photo.facts = FactsFromExif(markers.exif);
  RgbImage& image = photo.image;
  image.width = TJSCALED(header.width, scale);
  image.height = TJSCALED(header.height, scale);
  NoteShrunk(image, scale.denom, header.width, header.height);
  image.pixels.resize(image.row_bytes() * static_cast<std::size_t>(image.height));
  if (tjDecompress2(decoder.get(), BytesOf(content), content.size(), image.pixels.data(), image.width, 0, image.height,
                    TJPF_RGB, kFlags) != 0) {
    // TurboJPEG cannot tell a fatal error after a warning from a warning; rows it did not reach are black.
    if (auto shown = CheckShowsMost(image, tjGetErrorStr2(decoder.get())); !shown.ok()) return shown.error();
  }
  ConvertToSrgb(image, markers.icc);
  return photo;
}

}  // namespace photocluster
