#include "native-helper/sample/raw_file.h"

#include <libraw/libraw.h>

#include <memory>

#include "native-helper/imaging/decode_raw.h"
#include "native-helper/imaging/photo_facts.h"
#include "tests/helper/imaging/test_images.h"

namespace photocluster {
namespace {

class RawFileTest : public test::ImagingTest {
 protected:
  void SetUp() override {
    shot_.camera = {"Maker", "Model 1"};
    shot_.taken_ms = ParseExifTime("2025:08:03 19:02:15").value();
    const std::string png = test::Encoded(test::Quarters(160, 120), ".png");
    auto decoded = DecodePhoto(png, 120);
    ASSERT_TRUE(decoded.ok());
    picture_ = decoded.value().image;
    auto raw = RawFile(shot_, picture_);
    ASSERT_TRUE(raw.ok()) << raw.error().detail;
    raw_ = raw.value();
  }

  Shot shot_;
  RgbImage picture_;
  std::string raw_;
};

TEST_F(RawFileTest, ItsPreviewIsThePicture) {
  const auto photo = DecodeRaw(raw_, 120);
  ASSERT_TRUE(photo && photo->ok());
  EXPECT_EQ(photo->value().image.width, 160);
  test::ExpectQuarters(photo->value().image);
  EXPECT_EQ(photo->value().facts.taken_ms, shot_.taken_ms);
  EXPECT_EQ(photo->value().facts.orientation, Orientation::kUpright);
}

TEST_F(RawFileTest, ItsSensorIsDevelopedToThePictureToo) {
  const auto raw = std::make_unique<LibRaw>();
  ASSERT_EQ(raw->open_buffer(raw_.data(), raw_.size()), LIBRAW_SUCCESS);
  EXPECT_STREQ(raw->imgdata.idata.model, "Model 1");
  ASSERT_EQ(raw->unpack(), LIBRAW_SUCCESS);
  ASSERT_EQ(raw->dcraw_process(), LIBRAW_SUCCESS);
  int status = 0;
  const std::unique_ptr<libraw_processed_image_t, void (*)(libraw_processed_image_t*)> image(
      raw->dcraw_make_mem_image(&status), LibRaw::dcraw_clear_mem);
  ASSERT_TRUE(image);
  ASSERT_EQ(image->width, 80);
  ASSERT_EQ(image->height, 60);
  const auto pixel = [&](int x, int y) { return image->data + (y * 80 + x) * 3; };
  EXPECT_GT(pixel(20, 15)[0], 2 * pixel(20, 15)[2]);  // red
  EXPECT_GT(pixel(60, 15)[1], pixel(60, 15)[0]);      // green
  EXPECT_GT(pixel(20, 45)[2], 2 * pixel(20, 45)[0]);  // blue
}

}  // namespace
}  // namespace photocluster
