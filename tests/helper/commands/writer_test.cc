#include "native-helper/commands/writer.h"

#include "native-helper/server/server.h"
#include "tests/helper/commands/commands_test.h"
#include "tests/helper/server/server_fixtures.h"

namespace photocluster {
namespace {

class WriterTest : public test::CommandsTest {
 protected:
  void SetUp() override { AddPhotos({"a.jpg", "b.jpg", "c.jpg"}); }
  void Serve() {
    auto root = Root::Open(path(), {.access = Access::kWrite});
    ASSERT_TRUE(root.ok()) << root.error().detail;
    auto server = Server::Start(std::move(root).value(), {});
    ASSERT_TRUE(server.ok()) << server.error().detail;
    server_ = std::move(server).value();
  }
  // What is printed, without what differs from run to run.
  std::string Printed(const std::string& commands) {
    EXPECT_EQ(Do(commands), 0) << err_;
    std::string text;
    for (std::size_t at = 0; (at = out_.find("\"seq\":", at)) != std::string::npos; ++at) {
      text += out_.substr(at, out_.find(',', at) - at) + out_.substr(out_.find("\"op\"", at), 12) + "\n";
    }
    return text;
  }

  test::PrivateFolders private_;
  std::unique_ptr<Server> server_;
};

constexpr char kAssign[] = R"({"assign":{"places":["a.jpg"],"cluster":"Roof"}})";

TEST_F(WriterTest, DoPrintsTheSameThroughAHelper) {
  const std::string alone = Printed(kAssign);
  ASSERT_EQ(Run({"undo", path()}), 0);
  std::filesystem::remove_all(folder_ / ".clustering");
  Serve();
  EXPECT_EQ(Printed(kAssign), alone);
  EXPECT_TRUE(folder_.Has("Roof/a.jpg"));
}

TEST_F(WriterTest, UndoPrintsTheSameThroughAHelper) {
  ASSERT_EQ(Do(kAssign), 0);
  Serve();
  EXPECT_EQ(Run({"undo", path()}), 0) << err_;
  EXPECT_EQ(out_, "undone: record 3, Roof/a.jpg -> a.jpg\nundone: record 2, the cluster Roof\n");
  EXPECT_EQ(Run({"undo", path()}), 1);
  EXPECT_TRUE(err_.starts_with("photocluster: ")) << err_;
}

TEST_F(WriterTest, RefusalOfAHelperNamesTheLine) {
  Serve();
  EXPECT_EQ(Run({"do", path()}, "\n{\"skip\":{\"places\":[\"none.jpg\"]}}\n"), 1);
  EXPECT_TRUE(err_.starts_with("photocluster: line 2: ")) << err_;
}

TEST_F(WriterTest, AutoMoveIsAppliedThroughAHelper) {
  ASSERT_EQ(Do(kAssign), 0);
  Embed({{"Roof/a.jpg", 0}, {"b.jpg", 5}, {"c.jpg", 80}});
  Serve();
  EXPECT_EQ(Run({"auto-move", path(), "--apply", "--threshold", "0.9", "--min-samples", "1"}), 0) << err_;
  EXPECT_NE(out_.find("moved 1 photos as run "), std::string::npos) << out_;
  EXPECT_TRUE(folder_.Has("Roof/b.jpg"));
  EXPECT_TRUE(folder_.Has("c.jpg"));
}

TEST_F(WriterTest, WithoutAHelperTheFolderIsOpenedHere) {
  Serve();
  server_.reset();
  EXPECT_EQ(Do(kAssign), 0) << err_;
}

}  // namespace
}  // namespace photocluster
