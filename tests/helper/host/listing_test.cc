#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>

#include "native-helper/host/file_ops_posix.h"
#include "native-helper/host/listing_posix.h"
#include "tests/helper/host/temporary_folder.h"

namespace photocluster {
namespace {

using test::TemporaryFolder;

class ListingTest : public testing::Test {
 protected:
  Listing List() {
    const Result<Listing> listing = ListBelow(OpenRoot(folder_.path()).get());
    EXPECT_TRUE(listing.ok());
    return listing.ok() ? listing.value() : Listing{};
  }
  static std::string Paths(const std::vector<FileEntry>& files) {
    std::string text;
    for (const FileEntry& file : files) text += file.path + "\n";
    return text;
  }
  static std::string Reasons(const std::vector<NotEntered>& entries) {
    std::string text;
    for (const NotEntered& entry : entries) text += entry.path + ": " + entry.reason + "\n";
    return text;
  }
  TemporaryFolder folder_;
};

TEST_F(ListingTest, EmptyFolderHasNothing) {
  const Listing listing = List();
  EXPECT_TRUE(listing.files.empty() && listing.folders.empty() && listing.left_alone.empty());
}

TEST_F(ListingTest, FilesAndFoldersAreSortedByTheBytesOfTheirPaths) {
  for (const char* name : {"b/c/x.jpg", "b.jpg", "b/a.jpg", "a!/z.jpg", "Снег/к.jpg", "a/1.jpg"}) {
    folder_.Write(name, "12345");
  }
  folder_.MakeFolder("empty");
  const Listing listing = List();
  EXPECT_EQ(Paths(listing.files), "a!/z.jpg\na/1.jpg\nb.jpg\nb/a.jpg\nb/c/x.jpg\nСнег/к.jpg\n");
  EXPECT_EQ(listing.folders, (std::vector<std::string>{"a", "a!", "b", "b/c", "empty", "Снег"}));
  EXPECT_EQ(listing.files[0].size, 5u);
}

TEST_F(ListingTest, TimeIsInWholeMilliseconds) {
  folder_.Write("a.jpg", "x");
  const timespec times[2] = {{0, 0}, {1'700'000'000, 123'999'999}};
  ASSERT_EQ(utimensat(AT_FDCWD, (folder_ / "a.jpg").c_str(), times, 0), 0);
  EXPECT_EQ(List().files.at(0).mtime_ms, 1'700'000'000'123);
}

TEST_F(ListingTest, OfOurOwnFolderOnlyTheTrashIsListed) {
  folder_.Write(".clustering/actions.jsonl", "{}\n");
  folder_.Write(".clustering/lock", "");
  folder_.Write(".clustering/trash/Roof/a.jpg", "x");
  const Listing listing = List();
  EXPECT_EQ(Paths(listing.files), ".clustering/trash/Roof/a.jpg\n");
  EXPECT_EQ(listing.folders, (std::vector<std::string>{".clustering/trash", ".clustering/trash/Roof"}));
  EXPECT_EQ(Reasons(listing.left_alone), "");
  EXPECT_EQ(Reasons(listing.unreadable), "");
}

TEST_F(ListingTest, SpecialFoldersAreLeftAloneWithTheirReason) {
  folder_.Write("@eaDir/a.jpg", "x");
  folder_.Write(".hidden/a.jpg", "x");
  folder_.Write(".manual_cluster/a.json", "x");
  folder_.Write("code/.git/HEAD", "x");
  folder_.Write("code/a.jpg", "x");
  folder_.Write("other/.clustering/actions.jsonl", "{}\n");
  folder_.Write("other/a.jpg", "x");
  folder_.Write("visited/.clustering/lock", "");
  folder_.Write("visited/a.jpg", "x");
  const Listing listing = List();
  EXPECT_EQ(Paths(listing.files), "visited/a.jpg\n");
  EXPECT_EQ(Reasons(listing.left_alone),
            ".hidden: a hidden folder\n"
            ".manual_cluster: a hidden folder\n"
            "@eaDir: a folder of another program\n"
            "code: a folder with .git\n"
            "other: a root of its own\n"
            "visited/.clustering: a hidden folder\n");
}

TEST_F(ListingTest, TheRootIsEnteredWhateverItHolds) {
  folder_.Write(".git/HEAD", "x");
  folder_.Write(".clustering/actions.jsonl", "{}\n");
  folder_.Write("a.jpg", "x");
  EXPECT_EQ(Paths(List().files), "a.jpg\n");
}

TEST_F(ListingTest, LinksAndPipesAreLeftAlone) {
  const TemporaryFolder outside;
  outside.Write("a.jpg", "x");
  folder_.Link("away", outside.path());
  folder_.Link("photo.jpg", outside / "a.jpg");
  folder_.Link("dead.jpg", "nowhere");
  folder_.Link("circle", ".");
  ASSERT_EQ(mkfifo((folder_ / "pipe.jpg").c_str(), 0600), 0);
  const Listing listing = List();
  EXPECT_TRUE(listing.files.empty());
  EXPECT_EQ(Reasons(listing.left_alone),
            "away: a link\ncircle: a link\ndead.jpg: a link\nphoto.jpg: a link\npipe.jpg: not a regular file\n");
}

TEST_F(ListingTest, LinkInPlaceOfTheTrashIsNotFollowed) {
  const TemporaryFolder outside;
  outside.Write("a.jpg", "x");
  folder_.MakeFolder(".clustering");
  folder_.Link(".clustering/trash", outside.path());
  const Listing listing = List();
  EXPECT_TRUE(listing.files.empty());
  EXPECT_EQ(listing.unreadable.at(0).path, ".clustering/trash");
}

TEST_F(ListingTest, NameThatIsNotUtf8IsReported) {
  folder_.Write("caf\xe9.jpg", "x");
  folder_.Write("d\xff/a.jpg", "x");
  folder_.Write("b.jpg", "x");
  const Listing listing = List();
  EXPECT_EQ(Paths(listing.files), "b.jpg\n");
  EXPECT_EQ(Reasons(listing.unreadable), "caf\\xe9.jpg: its name is not UTF-8\nd\\xff: its name is not UTF-8\n");
}

TEST_F(ListingTest, UnreadableFolderIsReportedAndTheOthersAreListed) {
  folder_.Write("locked/a.jpg", "x");
  folder_.Write("open/a.jpg", "x");
  std::filesystem::permissions(folder_ / "locked", std::filesystem::perms::none);
  const int result = test::AsOrdinaryUser([&] {
    const Listing listing = List();
    EXPECT_EQ(Paths(listing.files), "open/a.jpg\n");
    EXPECT_EQ(Reasons(listing.unreadable), "locked: permission denied\n");
  });
  if (result == test::kCannotRun) GTEST_SKIP() << "root cannot become an ordinary user here";
  EXPECT_EQ(result, test::kPassed);
}

TEST_F(ListingTest, UnreadableRootIsAnError) {
  std::filesystem::permissions(folder_.path(), std::filesystem::perms::owner_exec);
  const Fd root(open(folder_.path().c_str(), O_PATH | O_DIRECTORY));
  const int result = test::AsOrdinaryUser([&] { EXPECT_EQ(ListBelow(root.get()).error().code, ErrorCode::kDenied); });
  std::filesystem::permissions(folder_.path(), std::filesystem::perms::owner_all);
  if (result == test::kCannotRun) GTEST_SKIP() << "root cannot become an ordinary user here";
  EXPECT_EQ(result, test::kPassed);
}

TEST_F(ListingTest, TenThousandFilesAreAllThere) {
  for (int i = 0; i < 10'000; ++i) {
    const std::string folder = "f" + std::to_string(i / 100);
    if (i % 100 == 0) folder_.MakeFolder(folder);
    std::ofstream(folder_ / (folder + "/" + std::to_string(i) + ".jpg"));
  }
  const Listing listing = List();
  EXPECT_EQ(listing.files.size(), 10'000u);
  EXPECT_EQ(listing.folders.size(), 100u);
  EXPECT_TRUE(std::is_sorted(listing.files.begin(), listing.files.end(),
                             [](const FileEntry& a, const FileEntry& b) { return a.path < b.path; }));
}

}  // namespace
}  // namespace photocluster
