#include "native-helper/sample/photo_file.h"

#include "native-helper/imaging/photo_facts.h"
#include "tests/helper/imaging/test_images.h"

namespace photocluster {
namespace {

class PhotoFileTest : public test::ImagingTest {
 protected:
  static Shot ShotOf(Orientation orientation) {
    Shot shot;
    shot.camera = {"Maker", "Model 1"};
    shot.taken_ms = ParseExifTime("2025:08:03 19:02:15").value();
    shot.orientation = orientation;
    shot.latitude = 43.5;
    shot.longitude = -16.25;
    return shot;
  }
  static RgbImage Grey(int width, int height) {
    RgbImage image{width, height, {}};
    image.pixels.assign(image.row_bytes() * static_cast<std::size_t>(height), 120);
    return image;
  }
};

TEST_F(PhotoFileTest, TheProjectReadsBackWhatIsWritten) {
  for (int number = 1; number <= 8; ++number) {
    const Shot shot = ShotOf(static_cast<Orientation>(number));
    const auto exif = ExifOf(shot);
    ASSERT_TRUE(exif.ok());
    const auto jpeg = JpegFile(Grey(64, 48), exif.value());
    ASSERT_TRUE(jpeg.ok());
    const auto photo = DecodePhoto(jpeg.value(), 48);
    ASSERT_TRUE(photo.ok()) << photo.error().detail;
    EXPECT_EQ(photo.value().image.width, 64);
    EXPECT_EQ(photo.value().facts.orientation, shot.orientation);
    EXPECT_EQ(photo.value().facts.taken_ms, shot.taken_ms);
  }
}

TEST_F(PhotoFileTest, WithoutExifItIsAPlainJpeg) {
  const auto jpeg = JpegFile(Grey(16, 16), {});
  ASSERT_TRUE(jpeg.ok());
  const auto photo = DecodePhoto(jpeg.value(), 16);
  ASSERT_TRUE(photo.ok());
  EXPECT_FALSE(photo.value().facts.taken_ms);
}

TEST_F(PhotoFileTest, ASidecarHasARatingAndADescription) {
  const std::string text = SidecarFile(ShotOf(Orientation::kUpright));
  EXPECT_NE(text.find("xmp:Rating=\"2\""), std::string::npos) << text;
  EXPECT_NE(text.find("Picked, with Model 1</rdf:li>"), std::string::npos) << text;
  EXPECT_TRUE(text.ends_with("<?xpacket end=\"w\"?>\n"));
}

}  // namespace
}  // namespace photocluster
