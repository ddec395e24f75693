#include "tests/helper/commands/commands_test.h"

namespace photocluster {
namespace {

class TrashTest : public test::CommandsTest {
 protected:
  void SetUp() override {
    AddPhotos({"a.jpg", "b.jpg", "c.jpg"});
    ASSERT_EQ(Do("{\"assign\":{\"places\":[\"b.jpg\"],\"cluster\":\"Roof\"}}\n"
                 "{\"trash\":{\"places\":[\"a.jpg\",\"Roof/b.jpg\"]}}"),
              0);
  }
};

TEST_F(TrashTest, ListsWhatIsInItAndWhereItWouldGo) {
  EXPECT_EQ(Run({"trash", path(), "list"}), 0) << err_;
  EXPECT_EQ(out_,
            ".clustering/trash/Roof/b.jpg -> Roof/b.jpg (of the cluster Roof)\n"
            ".clustering/trash/a.jpg -> a.jpg\n"
            "2 photos in the trash\n");
}

TEST_F(TrashTest, AsTheCommandThatBringsAllBack) {
  ASSERT_EQ(Run({"trash", path(), "list", "--json"}), 0) << err_;
  ASSERT_EQ(Do(out_), 0) << err_;
  EXPECT_EQ(folder_.Names(""), ".clustering Roof a.jpg c.jpg");
  EXPECT_TRUE(folder_.Has("Roof/b.jpg"));
}

TEST_F(TrashTest, BringsBackThoseNamed) {
  EXPECT_EQ(Run({"trash", path(), "restore", ".clustering/trash/a.jpg"}), 0) << err_;
  EXPECT_EQ(out_, ".clustering/trash/a.jpg -> a.jpg\n1 photo brought back\n");
  EXPECT_EQ(folder_.Content("a.jpg"), "the content of a.jpg");
  EXPECT_FALSE(folder_.Has("Roof/b.jpg"));
}

TEST_F(TrashTest, BringsAllBackAsOneStepThatCanBeTakenBack) {
  EXPECT_EQ(Run({"trash", path(), "restore", "--all"}), 0) << err_;
  EXPECT_TRUE(out_.ends_with("2 photos brought back\n")) << out_;
  EXPECT_EQ(folder_.Content("Roof/b.jpg"), "the content of b.jpg");
  EXPECT_EQ(folder_.Content("a.jpg"), "the content of a.jpg");
  ASSERT_EQ(Run({"undo", path()}), 0) << err_;
  ASSERT_EQ(Run({"trash", path(), "list"}), 0);
  EXPECT_TRUE(out_.ends_with("2 photos in the trash\n")) << out_;
}

TEST_F(TrashTest, AnEmptyTrashHasNothingToBringBack) {
  ASSERT_EQ(Run({"trash", path(), "restore", "--all"}), 0) << err_;
  EXPECT_EQ(Run({"trash", path(), "list"}), 0);
  EXPECT_EQ(out_, "0 photos in the trash\n");
  const std::string log = Log();
  EXPECT_EQ(Run({"trash", path(), "restore", "--all"}), 0) << err_;
  EXPECT_EQ(out_, "0 photos brought back\n");
  EXPECT_EQ(Log(), log);
}

TEST_F(TrashTest, WhatIsNotInItIsNamed) {
  EXPECT_EQ(Run({"trash", path(), "restore", "c.jpg"}), 1);
  EXPECT_EQ(err_, "photocluster: \"c.jpg\" is not in the trash\n");
  EXPECT_EQ(Run({"trash", path(), "restore", "x.jpg"}), 1);
  EXPECT_TRUE(err_.find("x.jpg") != std::string::npos) << err_;
}

TEST_F(TrashTest, IsEmptiedOnlyByThePersonWhoIsToldHowMany) {
  for (const char* answer : {"", "no\n", "y\n"}) {
    EXPECT_EQ(Run({"trash", path(), "empty"}, answer), 1) << answer;
    EXPECT_TRUE(out_.starts_with("2 photos (0.0 MB) will be removed")) << out_;
    EXPECT_EQ(err_, "nothing was removed\n");
  }
  EXPECT_EQ(folder_.Content(".clustering/trash/a.jpg"), "the content of a.jpg");
  EXPECT_EQ(Run({"trash", path(), "empty"}, "yes\n"), 0) << err_;
  EXPECT_TRUE(out_.ends_with("2 photos removed\n")) << out_;
  EXPECT_EQ(folder_.Names(".clustering/trash"), "");
  EXPECT_EQ(folder_.Content("c.jpg"), "the content of c.jpg");
  EXPECT_EQ(Run({"replay", path(), "--check"}), 0) << err_;
  EXPECT_EQ(Run({"trash", path(), "empty", "--yes"}), 0) << err_;
  EXPECT_EQ(out_, "there is nothing to remove\n");
  EXPECT_EQ(Run({"undo", path(), "--count", "1"}), 0) << err_;  // the assignment before keeps what is gone
  EXPECT_EQ(folder_.Names(""), ".clustering c.jpg");
}

TEST_F(TrashTest, IsEmptiedWithoutAskingWhenToldSo) {
  EXPECT_EQ(Run({"trash", path(), "empty", "--yes"}), 0) << err_;
  EXPECT_TRUE(out_.ends_with("2 photos removed\n")) << out_;
}

TEST_F(TrashTest, WrongUsage) {
  EXPECT_EQ(Run({"trash", path()}), 2);
  EXPECT_EQ(Run({"trash", path(), "restore"}), 2);
  EXPECT_EQ(err_, "photocluster: PLACE or --all is required; `photocluster trash restore --help` says what there is\n");
  EXPECT_EQ(Run({"trash", path(), "restore", "a.jpg", "--all"}), 2);
  EXPECT_EQ(Run({"trash", path(), "frob"}), 2);
  EXPECT_EQ(Run({"trash"}), 2);
}

}  // namespace
}  // namespace photocluster
