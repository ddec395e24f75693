#include "native-helper/sample/develop.h"

#include <cstddef>
#include <utility>

#include "native-helper/sample/lens.h"
#include "shared/base/time.h"

namespace photocluster {
namespace {

Lens LensOf(const Shot& shot) {
  Draw draw(shot.seed * 31 + 5);
  Lens lens;
  lens.exposure = draw.In(0.78F, 1.22F);
  const float warmth = draw.In(-0.1F, 0.1F);
  lens.white = {1 + warmth, 1, 1 - warmth};
  lens.vignette = draw.In(0.1F, 0.4F);
  lens.noise = draw.In(1.2F, 2.6F);
  lens.contrast = draw.In(0.95F, 1.15F);
  lens.seed = shot.seed * 64 + static_cast<std::uint64_t>(shot.burst);
  if (shot.kind == SampleKind::kNight) lens.noise += 1.8F;
  if (shot.kind == SampleKind::kWildlife) {
    lens.grey = true;
    lens.noise += 2.2F;
    lens.vignette = 0.45F;
  }
  return lens;
}

constexpr void (*kPainters[kSampleKinds])(const Moment&, Canvas&) = {
    PaintRoof, PaintPlaster, PaintFacade, PaintMeadow, PaintSea, PaintWildlife, PaintNight, PaintMountains};

// Digits of "20251012T031422Z".
int Digits(const std::string& text, std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); }

}  // namespace

RgbImage Develop(const Shot& shot, const Noises& noises) {
  const std::string time = CompactUtc(shot.taken_ms);
  Moment moment{noises, shot.seed, shot.burst};
  moment.month = Digits(time, 4);
  moment.day = Digits(time, 6);
  moment.minute = Digits(time, 9) * 60 + Digits(time, 11);
  Canvas canvas(shot.width, shot.height);
  kPainters[static_cast<std::size_t>(shot.kind)](moment, canvas);
  return Expose(canvas, LensOf(shot));
}

RgbImage Stored(const RgbImage& upright, Orientation orientation) {
  const bool swaps = orientation >= Orientation::kTransposed;
  RgbImage stored{swaps ? upright.height : upright.width, swaps ? upright.width : upright.height, {}};
  stored.pixels.resize(upright.pixels.size());
  const bool flips_x = orientation == Orientation::kMirrored || orientation == Orientation::kTurned180 ||
                       orientation == Orientation::kTransverse || orientation == Orientation::kTurned270;
  const bool flips_y = orientation == Orientation::kTurned180 || orientation == Orientation::kMirrored180 ||
                       orientation == Orientation::kTurned90 || orientation == Orientation::kTransverse;
  for (int y = 0; y < upright.height; ++y) {
    for (int x = 0; x < upright.width; ++x) {
      int to_x = swaps ? y : x;
      int to_y = swaps ? x : y;
      if (flips_x) to_x = stored.width - 1 - to_x;
      if (flips_y) to_y = stored.height - 1 - to_y;
      const std::size_t from = static_cast<std::size_t>(y) * upright.row_bytes() + static_cast<std::size_t>(x) * 3;
      const std::size_t to = static_cast<std::size_t>(to_y) * stored.row_bytes() + static_cast<std::size_t>(to_x) * 3;
      for (std::size_t channel = 0; channel < 3; ++channel)
        stored.pixels[to + channel] = upright.pixels[from + channel];
    }
  }
  return stored;
}

}  // namespace photocluster
