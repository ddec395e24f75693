#pragma once
#include <string>
#include <string_view>
#include <vector>

// Which files of a folder are one unit of work: a photo and its companions. By names only, within one folder only.
//
// Two names have the same stem when the stems are equal byte for byte; extensions are compared without ASCII case.
// Cameras and phones write the files of one shot with one stem, and only the extension's case varies (IMG_1.JPG,
// IMG_1.xmp). A pair that is missed costs one decision more; a wrong pair moves a photo that nobody looked at.
//
//   a.jpg + a.cr2                     the raw file is the companion, beside jpg, jpeg, heic, heif and hif
//   a.jpg + IMG_E####, *-edited       versions: IMG_E1234.JPG of IMG_1234.*, a-edited.jpg of a.*
//   a.jpg.xmp, a.jpg.json             sidecars of the file that they name
//   a.jpg.supplemental-metadata.json  Google Takeout's; also cut anywhere (a.jpg.supplemental-me.json), and from
//                                     46 characters on within the photo's own name
//   a.xmp                             of the raw file if there is one, else of the first main file in path order
//   a.aae, a.thm, a.mov               of the first main file of that stem in path order
namespace photocluster {

struct Unit {
  std::string main;                     // the file that is shown
  std::vector<std::string> companions;  // in path order

  bool operator==(const Unit&) const = default;
};

struct Pairing {
  std::vector<Unit> units;          // by main file in path order
  std::vector<std::string> others;  // no photo and of no photo: left alone; in path order
};

// `names`: the files of one folder, each once, in any order. O(n log n).
Pairing PairFolder(std::vector<std::string> names);

// The names of main and companions, in this order, when the unit's stem gets a suffix: a.jpg, a.jpg.xmp, a.dng with
// "__dup1" are a__dup1.jpg, a__dup1.jpg.xmp, a__dup1.dng. They pair again as they did: the suffix follows the stem, so
// versions become IMG_E1234__dup1.JPG and a__dup1-edited.jpg. The stem is clipped for all alike so that the longest
// name fits kMaxNameBytes. REQUIRES: suffix.size() is small (a few bytes)
std::vector<std::string> NamesWithSuffix(const Unit& unit, std::string_view suffix);

}  // namespace photocluster
