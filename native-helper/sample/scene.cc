#include "native-helper/sample/scene.h"

namespace photocluster {

void FillBetween(Canvas& canvas) {
  const int right = canvas.width - 1;
  const int bottom = canvas.height - 1;
  for (int y = 0; y <= bottom; ++y) {
    for (int x = 1 - (y & 1); x <= right; x += 2) {
      const Rgb& west = canvas.At(x > 0 ? x - 1 : x + 1, y);
      const Rgb& east = canvas.At(x < right ? x + 1 : x - 1, y);
      const Rgb& north = canvas.At(x, y > 0 ? y - 1 : y + 1);
      const Rgb& south = canvas.At(x, y < bottom ? y + 1 : y - 1);
      const bool lies = Abs(west.g - east.g) < Abs(north.g - south.g);
      canvas.At(x, y) = lies ? Mix(west, east, 0.5F) : Mix(north, south, 0.5F);
    }
  }
}

}  // namespace photocluster
