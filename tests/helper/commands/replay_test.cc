#include "tests/helper/commands/commands_test.h"

namespace photocluster {
namespace {

class ReplayTest : public test::CommandsTest {
 protected:
  void SetUp() override {
    AddPhotos({"a.jpg", "b.jpg", "c.jpg", "d.jpg"});
    ASSERT_EQ(Do(R"({"assign":{"places":["a.jpg"],"cluster":"A"}})"), 0);
    ASSERT_EQ(Do(R"({"assign":{"places":["b.jpg"],"cluster":"B"}})"), 0);
  }
  std::string Hash(const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = {"replay", path(), "--hash"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    EXPECT_EQ(Run(arguments), 0) << err_;
    return out_;
  }
};

TEST_F(ReplayTest, CountsRecordsAndNamesTheState) {
  EXPECT_EQ(Run({"replay", path()}), 0);
  EXPECT_TRUE(out_.starts_with("5 records, 0 without effect, 2 photos in clusters, State ")) << out_;
  EXPECT_EQ(Hash().size(), 33U);
}

TEST_F(ReplayTest, HashAtARecordIsTheStateThen) {
  const std::string before = Hash();
  ASSERT_EQ(Do(R"({"skip":{"places":["c.jpg"]}})"), 0);
  EXPECT_NE(Hash(), before);
  EXPECT_EQ(Hash({"--to", "5"}), before);
  EXPECT_EQ(Hash({"--to", "99"}), Hash());
  EXPECT_EQ(Run({"replay", path(), "--to", "0"}), 0);
  EXPECT_TRUE(out_.starts_with("0 records")) << out_;
}

TEST_F(ReplayTest, CheckComparesEveryByte) {
  EXPECT_EQ(Run({"replay", path(), "--check"}), 0);
  EXPECT_EQ(out_, "same: state.json is what the log gives at record 5\n");
  const std::string good = folder_.Content(".clustering/state.json");
  folder_.Write(".clustering/state.json", good + " ");
  EXPECT_EQ(Run({"replay", path(), "--check"}), 1);
  EXPECT_EQ(err_, "photocluster: state.json is not what the log gives at record 5\n");
}

TEST_F(ReplayTest, CheckNeedsAStateFileThatCanBeRead) {
  folder_.Write(".clustering/state.json", "{");
  EXPECT_EQ(Run({"replay", path(), "--check"}), 1);
  EXPECT_TRUE(err_.starts_with("photocluster: state.json: not JSON")) << err_;
  std::filesystem::remove(folder_ / ".clustering/state.json");
  EXPECT_EQ(Run({"replay", path(), "--check"}), 1);
  EXPECT_EQ(err_, "photocluster: there is no state.json to compare with\n");
}

TEST_F(ReplayTest, VectorsThatCameLaterMakeItStaleNotDifferent) {
  Embed({{"A/a.jpg", 0}});
  const std::string before = folder_.Content(".clustering/state.json");
  Embed({{"B/b.jpg", 90}});
  EXPECT_EQ(Run({"replay", path(), "--check"}), 0) << err_;
  EXPECT_TRUE(out_.starts_with("same: ")) << out_;
  folder_.Write(".clustering/state.json", before);
  EXPECT_EQ(Run({"replay", path(), "--check"}), 0) << err_;
  EXPECT_TRUE(out_.starts_with("stale: ")) << out_;
}

TEST_F(ReplayTest, CheckExcludesTheOthers) {
  EXPECT_EQ(Run({"replay", path(), "--check", "--hash"}), 2);
  EXPECT_EQ(Run({"replay", path(), "--check", "--to", "3"}), 2);
  EXPECT_EQ(Run({"replay", path(), "--to", "last"}), 2);
}

TEST_F(ReplayTest, WritesNothing) {
  const std::string names = folder_.Names(".clustering");
  Hash();
  EXPECT_EQ(folder_.Names(".clustering"), names);
}

}  // namespace
}  // namespace photocluster
