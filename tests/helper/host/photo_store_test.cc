#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/xattr.h>

#include "native-helper/host/photo_store_posix.h"
#include "tests/helper/host/private_mount.h"
#include "tests/helper/host/temporary_folder.h"

namespace photocluster {
namespace {

using test::TemporaryFolder;

std::vector<KnownFile> Unread(const std::vector<std::string>& places) {
  std::vector<KnownFile> files;
  for (const std::string& place : places) files.push_back({place, 0, 0, {}});
  return files;
}

class PhotoStoreTest : public testing::Test {
 protected:
  void SetUp() override { store_ = Open(folder_.path()); }
  static std::unique_ptr<PosixPhotoStore> Open(const std::string& path) {
    auto opened = PosixPhotoStore::Open(path);
    EXPECT_TRUE(opened.ok());
    return std::move(opened).value();
  }
  Error MoveError(const std::string& src, const std::string& dst) {
    const Result<void> moved = store_->Move({src, dst});
    EXPECT_FALSE(moved.ok()) << src << " was moved to " << dst;
    return moved.ok() ? Error{} : moved.error();
  }
  ErrorCode RemoveCopyError(const std::string& keep, const std::string& remove) {
    const Result<void> removed = store_->RemoveCopy(keep, remove);
    EXPECT_FALSE(removed.ok()) << remove << " was removed";
    return removed.ok() ? ErrorCode::kCancelled : removed.error().code;
  }
  std::vector<ProbedFile> Probe(const std::vector<KnownFile>& files) {
    const auto probed = store_->Probe(files);
    EXPECT_TRUE(probed.ok()) << probed.error().detail;
    return probed.ok() ? probed.value() : std::vector<ProbedFile>{};
  }
  ino_t Inode(std::string_view name) {
    struct stat found {};
    EXPECT_EQ(lstat((folder_ / name).c_str(), &found), 0) << name;
    return found.st_ino;
  }

  TemporaryFolder folder_;
  std::unique_ptr<PosixPhotoStore> store_;
};

TEST_F(PhotoStoreTest, MissingRootIsAnError) {
  EXPECT_EQ(PosixPhotoStore::Open(folder_ / "gone").error().code, ErrorCode::kNotFound);
}

TEST_F(PhotoStoreTest, MoveMakesTheFoldersOfItsTarget) {
  folder_.Write("a.jpg", "photo");
  const ino_t inode = Inode("a.jpg");
  ASSERT_TRUE(store_->Move({"a.jpg", "Roof/2021/a.jpg"}).ok());
  EXPECT_EQ(folder_.Content("Roof/2021/a.jpg"), "photo");
  EXPECT_EQ(Inode("Roof/2021/a.jpg"), inode);
  EXPECT_EQ(folder_.Names(""), "Roof");
  EXPECT_TRUE(store_->SyncFolders().ok());
}

TEST_F(PhotoStoreTest, MoveNeverReplaces) {
  folder_.Write("a.jpg", "mine");
  folder_.Write("Roof/a.jpg", "another");
  folder_.MakeFolder("Roof/b.jpg");
  folder_.Link("Roof/c.jpg", "nowhere");
  EXPECT_EQ(MoveError("a.jpg", "Roof/a.jpg"),
            (Error{ErrorCode::kExists, "cannot move a.jpg to Roof/a.jpg: file exists"}));
  EXPECT_EQ(MoveError("a.jpg", "Roof/b.jpg").code, ErrorCode::kExists);
  EXPECT_EQ(MoveError("a.jpg", "Roof/c.jpg").code, ErrorCode::kExists);
  EXPECT_EQ(folder_.Content("a.jpg"), "mine");
  EXPECT_EQ(folder_.Content("Roof/a.jpg"), "another");
}

TEST_F(PhotoStoreTest, OnlyFilesAreMoved) {
  folder_.MakeFolder("folder");
  folder_.Link("link.jpg", "folder");
  EXPECT_EQ(MoveError("gone.jpg", "b.jpg").code, ErrorCode::kNotFound);
  EXPECT_EQ(MoveError("gone/a.jpg", "b.jpg").code, ErrorCode::kNotFound);
  EXPECT_EQ(MoveError("folder", "b").code, ErrorCode::kNotFound);
  EXPECT_EQ(MoveError("link.jpg", "b.jpg").code, ErrorCode::kNotFound);
  EXPECT_EQ(folder_.Names(""), "folder link.jpg");
}

TEST_F(PhotoStoreTest, FailedMoveRemovesTheFoldersItMade) {
  folder_.Write("a.jpg", "photo");
  folder_.MakeFolder("old");
  EXPECT_EQ(MoveError("a.jpg", "old/new/" + std::string(300, 'x')).code, ErrorCode::kNameTooLong);
  EXPECT_EQ(folder_.Names("old"), "");
  folder_.Write("file", "x");
  EXPECT_EQ(MoveError("a.jpg", "file/new/a.jpg").code, ErrorCode::kNotFound);
  EXPECT_EQ(folder_.Content("a.jpg"), "photo");
}

TEST_F(PhotoStoreTest, MoveIntoAFolderWithoutRightsIsDenied) {
  folder_.Write("a.jpg", "photo");
  folder_.MakeFolder("locked");
  std::filesystem::permissions(folder_ / "locked", std::filesystem::perms::owner_read);
  const int result = test::AsOrdinaryUser([&] {
    EXPECT_EQ(MoveError("a.jpg", "locked/a.jpg"),
              (Error{ErrorCode::kDenied, "cannot move a.jpg to locked/a.jpg: permission denied"}));
  });
  if (result == test::kCannotRun) GTEST_SKIP() << "root cannot become an ordinary user here";
  EXPECT_EQ(result, test::kPassed);
}

TEST_F(PhotoStoreTest, FolderExchangedForALinkLeadsNowhere) {
  const TemporaryFolder outside;
  outside.Write("a.jpg", "outside");
  folder_.Write("a.jpg", "photo");
  folder_.Write("Roof/b.jpg", "photo");
  std::filesystem::rename(folder_ / "Roof", folder_ / "elsewhere");
  folder_.Link("Roof", outside.path());
  EXPECT_EQ(MoveError("a.jpg", "Roof/b.jpg").code, ErrorCode::kDenied);
  EXPECT_EQ(MoveError("a.jpg", "Roof/new/b.jpg").code, ErrorCode::kDenied);
  EXPECT_EQ(MoveError("Roof/a.jpg", "b.jpg").code, ErrorCode::kDenied);
  EXPECT_EQ(RemoveCopyError("a.jpg", "Roof/a.jpg"), ErrorCode::kNotFound);
  EXPECT_EQ(store_->Read("Roof/a.jpg").error().code, ErrorCode::kNotFound);
  EXPECT_TRUE(Probe(Unread({"Roof/a.jpg"})).empty());
  EXPECT_FALSE(store_->RemoveFolder("Roof/empty").ok());
  EXPECT_TRUE(store_->RemoveFolder("Roof").ok());
  EXPECT_EQ(outside.Names(""), "a.jpg");
  EXPECT_TRUE(folder_.Has("Roof"));
}

TEST_F(PhotoStoreTest, PathsThatLeadOutAreRefused) {
  folder_.Write("a.jpg", "photo");
  for (const char* bad : {"", "/etc/passwd", "../a.jpg", "Roof/../../a.jpg", "./a.jpg", "Roof//a.jpg", "\xff"}) {
    EXPECT_EQ(MoveError("a.jpg", bad).code, ErrorCode::kBadInput) << bad;
    EXPECT_EQ(MoveError(bad, "b.jpg").code, ErrorCode::kBadInput) << bad;
    EXPECT_EQ(RemoveCopyError("a.jpg", bad), ErrorCode::kBadInput) << bad;
    EXPECT_EQ(store_->RemoveTemporary(bad).error().code, ErrorCode::kBadInput) << bad;
    EXPECT_EQ(store_->RemoveFolder(bad).error().code, ErrorCode::kBadInput) << bad;
    EXPECT_EQ(store_->Read(bad).error().code, ErrorCode::kBadInput) << bad;
    EXPECT_EQ(store_->Probe(Unread({bad})).error().code, ErrorCode::kBadInput) << bad;
  }
}

TEST_F(PhotoStoreTest, SpellingAloneCanChange) {
  folder_.Write("Roof/a.jpg", "photo");
  ASSERT_TRUE(store_->Move({"Roof/a.jpg", "Roof/A.JPG"}).ok());
  EXPECT_EQ(folder_.Names("Roof"), "A.JPG");
}

TEST_F(PhotoStoreTest, HardLinkOfAnotherSpellingIsAStranger) {
  folder_.Write("a.jpg", "photo");
  std::filesystem::create_hard_link(folder_ / "a.jpg", folder_ / "A.jpg");
  EXPECT_EQ(MoveError("a.jpg", "A.jpg").code, ErrorCode::kExists);
  EXPECT_EQ(folder_.Names(""), "A.jpg a.jpg");
}

TEST_F(PhotoStoreTest, FileSystemWithoutCaseIsHandled) {
  folder_.MakeFolder("disk");
  const int result = test::InChild([&] {
    if (!test::MountCaseless(folder_ / "image", folder_ / "disk")) return test::kCannotRun;
    store_ = Open(folder_ / "disk");
    folder_.Write("disk/Roof/a.jpg", "photo");
    folder_.Write("disk/b.jpg", "b");
    folder_.Write("disk/c.jpg", "c");
    EXPECT_TRUE(store_->Move({"Roof/a.jpg", "roof/A.jpg"}).ok());
    EXPECT_EQ(MoveError("b.jpg", "C.JPG").code, ErrorCode::kExists);
    EXPECT_EQ(RemoveCopyError("b.jpg", "B.JPG"), ErrorCode::kDisagrees);
    EXPECT_TRUE(store_->Move({"B.jpg", "Roof/b.jpg"}).ok());
    EXPECT_TRUE(store_->SyncFolders().ok());
    store_.reset();
    EXPECT_TRUE(test::RemountWithCase(folder_ / "image", folder_ / "disk"));
    EXPECT_EQ(folder_.Names("disk/Roof"), "A.jpg b.jpg");
    EXPECT_EQ(folder_.Content("disk/Roof/A.jpg"), "photo");
    EXPECT_EQ(folder_.Content("disk/Roof/b.jpg"), "b");
    EXPECT_EQ(folder_.Content("disk/c.jpg"), "c");
    return test::kPassed;
  });
  if (result == test::kCannotRun) GTEST_SKIP() << "no lowntfs-3g, or it cannot mount here (root and FUSE are needed)";
  EXPECT_EQ(result, test::kPassed);
}

TEST_F(PhotoStoreTest, MoveAcrossDevicesIsACopyAndThenARemoval) {
  folder_.MakeFolder("card");
  const std::string content(300'000, 'x');
  folder_.Write("a.jpg", content);
  folder_.Write("large.jpg", std::string(3'000'000, 'y'));
  const int result = test::InChild([&] {
    if (!test::MountMemory(folder_ / "card", "1m")) return test::kCannotRun;
    store_ = Open(folder_.path());  // one that sees the mount
    EXPECT_EQ(MoveError("a.jpg", "card/a.jpg").code, ErrorCode::kOtherDevice) << "without a temporary name";
    EXPECT_EQ(folder_.Names("card"), "");

    std::filesystem::permissions(folder_ / "a.jpg", std::filesystem::perms::owner_read);
    const auto time = std::filesystem::last_write_time(folder_ / "a.jpg");
    EXPECT_TRUE(store_->Move({"a.jpg", "card/Roof/a.jpg", "card/Roof/.photocluster-7-a.jpg"}).ok());
    EXPECT_FALSE(folder_.Has("a.jpg"));
    EXPECT_EQ(folder_.Names("card/Roof"), "a.jpg");
    EXPECT_EQ(folder_.Content("card/Roof/a.jpg"), content);
    EXPECT_EQ(std::filesystem::last_write_time(folder_ / "card/Roof/a.jpg"), time);
    EXPECT_EQ(std::filesystem::status(folder_ / "card/Roof/a.jpg").permissions(), std::filesystem::perms::owner_read);
    EXPECT_TRUE(store_->SyncFolders().ok());

    // What cannot be done leaves nothing behind.
    folder_.Write("b.jpg", "b");
    const auto refused = [&](const MoveEffect& move) { return store_->Move(move).error().code; };
    EXPECT_EQ(refused({"b.jpg", "card/Roof/a.jpg", "card/Roof/.photocluster-8-a.jpg"}), ErrorCode::kExists);
    EXPECT_EQ(refused({"large.jpg", "card/Sea/l.jpg", "card/Sea/.photocluster-9-l.jpg"}), ErrorCode::kNoSpace);
    EXPECT_EQ(refused({"b.jpg", "card/Sea/b.jpg", ".photocluster-9-b.jpg"}), ErrorCode::kBadInput);
    EXPECT_EQ(folder_.Names("card"), "Roof");
    EXPECT_EQ(folder_.Names("card/Roof"), "a.jpg");
    EXPECT_EQ(folder_.Content("card/Roof/a.jpg"), content);
    EXPECT_TRUE(folder_.Has("b.jpg") && folder_.Has("large.jpg"));
    EXPECT_EQ(store_->List().value().files.size(), 3u);  // a mounted folder is part of the tree
    // A file that steps aside grows under that name itself.
    EXPECT_TRUE(store_->Move({"b.jpg", "card/.photocluster-9-b.jpg", "card/.photocluster-9-b.jpg"}).ok());
    EXPECT_EQ(folder_.Content("card/.photocluster-9-b.jpg"), "b");
    return test::kPassed;
  });
  if (result == test::kCannotRun) GTEST_SKIP() << "mounting is not allowed here (root is needed)";
  EXPECT_EQ(result, test::kPassed);
}

TEST_F(PhotoStoreTest, LooksAtAPlaceWithoutReading) {
  folder_.Write("in/a.jpg", "photo");
  std::filesystem::create_directory_symlink(folder_ / "in", folder_ / "link");
  const auto at = [&](const char* place) { return store_->LookAt(place); };
  ASSERT_TRUE(at("in/a.jpg").ok());
  EXPECT_EQ(at("in/a.jpg").value()->size, 5u);
  EXPECT_EQ(at("in/a.jpg").value()->mtime_ms, store_->List().value().files[0].mtime_ms);
  EXPECT_FALSE(at("in").value());
  EXPECT_FALSE(at("link").value());
  for (const char* place : {"b.jpg", "gone/b.jpg", "in/a.jpg/b.jpg", "link/a.jpg"}) {
    EXPECT_EQ(at(place).error().code, ErrorCode::kNotFound) << place;
  }
  EXPECT_EQ(at("../a.jpg").error().code, ErrorCode::kBadInput);
}

TEST_F(PhotoStoreTest, CopyHasTheExtendedAttributesOfItsSource) {
  folder_.Write("a.jpg", "photo");
  if (setxattr((folder_ / "a.jpg").c_str(), "user.rating", "5 stars", 7, 0) != 0) {
    GTEST_SKIP() << "this file system keeps no extended attributes";
  }
  ASSERT_TRUE(store_->Copy({"a.jpg", "b.jpg", ".photocluster-1-b.jpg", false}).ok());
  char kept[16] = {};
  EXPECT_EQ(getxattr((folder_ / "b.jpg").c_str(), "user.rating", kept, sizeof(kept)), 7);
  EXPECT_STREQ(kept, "5 stars");
}

TEST_F(PhotoStoreTest, EqualCopyIsRemoved) {
  const std::string content(2'000'000, 'x');
  folder_.Write("Roof/a.jpg", content);
  folder_.Write("a.jpg", content);
  ASSERT_TRUE(store_->RemoveCopy("Roof/a.jpg", "a.jpg").ok());
  EXPECT_EQ(folder_.Content("Roof/a.jpg"), content);
  EXPECT_FALSE(folder_.Has("a.jpg"));
  EXPECT_TRUE(store_->SyncFolders().ok());
}

TEST_F(PhotoStoreTest, NothingIsRemovedThatIsNotAnEqualFileOfItsOwn) {
  const std::string content(2'000'000, 'x');
  folder_.Write("a.jpg", content);
  folder_.Write("last byte.jpg", content.substr(1) + "y");
  folder_.Write("longer.jpg", content + "x");
  folder_.MakeFolder("folder");
  std::filesystem::create_hard_link(folder_ / "a.jpg", folder_ / "hard link.jpg");
  folder_.Link("link.jpg", "a.jpg");
  EXPECT_EQ(RemoveCopyError("a.jpg", "last byte.jpg"), ErrorCode::kDisagrees);
  EXPECT_EQ(RemoveCopyError("a.jpg", "longer.jpg"), ErrorCode::kDisagrees);
  EXPECT_EQ(RemoveCopyError("a.jpg", "a.jpg"), ErrorCode::kDisagrees);
  EXPECT_EQ(RemoveCopyError("a.jpg", "hard link.jpg"), ErrorCode::kDisagrees);
  EXPECT_EQ(RemoveCopyError("a.jpg", "link.jpg"), ErrorCode::kNotFound);
  EXPECT_EQ(RemoveCopyError("a.jpg", "folder"), ErrorCode::kNotFound);
  EXPECT_EQ(RemoveCopyError("gone.jpg", "a.jpg"), ErrorCode::kNotFound);
  EXPECT_EQ(folder_.Names(""), "a.jpg folder hard link.jpg last byte.jpg link.jpg longer.jpg");
}

TEST_F(PhotoStoreTest, TemporaryFileIsRemoved) {
  folder_.Write("a.jpg", "photo");
  folder_.Write(".photocluster-4-b.jpg", "half a ph");
  folder_.MakeFolder("Roof");
  std::filesystem::create_hard_link(folder_ / "a.jpg", folder_ / "Roof/.photocluster-5-a.jpg");
  EXPECT_TRUE(store_->RemoveTemporary(".photocluster-4-b.jpg").ok());
  EXPECT_TRUE(store_->RemoveTemporary("Roof/.photocluster-5-a.jpg").ok());
  EXPECT_EQ(folder_.Names(""), "Roof a.jpg");
  EXPECT_EQ(folder_.Names("Roof"), "");
  EXPECT_EQ(folder_.Content("a.jpg"), "photo");
  EXPECT_TRUE(store_->RemoveTemporary(".photocluster-4-b.jpg").ok());  // gone already
  EXPECT_TRUE(store_->RemoveTemporary("gone/.photocluster-4-b.jpg").ok());
  EXPECT_TRUE(store_->SyncFolders().ok());
}

TEST_F(PhotoStoreTest, ACopyHasContentTimeAndRightsOfItsSource) {
  folder_.Write("a.jpg", std::string(3'000'000, 'p') + "end");
  ASSERT_EQ(chmod((folder_ / "a.jpg").c_str(), 0640), 0);
  const timespec times[2] = {{1'600'000'000, 0}, {1'500'000'000, 123'000'000}};
  ASSERT_EQ(utimensat(AT_FDCWD, (folder_ / "a.jpg").c_str(), times, 0), 0);
  folder_.Write("Roof/.photocluster-5-a.jpg", "what a kill left");
  ASSERT_TRUE(store_->Copy({"a.jpg", "Roof/a.jpg", "Roof/.photocluster-5-a.jpg", false}).ok());
  EXPECT_EQ(folder_.Names("Roof"), "a.jpg");
  EXPECT_EQ(folder_.Content("Roof/a.jpg"), folder_.Content("a.jpg"));
  EXPECT_NE(Inode("Roof/a.jpg"), Inode("a.jpg"));
  struct stat found {};
  ASSERT_EQ(lstat((folder_ / "Roof/a.jpg").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 07777, 0640u);
  EXPECT_EQ(found.st_mtim.tv_sec, 1'500'000'000);
  EXPECT_EQ(found.st_mtim.tv_nsec, 123'000'000);
  EXPECT_TRUE(store_->SyncFolders().ok());
}

TEST_F(PhotoStoreTest, ACopyReplacesNothingButItsOwnBeginning) {
  folder_.Write("a.jpg", "photo");
  folder_.Write("Roof/a.jpg", "pho");
  const auto copy = [&](bool unfinished) {
    const Result<void> copied = store_->Copy({"a.jpg", "Roof/a.jpg", "Roof/.photocluster-5-a.jpg", unfinished});
    return copied.ok() ? ErrorCode::kCancelled : copied.error().code;
  };
  EXPECT_EQ(copy(false), ErrorCode::kExists);
  EXPECT_EQ(folder_.Content("Roof/a.jpg"), "pho");
  EXPECT_EQ(copy(true), ErrorCode::kCancelled);
  EXPECT_EQ(folder_.Content("Roof/a.jpg"), "photo");
  folder_.Write("Roof/a.jpg", "mine");
  EXPECT_EQ(copy(true), ErrorCode::kDisagrees);
  EXPECT_EQ(folder_.Content("Roof/a.jpg"), "mine");
  EXPECT_EQ(folder_.Names("Roof"), "a.jpg");
  EXPECT_EQ(folder_.Content("a.jpg"), "photo");
}

TEST_F(PhotoStoreTest, ACopyThatCannotBeMadeLeavesNothing) {
  folder_.MakeFolder("folder");
  EXPECT_EQ(store_->Copy({"gone.jpg", "Roof/a.jpg", "Roof/.photocluster-5-a.jpg", false}).error().code,
            ErrorCode::kNotFound);
  EXPECT_EQ(store_->Copy({"folder", "Roof/a.jpg", "Roof/.photocluster-5-a.jpg", false}).error().code,
            ErrorCode::kNotFound);
  folder_.Write("a.jpg", "photo");
  for (const char* bad : {"Roof/a.tmp", ".photocluster-5-a.jpg", "../.photocluster-5-a.jpg"}) {
    EXPECT_EQ(store_->Copy({"a.jpg", "Roof/a.jpg", bad, false}).error().code, ErrorCode::kBadInput) << bad;
  }
  EXPECT_EQ(folder_.Names(""), "a.jpg folder");
}

TEST_F(PhotoStoreTest, NoOtherFileIsRemovedAsTemporary) {
  folder_.Write("a.jpg", "photo");
  folder_.Write(".photocluster-5/a.jpg", "photo");
  folder_.Link(".photocluster-6-a.jpg", "a.jpg");
  EXPECT_EQ(store_->RemoveTemporary("a.jpg").error().code, ErrorCode::kBadInput);
  EXPECT_EQ(store_->RemoveTemporary(".photocluster-5/a.jpg").error().code, ErrorCode::kBadInput);
  EXPECT_EQ(store_->RemoveTemporary(".photocluster-5").error().code, ErrorCode::kDisagrees);
  EXPECT_EQ(store_->RemoveTemporary(".photocluster-6-a.jpg").error().code, ErrorCode::kDisagrees);
  EXPECT_EQ(folder_.Names(""), ".photocluster-5 .photocluster-6-a.jpg a.jpg");
}

TEST_F(PhotoStoreTest, OnlyEmptyFoldersAreRemoved) {
  folder_.MakeFolder("empty");
  folder_.Write("full/a.jpg", "photo");
  folder_.Write("file", "x");
  EXPECT_TRUE(store_->RemoveFolder("empty").ok());
  EXPECT_TRUE(store_->RemoveFolder("full").ok());
  EXPECT_TRUE(store_->RemoveFolder("gone").ok());
  EXPECT_TRUE(store_->RemoveFolder("gone/deep").ok());
  EXPECT_TRUE(store_->RemoveFolder("file").ok());
  EXPECT_EQ(folder_.Names(""), "file full");
  EXPECT_TRUE(store_->SyncFolders().ok());
}

TEST_F(PhotoStoreTest, FolderThatIsGoneBeforeItIsSyncedIsNoError) {
  folder_.Write("a.jpg", "photo");
  ASSERT_TRUE(store_->Move({"a.jpg", "Roof/a.jpg"}).ok());
  std::filesystem::rename(folder_ / "Roof", folder_ / "Wall");
  EXPECT_TRUE(store_->SyncFolders().ok());
}

TEST_F(PhotoStoreTest, ProbeTellsWhatIsThere) {
  const std::string large(300'000, 'x');
  folder_.Write("a.jpg", "small");
  folder_.Write("b/large.jpg", large);
  folder_.Write("empty.jpg", "");
  const auto probed = Probe(Unread({"b/large.jpg", "a.jpg", "empty.jpg"}));
  ASSERT_EQ(probed.size(), 3u);
  EXPECT_EQ(probed[0].place, "b/large.jpg");
  EXPECT_EQ(probed[0].size, 300'000u);
  EXPECT_EQ(probed[0].fingerprint, FingerprintOfContent(large));
  EXPECT_EQ(probed[1].fingerprint, FingerprintOfContent("small"));
  EXPECT_EQ(probed[1].inode, Inode("a.jpg"));
  EXPECT_EQ(probed[2].fingerprint, FingerprintOfContent(""));
}

TEST_F(PhotoStoreTest, ProbeReadsOnlyWhatChanged) {
  folder_.Write("a.jpg", "photo");
  KnownFile known{"a.jpg", 0, 0, {1, 2}};  // of another content, so that a reading shows
  const ProbedFile first = Probe({known}).at(0);
  EXPECT_EQ(first.fingerprint, FingerprintOfContent("photo"));
  known.size = first.size;
  known.mtime_ms = first.mtime_ms;
  EXPECT_EQ(Probe({known}).at(0).fingerprint, (Fingerprint{1, 2}));
  known.mtime_ms -= 1;
  EXPECT_EQ(Probe({known}).at(0).fingerprint, FingerprintOfContent("photo"));
}

TEST_F(PhotoStoreTest, ProbeLeavesOutWhatIsNoFile) {
  folder_.Write("a.jpg", "photo");
  folder_.MakeFolder("folder.jpg");
  folder_.Link("link.jpg", "a.jpg");
  ASSERT_EQ(mkfifo((folder_ / "pipe.jpg").c_str(), 0600), 0);
  EXPECT_TRUE(Probe(Unread({"gone.jpg", "gone/a.jpg", "a.jpg/b.jpg", "folder.jpg", "link.jpg", "pipe.jpg",
                            std::string(300, 'x')}))
                  .empty());
  EXPECT_EQ(store_->Read("pipe.jpg").error().code, ErrorCode::kNotFound);
}

TEST_F(PhotoStoreTest, FileThatCannotBeReadIsNotTakenForMissing) {
  folder_.Write("a.jpg", "photo");
  folder_.Write("locked/b.jpg", "photo");
  const auto known = Unread({"a.jpg"});
  const ProbedFile first = Probe(known).at(0);
  std::filesystem::permissions(folder_ / "a.jpg", std::filesystem::perms::none);
  std::filesystem::permissions(folder_ / "locked", std::filesystem::perms::none);
  const int result = test::AsOrdinaryUser([&] {
    EXPECT_EQ(store_->Probe(known).error(), (Error{ErrorCode::kDenied, "cannot read a.jpg: permission denied"}));
    EXPECT_EQ(store_->Probe(Unread({"locked/b.jpg"})).error().code, ErrorCode::kDenied);
    EXPECT_EQ(store_->Read("a.jpg").error().code, ErrorCode::kDenied);
    const KnownFile unchanged{"a.jpg", first.size, first.mtime_ms, first.fingerprint};
    EXPECT_EQ(Probe({unchanged}).at(0).fingerprint, first.fingerprint);  // no reading is needed
  });
  if (result == test::kCannotRun) GTEST_SKIP() << "root cannot become an ordinary user here";
  EXPECT_EQ(result, test::kPassed);
}

TEST_F(PhotoStoreTest, ReadGivesTheWholeContent) {
  const std::string content(3'000'000, 'x');
  folder_.Write("a/b.jpg", content);
  EXPECT_EQ(store_->Read("a/b.jpg").value(), content);
  EXPECT_EQ(store_->Read("gone.jpg").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(store_->Read("a").error().code, ErrorCode::kNotFound);
}

TEST_F(PhotoStoreTest, MonstrousFileIsNotRead) {
  folder_.Write("a.jpg", "");
  std::filesystem::resize_file(folder_ / "a.jpg", PhotoStore::kMaxPhotoBytes + 1);
  EXPECT_EQ(store_->Read("a.jpg").error().code, ErrorCode::kUnsupported);
}

TEST_F(PhotoStoreTest, OnlyWhatLiesUnchangedInTheTrashIsRemovedForGood) {
  folder_.Write(".clustering/trash/in/a.jpg", "a");
  folder_.Write("b.jpg", "b");
  folder_.Link(".clustering/trash/link.jpg", "../../b.jpg");
  const auto remove = [&](const char* place, const Fingerprint& content) {
    const Result<void> removed = store_->RemoveTrashed(place, content);
    return removed.ok() ? std::optional<ErrorCode>() : removed.error().code;
  };
  const Fingerprint a =
      store_->Probe(std::vector<KnownFile>{{".clustering/trash/in/a.jpg", 0, 0, {}}}).value()[0].fingerprint;
  for (const char* place :
       {"b.jpg", ".clustering/actions.jsonl", ".clustering/trash", ".clustering/trash/../../b.jpg"}) {
    EXPECT_EQ(remove(place, {}), ErrorCode::kBadInput) << place;
  }
  EXPECT_EQ(remove(".clustering/trash/link.jpg", {}), ErrorCode::kDisagrees);
  EXPECT_EQ(remove(".clustering/trash/in/a.jpg", {1, 2}), ErrorCode::kDisagrees);
  EXPECT_EQ(folder_.Content(".clustering/trash/in/a.jpg"), "a");
  EXPECT_EQ(remove(".clustering/trash/in/a.jpg", a), std::nullopt);
  EXPECT_FALSE(folder_.Has(".clustering/trash/in/a.jpg"));
  EXPECT_EQ(remove(".clustering/trash/in/a.jpg", a), std::nullopt) << "gone already";
  EXPECT_EQ(folder_.Content("b.jpg"), "b");
}

}  // namespace
}  // namespace photocluster
