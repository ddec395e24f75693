#include "native-helper/imaging/srgb.h"

#include "tests/helper/imaging/test_images.h"

namespace photocluster {
namespace {

class SrgbTest : public test::ImagingTest {
 protected:
  // A profile that vips carries in itself: "srgb", "p3" or "cmyk".
  static std::string Profile(const char* name) {
    VipsBlob* blob = nullptr;
    EXPECT_EQ(vips_profile_load(name, &blob, nullptr), 0);
    std::string bytes(static_cast<const char*>(VIPS_AREA(blob)->data), VIPS_AREA(blob)->length);
    vips_area_unref(VIPS_AREA(blob));
    return bytes;
  }
};

RgbImage OnePixel(std::uint8_t red, std::uint8_t green, std::uint8_t blue) { return {1, 1, {red, green, blue}}; }

TEST_F(SrgbTest, SrgbPixelsStayAsTheyAre) {
  RgbImage pixel = OnePixel(200, 100, 50);
  ConvertToSrgb(pixel, Profile("srgb"));
  EXPECT_EQ(pixel.pixels, OnePixel(200, 100, 50).pixels);
}

TEST_F(SrgbTest, DisplayP3RedIsRedderThanItsNumbersInSrgb) {
  for (int time = 0; time < 2; ++time) {  // the second time from memory
    RgbImage pixel = OnePixel(200, 100, 50);
    ConvertToSrgb(pixel, Profile("p3"));
    EXPECT_NEAR(pixel.pixels[0], 215, 4);
    EXPECT_NEAR(pixel.pixels[1], 95, 4);
    EXPECT_NEAR(pixel.pixels[2], 33, 6);
  }
}

TEST_F(SrgbTest, AProfileThatCannotBeUsedChangesNothing) {
  for (const std::string& profile : {std::string(), std::string("short"), Profile("cmyk"), std::string(128, 'x'),
                                     std::string(16, ' ') + "RGB " + std::string(200, ' ')}) {
    RgbImage pixel = OnePixel(200, 100, 50);
    ConvertToSrgb(pixel, profile);
    EXPECT_EQ(pixel.pixels, OnePixel(200, 100, 50).pixels);
  }
}

TEST_F(SrgbTest, AProfileNamesItsSpace) {
  EXPECT_EQ(IccSpace(Profile("p3")), "RGB ");
  EXPECT_EQ(IccSpace(Profile("cmyk")), "CMYK");
  EXPECT_EQ(IccSpace("no profile"), "");
}

}  // namespace
}  // namespace photocluster
