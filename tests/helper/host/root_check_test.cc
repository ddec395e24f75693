#include "native-helper/host/root_check.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/helper/host/temporary_folder.h"

namespace photocluster {
namespace {

using test::TemporaryFolder;

bool IsRefused(const std::string& path, bool mount_point = false) {
  return RefusalOf(path, {{"/home/anna", "/root"}, mount_point}).has_value();
}

TEST(RefusalOf, RefusesWhatIsNoFolderOfPhotos) {
  for (const char* path :
       {"/",          "/home",    "/home/anna", "/root",      "/bin",   "/boot",    "/dev",      "/dev/shm",
        "/etc",       "/etc/x/y", "/lib",       "/lib64",     "/media", "/mnt",     "/opt",      "/proc/1",
        "/run",       "/srv",     "/run/x",     "/run/media", "/sbin",  "/snap/x",  "/sys",      "/tmp",
        "/usr/share", "/var",     "/var/lib/x", "/var/tmp",   "/usr",   "/lib32/x", "/libx32/x", "/run/user/0"}) {
    EXPECT_TRUE(IsRefused(path)) << path;
  }
}

TEST(RefusalOf, AllowsFoldersOfPeopleAndDrives) {
  for (const char* path : {"/home/anna/photos", "/home/photos", "/root/photos", "/media/anna/CARD/DCIM",
                           "/mnt/nas/photos", "/run/media/anna/CARD/DCIM", "/tmp/x", "/var/tmp/x", "/opt/photos",
                           "/srv/photos", "/photos", "/etcetera", "/data", "/usr2/x"}) {
    EXPECT_FALSE(IsRefused(path)) << path;
  }
}

TEST(RefusalOf, RefusesTheTopOfADriveOnly) {
  EXPECT_TRUE(IsRefused("/media/anna/CARD", true));
  EXPECT_TRUE(IsRefused("/run/media/anna/CARD", true));
  EXPECT_TRUE(IsRefused("/mnt/nas", true));
  EXPECT_FALSE(IsRefused("/mnt/nas", false));
  EXPECT_FALSE(IsRefused("/photos", true));  // as a container sees a folder that is lent to it
}

TEST(RefusalOf, RefusesOurOwnFolder) {
  EXPECT_TRUE(IsRefused("/home/anna/photos/.clustering"));
  EXPECT_TRUE(IsRefused("/home/anna/photos/.clustering/trash/x"));
  EXPECT_FALSE(IsRefused("/home/anna/photos/x.clustering"));
}

class CheckRootTest : public testing::Test {
 protected:
  ErrorCode CodeOf(const std::string& path) {
    const Result<CheckedRoot> checked = CheckRoot(path);
    EXPECT_FALSE(checked.ok()) << path;
    return checked.ok() ? ErrorCode::kCancelled : checked.error().code;
  }
  TemporaryFolder folder_;
};

TEST_F(CheckRootTest, GivesTheRealPath) {
  folder_.MakeFolder("photos");
  folder_.Link("link", "photos");
  for (const char* path : {"photos", "link", "photos/../link/", "./photos"}) {
    const Result<CheckedRoot> checked = CheckRoot(folder_ / path);
    ASSERT_TRUE(checked.ok()) << checked.error().detail;
    EXPECT_EQ(checked.value().path, folder_ / "photos");
    EXPECT_EQ(checked.value().read_only, std::nullopt);
  }
}

TEST_F(CheckRootTest, RefusesWhatIsNotThereOrNoFolder) {
  folder_.Write("a.jpg", "photo");
  EXPECT_EQ(CodeOf(folder_ / "gone"), ErrorCode::kNotFound);
  EXPECT_EQ(CodeOf(""), ErrorCode::kNotFound);
  EXPECT_EQ(CodeOf(folder_ / "a.jpg"), ErrorCode::kBadInput);
  EXPECT_EQ(CheckRoot(folder_ / "a.jpg").error().detail, (folder_ / "a.jpg") + " is a file, not a folder");
  EXPECT_EQ(CodeOf(folder_ / "a.jpg/b"), ErrorCode::kNotFound);
}

TEST_F(CheckRootTest, RefusesAPathThatIsNotUtf8) {
  folder_.MakeFolder("caf\xe9");
  EXPECT_EQ(CodeOf(folder_ / "caf\xe9"), ErrorCode::kBadInput);
}

TEST_F(CheckRootTest, RefusesTheHomeFolder) {
  folder_.MakeFolder("home/photos");
  folder_.Link("also home", "home");
  const std::string before = std::getenv("HOME") == nullptr ? "" : std::getenv("HOME");
  setenv("HOME", (folder_ / "also home").c_str(), 1);
  EXPECT_EQ(CodeOf(folder_ / "home"), ErrorCode::kRefused);
  EXPECT_TRUE(CheckRoot(folder_ / "home/photos").ok());
  unsetenv("HOME");
  EXPECT_TRUE(CheckRoot(folder_ / "home").ok());
  if (!before.empty()) setenv("HOME", before.c_str(), 1);
}

TEST_F(CheckRootTest, RefusesAFolderInsideARootAndNamesThat) {
  folder_.Write("outer/.clustering/actions.jsonl", "{}\n");
  folder_.MakeFolder("outer/a/b");
  folder_.MakeFolder("outer/.clustering/trash");
  EXPECT_TRUE(CheckRoot(folder_ / "outer").ok());
  EXPECT_EQ(CheckRoot(folder_ / "outer/a/b").error(),
            (Error{ErrorCode::kRefused, (folder_ / "outer/a/b") + " lies inside " + (folder_ / "outer") +
                                            ", which is already sorted as a whole"}));
  EXPECT_EQ(CodeOf(folder_ / "outer/.clustering/trash"), ErrorCode::kRefused);
}

TEST_F(CheckRootTest, FolderWithoutRightsIsDeniedOrReadOnly) {
  folder_.MakeFolder("secret");
  folder_.MakeFolder("shown");
  folder_.MakeFolder("unsearchable");
  std::filesystem::permissions(folder_ / "secret", std::filesystem::perms(0));
  std::filesystem::permissions(folder_ / "shown", std::filesystem::perms(0555));
  std::filesystem::permissions(folder_ / "unsearchable", std::filesystem::perms(0444));
  const int result = test::AsOrdinaryUser([&] {
    EXPECT_EQ(CodeOf(folder_ / "secret"), ErrorCode::kDenied);
    EXPECT_EQ(CodeOf(folder_ / "unsearchable"), ErrorCode::kDenied);
    const Result<CheckedRoot> shown = CheckRoot(folder_ / "shown");
    ASSERT_TRUE(shown.ok()) << shown.error().detail;
    EXPECT_EQ(shown.value().read_only,
              (Error{ErrorCode::kReadOnly, "cannot write in " + (folder_ / "shown") + ": permission denied"}));
  });
  if (result == test::kCannotRun) GTEST_SKIP() << "root cannot become an ordinary user here";
  EXPECT_EQ(result, test::kPassed);
}

}  // namespace
}  // namespace photocluster
