#include "native-helper/server/remote_root.h"

#include "native-helper/server/server.h"
#include "tests/helper/server/server_fixtures.h"

namespace photocluster {
namespace {

class RemoteRootTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_.Write("a.jpg", "a");
    Start();
  }
  void Start() {
    auto root = Root::Open(folder_.path(), {.access = Access::kWrite});
    ASSERT_TRUE(root.ok()) << root.error().detail;
    auto server = Server::Start(std::move(root).value(), {});
    ASSERT_TRUE(server.ok()) << server.error().detail;
    server_ = std::move(server).value();
  }

  test::PrivateFolders private_;
  test::TemporaryFolder folder_;
  std::unique_ptr<Server> server_;
};

TEST_F(RemoteRootTest, CommandIsCarriedOutByTheHelper) {
  const auto helper = RemoteRoot::Find(folder_.path());
  ASSERT_TRUE(helper);
  const Outcome outcome = helper->Do(Assign{{"a.jpg"}, "Roof", ""});
  ASSERT_FALSE(outcome.error) << outcome.error->detail;
  EXPECT_EQ(outcome.records.back().dst, "Roof/a.jpg");
  EXPECT_TRUE(folder_.Has("Roof/a.jpg"));
  EXPECT_EQ(helper->Do(Skip{{"none.jpg"}}).error->code, ErrorCode::kUnknownPhoto);
}

TEST_F(RemoteRootTest, FreshAddressIsTheHelpers) {
  const auto address = RemoteRoot::Find("")->NewAddress();
  ASSERT_TRUE(address.ok());
  EXPECT_TRUE(address.value().starts_with("http://127.0.0.1:" + std::to_string(server_->port()) + "/?token="));
}

TEST_F(RemoteRootTest, HelperThatIsGoneIsNotFoundAndFailsWhatItWasAskedFor) {
  const auto helper = RemoteRoot::Find(folder_.path());
  EXPECT_FALSE(RemoteRoot::Find("/other"));
  server_.reset();
  EXPECT_EQ(helper->Do(Skip{{"a.jpg"}}).error->code, ErrorCode::kNotFound);
  EXPECT_FALSE(RemoteRoot::Find(folder_.path()));
}

TEST_F(RemoteRootTest, OtherHelperAtItsPortRefusesItsToken) {
  const auto helper = RemoteRoot::Find(folder_.path());
  server_.reset();
  Start();
  const Outcome outcome = helper->Do(Skip{{"a.jpg"}});
  ASSERT_TRUE(outcome.error);
  EXPECT_EQ(outcome.error->code, ErrorCode::kRefused);
}

}  // namespace
}  // namespace photocluster
