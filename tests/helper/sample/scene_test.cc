#include "tests/helper/sample/scenes.h"

namespace photocluster {
namespace {

TEST(SceneTest, WhatLiesBetweenIsFilledInAlongEdges) {
  Canvas canvas(6, 4);
  for (int y = 0; y < 4; ++y) {
    for (int x = y & 1; x < 6; x += 2) canvas.At(x, y) = y < 2 ? Rgb{1, 1, 1} : Rgb{};
  }
  FillBetween(canvas);
  for (int y = 0; y < 4; ++y) {
    for (int x = 0; x < 6; ++x) EXPECT_EQ(canvas.At(x, y).g, y < 2 ? 1 : 0) << x << " " << y;
  }
}

TEST(SceneTest, AnAimLooksWhereItIsTurned) {
  const Ray ahead = Aim(1.5F, 0, 0).At({0, 0});
  EXPECT_EQ(ahead.x, 0);
  EXPECT_EQ(ahead.y, 0);
  const Ray right = Aim(1.5F, 0.5F, 0).At({0, 0});
  EXPECT_NEAR(right.x / right.z, 0.5, 1e-5);
  const Ray up = Aim(1.5F, 0, 0.5F).At({0, 0});
  EXPECT_NEAR(up.y / up.z, 0.5, 1e-5);
}

}  // namespace
}  // namespace photocluster
