#include "native-helper/host/log_place.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/helper/host/private_folders.h"

namespace photocluster {
namespace {

class LogPlaceTest : public testing::Test {
 protected:
  CheckedRoot Root(bool writable = false) const {
    CheckedRoot root{folder_ / "photos", {}};
    if (!writable) root.read_only = Error{ErrorCode::kReadOnly, "a card"};
    return root;
  }
  void SetUp() override { folder_.MakeFolder("photos"); }

  const test::PrivateFolders private_;
  const test::TemporaryFolder folder_;
};

TEST_F(LogPlaceTest, FolderThatCanBeWrittenToKeepsItsLog) {
  EXPECT_EQ(PlaceToRead(Root(true)).folder, folder_ / "photos");
  const Result<LogPlace> place = PlaceToWrite(Root(true));
  ASSERT_TRUE(place.ok());
  EXPECT_EQ(place.value().folder, folder_ / "photos");
  EXPECT_FALSE(place.value().elsewhere);
  EXPECT_EQ(folder_.Names("photos"), "");
}

TEST_F(LogPlaceTest, OneThatCannotHasItsLogWithTheUserOnceSomethingIsDecided) {
  EXPECT_FALSE(PlaceToRead(Root()).elsewhere);
  const Result<LogPlace> place = PlaceToWrite(Root());
  ASSERT_TRUE(place.ok()) << place.error().detail;
  EXPECT_TRUE(place.value().elsewhere);
  EXPECT_TRUE(place.value().folder.starts_with(private_ / "XDG_STATE_HOME/photocluster/"));
  EXPECT_EQ(PlaceToWrite(Root()).value().folder, place.value().folder);
  EXPECT_EQ(folder_.Names("photos"), "");
  EXPECT_FALSE(PlaceToRead(Root()).elsewhere) << "there is no log yet";

  EXPECT_EQ(LogElsewhere(Root().path), "");
  std::filesystem::create_directory(place.value().folder + "/.clustering");
  std::ofstream(place.value().folder + "/.clustering/actions.jsonl") << "a line";
  EXPECT_EQ(PlaceToRead(Root()).folder, place.value().folder);
  EXPECT_EQ(LogElsewhere(Root().path), place.value().folder + "/.clustering/actions.jsonl");
  ASSERT_TRUE(SetAppliedAside(Root().path).ok());
  EXPECT_EQ(LogElsewhere(Root().path), "");
  EXPECT_FALSE(SetAppliedAside(Root().path).ok());
}

TEST_F(LogPlaceTest, ALogOfItsOwnIsReadAndNotWritten) {
  for (const char* file : {"actions.jsonl", "pending.jsonl"}) {
    folder_.Write(std::string("photos/.clustering/") + file, "a line");
    EXPECT_EQ(PlaceToRead(Root()).folder, folder_ / "photos");
    EXPECT_EQ(PlaceToWrite(Root()).error(), Root().read_only) << file;
    std::filesystem::remove(folder_ / ("photos/.clustering/" + std::string(file)));
  }
}

}  // namespace
}  // namespace photocluster
