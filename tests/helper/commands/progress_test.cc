#include "native-helper/commands/progress.h"

#include <gtest/gtest.h>

#include <sstream>

namespace photocluster {
namespace {

TEST(Progress, LineHasDoneTotalRateAndTimeLeft) {
  EXPECT_EQ(Progress::Line(512, 1200, 6.4, false), "512 of 1200  80.0 photos/s  9 s left");
  EXPECT_EQ(Progress::Line(512, 1200, 6.4, true), "[##########..............]  512 of 1200  80.0 photos/s  9 s left");
}

TEST(Progress, LongTimesAreInMinutesAndHours) {
  EXPECT_EQ(Progress::Line(10, 1000, 10, false), "10 of 1000  1.0 photos/s  16 min 30 s left");
  EXPECT_EQ(Progress::Line(10, 100'000, 10, false), "10 of 100000  1.0 photos/s  27 h 46 min left");
  EXPECT_EQ(Progress::Line(10, 1'000'000, 10, false), "10 of 1000000  1.0 photos/s  277 h 46 min left");
}

TEST(Progress, BeginningAndEndNeedNoGuess) {
  EXPECT_EQ(Progress::Line(0, 7, 0, false), "0 of 7");
  EXPECT_EQ(Progress::Line(0, 7, 3, true), "[........................]  0 of 7");
  EXPECT_EQ(Progress::Line(7, 7, 3.5, true), "[########################]  7 of 7  2.0 photos/s");
  EXPECT_EQ(Progress::Line(0, 0, 1, true), "[########################]  0 of 0");
}

TEST(Progress, TerminalGetsOneLineInPlace) {
  std::ostringstream out;
  Progress progress(out, true, 2);
  for (int i = 0; i < 2; ++i) progress.Advance();
  progress.End();
  const std::string text = out.str();
  EXPECT_EQ(text.front(), '\r');
  EXPECT_EQ(text.find('\n'), text.size() - 1);
  EXPECT_NE(text.find("[########################]  2 of 2"), std::string::npos) << text;
}

TEST(Progress, ElsewhereThereAreWholeLinesWithoutControlCharacters) {
  std::ostringstream out;
  Progress progress(out, false, 3);
  progress.Advance();
  progress.End();
  EXPECT_TRUE(out.str().starts_with("1 of 3  ")) << out.str();
  EXPECT_EQ(out.str().find_first_of("\r\x1b["), std::string::npos) << out.str();
}

}  // namespace
}  // namespace photocluster
