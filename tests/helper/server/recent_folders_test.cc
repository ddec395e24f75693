#include "native-helper/server/recent_folders.h"

#include <filesystem>

#include "tests/helper/server/server_fixtures.h"

namespace photocluster {
namespace {

class RecentFoldersTest : public testing::Test {
 protected:
  std::string Made(const std::string& name) {
    std::filesystem::create_directories(folder_ / name);
    return folder_ / name;
  }
  std::vector<std::string> Paths() {
    std::vector<std::string> paths;
    for (const RecentFolder& folder : recent_.List()) paths.push_back(folder.path);
    return paths;
  }

  test::TemporaryFolder folder_;
  RecentFolders recent_{folder_ / "state/recent.json"};
};

TEST_F(RecentFoldersTest, NewestIsFirstAndEachIsThereOnce) {
  EXPECT_TRUE(recent_.List().empty());
  for (const char* name : {"a", "b", "a"}) ASSERT_TRUE(recent_.Note({.path = Made(name), .photos = 5}).ok());
  EXPECT_EQ(Paths(), (std::vector<std::string>{folder_ / "a", folder_ / "b"}));
  EXPECT_EQ(recent_.List().front().photos, 5U);
}

TEST_F(RecentFoldersTest, OldestGo) {
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(recent_.Note({.path = Made(std::to_string(i))}).ok());
  EXPECT_EQ(recent_.List().size(), kMostRecentFolders);
  EXPECT_EQ(Paths().front(), folder_ / "19");
}

TEST_F(RecentFoldersTest, OneThatIsAwayIsNotOfferedUntilItIsBack) {
  ASSERT_TRUE(recent_.Note({.path = Made("drive")}).ok());
  std::filesystem::remove(folder_ / "drive");
  EXPECT_TRUE(recent_.List().empty());
  EXPECT_TRUE(recent_.Holds(folder_ / "drive"));
  EXPECT_FALSE(recent_.Holds(folder_ / "other"));
  ASSERT_TRUE(recent_.Note({.path = Made("other")}).ok());
  Made("drive");
  EXPECT_EQ(Paths(), (std::vector<std::string>{folder_ / "other", folder_ / "drive"}));
}

TEST_F(RecentFoldersTest, DamagedFileHoldsNone) {
  ASSERT_TRUE(recent_.Note({.path = Made("a")}).ok());
  for (const char* text : {"", "{", "[1]", R"([{"photos":1}])"}) {
    folder_.Write("state/recent.json", text);
    EXPECT_TRUE(recent_.List().empty()) << text;
  }
  ASSERT_TRUE(recent_.Note({.path = Made("b")}).ok());
  EXPECT_EQ(Paths(), std::vector<std::string>{folder_ / "b"});
}

}  // namespace
}  // namespace photocluster
