#include "native-helper/imaging/jpeg_markers.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

using namespace std::string_literals;

std::string Segment(char marker, const std::string& body) {
  const std::size_t length = body.size() + 2;
  return "\xff"s + marker + static_cast<char>(length >> 8) + static_cast<char>(length) + body;
}

std::string IccPart(char number, char count, const std::string& bytes) {
  return Segment('\xe2', "ICC_PROFILE\0"s + number + count + bytes);
}

const std::string kStart = "\xff\xd8"s;
const std::string kScan = "\xff\xda\0\x02"s;

TEST(JpegMarkersTest, FindsExifBehindOtherSegments) {
  const std::string jpeg =
      kStart + Segment('\xe0', "JFIF") + Segment('\xe1', "http://ns.adobe.com/xap") + Segment('\xe1', "Exif\0\0II*"s);
  EXPECT_EQ(ReadJpegMarkers(jpeg + kScan).exif, "II*");
}

TEST(JpegMarkersTest, TheFirstExifHolds) {
  EXPECT_EQ(ReadJpegMarkers(kStart + Segment('\xe1', "Exif\0\0one"s) + Segment('\xe1', "Exif\0\0two"s)).exif, "one");
}

TEST(JpegMarkersTest, JoinsTheProfileByItsNumbers) {
  const std::string jpeg = kStart + IccPart(2, 3, "b") + IccPart(1, 3, "a") + IccPart(3, 3, "c") + kScan;
  EXPECT_EQ(ReadJpegMarkers(jpeg).icc, "abc");
}

TEST(JpegMarkersTest, AProfileWithAMissingPartIsNone) {
  EXPECT_EQ(ReadJpegMarkers(kStart + IccPart(1, 3, "a") + IccPart(3, 3, "c")).icc, "");
}

TEST(JpegMarkersTest, FillBytesBetweenSegmentsAreSkipped) {
  EXPECT_EQ(ReadJpegMarkers(kStart + "\xff\xff\xff" + Segment('\xe1', "Exif\0\0x"s)).exif, "x");
}

TEST(JpegMarkersTest, NothingBehindTheFirstScanCounts) {
  EXPECT_EQ(ReadJpegMarkers(kStart + kScan + Segment('\xe1', "Exif\0\0x"s)).exif, "");
}

TEST(JpegMarkersTest, EveryPrefixIsReadWithoutComplaint) {
  const std::string jpeg = kStart + Segment('\xe1', "Exif\0\0x"s) + IccPart(1, 1, "profile") + kScan;
  for (std::size_t length = 0; length < jpeg.size(); ++length) {
    const JpegMarkers markers = ReadJpegMarkers(std::string_view(jpeg).substr(0, length));
    EXPECT_TRUE(markers.exif.empty() || markers.exif == "x");
    EXPECT_TRUE(markers.icc.empty() || markers.icc == "profile");
  }
}

}  // namespace
}  // namespace photocluster
