#include "shared/clustering/confidence.h"

#include <array>
#include <cstddef>

namespace photocluster {
namespace {

struct Point {
  double margin, chance;
};
constexpr std::array<Point, 9> kCurve{
    {{0, .2}, {.02, .40}, {.05, .45}, {.1, .58}, {.15, .80}, {.2, .90}, {.3, .97}, {.4, .995}, {.6, 1}}};

}  // namespace

double ChanceRight(double margin) {
  if (!(margin > 0)) return kCurve[0].chance;
  for (std::size_t i = 1; i < kCurve.size(); ++i) {
    const Point& low = kCurve[i - 1];
    const Point& high = kCurve[i];
    if (margin >= high.margin) continue;
    return low.chance + (high.chance - low.chance) * (margin - low.margin) / (high.margin - low.margin);
  }
  return 1;
}

}  // namespace photocluster
