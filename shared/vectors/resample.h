#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "shared/vectors/rgb_image.h"

namespace photocluster {

// One axis of a photo to be resized, and the samples of the result that are wanted.
struct AxisSpan {
  int in_size = 0;   // the whole axis is resized from in_size samples of the photo …
  int out_size = 0;  // … to out_size; wanted are
  int first = 0;     // the samples from `first` on,
  int count = 0;     // `count` of them
  // The axis lies in memory in the direction opposite to the upright photo's; `first` counts as in the upright photo.
  bool mirrored = false;
  int shrunk_by = 1;  // in memory are in_size / shrunk_by samples, rounded up; see RgbImage
};

// Which input samples make each wanted output sample, and with which weights: Pillow's Image.resize(BICUBIC) on 8-bit
// images (Keys' cubic, a = -0.5, stretched by the scale when it shrinks; weights normalised in double), but for weights
// of 15 bits and sign, where Pillow keeps 22 behind the point: that lets one instruction multiply eight samples. Of a
// shrunk axis it is Pillow's resize of a fractional box. + - x / only, so the same on every machine. For a mirrored
// axis the weights are computed for the upright one and then turned, so that the result is exactly that of turning
// first.
struct Axis {
  explicit Axis(const AxisSpan& span);

  struct Window {
    int first = 0;               // input sample, counted from `begin`
    int count = 0;               // input samples
    std::size_t weights_at = 0;  // `count` of axis.weights, and a 0 behind an odd number of them
  };

  int begin = 0;                // the first input sample that is needed at all
  int length = 0;               // and how many from there
  std::vector<Window> windows;  // in memory order; neither beginnings nor ends decrease
  int precision = 0;            // bits behind the point of a weight
  std::vector<std::int16_t> weights;
};

// Resizes one axis of a rectangle of `image`; its corner (x, y) is where axis.begin lies.
RgbImage ResampleWidth(const RgbImage& image, int x, int y, int rows, const Axis& axis);
RgbImage ResampleHeight(const RgbImage& image, int x, int y, int columns, const Axis& axis);

}  // namespace photocluster
