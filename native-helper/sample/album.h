#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "native-helper/sample/scene.h"
#include "shared/vectors/rgb_image.h"

namespace photocluster {

struct SampleCamera {
  const char* make;
  const char* model;
};

// One picture of the album: what it shows, when and where it was taken, how its file is called.
struct Shot {
  SampleKind kind = SampleKind::kRoof;
  std::uint64_t seed = 0;
  int burst = 0;              // the number within a burst, whose pictures share a seed
  std::int64_t taken_ms = 0;  // wall clock read as UTC
  SampleCamera camera{};
  int width = 0;  // upright
  int height = 0;
  Orientation orientation = Orientation::kUpright;  // how it is stored
  double latitude = 0;
  double longitude = 0;
  bool has_raw = false;
  bool has_sidecar = false;
  std::string place;  // below the album's folder
};

// The album in the order of the day: an inspection of houses, a holiday, the nights of a camera trap. The same one
// always. `scale`: of the sides of all pictures.
std::vector<Shot> PlanAlbum(float scale);

}  // namespace photocluster
