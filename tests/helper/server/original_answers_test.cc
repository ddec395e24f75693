#include "native-helper/server/original_answers.h"

#include <gtest/gtest.h>

namespace photocluster::original {
namespace {

TEST(OriginalAnswers, RefusalsAreSentencesAndWhatDoesNotFitIsNamed) {
  EXPECT_EQ(Refusal({ErrorCode::kUnknownPhoto, "gone"}).status, 404U);
  EXPECT_EQ(Refusal({ErrorCode::kBadName, "no name"}).status, 400U);
  EXPECT_EQ(Refusal({ErrorCode::kNoSpace, "full"}).status, 500U);
  EXPECT_EQ(Refusal(400, "a \"sentence\"").body, R"({"detail":"a \"sentence\""})");
  const HttpResponse unfit = Unfit("query", "root", "field required");
  EXPECT_EQ(unfit.status, 422U);
  EXPECT_EQ(unfit.body, R"({"detail":[{"loc":["query","root"],"msg":"field required","type":"value_error"}]})");
}

TEST(OriginalAnswers, WhatThereIsNotIsNullOrAnEmptyObject) {
  SessionView view;
  view.root = "/photos";
  const std::string empty = ToJson(view);
  EXPECT_TRUE(empty.ends_with(R"("auto_move":{},"suggestion":null})")) << empty;
  view.suggestion.value.emplace();
  view.suggestion.value->cluster = "Roof";
  view.suggestion.value->score = 0.5;
  const std::string one = ToJson(view);
  EXPECT_NE(one.find(R"("suggestion":{"cluster":"Roof","score":0.5,"second_cluster":null,)"), std::string::npos) << one;
}

TEST(OriginalAnswers, ScoresHaveFourDecimals) {
  EXPECT_EQ(FourDecimals(0.87824), 0.8782);
  EXPECT_EQ(FourDecimals(-0.00005), -0.0001);
}

}  // namespace
}  // namespace photocluster::original
