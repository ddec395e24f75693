#pragma once
#include <gtest/gtest.h>

#include <string>
#include <vips/vips8>

#include "native-helper/imaging/decode.h"

namespace photocluster::test {

// Tests that decode: the decoding libraries are started before the first of them.
class ImagingTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { static const ImagingLibrary library("helper_tests"); }
};

// Four quarters: red and green above, blue and yellow below. A quarter is told whatever a lossy format does to it.
vips::VImage Quarters(int width, int height);
// No two rows alike, and like a photo no flat part; the same on every machine.
vips::VImage Texture(int width, int height);

// The file that vips writes for a suffix with options, such as ".png[bitdepth=16]" or ".bmp".
std::string Encoded(const vips::VImage& image, const std::string& suffix);

// Quarters(80, 64) as HEIC: quarters.heic beside this file, made by Encoded(…, ".heic[Q=90,strip]"). It is kept as a
// file because the encoder leaks, which the leak check takes for ours.
std::string HeicQuarters();

// The pixel in the middle of a quarter (column and row 0 or 1).
std::array<int, 3> QuarterColour(const RgbImage& image, int column, int row);
// Fails the test unless the four quarters lie as Quarters() made them, within `tolerance` of 255.
void ExpectQuarters(const RgbImage& image, int tolerance = 40);
// Fails the test unless the result is an image with all its pixels or an error with a reason.
void ExpectWhole(const Result<DecodedPhoto>& photo, int wanted_short_side);

// Mean absolute difference of two images of one size, of 255.
double MeanDifference(const RgbImage& a, const RgbImage& b);

}  // namespace photocluster::test
