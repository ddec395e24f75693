#include "shared/base/result.h"

#include <gtest/gtest.h>

#include <memory>

namespace photocluster {
namespace {

const Error kTaken{ErrorCode::kExists, "the name is taken"};

Result<int> Half(int number) {
  if (number % 2 != 0) return Error{ErrorCode::kBadInput, "odd"};
  return number / 2;
}

Result<int> Quarter(int number) {
  const int half = TRY(Half(number));
  return Half(half);
}

Result<void> CheckedTwice(Result<void> first, int& reached) {
  TRY(first);
  ++reached;
  return {};
}

TEST(Result, HoldsAValueOrAnError) {
  const Result<std::string> value(std::string("a"));
  EXPECT_TRUE(value.ok());
  EXPECT_EQ(value.value(), "a");
  const Result<std::string> error(kTaken);
  EXPECT_FALSE(error.ok());
  EXPECT_EQ(error.error(), kTaken);
}

TEST(Result, OfNothingIsOkUnlessAnError) {
  EXPECT_TRUE(Result<void>().ok());
  EXPECT_EQ(Result<void>(kTaken).error(), kTaken);
}

TEST(Result, MovesOutWhatCannotBeCopied) {
  Result<std::unique_ptr<int>> result(std::make_unique<int>(7));
  const std::unique_ptr<int> taken = std::move(result).value();
  EXPECT_EQ(*taken, 7);
}

TEST(Try, GivesTheValueOrReturnsTheError) {
  EXPECT_EQ(Quarter(8).value(), 2);
  EXPECT_EQ(Quarter(6).error().detail, "odd");
  EXPECT_EQ(Quarter(3).error().code, ErrorCode::kBadInput);
}

TEST(Try, PassesErrorsOfNothingOn) {
  int reached = 0;
  EXPECT_EQ(CheckedTwice(kTaken, reached).error(), kTaken);
  EXPECT_EQ(reached, 0);
  EXPECT_TRUE(CheckedTwice({}, reached).ok());
  EXPECT_EQ(reached, 1);
}

}  // namespace
}  // namespace photocluster
