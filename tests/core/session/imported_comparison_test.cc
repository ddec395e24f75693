#include "shared/session/imported_comparison.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

TEST(ImportedComparison, AgreesFromAMedianOfNinetyEightHundredthsOn) {
  EXPECT_TRUE((ImportedComparison{"m", 0.98, 32}.agrees()));
  EXPECT_FALSE((ImportedComparison{"m", 0.979999, 32}.agrees()));
  EXPECT_FALSE((ImportedComparison{"m", 1, 0}.agrees()));
}

TEST(ImportedComparison, SaysWhatItCameTo) {
  EXPECT_EQ(NoticeOf(ImportedComparison{"m", 0.994597, 32}).sentence,
            "the vectors that the original program had stored are of m (median cosine 0.995, 32 photos compared): they "
            "count");
  EXPECT_EQ(NoticeOf(ImportedComparison{"m", -0.0126, 1}).sentence,
            "the vectors that the original program had stored are of another model than m (median cosine -0.013, 1 "
            "photo compared) and are not used: suggestions come from the photos themselves");
  EXPECT_EQ(NoticeOf(ImportedComparison{"m", 0, 0}).sentence,
            "the vectors that the original program had stored cannot be compared with those of m and are not used: "
            "suggestions come from the photos themselves");
}

}  // namespace
}  // namespace photocluster
