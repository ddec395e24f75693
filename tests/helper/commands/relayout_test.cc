#include "tests/helper/commands/commands_test.h"

namespace photocluster {
namespace {

class RelayoutTest : public test::CommandsTest {
 protected:
  void SetUp() override {
    AddPhotos({"a.jpg", "May/b.jpg"});
    ASSERT_EQ(Do(R"({"assign":{"places":["a.jpg","May/b.jpg"],"cluster":"A"}})"), 0);
  }
};

TEST_F(RelayoutTest, ShowsWhatTheLayoutPutsElsewhereAndMovesExactlyThat) {
  EXPECT_EQ(Run({"relayout", path()}), 0) << err_;
  EXPECT_EQ(out_, "0 photos lie elsewhere than the layout puts them\n");
  ASSERT_EQ(Do(R"({"settings":{"layout":"root"}})"), 0);
  const std::string shown = "May/A/b.jpg -> A/b.jpg\n1 photo lies elsewhere than the layout puts them\n";
  EXPECT_EQ(Run({"relayout", path()}), 0) << err_;
  EXPECT_EQ(out_, shown);
  EXPECT_EQ(folder_.Names("A"), "a.jpg");
  EXPECT_EQ(Run({"relayout", path(), "--apply"}), 0) << err_;
  EXPECT_EQ(out_, shown);
  EXPECT_EQ(folder_.Names("A"), "a.jpg b.jpg");
  EXPECT_EQ(Run({"undo", path()}), 0) << err_;
  EXPECT_EQ(folder_.Names("A"), "a.jpg");
}

TEST_F(RelayoutTest, JsonIsTheCommandThatDoTakes) {
  ASSERT_EQ(Do(R"({"settings":{"layout":"root"}})"), 0);
  EXPECT_EQ(Run({"relayout", path(), "--json"}), 0) << err_;
  const std::string command = out_;
  EXPECT_EQ(command, "{\"relayout\":{\"moves\":[{\"place\":\"May/A/b.jpg\",\"to\":\"A/b.jpg\"}]}}\n");
  EXPECT_EQ(Do(command), 0) << err_;
  EXPECT_EQ(folder_.Names("A"), "a.jpg b.jpg");
  EXPECT_EQ(Do(command), 1);
  EXPECT_NE(err_.find("would no longer go to"), std::string::npos) << err_;
}

}  // namespace
}  // namespace photocluster
