#include "native-helper/sample/caption.h"

#include <gtest/gtest.h>

#include <string>

namespace photocluster {
namespace {

std::string Dots(const Canvas& canvas) {
  std::string dots;
  for (int y = 0; y < canvas.height; ++y) {
    for (int x = 0; x < canvas.width; ++x) dots += canvas.At(x, y).g > 0 ? '#' : '.';
    dots += '\n';
  }
  return dots;
}

TEST(CaptionTest, PrintsLettersOfThreeByFiveDots) {
  Canvas canvas(11, 5);
  Print(canvas, "1T:", 0, 0, 1, {1, 1, 1});
  EXPECT_EQ(Dots(canvas),
            ".#..###....\n"
            "##...#...#.\n"
            ".#...#.....\n"
            ".#...#...#.\n"
            "###..#.....\n");
}

TEST(CaptionTest, WhatIsOutsideIsCutOffAndUnknownLettersAreBlank) {
  Canvas canvas(3, 3);
  Print(canvas, "?8", -4, -1, 1, {1, 1, 1});
  EXPECT_EQ(Dots(canvas), "#.#\n###\n#.#\n");
}

}  // namespace
}  // namespace photocluster
