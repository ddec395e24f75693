#include "tests/helper/imaging/tiff_builder.h"

#include <utility>

namespace photocluster::test {

namespace {

enum Type { kByte = 1, kAscii = 2, kShort = 3, kLong = 4 };
constexpr int kStripOffsets = 273;
constexpr int kStripByteCounts = 279;
constexpr int kExifFolder = 34665;

std::string Number(std::uint32_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i));
  return text;
}

}  // namespace

TiffFolder& TiffFolder::Short(int tag, std::vector<int> values) {
  std::string bytes;
  for (const int value : values) bytes += Number(static_cast<std::uint32_t>(value), 2);
  entries_.push_back({tag, kShort, static_cast<std::uint32_t>(values.size()), bytes, false, {}});
  return *this;
}

TiffFolder& TiffFolder::Long(int tag, std::uint32_t value) {
  entries_.push_back({tag, kLong, 1, Number(value, 4), false, {}});
  return *this;
}

TiffFolder& TiffFolder::Text(int tag, std::string_view text) {
  entries_.push_back({tag, kAscii, static_cast<std::uint32_t>(text.size() + 1), std::string(text) + '\0', false, {}});
  return *this;
}

TiffFolder& TiffFolder::Bytes(int tag, std::string_view bytes) {
  entries_.push_back({tag, kByte, static_cast<std::uint32_t>(bytes.size()), std::string(bytes), false, {}});
  return *this;
}

TiffFolder& TiffFolder::Pixels(std::string_view bytes) {
  entries_.push_back({kStripOffsets, kLong, 1, std::string(bytes), true, {}});
  entries_.push_back({kStripByteCounts, kLong, 1, Number(static_cast<std::uint32_t>(bytes.size()), 4), false, {}});
  return *this;
}

TiffFolder& TiffFolder::Folder(int tag, const TiffFolder& folder) {
  entries_.push_back({tag, kLong, 1, {}, true, {folder}});
  return *this;
}

std::string TiffFolder::At(std::uint32_t offset) const {
  std::string head = Number(static_cast<std::uint32_t>(entries_.size()), 2);
  std::string behind;
  const auto behind_at = static_cast<std::uint32_t>(offset + 2 + entries_.size() * 12 + 4);
  for (const Entry& entry : entries_) {
    head += Number(static_cast<std::uint32_t>(entry.tag), 2) + Number(static_cast<std::uint32_t>(entry.type), 2) +
            Number(entry.count, 4);
    if (entry.elsewhere || entry.value.size() > 4) {
      const std::uint32_t at = behind_at + static_cast<std::uint32_t>(behind.size());
      head += Number(at, 4);
      behind += entry.folder.empty() ? entry.value : entry.folder.front().At(at);
      if (behind.size() % 2 != 0) behind += '\0';
    } else {
      head += entry.value + std::string(4 - entry.value.size(), '\0');
    }
  }
  return head + Number(0, 4) + behind;
}

std::string TiffFile(const TiffFolder& first) { return std::string("II*\0\x08\0\0\0", 8) + first.At(8); }

std::string ExifBlock(int orientation, const ExifTexts& dates) {
  TiffFolder exif;
  if (!dates.original.empty()) exif.Text(36867, dates.original);
  if (!dates.digitized.empty()) exif.Text(36868, dates.digitized);
  TiffFolder first;
  first.Short(274, {orientation});
  if (!dates.changed.empty()) first.Text(306, dates.changed);
  first.Folder(kExifFolder, exif);
  return TiffFile(first);
}

std::string WithExif(const std::string& jpeg, const std::string& exif_block) {
  const std::string body = std::string("Exif\0\0", 6) + exif_block;
  const auto length = static_cast<std::uint32_t>(body.size() + 2);
  return jpeg.substr(0, 2) + "\xff\xe1" + static_cast<char>(length >> 8) + static_cast<char>(length) + body +
         jpeg.substr(2);
}

}  // namespace photocluster::test
