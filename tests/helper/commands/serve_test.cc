#include <csignal>
#include <thread>

#include "native-helper/server/address_file.h"
#include "native-helper/server/net.h"
#include "tests/helper/commands/commands_test.h"
#include "tests/helper/server/server_fixtures.h"

namespace photocluster {
namespace {

class ServeTest : public test::CommandsTest {
 protected:
  void SetUp() override { AddPhotos({"a.jpg"}); }
  // Serves until the address file is there, then sends SIGTERM to this process.
  int ServeAndStop(const std::vector<std::string>& options = {}) {
    std::vector<std::string> arguments = {"serve", path(), "--no-open"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    std::jthread stopper([this](std::stop_token ended) {
      while (!FindHelper(path()) && !ended.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
      if (!ended.stop_requested()) std::raise(SIGTERM);
    });
    return Run(arguments);
  }

  test::PrivateFolders private_;
};

TEST_F(ServeTest, SaysWhereAndEndsInGoodOrder) {
  EXPECT_EQ(ServeAndStop(), 0) << err_;
  EXPECT_TRUE(out_.starts_with("Photocluster shows " + path() + " at http://127.0.0.1:")) << out_;
  EXPECT_NE(out_.find("/?token="), std::string::npos);
  EXPECT_TRUE(out_.ends_with("\nstopped; everything is on disk\n")) << out_;
}

TEST_F(ServeTest, ModelThatCannotBeUsedIsSaidAndTheFolderServed) {
  EXPECT_EQ(ServeAndStop({"--model", "/no/such/model.onnx"}), 0);
  EXPECT_TRUE(err_.starts_with("photocluster: ")) << err_;
  EXPECT_EQ(std::count(err_.begin(), err_.end(), '\n'), 1) << err_;
}

TEST_F(ServeTest, PortThatIsTakenIsRefusedInOneSentence) {
  const auto taken = HttpServer::Listen(44000, true);
  ASSERT_TRUE(taken.ok());
  EXPECT_EQ(Run({"serve", path(), "--no-open", "--port", std::to_string(taken.value()->port())}), 1);
  EXPECT_NE(err_.find("is taken by another program; --port chooses another one"), std::string::npos) << err_;
  EXPECT_FALSE(FindHelper(path()));
}

TEST_F(ServeTest, FolderInUseIsRefused) {
  const auto root = Root::Open(path(), {.access = Access::kWrite});
  ASSERT_TRUE(root.ok());
  EXPECT_EQ(Run({"serve", path(), "--no-open"}), 3);
}

}  // namespace
}  // namespace photocluster
