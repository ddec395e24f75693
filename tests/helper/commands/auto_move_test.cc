#include "tests/helper/commands/commands_test.h"

namespace photocluster {
namespace {

class AutoMoveTest : public test::CommandsTest {
 protected:
  // Two clusters at 0 and 90 degrees; "between" is nearer to the second, "far" is far from both.
  void SetUp() override {
    AddPhotos({"a.jpg", "b.jpg", "near a.jpg", "between.jpg", "far.jpg", "unknown.jpg"});
    Embed({{"a.jpg", 0}, {"b.jpg", 90}, {"near a.jpg", 10}, {"between.jpg", 60}, {"far.jpg", 225}});
    ASSERT_EQ(Do(R"({"assign":{"places":["a.jpg"],"cluster":"A"}})"), 0);
    ASSERT_EQ(Do(R"({"assign":{"places":["b.jpg"],"cluster":"B"}})"), 0);  // 7 records so far, with model and root
  }
};

TEST_F(AutoMoveTest, PlanShowsScoreRunnerUpAndMarginAndMovesNothing) {
  const std::string log = Log();
  EXPECT_EQ(Run({"auto-move", path(), "--threshold", "0.8", "--min-samples", "1"}), 0) << err_;
  EXPECT_EQ(out_,
            "0.8660  margin 0.3660  between.jpg -> B  (second: A 0.5000)\n"
            "0.9848  margin 0.8112  near a.jpg -> A  (second: B 0.1736)\n"
            "2 of 4 photos in the queue would move at threshold 0.8 with at least 1 sample\n");
  EXPECT_EQ(Log(), log);
  EXPECT_TRUE(folder_.Has("between.jpg"));
}

TEST_F(AutoMoveTest, ApplyMovesExactlyThePlanAsOneRunThatCanBeTakenBack) {
  EXPECT_EQ(Run({"auto-move", path(), "--threshold", "0.8", "--min-samples", "1", "--apply"}), 0) << err_;
  EXPECT_TRUE(out_.ends_with("moved 2 photos as run 7\n")) << out_;
  EXPECT_EQ(folder_.Names("A"), "a.jpg near a.jpg");
  EXPECT_EQ(folder_.Names("B"), "b.jpg between.jpg");
  EXPECT_NE(Log().find("\"note\":\"auto\""), std::string::npos);
  EXPECT_EQ(Run({"replay", path(), "--check"}), 0) << err_;
  EXPECT_EQ(Run({"undo", path(), "--run", "7"}), 0) << err_;
  EXPECT_EQ(folder_.Names(""), ".clustering A B between.jpg far.jpg near a.jpg unknown.jpg");
}

TEST_F(AutoMoveTest, JsonIsThePlanAndWhatBecameOfIt) {
  const std::vector<std::string> ask = {"auto-move", path(), "--threshold", "0.9", "--min-samples", "1", "--json"};
  const std::string plan = R"({"threshold":0.9,"min_samples":1,"model":"angles-0123456789ab","queue":4,"plan":[)"
                           R"({"place":"near a.jpg","cluster":"A","score":0.98)";
  EXPECT_EQ(Run(ask), 0);
  EXPECT_TRUE(out_.starts_with(plan)) << out_;
  EXPECT_TRUE(out_.ends_with("}]}\n")) << out_;
  std::vector<std::string> apply = ask;
  apply.emplace_back("--apply");
  EXPECT_EQ(Run(apply), 0);
  EXPECT_TRUE(out_.starts_with(plan)) << out_;
  EXPECT_TRUE(out_.ends_with("}],\"run\":7,\"moved\":1}\n")) << out_;
}

TEST_F(AutoMoveTest, SettingsAreUsedUnlessToldOtherwise) {
  EXPECT_EQ(Run({"auto-move", path()}), 0);
  EXPECT_EQ(out_, "0 of 4 photos in the queue would move at threshold 0.9 with at least 5 samples\n");
  ASSERT_EQ(Do(R"({"settings":{"threshold":0.8,"min_samples":1}})"), 0);
  EXPECT_EQ(Run({"auto-move", path()}), 0);
  EXPECT_TRUE(out_.ends_with("2 of 4 photos in the queue would move at threshold 0.8 with at least 1 sample\n"))
      << out_;
}

TEST_F(AutoMoveTest, EmptyPlanAppliesToNothing) {
  const std::string log = Log();
  EXPECT_EQ(Run({"auto-move", path(), "--apply"}), 0) << err_;
  EXPECT_EQ(Log(), log);
}

TEST_F(AutoMoveTest, WithoutAModelItSaysWhatToDo) {
  ASSERT_EQ(Run({"undo", path(), "--record", "2"}), 0) << err_;  // the choice of the model
  EXPECT_EQ(Run({"auto-move", path()}), 1);
  EXPECT_EQ(err_, "photocluster: no photo has been embedded yet: run `photocluster embed` first\n");
}

TEST_F(AutoMoveTest, ManualOnlyIsRespected) {
  ASSERT_EQ(Do(R"({"settings":{"manual_only":true}})"), 0);
  EXPECT_EQ(Run({"auto-move", path(), "--apply"}), 1);
  EXPECT_EQ(err_, "photocluster: suggestions are switched off in this folder (manual_only)\n");
}

TEST_F(AutoMoveTest, WrongNumbersAreWrongUsage) {
  EXPECT_EQ(Run({"auto-move", path(), "--threshold", "1.5"}), 2);
  EXPECT_TRUE(err_.starts_with("photocluster: --threshold: must be a number from 0 to 1, not 1.5")) << err_;
  EXPECT_EQ(Run({"auto-move", path(), "--min-samples", "0"}), 2);
  EXPECT_TRUE(err_.starts_with("photocluster: --min-samples: must be a whole number from 1 to 1000000, not 0")) << err_;
}

}  // namespace
}  // namespace photocluster
