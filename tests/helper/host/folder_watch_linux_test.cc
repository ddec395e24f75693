#include "native-helper/host/folder_watch_linux.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/helper/host/temporary_folder.h"

namespace photocluster {
namespace {

using Places = std::set<std::string>;

class FolderWatchTest : public testing::Test {
 protected:
  FolderWatchTest() {
    folder_.Write("a.jpg", "a");
    folder_.Write("in/b.jpg", "b");
    auto opened = FolderWatch::Open(std::filesystem::canonical(folder_.path()).string(), {"in"});
    if (opened.ok()) watch_ = std::move(opened).value();
  }
  void SetUp() override {
    if (!watch_) GTEST_SKIP() << "this system does not watch folders";
  }
  Places Files() { return watch_->Take().value_or(FolderWatch::Touched{}).files; }

  test::TemporaryFolder folder_;
  std::unique_ptr<FolderWatch> watch_;
};

TEST_F(FolderWatchTest, NamesEachPlaceOnce) {
  EXPECT_EQ(Files(), Places{});
  folder_.Write("a.jpg", "edited");
  folder_.Write("a.jpg", "edited again");
  folder_.Write("in/c.jpg", "new");
  std::filesystem::remove(folder_ / "in/b.jpg");
  EXPECT_EQ(Files(), (Places{"a.jpg", "in/b.jpg", "in/c.jpg"}));
  EXPECT_EQ(Files(), Places{});
}

TEST_F(FolderWatchTest, WhatLiesInANewFolderIsNamedAndWatched) {
  folder_.Write("new/deep/d.jpg", "d");
  const auto touched = watch_->Take();
  ASSERT_TRUE(touched);
  EXPECT_EQ(touched->folders, (Places{"new", "new/deep"}));
  EXPECT_EQ(touched->files, Places{"new/deep/d.jpg"});
  folder_.Write("new/deep/e.jpg", "e");
  EXPECT_EQ(Files(), (Places{"new/deep/e.jpg"}));
}

TEST_F(FolderWatchTest, AFolderThatWasRenamedGoesOnUnderItsNewName) {
  std::filesystem::rename(folder_ / "in", folder_ / "out");
  const auto touched = watch_->Take();
  ASSERT_TRUE(touched);
  EXPECT_EQ(touched->folders, (Places{"in", "out"}));
  EXPECT_EQ(touched->files, Places{"out/b.jpg"});
  folder_.Write("out/c.jpg", "c");
  EXPECT_EQ(Files(), (Places{"out/c.jpg"}));
}

TEST_F(FolderWatchTest, HiddenNamesAndLinksAreNotLookedAt) {
  const test::TemporaryFolder elsewhere;
  folder_.Write(".hidden/a.jpg", "a");
  folder_.Write("in/.b.jpg.part", "b");
  EXPECT_EQ(Files(), Places{});
  std::filesystem::create_directory_symlink(elsewhere.path(), folder_ / "link");
  EXPECT_EQ(Files(), Places{"link"});
  elsewhere.Write("c.jpg", "c");
  EXPECT_EQ(Files(), Places{});
}

TEST_F(FolderWatchTest, AFolderThatIsNotThereIsNoError) {
  EXPECT_TRUE(FolderWatch::Open(folder_.path(), {"in", "gone", "a.jpg"}).ok());
  EXPECT_FALSE(FolderWatch::Open(folder_ / "gone", {}).ok());
}

}  // namespace
}  // namespace photocluster
