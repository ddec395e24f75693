#include "shared/session/moving.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

UnitMove Move() {
  Record record;
  record.src = "1.jpg";
  record.dst = "Roof/1.jpg";
  record.companions = {{"1.dng", "Roof/1.dng", {}}, {"1.xmp", "Roof/1.xmp", {}}};
  return UnitMove(record);
}

TEST(Moving, CompanionsGoFirstAndTheMainFileLast) {
  UnitMove unit = Move();
  std::vector<std::string> order;
  for (; !unit.done(); unit.Moved()) order.push_back(unit.next().src);
  EXPECT_EQ(order, (std::vector<std::string>{"1.dng", "1.xmp", "1.jpg"}));
}

TEST(Moving, WhereEachFileIsIsKnownAtEveryMoment) {
  UnitMove unit = Move();
  EXPECT_EQ(unit.Now(), (UnitPlaces{"1.jpg", {"1.dng", "1.xmp"}}));
  unit.Moved();
  EXPECT_EQ(unit.Now(), (UnitPlaces{"1.jpg", {"Roof/1.dng", "1.xmp"}}));
  unit.Moved();
  unit.Moved();
  EXPECT_EQ(unit.Now(), unit.Goal());
  EXPECT_TRUE(unit.done());
}

TEST(Moving, AUnitOnItsWayCanGoElsewhere) {
  UnitMove unit = Move();
  unit.Moved();
  unit.GoTo({"Roof/1__dup1.jpg", {"Roof/1__dup1.dng", "Roof/1__dup1.xmp"}});
  EXPECT_EQ(unit.next().src, "Roof/1.dng");
  EXPECT_EQ(unit.next().dst, "Roof/1__dup1.dng");
  EXPECT_EQ(unit.Goal().main, "Roof/1__dup1.jpg");
}

}  // namespace
}  // namespace photocluster
