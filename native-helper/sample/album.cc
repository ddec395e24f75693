#include "native-helper/sample/album.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>

#include "shared/base/time.h"

namespace photocluster {
namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kDay = 24 * 60 * kMinute;
constexpr std::int64_t kMay14 = 20'222 * kDay;  // 2025, since 1970
constexpr int kShotsPerKind = 33;

enum Camera { kCompact, kReflex, kPhone, kTrap };
constexpr SampleCamera kCameras[] = {
    {"Norlund", "N40 Compact"}, {"Kestrel Optical", "KD-610"}, {"Ostara", "Ostara Six"}, {"Wildblick", "Nocta 2"}};

// When and where pictures of a kind are taken.
struct Occasion {
  int first_day;  // after May 14
  int days;
  int from_minute;  // of the day
  int to_minute;
  double latitude;
  double longitude;
  std::array<Camera, 2> cameras;
  int burst;  // so many pictures of one are nearly equal; 0 none
};
constexpr Occasion kOccasions[kSampleKinds] = {
    {0, 1, 8 * 60, 15 * 60, 49.0185, 12.0962, {kCompact, kCompact}, 4},
    {0, 1, 9 * 60, 16 * 60, 49.0182, 12.0968, {kCompact, kPhone}, 0},
    {0, 2, 9 * 60, 17 * 60, 49.0191, 12.0931, {kCompact, kPhone}, 0},
    {80, 5, 10 * 60, 17 * 60, 46.9412, 11.4310, {kReflex, kPhone}, 3},
    {86, 6, 19 * 60 + 40, 20 * 60 + 35, 43.5094, 16.2510, {kReflex, kPhone}, 5},
    {149, 16, 22 * 60, 28 * 60, 51.7712, 10.5423, {kTrap, kTrap}, 6},
    {87, 4, 21 * 60 + 30, 23 * 60 + 40, 43.5081, 16.4402, {kPhone, kReflex}, 0},
    {81, 5, 8 * 60, 18 * 60, 46.5405, 11.7703, {kReflex, kPhone}, 4},
};

int Scaled(int side, float scale) { return static_cast<int>(static_cast<float>(side) * scale) / 2 * 2; }

void SetSize(Shot& shot, float scale, Draw& draw) {
  constexpr int kSizes[][2] = {{672, 504}, {720, 480}, {640, 480}};
  const int* size = kSizes[draw.Below(3)];
  const bool stands = shot.kind != SampleKind::kWildlife && draw.Chance(0.2F);
  shot.width = Scaled(size[stands ? 1 : 0], scale);
  shot.height = Scaled(size[stands ? 0 : 1], scale);
}

void AddShots(SampleKind kind, float scale, std::vector<Shot>& album) {
  const Occasion& occasion = kOccasions[static_cast<std::size_t>(kind)];
  Draw draw(7000 + static_cast<std::uint64_t>(kind));
  Shot shot;
  shot.kind = kind;
  for (int i = 0; i < kShotsPerKind; ++i) {
    const bool follows = i > 5 && i < 5 + occasion.burst;  // the sixth begins the burst
    if (follows) {
      ++shot.burst;
      shot.taken_ms += 400;
    } else {
      shot.seed = 1000 * static_cast<std::uint64_t>(kind) + static_cast<std::uint64_t>(i) + 1;
      shot.burst = 0;
      const int day = occasion.first_day + i * occasion.days / kShotsPerKind;
      const int minute = occasion.from_minute + draw.Below(occasion.to_minute - occasion.from_minute);
      shot.taken_ms = kMay14 + day * kDay + minute * kMinute + draw.Below(60) * 1000;
      shot.camera = kCameras[occasion.cameras[static_cast<std::size_t>(draw.Below(2))]];
      shot.latitude = occasion.latitude + static_cast<double>(draw.In(-1, 1)) * 0.004;
      shot.longitude = occasion.longitude + static_cast<double>(draw.In(-1, 1)) * 0.006;
      SetSize(shot, scale, draw);
    }
    album.push_back(shot);
  }
}

// As each camera calls them: counting, the phone by date and time.
void Name(std::vector<Shot>& album) {
  int compact = 2040;
  int reflex = 112;
  for (Shot& shot : album) {
    char name[48];
    if (shot.camera.make == kCameras[kPhone].make) {
      const std::string time = CompactUtc(shot.taken_ms);  // 20250803T190215Z
      std::snprintf(name, sizeof name, "PXL_%.8s_%.6s%03d.jpg", time.c_str(), time.c_str() + 9,
                    static_cast<int>(shot.taken_ms % 1000));
    } else if (shot.camera.make == kCameras[kReflex].make) {
      std::snprintf(name, sizeof name, "DSC_%04d.JPG", ++reflex);
    } else {
      std::snprintf(name, sizeof name, "IMG_%04d.JPG", ++compact);
    }
    shot.place = name;
  }
}

// Some are stored turned, some have companions, some are sorted already.
void MakeSpecial(std::vector<Shot>& album) {
  constexpr int kStored[] = {6, 8, 6, 3, 6, 8, 6, 5, 8, 6, 3, 2, 6, 8, 6, 7, 8, 6, 3, 4, 6, 8};
  std::size_t turned = 0;
  int raws = 0;
  int sidecars = 0;
  int in_roof = 0;
  int in_sea = 0;
  for (std::size_t i = 0; i < album.size(); ++i) {
    Shot& shot = album[i];
    if (i % 12 == 5) shot.orientation = static_cast<Orientation>(kStored[turned++]);
    const bool is_upright = shot.orientation == Orientation::kUpright;
    if (i % 9 == 4 && is_upright && shot.camera.make == kCameras[kReflex].make && raws < 4) {
      shot.has_raw = true;
      ++raws;
    } else if (i % 20 == 8 && sidecars < 6) {
      shot.has_sidecar = true;
      ++sidecars;
    }
    const bool is_alone = !shot.has_raw && !shot.has_sidecar && shot.burst == 0;
    if (shot.kind == SampleKind::kRoof && is_alone && shot.seed % 3 == 0 && in_roof++ < 9)
      shot.place = "Roof/" + shot.place;
    if (shot.kind == SampleKind::kSea && is_alone && shot.seed % 3 == 0 && in_sea++ < 9)
      shot.place = "Sea/" + shot.place;
  }
}

}  // namespace

std::vector<Shot> PlanAlbum(float scale) {
  std::vector<Shot> album;
  for (int kind = 0; kind < kSampleKinds; ++kind) AddShots(static_cast<SampleKind>(kind), scale, album);
  std::sort(album.begin(), album.end(), [](const Shot& a, const Shot& b) {
    if (a.taken_ms != b.taken_ms) return a.taken_ms < b.taken_ms;
    return a.seed != b.seed ? a.seed < b.seed : a.burst < b.burst;
  });
  Name(album);
  MakeSpecial(album);
  return album;
}

}  // namespace photocluster
