#include "shared/journal/legacy_paths.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

using Texts = std::vector<std::string_view>;

const Texts kFiles = {"in/A/1.jpg", "in/A/2.jpg", "in/3.jpg", "4.jpg"};

TEST(LegacyPaths, PathsOfThisRootArePlacedWithoutAFile) {
  const LegacyPaths paths("/home/me/site", {}, {});
  EXPECT_EQ(paths.Place("/home/me/site/a/b.jpg"), "a/b.jpg");
  EXPECT_EQ(paths.Place("/home/me/site2/a.jpg"), std::nullopt);
  EXPECT_EQ(paths.Place("/home/me/site"), std::nullopt);
  EXPECT_TRUE(paths.OtherRoots().empty());
}

TEST(LegacyPaths, TheFolderBelowWhichTheFilesAreFoundIsTheOldRoot) {
  const Texts named = {"/mnt/old/in/A/1.jpg", "/mnt/old/in/A/2.jpg", "/mnt/old/in/gone.jpg"};
  const LegacyPaths paths("/home/me/site", kFiles, named);
  EXPECT_EQ(paths.Place("/mnt/old/in/A/1.jpg"), "in/A/1.jpg");
  EXPECT_EQ(paths.Place("/mnt/old/in/gone.jpg"), "in/gone.jpg");
  EXPECT_EQ(paths.Place("/mnt/other/x.jpg"), std::nullopt);
  EXPECT_EQ(paths.OtherRoots(), std::vector<std::string>{"/mnt/old"});
}

TEST(LegacyPaths, AnAccidentalNameHasFewerVotes) {
  const Texts named = {"/mnt/old/in/A/1.jpg", "/mnt/old/in/A/2.jpg", "/mnt/old/in/x/4.jpg"};
  EXPECT_EQ(LegacyPaths("", kFiles, named).Place("/mnt/old/in/x/4.jpg"), "in/x/4.jpg");
}

TEST(LegacyPaths, WindowsPathsByDriveAndByServer) {
  const Texts named = {"C:\\Photos\\in\\A\\1.jpg", "c:\\Photos\\in\\3.jpg", "\\\\nas\\share\\in\\A\\2.jpg"};
  const LegacyPaths paths("/home/me/site", kFiles, named);
  EXPECT_EQ(paths.Place("c:\\Photos\\in\\gone.jpg"), "in/gone.jpg");
  EXPECT_EQ(paths.Place("C:/Photos/in/A/1.jpg"), "in/A/1.jpg");
  EXPECT_EQ(paths.Place("\\\\nas\\share\\in\\A\\2.jpg"), "in/A/2.jpg");
  EXPECT_EQ(paths.OtherRoots(), (std::vector<std::string>{"C:/Photos", "//nas/share"}));
}

TEST(LegacyPaths, TheTrashNamesItsRootForCertain) {
  const Texts named = {"/mnt/old/in/A/1.jpg", "/mnt/old/in/A/2.jpg", "/mnt/old/in/.manual_cluster/trash/a/5.jpg"};
  const LegacyPaths paths("", kFiles, named);
  EXPECT_EQ(paths.Place("/mnt/old/in/.manual_cluster/trash/a/5.jpg"), ".manual_cluster/trash/a/5.jpg");
  EXPECT_EQ(paths.Place("/mnt/old/in/A/1.jpg"), "A/1.jpg");
}

TEST(LegacyPaths, WithoutAFileTheNameOfTheRootDecides) {
  const Texts named = {"/mnt/old/site/a/1.jpg"};
  EXPECT_EQ(LegacyPaths("/home/me/site", {}, named).Place("/mnt/old/site/a/1.jpg"), "a/1.jpg");
  EXPECT_EQ(LegacyPaths("/home/me/other", {}, named).Place("/mnt/old/site/a/1.jpg"), std::nullopt);
}

TEST(LegacyPaths, NoPathLeadsOutOfTheRootOrIntoTheStateFolder) {
  const LegacyPaths paths("/r", {}, {});
  for (const char* path : {"/r/../x.jpg", "/r//x.jpg", "/r/.clustering/trash/x.jpg", "/r/.clustering", "/r/a/./b.jpg",
                           "../x.jpg", "", "C:\\x.jpg", "/", "\\\\"}) {
    EXPECT_EQ(paths.Place(path), std::nullopt) << path;
  }
  EXPECT_EQ(paths.Place("in/x.jpg"), "in/x.jpg");
  EXPECT_EQ(paths.Place("in\\x.jpg"), "in\\x.jpg");  // no drive: a legal name
}

}  // namespace
}  // namespace photocluster
