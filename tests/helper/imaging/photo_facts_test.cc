#include "native-helper/imaging/photo_facts.h"

#include "tests/helper/imaging/test_images.h"
#include "tests/helper/imaging/tiff_builder.h"

namespace photocluster {
namespace {

using test::ExifBlock;

class PhotoFactsTest : public test::ImagingTest {};

constexpr std::int64_t kSeptember2014 = 1410876312000;  // date -ud '2014-09-16 14:05:12' +%s

TEST_F(PhotoFactsTest, EveryOrientationIsRead) {
  for (int number = 1; number <= 8; ++number) {
    EXPECT_EQ(FactsFromExif(ExifBlock(number, {})).orientation, static_cast<Orientation>(number));
  }
}

TEST_F(PhotoFactsTest, AnOrientationOutOfRangeIsUpright) {
  for (const int number : {0, 9, 255}) {
    EXPECT_EQ(FactsFromExif(ExifBlock(number, {})).orientation, Orientation::kUpright);
  }
}

TEST_F(PhotoFactsTest, TheMomentOfTheShutterGoesBeforeLaterOnes) {
  const char* const first = "2014:09:16 14:05:12";
  const char* const second = "2015:01:01 00:00:00";
  const char* const third = "2016:01:01 00:00:00";
  EXPECT_EQ(FactsFromExif(ExifBlock(1, {first, second, third})).taken_ms, kSeptember2014);
  EXPECT_EQ(FactsFromExif(ExifBlock(1, {"", first, second})).taken_ms, kSeptember2014);
  EXPECT_EQ(FactsFromExif(ExifBlock(1, {"", "", first})).taken_ms, kSeptember2014);
  EXPECT_EQ(FactsFromExif(ExifBlock(1, {"0000:00:00 00:00:00", first, second})).taken_ms, kSeptember2014);
  EXPECT_FALSE(FactsFromExif(ExifBlock(1, {})).taken_ms.has_value());
}

TEST_F(PhotoFactsTest, BrokenMetadataIsNoMetadata) {
  const std::string whole = ExifBlock(6, {"2014:09:16 14:05:12", "", ""});
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const PhotoFacts facts = FactsFromExif(std::string_view(whole).substr(0, length));
    EXPECT_TRUE(!facts.taken_ms || *facts.taken_ms == kSeptember2014);
  }
  EXPECT_EQ(FactsFromExif("this is no EXIF").orientation, Orientation::kUpright);
}

TEST_F(PhotoFactsTest, TimesThatAreNoneAreRefused) {
  EXPECT_EQ(ParseExifTime("2014:09:16 14:05:12"), kSeptember2014);
  EXPECT_EQ(ParseExifTime("2014-09-16T14:05:12"), kSeptember2014);
  EXPECT_EQ(ParseExifTime("1970:01:01 00:00:00"), 0);
  EXPECT_EQ(ParseExifTime("1969:12:31 23:59:59"), -1000);
  for (const char* text :
       {"", "    :  :     :  :  ", "0000:00:00 00:00:00", "2014:13:01 00:00:00", "2014:02:30 00:00:00",
        "2014:09:16 24:00:00", "2014:09:16 14:60:00", "2014:09:16 14:05", "-014:09:16 14:05:12"}) {
    EXPECT_FALSE(ParseExifTime(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace photocluster
