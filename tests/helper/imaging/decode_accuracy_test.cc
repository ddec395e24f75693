#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>
#include <vector>

#include "native-helper/imaging/decode.h"
#include "shared/vectors/preprocess.h"
#include "tests/helper/imaging/test_images.h"
#include "tests/support/test_data.h"

namespace photocluster {
namespace {

constexpr int kSide = 224;
constexpr std::size_t kCropBytes = std::size_t{kSide} * kSide * 3;

class DecodeAccuracyTest : public test::ImagingTest {};

bool HasPillow() { return std::system("/usr/bin/python3 -c 'import PIL' 2>/dev/null") == 0; }

// What Pillow makes of a photo; empty when it fails.
std::vector<std::uint8_t> PillowCrop(const std::string& path) {
  const std::string script = PHOTOCLUSTER_SOURCE_DIR "/tests/helper/imaging/pillow_crops.py";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(
      popen(("/usr/bin/python3 '" + script + "' '" + path + "'").c_str(), "r"), pclose);
  std::vector<std::uint8_t> bytes(kCropBytes);
  if (!pipe || std::fread(bytes.data(), 1, bytes.size(), pipe.get()) != bytes.size()) return {};
  return bytes;
}

TEST_F(DecodeAccuracyTest, CameraPhotosAgreeWithPillowWithinOneLevel) {
  NEEDS_TEST_DATA();
  if (!HasPillow()) GTEST_SKIP() << "Pillow, the reference, is not here (Debian: python3-pil)";
  int photos = 0;
  double largest = 0;
  for (const auto& entry : std::filesystem::directory_iterator(test::TestData("photos/camera_exif"))) {
    if (entry.path().extension() != ".jpg") continue;
    SCOPED_TRACE(entry.path().string());
    const auto photo = DecodePhoto(test::ReadFile(entry.path().string()), kSide);
    ASSERT_TRUE(photo.ok()) << photo.error().detail;
    const auto crop = CropForModel(photo.value().image, photo.value().facts.orientation, kSide);
    ASSERT_TRUE(crop.ok()) << crop.error().detail;
    const RgbImage reference{kSide, kSide, PillowCrop(entry.path().string())};
    const double difference = test::MeanDifference(crop.value(), reference);
    EXPECT_LE(difference, 1.0);
    largest = std::max(largest, difference);
    ++photos;
  }
  EXPECT_EQ(photos, 15);
  std::cout << "  largest mean difference of " << photos << " photos: " << largest << " of 255\n";
}

}  // namespace
}  // namespace photocluster
