#include "native-helper/sample/raw_file.h"

#include <tiffio.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

#include "native-helper/sample/photo_file.h"
#include "shared/base/time.h"

namespace photocluster {
namespace {

// A file in memory, as libtiff wants it.
struct MemoryFile {
  std::string bytes;
  std::size_t at = 0;
};
MemoryFile& FileOf(thandle_t handle) { return *static_cast<MemoryFile*>(handle); }

tmsize_t Read(thandle_t handle, void* to, tmsize_t wanted) {
  MemoryFile& file = FileOf(handle);
  const std::size_t there = file.at < file.bytes.size() ? file.bytes.size() - file.at : 0;
  const std::size_t count = std::min(there, static_cast<std::size_t>(wanted));
  std::memcpy(to, file.bytes.data() + (file.bytes.size() - there), count);
  file.at += count;
  return static_cast<tmsize_t>(count);
}

tmsize_t Write(thandle_t handle, void* from, tmsize_t count) {
  MemoryFile& file = FileOf(handle);
  const std::size_t end = file.at + static_cast<std::size_t>(count);
  if (file.bytes.size() < end) file.bytes.resize(end);
  std::memcpy(file.bytes.data() + file.at, from, static_cast<std::size_t>(count));
  file.at = end;
  return count;
}

toff_t Seek(thandle_t handle, toff_t offset, int from) {
  MemoryFile& file = FileOf(handle);
  if (from == SEEK_CUR) offset += file.at;
  if (from == SEEK_END) offset += file.bytes.size();
  return file.at = static_cast<std::size_t>(offset);
}

int Close(thandle_t) { return 0; }
toff_t Size(thandle_t handle) { return FileOf(handle).bytes.size(); }

struct CloseTiff {
  void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};

// Every second pixel, by the colour of its filter; squared, for light is about the square of what is stored.
std::vector<std::uint16_t> Mosaic(const RgbImage& image, int wide, int high) {
  std::vector<std::uint16_t> sensor(static_cast<std::size_t>(wide) * static_cast<std::size_t>(high));
  for (int y = 0; y < high; ++y) {
    for (int x = 0; x < wide; ++x) {
      const int channel = (x & 1) + (y & 1);  // 0 red, 1 green, 2 blue
      const std::size_t from =
          static_cast<std::size_t>(y * 2) * image.row_bytes() + static_cast<std::size_t>(x * 6 + channel);
      const unsigned value = image.pixels[from];
      sensor[static_cast<std::size_t>(y * wide + x)] = static_cast<std::uint16_t>(value * value);
    }
  }
  return sensor;
}

void SetCommon(TIFF* tiff, int width, int height) {
  TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, width);
  TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, height);
  TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, height);
  TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
}

bool WritePreview(TIFF* tiff, const Shot& shot, const RgbImage& image, std::string jpeg) {
  constexpr std::uint8_t kVersion[] = {1, 4, 0, 0};
  constexpr std::uint8_t kOldestReader[] = {1, 1, 0, 0};
  constexpr float kFromXyz[] = {3.1339F, -1.6169F, -0.4906F, -0.9785F, 1.9160F, 0.0333F, 0.0720F, -0.2290F, 1.4057F};
  constexpr float kNeutral[] = {1, 1, 1};
  std::string date = LocalTimestamp({shot.taken_ms, 0}).substr(0, 19);
  date[4] = date[7] = ':';
  date[10] = ' ';
  SetCommon(tiff, image.width, image.height);
  TIFFSetField(tiff, TIFFTAG_SUBFILETYPE, FILETYPE_REDUCEDIMAGE);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 8);
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 3);
  TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_JPEG);
  TIFFSetField(tiff, TIFFTAG_JPEGTABLESMODE, 0);  // the strip is a whole JPEG
  TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_YCBCR);
  TIFFSetField(tiff, TIFFTAG_YCBCRSUBSAMPLING, 2, 2);
  TIFFSetField(tiff, TIFFTAG_MAKE, shot.camera.make);
  TIFFSetField(tiff, TIFFTAG_MODEL, shot.camera.model);
  TIFFSetField(tiff, TIFFTAG_DATETIME, date.c_str());
  TIFFSetField(tiff, TIFFTAG_ORIENTATION, static_cast<int>(Orientation::kUpright));
  TIFFSetField(tiff, TIFFTAG_DNGVERSION, kVersion);
  TIFFSetField(tiff, TIFFTAG_DNGBACKWARDVERSION, kOldestReader);
  TIFFSetField(tiff, TIFFTAG_UNIQUECAMERAMODEL, shot.camera.model);
  TIFFSetField(tiff, TIFFTAG_COLORMATRIX1, 9, kFromXyz);
  TIFFSetField(tiff, TIFFTAG_ASSHOTNEUTRAL, 3, kNeutral);
  TIFFSetField(tiff, TIFFTAG_CALIBRATIONILLUMINANT1, 21);  // daylight
  const toff_t no_offset_yet = 0;
  TIFFSetField(tiff, TIFFTAG_SUBIFD, 1, &no_offset_yet);
  return TIFFWriteRawStrip(tiff, 0, jpeg.data(), static_cast<tmsize_t>(jpeg.size())) > 0 &&
         TIFFWriteDirectory(tiff) == 1;
}

bool WriteSensor(TIFF* tiff, const RgbImage& image) {
  constexpr std::uint16_t kRepeat[] = {2, 2};
  constexpr std::uint8_t kPattern[] = {0, 1, 1, 2};
  constexpr std::uint32_t kWhite[] = {255 * 255};
  const int wide = image.width / 4 * 2;
  const int high = image.height / 4 * 2;
  std::vector<std::uint16_t> sensor = Mosaic(image, wide, high);
  SetCommon(tiff, wide, high);
  TIFFSetField(tiff, TIFFTAG_SUBFILETYPE, 0);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 16);
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
  TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_NONE);
  TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_CFA);
  TIFFSetField(tiff, TIFFTAG_CFAREPEATPATTERNDIM, kRepeat);
  TIFFSetField(tiff, TIFFTAG_CFAPATTERN, 4, kPattern);
  TIFFSetField(tiff, TIFFTAG_WHITELEVEL, 1, kWhite);
  const auto size = static_cast<tmsize_t>(sensor.size() * sizeof(std::uint16_t));
  return TIFFWriteEncodedStrip(tiff, 0, sensor.data(), size) > 0 && TIFFWriteDirectory(tiff) == 1;
}

}  // namespace

Result<std::string> RawFile(const Shot& shot, const RgbImage& upright) {
  const std::string jpeg = TRY(JpegFile(upright, {}));
  MemoryFile file;
  bool is_written = false;
  {
    const std::unique_ptr<TIFF, CloseTiff> tiff(
        TIFFClientOpen("", "wl", &file, Read, Write, Seek, Close, Size, nullptr, nullptr));
    is_written = tiff && WritePreview(tiff.get(), shot, upright, jpeg) && WriteSensor(tiff.get(), upright);
  }
  if (!is_written) return Error{ErrorCode::kIo, "no DNG can be written"};
  return std::move(file.bytes);
}

}  // namespace photocluster
