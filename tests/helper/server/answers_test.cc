#include "native-helper/server/answers.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

TEST(AnswersTest, FaultSaysCodeAndReasonWithAFittingStatus) {
  const HttpResponse response = FaultAnswer({ErrorCode::kNotFound, "it is gone"});
  EXPECT_EQ(response.status, 404U);
  EXPECT_EQ(response.body, R"({"code":"not_found","detail":"it is gone"})");
  EXPECT_EQ(FaultAnswer({ErrorCode::kDamaged, ""}).status, 422U);
  EXPECT_EQ(FaultAnswer({ErrorCode::kBadInput, ""}).status, 400U);
  EXPECT_EQ(FaultAnswer({ErrorCode::kDenied, ""}).status, 403U);
  EXPECT_EQ(FaultAnswer({ErrorCode::kIo, ""}).status, 500U);
  EXPECT_EQ(FaultAnswer(426, {ErrorCode::kBadInput, ""}).status, 426U);
}

TEST(AnswersTest, NothingOfTheApiIsStored) {
  for (const HttpResponse& response : {JsonAnswer("{}"), TextAnswer(""), BinaryAnswer(), SentencePage(403, "No.")}) {
    EXPECT_EQ(FindHeader(response.headers, "Cache-Control"), "no-store");
  }
}

}  // namespace
}  // namespace photocluster
