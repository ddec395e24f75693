#include "native-helper/server/served_root.h"

#include "tests/helper/server/server_fixtures.h"

namespace photocluster {
namespace {

class ServedRootTest : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : {"a.jpg", "b.jpg", "c.jpg"}) folder_.Write(name, name);
    auto root = Root::Open(folder_.path(), {.access = Access::kWrite});
    ASSERT_TRUE(root.ok()) << root.error().detail;
    served_ =
        std::make_unique<ServedRoot>(std::move(root).value(), Root::Options{.access = Access::kWrite}, pool_, recent_);
  }
  void TearDown() override {
    served_->Stop();
    pool_.Stop();
  }

  test::PrivateFolders private_;
  test::TemporaryFolder folder_;
  RecentFolders recent_{private_ / "photocluster/recent.json"};
  TaskPool pool_{1};
  std::unique_ptr<ServedRoot> served_;
};

TEST_F(ServedRootTest, FolderIsNotedWithWhatIsLeftToSort) {
  const auto page = std::make_shared<test::FakePage>();
  Hello hello;
  hello.protocol = kProtocolVersion;
  served_->pages().OnMessage(page, hello);
  Request request;
  request.command = Assign{{"a.jpg"}, "Roof", ""};
  served_->pages().OnMessage(page, request);
  page->Texts(3);
  served_->Stop();
  const std::vector<RecentFolder> recent = recent_.List();
  ASSERT_EQ(recent.size(), 1U);
  EXPECT_EQ(recent[0].photos, 3U);
  EXPECT_EQ(recent[0].queue, 2U);
  EXPECT_GT(recent[0].at_ms, 0);
}

TEST_F(ServedRootTest, AnotherFolderIsRefusedWhileThisOneIsOpen) {
  const auto page = std::make_shared<test::FakePage>();
  Request request;
  request.open = "/elsewhere";
  served_->pages().OnMessage(page, request);
  const HelperMessage message = page->Message(0);
  EXPECT_EQ(std::get<Answer>(message).outcome.error->code, ErrorCode::kRefused);
}

}  // namespace
}  // namespace photocluster
