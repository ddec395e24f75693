#include <thread>
#include <vector>

#include "tests/helper/imaging/test_images.h"

namespace photocluster {
namespace {

using test::Encoded;
using test::Quarters;

class ImagingLibraryTest : public test::ImagingTest {};

TEST_F(ImagingLibraryTest, FormatsThatNobodyAskedForCannotBeLoaded) {
  std::string svg = "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'></svg>";
  EXPECT_THROW(vips::VImage::new_from_buffer(svg.data(), svg.size(), ""), vips::VError);
  EXPECT_THROW(vips::VImage::new_from_file("/dev/null"), vips::VError);
  vips_error_clear();
}

// But for JPEG XL and AVIF: Debian's libjxl and dav1d print their faults themselves.
TEST_F(ImagingLibraryTest, BrokenFilesPrintNothing) {
  testing::internal::CaptureStderr();
  testing::internal::CaptureStdout();
  for (const char* suffix : {".jpg", ".png", ".gif", ".webp", ".tif", ".bmp"}) {
    std::string file = Encoded(test::Texture(64, 64), suffix);
    for (std::size_t at = 40; at < file.size(); at += 31) file[at] = static_cast<char>(~file[at]);
    test::ExpectWhole(DecodePhoto(file, 224), 224);
  }
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST_F(ImagingLibraryTest, ManyThreadsDecodeAtOnceAndGetTheSamePixels) {
  std::vector<std::string> files;
  for (const char* suffix : {".jpg", ".png", ".gif", ".webp", ".tif", ".bmp", ".avif"}) {
    files.push_back(Encoded(test::Texture(120, 90), suffix));
  }
  std::vector<std::vector<std::uint8_t>> expected;
  for (const std::string& file : files) expected.push_back(DecodePhoto(file, 224).value().image.pixels);
  std::vector<int> different(4, 0);
  std::vector<std::thread> threads;
  for (int& count : different) {
    threads.emplace_back([&] {
      for (int round = 0; round < 10; ++round) {
        for (std::size_t i = 0; i < files.size(); ++i) {
          const auto photo = DecodePhoto(files[i], 224);
          if (!photo.ok() || photo.value().image.pixels != expected[i]) ++count;
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(different, std::vector<int>(4, 0));
}

TEST_F(ImagingLibraryTest, ASecondOneMayComeAndGo) {
  { const ImagingLibrary another("helper_tests"); }
  EXPECT_TRUE(DecodePhoto(Encoded(Quarters(80, 64), ".png"), 224).ok());
}

}  // namespace
}  // namespace photocluster
