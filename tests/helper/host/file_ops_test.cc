#include <fcntl.h>
#include <gtest/gtest.h>

#include <cerrno>

#include "native-helper/host/file_ops_posix.h"
#include "tests/helper/host/temporary_folder.h"

namespace photocluster {
namespace {

using test::TemporaryFolder;

// Both ways of resolving a path must answer alike.
using Opener = Fd (*)(int, const std::string&, int, mode_t);
class OpenBeneathTest : public testing::TestWithParam<Opener> {
 protected:
  int Try(const std::string& path, int flags, mode_t mode = 0) {  // 0 or errno
    const Fd opened = GetParam()(root_.get(), path, flags, mode);
    return opened.is_open() ? 0 : errno;
  }
  TemporaryFolder folder_;
  Fd root_ = OpenRoot(folder_.path());
};
INSTANTIATE_TEST_SUITE_P(Ways, OpenBeneathTest, testing::Values(&OpenBeneath, &OpenBeneathByParts),
                         [](const auto& way) { return way.index == 0 ? "ByKernel" : "ByParts"; });

TEST_P(OpenBeneathTest, FindsFilesAndFolders) {
  folder_.Write("a/b/c.jpg", "photo");
  EXPECT_EQ(Try("a/b/c.jpg", O_RDONLY), 0);
  EXPECT_EQ(Try("a/b", O_RDONLY | O_DIRECTORY), 0);
  EXPECT_EQ(Try("", O_RDONLY | O_DIRECTORY), 0);
  EXPECT_EQ(Try("a/x/c.jpg", O_RDONLY), ENOENT);
  EXPECT_EQ(Try("a/b/c.jpg/d", O_RDONLY), ENOTDIR);
  EXPECT_EQ(Try("a/b/c.jpg", O_RDONLY | O_DIRECTORY), ENOTDIR);
}

TEST_P(OpenBeneathTest, MakesAFileWithItsMode) {
  ASSERT_EQ(Try("new.jpg", O_WRONLY | O_CREAT | O_EXCL, 0600), 0);
  struct stat found {};
  ASSERT_EQ(Look(root_.get(), "new.jpg", found), 0);
  EXPECT_EQ(found.st_mode & 0777u, 0600u);
  EXPECT_EQ(Try("new.jpg", O_WRONLY | O_CREAT | O_EXCL, 0600), EEXIST);
}

TEST_P(OpenBeneathTest, FollowsNoLinkWhereverItStands) {
  const TemporaryFolder outside;
  outside.Write("deep/secret.jpg", "outside");
  folder_.Write("inside/c.jpg", "photo");
  folder_.Link("away", outside.path());
  folder_.Link("file.jpg", outside / "deep/secret.jpg");
  folder_.Link("inside/up", "../inside");
  EXPECT_EQ(Try("file.jpg", O_RDONLY), ELOOP);
  EXPECT_EQ(Try("away/deep/secret.jpg", O_RDONLY), ELOOP);
  EXPECT_EQ(Try("away", O_RDONLY | O_DIRECTORY), ELOOP);
  EXPECT_EQ(Try("inside/up/c.jpg", O_RDONLY), ELOOP);
  EXPECT_EQ(Try("away/new.jpg", O_WRONLY | O_CREAT, 0644), ELOOP);
  EXPECT_EQ(outside.Names(""), "deep");
}

class FileOps : public testing::Test {
 protected:
  TemporaryFolder folder_;
  Fd root_ = OpenRoot(folder_.path());
};

TEST_F(FileOps, MakeFoldersTellsWhichItMade) {
  folder_.MakeFolder("a");
  std::vector<std::string> made;
  EXPECT_TRUE(MakeFolders(root_.get(), "a/b/c", made).is_open());
  EXPECT_EQ(made, (std::vector<std::string>{"a/b", "a/b/c"}));
  made.clear();
  EXPECT_TRUE(MakeFolders(root_.get(), "a/b/c", made).is_open());
  EXPECT_TRUE(MakeFolders(root_.get(), "", made).is_open());
  EXPECT_TRUE(made.empty());
}

TEST_F(FileOps, MakeFoldersStopsAtAFileAndAtALink) {
  const TemporaryFolder outside;
  folder_.Write("file", "x");
  folder_.Link("link", outside.path());
  std::vector<std::string> made;
  EXPECT_FALSE(MakeFolders(root_.get(), "file/a", made).is_open());
  EXPECT_EQ(errno, ENOTDIR);
  EXPECT_FALSE(MakeFolders(root_.get(), "link/a", made).is_open());
  EXPECT_EQ(errno, ELOOP);
  EXPECT_TRUE(made.empty());
  EXPECT_EQ(outside.Names(""), "");
}

TEST_F(FileOps, BothRenamesMoveAndNeverReplace) {
  using Rename = int (*)(int, const std::string&, int, const std::string&);
  for (const Rename rename : {&RenameNoReplace, &RenameByLink}) {
    folder_.Write("a.jpg", "a");
    folder_.Write("b.jpg", "b");
    EXPECT_EQ(rename(root_.get(), "a.jpg", root_.get(), "b.jpg"), EEXIST);
    EXPECT_EQ(folder_.Content("a.jpg"), "a");
    EXPECT_EQ(folder_.Content("b.jpg"), "b");
    EXPECT_EQ(rename(root_.get(), "gone.jpg", root_.get(), "d.jpg"), ENOENT);
    EXPECT_EQ(rename(root_.get(), "a.jpg", root_.get(), "c.jpg"), 0);
    EXPECT_EQ(folder_.Names(""), "b.jpg c.jpg");
    EXPECT_EQ(folder_.Content("c.jpg"), "a");
    std::filesystem::remove(folder_ / "c.jpg");
  }
}

TEST_F(FileOps, ContentIsReadWholeAndInParts) {
  const std::string content = std::string(3'000'000, 'x') + "end";
  folder_.Write("a", content);
  const Fd file = OpenBeneath(root_.get(), "a", O_RDONLY);
  std::string read = "before";
  EXPECT_EQ(ReadAll(file.get(), read), 0);
  EXPECT_EQ(read, content);
  std::string part = "begin ";
  EXPECT_EQ(ReadAt(file.get(), 2'999'999, 100, part), 0);
  EXPECT_EQ(part, "begin xend");
}

TEST_F(FileOps, ComparisonGoesToTheLastByte) {
  const std::string content(2'500'000, 'x');
  folder_.Write("a", content);
  folder_.Write("same", content);
  folder_.Write("other", content.substr(1) + "y");
  folder_.Write("longer", content + "x");
  folder_.Write("whole pieces", std::string(std::size_t{2} << 20, 'x'));
  const auto is_equal = [&](const char* a, const char* b) {
    bool equal = false;
    EXPECT_EQ(
        CompareContent(OpenBeneath(root_.get(), a, O_RDONLY).get(), OpenBeneath(root_.get(), b, O_RDONLY).get(), equal),
        0);
    return equal;
  };
  EXPECT_TRUE(is_equal("a", "same"));
  EXPECT_TRUE(is_equal("whole pieces", "whole pieces"));
  EXPECT_FALSE(is_equal("a", "other"));
  EXPECT_FALSE(is_equal("a", "longer"));
  EXPECT_FALSE(is_equal("longer", "a"));
  EXPECT_FALSE(is_equal("a", "whole pieces"));
}

TEST_F(FileOps, TimesAreWholeMillisecondsRoundedDown) {
  struct stat found {};
  found.st_mtim = {.tv_sec = 5, .tv_nsec = 1'999'999};
  EXPECT_EQ(MtimeMs(found), 5001);
  found.st_mtim = {.tv_sec = -1, .tv_nsec = 999'999'999};  // one nanosecond before 1970
  EXPECT_EQ(MtimeMs(found), -1);
}

TEST_F(FileOps, SyncFolderNeedsAFolder) {
  folder_.Write("a/b", "x");
  EXPECT_EQ(SyncFolder(root_.get(), ""), 0);
  EXPECT_EQ(SyncFolder(root_.get(), "a"), 0);
  EXPECT_EQ(SyncFolder(root_.get(), "gone"), ENOENT);
  EXPECT_EQ(SyncFolder(root_.get(), "a/b"), ENOTDIR);
}

TEST_F(FileOps, FileSystemHasAName) { EXPECT_FALSE(FileSystemName(root_.get()).empty()); }

}  // namespace
}  // namespace photocluster
