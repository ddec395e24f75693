#include "native-helper/sample/caption.h"

#include <cstddef>
#include <cstdint>

namespace photocluster {
namespace {

constexpr std::string_view kLetters = "0123456789ACDILMPRT/:-.*";
// Five rows of three dots each, the top row first.
constexpr std::uint16_t kDots[] = {
    075557, 026227, 071747, 071717, 055711, 074717, 074757, 071111, 075757, 075717, 075755, 074447,
    065556, 072227, 044447, 057755, 075744, 076655, 072222, 011244, 002020, 000700, 000002, 066000,
};
static_assert(sizeof(kDots) / sizeof(kDots[0]) == kLetters.size());

}  // namespace

void Print(Canvas& canvas, std::string_view text, int x, int y, int dot, Rgb colour) {
  for (const char letter : text) {
    const std::size_t which = kLetters.find(letter);
    for (int at = 0; which != std::string_view::npos && at < 15; ++at) {
      if (((kDots[which] >> (14 - at)) & 1) == 0) continue;
      for (int i = 0; i < dot * dot; ++i) {
        const int px = x + at % 3 * dot + i % dot;
        const int py = y + at / 3 * dot + i / dot;
        if (px >= 0 && py >= 0 && px < canvas.width && py < canvas.height) canvas.At(px, py) = colour;
      }
    }
    x += 4 * dot;
  }
}

}  // namespace photocluster
