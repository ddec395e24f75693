#include "shared/base/path.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace photocluster {
namespace {

TEST(Path, JoinAddsNoSeparatorToTheRoot) {
  EXPECT_EQ(Join("a/b", "c.jpg"), "a/b/c.jpg");
  EXPECT_EQ(Join("", "c.jpg"), "c.jpg");
}

TEST(Path, ParentAndFileNameTakeAPathApart) {
  EXPECT_EQ(Parent("a/b/c.jpg"), "a/b");
  EXPECT_EQ(FileName("a/b/c.jpg"), "c.jpg");
  EXPECT_EQ(Parent("c.jpg"), "");
  EXPECT_EQ(FileName("c.jpg"), "c.jpg");
  EXPECT_EQ(Parent(""), "");
}

struct StemCase {
  std::string path, stem, extension;
};

TEST(Path, ExtensionBeginsAtTheLastDotButNotAtALeadingOne) {
  for (const StemCase& c : {StemCase{"a/b.jpg", "b", ".jpg"},
                            {"a.b/c", "c", ""},
                            {"b.jpg.xmp", "b.jpg", ".xmp"},
                            {"a/.hidden", ".hidden", ""},
                            {".hidden.jpg", ".hidden", ".jpg"},
                            {"end.", "end", "."},
                            {"..jpg", ".", ".jpg"},
                            {"", "", ""}}) {
    EXPECT_EQ(Stem(c.path), c.stem) << c.path;
    EXPECT_EQ(Extension(c.path), c.extension) << c.path;
  }
}

TEST(Path, ClippedEndsAtACharacterBorder) {
  EXPECT_EQ(Clipped("Снег", 8), "Снег");
  EXPECT_EQ(Clipped("Снег", 7), "Сне");
  EXPECT_EQ(Clipped("Снег", 1), "");
  EXPECT_EQ(Clipped("a😀", 4), "a");
  EXPECT_EQ(Clipped("abc", 2), "ab");
  EXPECT_EQ(Clipped("abc", 0), "");
}

TEST(Path, ClippedKeepsBytesThatAreNotUtf8) { EXPECT_EQ(Clipped(std::string(9, '\x80'), 7), std::string(7, '\x80')); }

TEST(Path, WithStemSuffixPutsItBeforeTheExtension) {
  EXPECT_EQ(WithStemSuffix("a/b.jpg", "__dup1"), "a/b__dup1.jpg");
  EXPECT_EQ(WithStemSuffix("b", "__dup1"), "b__dup1");
  EXPECT_EQ(WithStemSuffix("a/.hidden", "__dup1"), "a/.hidden__dup1");
}

TEST(Path, WithStemSuffixKeepsEveryNameWithinItsLimit) {
  for (std::size_t letters = 1; letters <= 130; ++letters) {
    for (const std::string extension : {"", ".jpg", ".жпег"}) {
      std::string stem;
      for (std::size_t i = 0; i < letters; ++i) stem += "я";
      const std::string path = WithStemSuffix("folder/" + stem + extension, "__dup12");
      const std::string_view name = FileName(path);
      EXPECT_LE(name.size(), kMaxNameBytes);
      EXPECT_GT(name.size() + 2, std::min(kMaxNameBytes, stem.size() + 7 + extension.size()));
      EXPECT_TRUE(name.ends_with("__dup12" + extension));
      EXPECT_TRUE(IsSafeRelativePath(path));
    }
  }
}

TEST(Path, AnExtensionThatLeavesNoStemCountsAsStem) {
  const std::string path = WithStemSuffix("a." + std::string(253, 'x'), "__dup1");
  EXPECT_EQ(path, "a." + std::string(247, 'x') + "__dup1");
}

TEST(Path, IsInsideKnowsWholePartsOnly) {
  EXPECT_TRUE(IsInside("a/b.jpg", "a"));
  EXPECT_TRUE(IsInside("a/b/c.jpg", "a"));
  EXPECT_TRUE(IsInside("a", ""));
  EXPECT_FALSE(IsInside("ab/c.jpg", "a"));
  EXPECT_FALSE(IsInside("a", "a"));
  EXPECT_FALSE(IsInside("a", "a/b"));
  EXPECT_FALSE(IsInside("", ""));
}

TEST(Path, SafePathsNameSomethingBelowTheRoot) {
  for (const std::string path : {"a", "a/b.jpg", "a b/Снег/..c", "a\\b", "...", "a\nb"}) {
    EXPECT_TRUE(IsSafeRelativePath(path)) << path;
  }
  for (const std::string path :
       {"", "/", "/a", "a/", "a//b", ".", "..", "a/./b", "a/../b", "../a", "a/..", "\xFF", "a/\xC3"}) {
    EXPECT_FALSE(IsSafeRelativePath(path)) << path;
  }
  EXPECT_FALSE(IsSafeRelativePath(std::string_view("a\0b", 3)));
}

}  // namespace
}  // namespace photocluster
