#include "shared/session/made_folders.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

using Folders = std::vector<std::string>;

TEST(MadeFolders, AreForgottenWithTheLastFileDeepestFirst) {
  MadeFolders folders;
  folders.Add("Roof");
  folders.Add("Roof/x");
  folders.Count("Roof/x/1.jpg", true);
  folders.Count("Roof/x/1.xmp", true);
  folders.Count("Roof/x/1.jpg", false);
  EXPECT_EQ(folders.ForgetEmptied(), Folders{});
  folders.Count("Roof/x/1.xmp", false);
  EXPECT_EQ(folders.ForgetEmptied(), (Folders{"Roof/x", "Roof"}));
  EXPECT_TRUE(folders.folders().empty());
  EXPECT_TRUE(folders.WasEmptied("Roof"));
  EXPECT_EQ(folders.TakeEmptied(), (Folders{"Roof/x", "Roof"}));
  EXPECT_FALSE(folders.WasEmptied("Roof"));
  EXPECT_EQ(folders.TakeEmptied(), Folders{});
}

TEST(MadeFolders, AFileThatComesBackWithinTheRecordKeepsItsFolder) {
  MadeFolders folders;
  folders.Add("Roof");
  folders.Count("Roof/1.jpg", true);
  folders.Count("Roof/1.jpg", false);
  folders.Count("Roof/1.jpg", true);
  EXPECT_EQ(folders.ForgetEmptied(), Folders{});
  EXPECT_EQ(folders.folders().at("Roof"), 1u);
}

TEST(MadeFolders, FoldersThatNobodyMadeAreNotCounted) {
  MadeFolders folders;
  folders.Add("Roof/x");
  folders.Count("Roof/1.jpg", true);
  folders.Count("Roof/1.jpg", false);
  EXPECT_EQ(folders.ForgetEmptied(), Folders{});
  EXPECT_EQ(folders.folders().at("Roof/x"), 0u);
}

class EmptiedFolders : public ::testing::Test {
 protected:
  EmptiedFolders() {
    for (const char* folder : {"Roof", "Wall", "Wall/x"}) folders_.Add(folder);
    folders_.Count("Roof/1.jpg", true);
    folders_.Count("Wall/x/2.jpg", true);
    EXPECT_EQ(folders_.ReviveEmptied(7, "1.jpg"), Folders{});
    folders_.Count("Roof/1.jpg", false);
    folders_.Count("Wall/x/2.jpg", false);
    EXPECT_EQ(folders_.ForgetEmptied(), (Folders{"Roof", "Wall/x", "Wall"}));
  }
  MadeFolders folders_;
};

TEST_F(EmptiedFolders, AreOursAgainWhenTheSameStepGoesIntoThem) {
  EXPECT_EQ(folders_.ReviveEmptied(7, "Wall/x/3.jpg"), (Folders{"Wall/x", "Wall"}));
  folders_.Count("Wall/x/3.jpg", true);
  EXPECT_EQ(folders_.ForgetEmptied(), Folders{});
  EXPECT_EQ(folders_.folders().size(), 2u);
}

TEST_F(EmptiedFolders, AreForgottenAgainWhenNothingCame) {
  EXPECT_EQ(folders_.ReviveEmptied(7, std::nullopt), (Folders{"Roof", "Wall", "Wall/x"}));
  EXPECT_EQ(folders_.ForgetEmptied().size(), 3u);
  EXPECT_TRUE(folders_.folders().empty());
}

TEST_F(EmptiedFolders, ANextStepDoesNotBringThemBack) {
  EXPECT_EQ(folders_.ReviveEmptied(8, "Roof/1.jpg"), Folders{});
  EXPECT_EQ(folders_.ReviveEmptied(7, std::nullopt), Folders{});
}

}  // namespace
}  // namespace photocluster
