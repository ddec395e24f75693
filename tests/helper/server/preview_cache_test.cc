#include "native-helper/server/preview_cache.h"

#include "tests/helper/server/server_fixtures.h"

namespace photocluster {
namespace {

constexpr Fingerprint kPhoto{0xab12, 7};

Previews Pictures() { return {.jpegs = {"small\xff\xd9", "middle\xff\xd9", "large\xff\xd9"}, .facts = {}}; }

TEST(PreviewCacheTest, WhatIsStoredIsFoundBySize) {
  const test::TemporaryFolder folder;
  const PreviewCache cache(folder / "previews");
  EXPECT_FALSE(cache.Find(kPhoto, 0));
  cache.Store(kPhoto, Pictures());
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(cache.Find(kPhoto, i), Pictures().jpegs[i]);
  EXPECT_FALSE(cache.Find({1, 2}, 0));
  EXPECT_EQ(folder.Names("previews"), "00");
}

TEST(PreviewCacheTest, FileCutShortIsNotUsed) {
  const test::TemporaryFolder folder;
  const PreviewCache cache(folder / "previews");
  cache.Store(kPhoto, Pictures());
  folder.Write("previews/00/" + kPhoto.ToText() + "-256.jpg", "smal");
  EXPECT_FALSE(cache.Find(kPhoto, 0));
  EXPECT_TRUE(cache.Find(kPhoto, 1));
}

TEST(PreviewCacheTest, CacheThatCannotBeWrittenIsNoFailure) {
  const test::TemporaryFolder folder;
  folder.Write("previews", "a file");
  const PreviewCache cache(folder / "previews");
  cache.Store(kPhoto, Pictures());
  EXPECT_FALSE(cache.Find(kPhoto, 0));
}

}  // namespace
}  // namespace photocluster
