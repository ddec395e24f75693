#include "native-helper/imaging/decode.h"

#include <filesystem>
#include <iostream>
#include <map>

#include "native-helper/imaging/image_format.h"
#include "shared/vectors/preprocess.h"
#include "tests/helper/imaging/test_images.h"
#include "tests/support/test_data.h"

namespace photocluster {
namespace {

using test::Encoded;
using test::ExpectWhole;
using test::Quarters;

class DecodeTest : public test::ImagingTest {
 protected:
  // One small file of each format.
  static std::vector<std::string> Files() {
    std::vector<std::string> files;
    for (const char* suffix : {".jpg", ".png", ".gif", ".webp", ".tif", ".bmp", ".avif", ".jxl"}) {
      files.push_back(Encoded(Quarters(80, 64), suffix));
    }
    files.push_back(test::HeicQuarters());
    return files;
  }
  // Debian's libjxl and dav1d print every fault to stderr: hundreds of lines.
  static bool IsNoisy(const std::string& file) {
    return FormatOf(file) == ImageFormat::kJxl || file.find("ftypavif") == 4;
  }
};

TEST_F(DecodeTest, TheContentTellsTheFormat) {
  for (const std::string& file : Files()) {
    const auto photo = DecodePhoto(file, 224);
    ASSERT_TRUE(photo.ok()) << file.substr(0, 12) << ": " << photo.error().detail;
    test::ExpectQuarters(photo.value().image);
  }
}

TEST_F(DecodeTest, WhatIsNoImageIsUnsupported) {
  for (const char* content :
       {"", "x", "a letter to a friend", "%PDF-1.7", "<svg xmlns='http://www.w3.org/2000/svg'/>"}) {
    const auto photo = DecodePhoto(content, 224);
    ASSERT_FALSE(photo.ok()) << content;
    EXPECT_EQ(photo.error().code, ErrorCode::kUnsupported);
  }
}

TEST_F(DecodeTest, AFileCutAnywhereIsAnAnswer) {
  for (const std::string& file : Files()) {
    SCOPED_TRACE(file.substr(0, 12));
    const std::size_t step = std::max<std::size_t>(1, file.size() / 60);
    for (std::size_t length = 0; length < file.size(); length += step) {
      ExpectWhole(DecodePhoto(std::string_view(file).substr(0, length), 224), 224);
    }
  }
}

TEST_F(DecodeTest, AFileWithWrongBytesIsAnAnswer) {
  for (const std::string& file : Files()) {
    if (IsNoisy(file)) continue;
    SCOPED_TRACE(file.substr(0, 12));
    const std::size_t step = std::max<std::size_t>(1, file.size() / 60);
    for (std::size_t at = 0; at < file.size(); at += step) {
      std::string broken = file;
      broken[at] = static_cast<char>(~broken[at]);
      ExpectWhole(DecodePhoto(broken, 224), 224);
    }
  }
}

// ---- with the optional test data

// Files of formats/ outside corrupt/ that nothing here can show.
constexpr std::string_view kNotShown[] = {
    "MANIFEST.csv",        // no image
    "12bit-monkey12.jpg",  // 12 bits a channel: libjpeg-turbo 2 has 8
    "ultrahdr.jpg",        // cut short after its first rows
};

bool IsBroken(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  return file.string().find("/corrupt/") != std::string::npos ||
         file.string().find("/PngSuite/x") != std::string::npos ||
         std::find(std::begin(kNotShown), std::end(kNotShown), name) != std::end(kNotShown);
}

TEST_F(DecodeTest, EveryFileOfTheCorpusIsAnAnswerAndTheSoundOnesArePhotos) {
  NEEDS_TEST_DATA();
  std::map<std::string, int> counts;
  for (const char* folder : {"formats", "raw"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(test::TestData(folder))) {
      if (!entry.is_regular_file()) continue;
      SCOPED_TRACE(entry.path().string());
      const auto photo = DecodePhoto(test::ReadFile(entry.path().string()), 224);
      ExpectWhole(photo, 224);
      const bool sound = folder == std::string("formats") && !IsBroken(entry.path());
      if (sound) {
        EXPECT_TRUE(photo.ok()) << photo.error().detail;
      }
      const char* const outcome = photo.ok()                                      ? " shown"
                                  : photo.error().code == ErrorCode::kUnsupported ? " unsupported"
                                                                                  : " damaged";
      ++counts[(sound ? "sound" : folder == std::string("raw") ? "raw" : "broken") + std::string(outcome)];
    }
  }
  for (const auto& [what, count] : counts) std::cout << "  " << what << ": " << count << "\n";
}

TEST_F(DecodeTest, ABombIsRefusedByItsDeclaredSize) {
  NEEDS_TEST_DATA();
  const auto photo = DecodePhoto(test::ReadFile(test::TestData("formats/corrupt/bomb-17000x17000.avif")), 224);
  ASSERT_FALSE(photo.ok());
  EXPECT_EQ(photo.error().code, ErrorCode::kDamaged);
  EXPECT_NE(photo.error().detail.find("17000"), std::string::npos) << photo.error().detail;
}

TEST_F(DecodeTest, AllEightOrientationsOfOnePhotoLookTheSameUpright) {
  NEEDS_TEST_DATA();
  for (const char* name : {"Landscape", "Portrait"}) {
    std::vector<RgbImage> crops;
    for (int number = 1; number <= 8; ++number) {
      const std::string path = "formats/exif-orientation/" + std::string(name) + "_" + std::to_string(number) + ".jpg";
      const auto photo = DecodePhoto(test::ReadFile(test::TestData(path)), 224);
      ASSERT_TRUE(photo.ok()) << photo.error().detail;
      EXPECT_EQ(photo.value().facts.orientation, static_cast<Orientation>(number));
      auto crop = CropForModel(photo.value().image, photo.value().facts.orientation, 224);
      ASSERT_TRUE(crop.ok());
      crops.push_back(std::move(crop).value());
      EXPECT_LT(test::MeanDifference(crops.front(), crops.back()), 6) << path;  // each has its own label drawn in
    }
  }
}

}  // namespace
}  // namespace photocluster
