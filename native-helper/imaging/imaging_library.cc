#include <exiv2/exiv2.hpp>
#include <vips/vips8>

#include "native-helper/imaging/decode.h"

namespace photocluster {

namespace {

// What a library would print about a photo is the Error's business or nobody's.
void Silence(const char* /*domain*/, GLogLevelFlags /*level*/, const char* /*message*/, void* /*unused*/) {}

constexpr auto kPrinted = static_cast<GLogLevelFlags>(G_LOG_LEVEL_WARNING | G_LOG_LEVEL_MESSAGE | G_LOG_LEVEL_INFO);

// Of vips's loaders only these can run, whoever asks: what else is installed with it (SVG, PDF, MATLAB,
// all of ImageMagick's 100 formats …) is for other people's files. ImageMagick is left for BMP alone,
// which vips cannot read itself.
constexpr const char* kLoaders[] = {"VipsForeignLoadJpegBuffer",  "VipsForeignLoadPngBuffer",
                                    "VipsForeignLoadNsgifBuffer", "VipsForeignLoadWebpBuffer",
                                    "VipsForeignLoadTiffBuffer",  "VipsForeignLoadHeifBuffer",
                                    "VipsForeignLoadJxlBuffer",   "VipsForeignLoadMagickBuffer"};

}  // namespace

ImagingLibrary::ImagingLibrary(const char* program_name) {
  g_log_set_handler("VIPS", kPrinted, Silence, nullptr);
  if (VIPS_INIT(program_name) != 0) vips_error_exit("libvips cannot be started");
  // One thread a photo: the callers decode several photos at once. A photo is decoded once: no cache.
  vips_concurrency_set(1);
  vips_cache_set_max(0);
  vips_operation_block_set("VipsForeignLoad", TRUE);
  for (const char* loader : kLoaders) vips_operation_block_set(loader, FALSE);
  Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
}

// Once stopped, vips cannot be started again in the same program, and at exit all it holds goes anyway.
ImagingLibrary::~ImagingLibrary() = default;

}  // namespace photocluster
