#include "shared/session/text_store.h"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace photocluster {
namespace {

TEST(TextStore, ATextOfAnyLengthIsReadAsItWasKept) {
  TextStore texts;
  std::vector<std::pair<StoredText, std::string>> kept;
  for (const std::size_t size :
       std::initializer_list<std::size_t>{0, 1, 127, 128, 300, 16383, 16384, 65526, 65536, 200'000}) {
    std::string text(size, 'a');
    if (size > 2) text[size - 2] = '\0';
    kept.emplace_back(texts.Keep(text), text);
  }
  for (const auto& [text, wanted] : kept) EXPECT_EQ(text.view(), wanted) << wanted.size();
}

TEST(TextStore, TextsStayWhereTheyAreWhenMoreComeOrTheirKeeperMoves) {
  TextStore first;
  const StoredText kept = first.Keep("Снег/IMG_0001.JPG");
  for (int i = 0; i < 10'000; ++i) first.Keep("another text " + std::to_string(i));
  const TextStore moved = std::move(first);
  EXPECT_EQ(kept, "Снег/IMG_0001.JPG");
}

TEST(TextStore, WhatIsKeptOnceIsKeptOnce) {
  TextStore texts;
  const std::string longer(200, 'x');
  const StoredText roof = texts.KeepOnce("Roof"), other = texts.KeepOnce(longer);
  EXPECT_EQ(texts.KeepOnce("Roof").view().data(), roof.view().data());
  EXPECT_EQ(texts.KeepOnce(longer).view().data(), other.view().data());
  EXPECT_EQ(texts.KeepOnce(longer), longer);
  EXPECT_EQ(texts.KeepOnce(""), "");
}

TEST(TextStore, TheyCompareByTheirCharacters) {
  TextStore texts;
  EXPECT_EQ(texts.Keep("a"), texts.Keep("a"));
  EXPECT_NE(texts.Keep("a"), texts.Keep("b"));
  EXPECT_LT(texts.Keep("a"), texts.Keep("ab"));
  EXPECT_GT(texts.Keep("b"), std::string("ab"));
  EXPECT_EQ("\"" + texts.Keep("a") + "\"", "\"a\"");
  EXPECT_TRUE(StoredText().empty());
  EXPECT_EQ(StoredText(), texts.Keep(""));
}

}  // namespace
}  // namespace photocluster
