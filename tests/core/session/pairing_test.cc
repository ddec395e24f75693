#include "shared/session/pairing.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/base/path.h"

namespace photocluster {
namespace {

// "main + companion + companion", a unit a line, and the others after "other:".
std::string Paired(std::vector<std::string> names) {
  std::reverse(names.begin(), names.end());  // the order given must not matter
  const Pairing pairing = PairFolder(std::move(names));
  std::string text;
  for (const Unit& unit : pairing.units) {
    text += (text.empty() ? "" : "; ") + unit.main;
    for (const std::string& companion : unit.companions) text += " + " + companion;
  }
  for (const std::string& other : pairing.others) text += " other: " + other;
  return text;
}

TEST(Pairing, PhotosWithoutCompanionsAreUnitsInPathOrder) {
  EXPECT_EQ(Paired({"b.jpg", "a.png", "C.jpg"}), "C.jpg; a.png; b.jpg");
  EXPECT_EQ(Paired({}), "");
}

TEST(Pairing, WhatBelongsToNoPhotoIsLeftAlone) {
  EXPECT_EQ(Paired({"notes.txt", "a.jpg", "b.xmp", "c.mov", "metadata.json", "._a.jpg"}),
            "a.jpg other: ._a.jpg other: b.xmp other: c.mov other: metadata.json other: notes.txt");
}

TEST(Pairing, SidecarsGoWithTheFileTheyName) {
  EXPECT_EQ(Paired({"a.jpg", "a.png", "a.jpg.xmp", "a.png.XMP", "a.png.json"}),
            "a.jpg + a.jpg.xmp; a.png + a.png.XMP + a.png.json");
}

TEST(Pairing, ASidecarOfTheStemGoesWithTheRawElseTheFirstMainFile) {
  EXPECT_EQ(Paired({"a.png", "a.jpg", "a.xmp"}), "a.jpg + a.xmp; a.png");
  EXPECT_EQ(Paired({"a.png", "a.cr2", "a.xmp"}), "a.cr2 + a.xmp; a.png");
  EXPECT_EQ(Paired({"a.jpg", "a.cr2", "a.xmp"}), "a.jpg + a.cr2 + a.xmp");
}

TEST(Pairing, RawFilesGoWithTheCamerasPhoto) {
  EXPECT_EQ(Paired({"a.JPG", "a.CR2"}), "a.JPG + a.CR2");
  EXPECT_EQ(Paired({"a.heic", "a.dng"}), "a.heic + a.dng");
  EXPECT_EQ(Paired({"a.jpg", "a.cr2", "a.dng", "a.cr2.xmp"}), "a.jpg + a.cr2 + a.cr2.xmp + a.dng");
  EXPECT_EQ(Paired({"a.tif", "a.nef"}), "a.nef; a.tif") << "a developed picture is a photo of its own";
  EXPECT_EQ(Paired({"a.heic", "a.jpg", "a.dng"}), "a.heic + a.dng; a.jpg");
}

TEST(Pairing, LivePhotosAdjustmentsAndThumbnailsGoByStem) {
  EXPECT_EQ(Paired({"IMG_1.HEIC", "IMG_1.MOV", "IMG_1.AAE", "IMG_1.THM"}),
            "IMG_1.HEIC + IMG_1.AAE + IMG_1.MOV + IMG_1.THM");
  EXPECT_EQ(Paired({"IMG_1.HEIC", "IMG_1.mp4"}), "IMG_1.HEIC other: IMG_1.mp4");
  EXPECT_EQ(Paired({"MVI_1.avi", "MVI_1.thm"}), " other: MVI_1.avi other: MVI_1.thm");
}

TEST(Pairing, StemsAreComparedByteForByteAndExtensionsWithoutCase) {
  EXPECT_EQ(Paired({"A.jpg", "a.cr2"}), "A.jpg; a.cr2");
  EXPECT_EQ(Paired({"a.JPG", "a.jpg.xmp"}), "a.JPG + a.jpg.xmp");
  EXPECT_EQ(Paired({"a.JPG", "a.jpg", "a.jpg.xmp", "a.JPG.xmp"}), "a.JPG + a.JPG.xmp; a.jpg + a.jpg.xmp");
}

TEST(Pairing, ApplesEditedVersionGoesWithItsOriginal) {
  EXPECT_EQ(Paired({"IMG_1234.HEIC", "IMG_E1234.JPG", "IMG_E1234.MOV", "IMG_1234.AAE"}),
            "IMG_1234.HEIC + IMG_1234.AAE + IMG_E1234.JPG + IMG_E1234.MOV");
  EXPECT_EQ(Paired({"IMG_E1234.JPG"}), "IMG_E1234.JPG");
  EXPECT_EQ(Paired({"IMG_E12.JPG", "IMG_12.JPG"}), "IMG_12.JPG; IMG_E12.JPG") << "four digits at least";
  EXPECT_EQ(Paired({"IMG_Echo.JPG", "IMG_cho.JPG"}), "IMG_Echo.JPG; IMG_cho.JPG");
}

TEST(Pairing, EditedCopiesGoWithTheirOriginal) {
  EXPECT_EQ(Paired({"a.jpg", "a-edited.jpg", "a-edited.jpg.xmp"}), "a.jpg + a-edited.jpg + a-edited.jpg.xmp");
  EXPECT_EQ(Paired({"a.jpg", "a.png", "a-edited.png"}), "a.jpg; a.png + a-edited.png");
  EXPECT_EQ(Paired({"a.heic", "a-edited.jpg"}), "a.heic + a-edited.jpg");
  EXPECT_EQ(Paired({"a.jpg", "a-edited.jpg", "a-edited-edited.jpg"}), "a.jpg + a-edited-edited.jpg + a-edited.jpg");
  EXPECT_EQ(Paired({"-edited.jpg", "b-edited.jpg"}), "-edited.jpg; b-edited.jpg");
}

TEST(Pairing, TakeoutSidecarsMayBeCutAnywhereInTheirSuffix) {
  const std::string suffix = ".supplemental-metadata";
  for (std::size_t length = 0; length <= suffix.size(); ++length) {
    const std::string sidecar = "a.jpg" + suffix.substr(0, length) + ".json";
    EXPECT_EQ(Paired({"a.jpg", sidecar}), "a.jpg + " + sidecar);
  }
  EXPECT_EQ(Paired({"a.jpg", "a.jpg.supplementary.json"}), "a.jpg other: a.jpg.supplementary.json");
  EXPECT_EQ(Paired({"a.jpg", "a.json"}), "a.jpg other: a.json");
}

TEST(Pairing, TakeoutSidecarsCutWithinALongNameBelongToTheOnlyPhotoThatBeginsSo) {
  const std::string start(46, 'n');
  EXPECT_EQ(Paired({start + "12.jpg", start + ".json"}), start + "12.jpg + " + start + ".json");
  EXPECT_EQ(Paired({start + ".jpg", start + ".j.json"}), start + ".jpg + " + start + ".j.json");
  EXPECT_EQ(Paired({start + "1.jpg", start + "2.jpg", start + ".json"}),
            start + "1.jpg; " + start + "2.jpg other: " + start + ".json");
  EXPECT_EQ(Paired({start + "1.jpg", start + "1.dng", start + ".json"}),
            start + "1.jpg + " + start + ".json + " + start + "1.dng")
      << "both are one unit";
  const std::string short_start(45, 'n');
  EXPECT_EQ(Paired({short_start + "1.jpg", short_start + ".json"}),
            short_start + "1.jpg other: " + short_start + ".json");
  std::string cyrillic;
  for (int i = 0; i < 46; ++i) cyrillic += "ж";
  EXPECT_EQ(Paired({cyrillic + "1.jpg", cyrillic + ".json"}), cyrillic + "1.jpg + " + cyrillic + ".json")
      << "characters count, not bytes";
}

TEST(Pairing, EveryFileIsInExactlyOnePlaceInAFolderOf200000) {
  std::vector<std::string> names;
  for (int i = 0; i < 40000; ++i) {
    const std::string number = std::to_string(10000 + i);
    for (const char* end : {".JPG", ".CR2", ".xmp", ".JPG.supplemental-meta.json"})
      names.push_back("IMG_" + number + end);
    names.push_back("IMG_E" + number + ".JPG");
  }
  const Pairing pairing = PairFolder(names);
  ASSERT_EQ(pairing.units.size(), 40000u);
  EXPECT_TRUE(pairing.others.empty());
  for (const Unit& unit : pairing.units) ASSERT_EQ(unit.companions.size(), 4u);
}

std::string Suffixed(const Unit& unit, std::string_view suffix) {
  std::string text;
  for (const std::string& name : NamesWithSuffix(unit, suffix)) text += (text.empty() ? "" : " ") + name;
  return text;
}

TEST(NamesWithSuffix, FollowsTheStemInEveryName) {
  EXPECT_EQ(Suffixed({"a.jpg", {"a.dng", "a.jpg.xmp", "a-edited.jpg"}}, "__dup1"),
            "a__dup1.jpg a__dup1.dng a__dup1.jpg.xmp a__dup1-edited.jpg");
  EXPECT_EQ(Suffixed({"IMG_1234.JPG", {"IMG_E1234.JPG", "IMG_1234.MOV"}}, "__dup1"),
            "IMG_1234__dup1.JPG IMG_E1234__dup1.JPG IMG_1234__dup1.MOV");
  EXPECT_EQ(Suffixed({"a.jpg", {"a.xmp"}}, ""), "a.jpg a.xmp");
}

TEST(NamesWithSuffix, UnitsStayUnits) {
  const std::string start(46, 'n');
  const std::string long_stem(240, 'n');
  for (const Unit& unit : {
           Unit{"a.jpg", {"a-edited.jpg", "a.cr2", "a.jpg.json", "a.jpg.xmp", "a.mov", "a.xmp"}},
           Unit{"IMG_1234.HEIC", {"IMG_1234.AAE", "IMG_1234.MOV", "IMG_E1234.JPG", "IMG_E1234.JPG.xmp"}},
           Unit{start + "12.jpg", {start + ".json"}},
           Unit{start + ".jpg", {start + ".j.json"}},
           Unit{long_stem + ".jpg", {long_stem + ".cr2", long_stem + ".jpg.xmp"}},
           Unit{"IMG_1234" + long_stem + ".jpg", {"IMG_E1234" + long_stem + ".jpg"}},
       }) {
    std::vector<std::string> names = NamesWithSuffix(unit, "__dup12");
    ASSERT_EQ(names.size(), 1 + unit.companions.size());
    const std::string main = names[0];
    for (const std::string& name : names) EXPECT_LE(name.size(), kMaxNameBytes);
    const Pairing pairing = PairFolder(names);
    ASSERT_EQ(pairing.units.size(), 1u) << main;
    EXPECT_EQ(pairing.units[0].main, main);
    EXPECT_EQ(pairing.units[0].companions.size(), unit.companions.size());
    EXPECT_TRUE(pairing.others.empty());
  }
}

TEST(NamesWithSuffix, ClipsAllNamesAlikeAtACharacter) {
  std::string stem;
  for (int i = 0; i < 122; ++i) stem += "ж";
  const std::vector<std::string> names = NamesWithSuffix({stem + ".jpg", {stem + ".jpg.xmp"}}, "__dup1");
  EXPECT_EQ(names[0], stem.substr(0, 240) + "__dup1.jpg");
  EXPECT_EQ(names[1], stem.substr(0, 240) + "__dup1.jpg.xmp");
}

}  // namespace
}  // namespace photocluster
