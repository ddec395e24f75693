#include "native-helper/sample/lens.h"

#include <gtest/gtest.h>

#include <cmath>

namespace photocluster {
namespace {

Canvas Flat(float light) {
  Canvas canvas(64, 48);
  for (Rgb& pixel : canvas.pixels) pixel = {light, light, light};
  return canvas;
}

Lens Plain() {
  Lens lens;
  lens.vignette = 0;
  lens.noise = 0;
  return lens;
}

int Middle(const RgbImage& image) { return image.pixels[24 * image.row_bytes() + 32 * 3]; }

TEST(LensTest, MoreLightIsBrighterUpToWhite) {
  int last = -1;
  for (const float light : {0.0F, 0.02F, 0.1F, 0.3F, 0.6F}) {
    const int value = Middle(Expose(Flat(light), Plain()));
    EXPECT_GT(value, last);
    last = value;
  }
  EXPECT_EQ(Middle(Expose(Flat(9), Plain())), 255);
  EXPECT_EQ(Middle(Expose(Flat(-1), Plain())), 0);
}

TEST(LensTest, CornersAreDarkerAndWhiteBalanceTints) {
  Lens lens = Plain();
  lens.vignette = 0.4F;
  lens.white = {1.2F, 1, 0.8F};
  const RgbImage image = Expose(Flat(0.3F), lens);
  EXPECT_LT(image.pixels[0], Middle(image));
  EXPECT_GT(image.pixels[0], image.pixels[2]);
}

TEST(LensTest, NoiseHasTheDeviationAskedFor) {
  Lens lens = Plain();
  lens.noise = 3;
  const RgbImage image = Expose(Flat(0.2F), lens);
  double sum = 0;
  double squares = 0;
  for (const std::uint8_t value : image.pixels) {
    sum += value;
    squares += value * value;
  }
  const double count = static_cast<double>(image.pixels.size());
  EXPECT_NEAR(std::sqrt(squares / count - sum / count * sum / count), 3, 1.2);
  EXPECT_EQ(Expose(Flat(0.2F), lens).pixels, image.pixels);
  lens.seed = 1;
  EXPECT_NE(Expose(Flat(0.2F), lens).pixels, image.pixels);
}

TEST(LensTest, InfraredIsGrey) {
  Lens lens = Plain();
  lens.noise = 4;
  lens.grey = true;
  const RgbImage image = Expose(Flat(0.3F), lens);
  for (std::size_t i = 0; i < image.pixels.size(); i += 3) ASSERT_EQ(image.pixels[i], image.pixels[i + 2]);
}

}  // namespace
}  // namespace photocluster
