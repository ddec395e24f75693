#include "native-helper/host/private_files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/helper/host/private_folders.h"

namespace photocluster {
namespace {

TEST(PrivateFilesTest, FoldersFollowTheEnvironment) {
  const test::PrivateFolders folders;
  EXPECT_EQ(StateFolder(), folders / "XDG_STATE_HOME/photocluster");
  EXPECT_EQ(CacheFolder(), folders / "XDG_CACHE_HOME/photocluster");
  EXPECT_EQ(RuntimeFolder(), folders / "XDG_RUNTIME_DIR/photocluster");
  unsetenv("XDG_RUNTIME_DIR");
  EXPECT_EQ(RuntimeFolder(), StateFolder());
  setenv("XDG_STATE_HOME", "relative", 1);
  EXPECT_TRUE(StateFolder().ends_with("/.local/state/photocluster"));
}

TEST(PrivateFilesTest, WhatIsWrittenIsReadAndIsForThisUserAlone) {
  const test::TemporaryFolder folder;
  const std::string path = folder / "a/b/file";
  ASSERT_TRUE(WritePrivateFile(path, "one").ok());
  ASSERT_TRUE(WritePrivateFile(path, "two").ok());
  EXPECT_EQ(ReadPrivateFile(path).value(), "two");
  EXPECT_EQ(folder.Names("a/b"), "file");
  struct stat found {};
  ASSERT_EQ(stat((folder / "a/b").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0700U);
}

TEST(PrivateFilesTest, LinkIsNotFollowedAndNothingIsMissing) {
  const test::TemporaryFolder folder;
  ASSERT_TRUE(WritePrivateFile(folder / "real", "x").ok());
  folder.Link("link", "real");
  EXPECT_FALSE(ReadPrivateFile(folder / "link").ok());
  EXPECT_EQ(ReadPrivateFile(folder / "none").error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace photocluster
