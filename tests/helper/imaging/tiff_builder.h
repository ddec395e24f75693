#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace photocluster::test {

// One folder of tags of a little-endian TIFF, which is also what EXIF and DNG are made of. Tags are to be
// added in rising order. Values that are offsets are given as the bytes they shall point to.
class TiffFolder {
 public:
  TiffFolder& Short(int tag, std::vector<int> values);
  TiffFolder& Long(int tag, std::uint32_t value);
  TiffFolder& Text(int tag, std::string_view text);
  TiffFolder& Bytes(int tag, std::string_view bytes);
  TiffFolder& Pixels(std::string_view bytes);  // tags 273 (where) and 279 (how many) for one strip
  TiffFolder& Folder(int tag, const TiffFolder& folder);

  // The folder, its values and the folders below it, to be put at `offset` of the file.
  std::string At(std::uint32_t offset) const;

 private:
  struct Entry {
    int tag;
    int type;
    std::uint32_t count;
    std::string value;
    bool elsewhere;                  // `value` is data and the entry holds its offset
    std::vector<TiffFolder> folder;  // one: the entry holds its offset
  };
  std::vector<Entry> entries_;
};

std::string TiffFile(const TiffFolder& first);

// EXIF as a JPEG carries it behind "Exif\0\0"; empty texts are left out.
struct ExifTexts {
  std::string_view original;
  std::string_view digitized;
  std::string_view changed;
};
std::string ExifBlock(int orientation, const ExifTexts& dates);

// The JPEG with the block as its APP1 segment.
std::string WithExif(const std::string& jpeg, const std::string& exif_block);

}  // namespace photocluster::test
