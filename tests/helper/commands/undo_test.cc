#include "tests/helper/commands/commands_test.h"

namespace photocluster {
namespace {

class UndoTest : public test::CommandsTest {
 protected:
  void SetUp() override { AddPhotos({"a.jpg", "b.jpg", "c.jpg"}); }
};

TEST_F(UndoTest, TakesBackTheNewestStepAndSaysWhat) {
  ASSERT_EQ(Do(R"({"assign":{"places":["a.jpg"],"cluster":"A"}})"), 0);  // records 2 and 3
  EXPECT_EQ(Run({"undo", path()}), 0) << err_;
  EXPECT_EQ(out_, "undone: record 3, A/a.jpg -> a.jpg\nundone: record 2, the cluster A\n");
  EXPECT_TRUE(folder_.Has("a.jpg"));
  EXPECT_FALSE(folder_.Has("A"));
}

TEST_F(UndoTest, WhatMovedNothingIsSaidWithoutAnArrow) {
  ASSERT_EQ(Do("{\"skip\":{\"places\":[\"b.jpg\"]}}\n{\"settings\":{\"layout\":\"root\"}}\n{\"shuffle\":{\"seed\":1}}"),
            0);
  EXPECT_EQ(Run({"undo", path(), "--count", "3"}), 0);
  EXPECT_EQ(out_, "undone: record 4\nundone: record 3, layout is as at first\nundone: record 2, b.jpg\n");
}

TEST_F(UndoTest, OneRecordOrARunByNumber) {
  ASSERT_EQ(Do(R"({"assign":{"places":["a.jpg","b.jpg","c.jpg"],"cluster":"A"}})"), 0);  // 2 to 5
  EXPECT_EQ(Run({"undo", path(), "--record", "4"}), 0) << err_;
  EXPECT_EQ(out_, "undone: record 4, A/b.jpg -> b.jpg\n");
  EXPECT_EQ(folder_.Names("A"), "a.jpg c.jpg");
  EXPECT_EQ(Run({"undo", path(), "--run", "2"}), 0) << err_;
  EXPECT_EQ(folder_.Names(""), ".clustering a.jpg b.jpg c.jpg");
}

TEST_F(UndoTest, WhatIsNotThereIsNamed) {
  EXPECT_EQ(Run({"undo", path()}), 1);
  EXPECT_EQ(err_, "photocluster: there is nothing to undo\n");
  EXPECT_EQ(Run({"undo", path(), "--run", "7"}), 1);
  EXPECT_EQ(err_, "photocluster: there is no run 7\n");
  EXPECT_EQ(Run({"undo", path(), "--record", "7"}), 1);
  EXPECT_EQ(err_, "photocluster: there is no decision 7\n");
  EXPECT_EQ(Log(), "(nothing)");
}

TEST_F(UndoTest, WrongNumbersAreWrongUsage) {
  for (const std::vector<std::string>& wrong : std::vector<std::vector<std::string>>{
           {"--run", "x"}, {"--record", "0"}, {"--count", "0"}, {"--count", "4294967296"}}) {
    EXPECT_EQ(Run({"undo", path(), wrong[0], wrong[1]}), 2);
    EXPECT_TRUE(err_.starts_with("photocluster: " + wrong[0] + ": must be a whole number from 1 ")) << err_;
  }
  EXPECT_EQ(Run({"undo", path(), "--run", "1", "--count", "2"}), 2);
  EXPECT_TRUE(err_.starts_with("photocluster: --run excludes --count")) << err_;
}

TEST_F(UndoTest, EverythingSinceARecord) {
  ASSERT_EQ(Do(R"({"assign":{"places":["a.jpg"],"cluster":"A"}})"), 0);  // 2 and 3
  ASSERT_EQ(
      Do("{\"assign\":{\"places\":[\"b.jpg\"],\"cluster\":\"A\"}}\n{\"cluster\":{\"cluster\":\"A\",\"key\":\"a\"}}"),
      0);
  EXPECT_EQ(Run({"undo", path(), "--since", "4"}), 0) << err_;
  EXPECT_EQ(out_, "undone: record 5, the cluster A, key is as at first\nundone: record 4, A/b.jpg -> b.jpg\n");
  EXPECT_EQ(Run({"undo", path(), "--since", "4"}), 1);
  EXPECT_EQ(err_, "photocluster: nothing is in force that was decided since record 4\n");
}

TEST_F(UndoTest, ARunInPart) {
  ASSERT_EQ(Do(R"({"assign":{"places":["a.jpg","b.jpg","c.jpg"],"cluster":"A"}})"), 0);
  EXPECT_EQ(Run({"undo", path(), "--run", "2", "--places", "A/a.jpg", "A/c.jpg"}), 0) << err_;
  EXPECT_EQ(folder_.Names("A"), "b.jpg");
  EXPECT_EQ(Run({"undo", path(), "--places", "A/b.jpg"}), 2);
  EXPECT_TRUE(err_.starts_with("photocluster: --places requires --run")) << err_;
}

}  // namespace
}  // namespace photocluster
