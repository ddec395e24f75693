#include "native-helper/imaging/image_format.h"

#include <gtest/gtest.h>

#include <string>

namespace photocluster {
namespace {

using namespace std::string_literals;

TEST(ImageFormatTest, IsToldByTheFirstBytes) {
  EXPECT_EQ(FormatOf("\xff\xd8\xff\xe0 more"s), ImageFormat::kJpeg);
  EXPECT_EQ(FormatOf("\x89PNG\r\n\x1a\n more"s), ImageFormat::kPng);
  EXPECT_EQ(FormatOf("GIF89a more"s), ImageFormat::kGif);
  EXPECT_EQ(FormatOf("RIFF1234WEBPVP8 "s), ImageFormat::kWebp);
  EXPECT_EQ(FormatOf("II*\0 more"s), ImageFormat::kTiff);
  EXPECT_EQ(FormatOf("MM\0* more"s), ImageFormat::kTiff);
  EXPECT_EQ(FormatOf("BM more"s), ImageFormat::kBmp);
  EXPECT_EQ(FormatOf("\0\0\0\x18"
                     "ftypheic"s),
            ImageFormat::kHeif);
  EXPECT_EQ(FormatOf("\0\0\0\x20"
                     "ftypavif"s),
            ImageFormat::kHeif);
  EXPECT_EQ(FormatOf("\xff\x0a more"s), ImageFormat::kJxl);
}

TEST(ImageFormatTest, WhatIsNoneOfThemIsOther) {
  EXPECT_EQ(FormatOf(""), ImageFormat::kOther);
  EXPECT_EQ(FormatOf("\xff\xd8"s), ImageFormat::kOther);
  EXPECT_EQ(FormatOf("FUJIFILMCCD-RAW"), ImageFormat::kOther);
  EXPECT_EQ(FormatOf("\0\0\0\x18"
                     "ftypcrx "s),
            ImageFormat::kOther);
  EXPECT_EQ(FormatOf("\0\0\0\x18"
                     "ftypisom"s),
            ImageFormat::kOther);
  EXPECT_EQ(FormatOf("dear diary, GIF89a"), ImageFormat::kOther);
}

}  // namespace
}  // namespace photocluster
