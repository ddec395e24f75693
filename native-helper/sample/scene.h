#pragma once
#include <cmath>
#include <cstdint>

#include "native-helper/sample/image.h"
#include "native-helper/sample/maths.h"
#include "native-helper/sample/noise.h"

namespace photocluster {

// What a picture is of. The order is the order of a person's first look at an album, nothing depends on it.
enum class SampleKind { kRoof, kPlaster, kFacade, kMeadow, kSea, kWildlife, kNight, kMountains };
inline constexpr int kSampleKinds = 8;

// What a scene is told: all that is drawn comes from the seed, so pictures of one seed are one burst, apart from what
// the moment moves: the hand, the waves, the animal.
struct Moment {
  const Noises& noises;
  std::uint64_t seed = 0;
  int burst = 0;   // the number within a burst
  int minute = 0;  // since midnight, for a camera that prints the time into the picture
  int day = 1;     // of the month
  int month = 1;
};

// Where a pixel looks: y from -1 at the bottom to 1 at the top, x in the same unit, the whole turned by a slanting
// hand.
struct Eye {
  float x = 0;
  float y = 0;
};

// The black fields of a chessboard from the white ones around them, along edges and not across: what a camera does for
// its sensor, and half the time. At the border from those that are there.
void FillBetween(Canvas& canvas);

// Calls shade(Eye) for every second pixel and fills in the others. `pixel` of a Frame: the side of one in units of an
// Eye.
struct Frame {
  float aspect = 1;
  float pixel = 0;
  float slant = 0;  // rise a unit to the right
  float shift_x = 0;
  float shift_y = 0;

  Frame(const Canvas& canvas, const Moment& moment, Draw& draw, float most_slant)
      : aspect(static_cast<float>(canvas.width) / static_cast<float>(canvas.height)),
        pixel(2 / static_cast<float>(canvas.height)),
        slant(draw.In(-most_slant, most_slant)) {
    Draw hand(moment.seed + static_cast<std::uint64_t>(moment.burst) * 77);
    if (moment.burst == 0) return;
    shift_x = hand.In(-0.03F, 0.03F);
    shift_y = hand.In(-0.03F, 0.03F);
  }

  template <class Shade>
  void Paint(Canvas& canvas, const Shade& shade) const {
    for (int row = 0; row < canvas.height; ++row) {
      const float y = 1 - (static_cast<float>(row) + 0.5F) * pixel + shift_y;
      for (int column = row & 1; column < canvas.width; column += 2) {
        const float x = (static_cast<float>(column) + 0.5F) * pixel - aspect + shift_x;
        canvas.At(column, row) = shade(Eye{x + slant * y, y - slant * x});
      }
    }
    FillBetween(canvas);
  }
};

// A camera in a world of metres: x to the right, y up, z ahead; turned by yaw (to the right) and then pitch (up), both
// as tangents.
struct Ray {
  float x = 0;
  float y = 0;
  float z = 0;
};
struct Aim {
  float focal = 1.6F;
  float sin_yaw = 0;
  float cos_yaw = 1;
  float sin_pitch = 0;
  float cos_pitch = 1;

  Aim(float focal_length, float yaw, float pitch) : focal(focal_length) {
    cos_yaw = 1 / std::sqrt(1 + yaw * yaw);
    sin_yaw = yaw * cos_yaw;
    cos_pitch = 1 / std::sqrt(1 + pitch * pitch);
    sin_pitch = pitch * cos_pitch;
  }
  Ray At(Eye eye) const {
    const float y = eye.y * cos_pitch + focal * sin_pitch;
    const float z = focal * cos_pitch - eye.y * sin_pitch;
    return {eye.x * cos_yaw + z * sin_yaw, y, z * cos_yaw - eye.x * sin_yaw};
  }
};

// One file each.
void PaintRoof(const Moment& moment, Canvas& canvas);
void PaintPlaster(const Moment& moment, Canvas& canvas);
void PaintFacade(const Moment& moment, Canvas& canvas);
void PaintMeadow(const Moment& moment, Canvas& canvas);
void PaintSea(const Moment& moment, Canvas& canvas);
void PaintWildlife(const Moment& moment, Canvas& canvas);
void PaintNight(const Moment& moment, Canvas& canvas);
void PaintMountains(const Moment& moment, Canvas& canvas);

}  // namespace photocluster
