#include "native-helper/server/server.h"
#include "tests/helper/commands/commands_test.h"
#include "tests/helper/server/server_fixtures.h"

namespace photocluster {
namespace {

class LinkTest : public test::CommandsTest {
 protected:
  test::PrivateFolders private_;
};

TEST_F(LinkTest, EachAddressIsAFreshOne) {
  AddPhotos({"a.jpg"});
  auto root = Root::Open(path(), {.access = Access::kWrite});
  ASSERT_TRUE(root.ok());
  const auto server = Server::Start(std::move(root).value(), {});
  ASSERT_TRUE(server.ok());
  EXPECT_EQ(Run({"link"}), 0) << err_;
  const std::string first = out_;
  EXPECT_TRUE(first.starts_with("http://127.0.0.1:" + std::to_string(server.value()->port()) + "/?token=")) << first;
  EXPECT_EQ(Run({"link", path()}), 0) << err_;
  EXPECT_NE(out_, first);
}

TEST_F(LinkTest, OneThatShowsItsFirstPageIsFound) {
  const auto server = Server::Start(nullptr, {});
  ASSERT_TRUE(server.ok());
  EXPECT_EQ(Run({"link"}), 0) << err_;
  EXPECT_EQ(Run({"link", path()}), 1) << "but not as the helper of a folder";
}

TEST_F(LinkTest, WithoutAHelperItSaysHowToStartOne) {
  EXPECT_EQ(Run({"link"}), 1);
  EXPECT_EQ(err_, "photocluster: no helper shows a folder; `photocluster serve ROOT` starts one\n");
  EXPECT_EQ(Run({"link", path()}), 1);
  EXPECT_EQ(err_, "photocluster: no helper shows " + path() + "; `photocluster serve ROOT` starts one\n");
}

}  // namespace
}  // namespace photocluster
