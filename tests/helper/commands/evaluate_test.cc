#include <cstdlib>

#include "tests/helper/commands/commands_test.h"
#include "tests/helper/embedding/embedding_fixtures.h"

namespace photocluster {
namespace {

using test::TinyModel;
using test::WavesJpeg;

class EvaluateTest : public test::CommandsTest {
 protected:
  void SetUp() override {
    NEEDS_ONNXRUNTIME();
    test::StartImaging();
    setenv("XDG_CACHE_HOME", (cache_.path() + "/caches").c_str(), 1);
    for (int i = 0; i < 6; ++i) {
      folder_.Write((i % 2 ? "odd/p" : "even/p") + std::to_string(i) + ".jpg", WavesJpeg(i));
    }
  }
  void TearDown() override { unsetenv("XDG_CACHE_HOME"); }
  int Evaluate(std::vector<std::string> more) {
    more.insert(more.begin(),
                {"evaluate", path(), "--model", TinyModel("good.onnx"), "--onnxruntime", test::RuntimeLibrary()});
    return Run(more);
  }

  test::TemporaryFolder cache_;
};

TEST_F(EvaluateTest, ReportsEachPolicyAndWritesNothingBelowTheTree) {
  EXPECT_EQ(Evaluate({"--policy", "manual", "--policy", "pages", "--plot", cache_.path() + "/plot.svg"}), 0) << err_;
  EXPECT_TRUE(out_.starts_with("6 photos in 2 clusters, model good-")) << out_;
  EXPECT_NE(out_.find("\nmanual"), std::string::npos) << out_;
  EXPECT_NE(out_.find("\npages"), std::string::npos) << out_;
  EXPECT_FALSE(std::filesystem::exists(folder_ / ".clustering"));
  EXPECT_GT(std::filesystem::file_size(cache_ / "plot.svg"), 500u);
  EXPECT_FALSE(std::filesystem::is_empty(cache_ / "caches/photocluster/evaluate"));
}

TEST_F(EvaluateTest, JsonHasTheFiguresOfManualWork) {
  EXPECT_EQ(Evaluate({"--policy", "manual", "--json", "--seeds", "3"}), 0) << err_;
  EXPECT_TRUE(out_.starts_with(R"({"photos":6,"clusters":2,)")) << out_;
  EXPECT_NE(out_.find(R"("policies":{"manual":{"actions_per_photo":{"mean":1.33333333333333)"), std::string::npos)
      << out_;
}

TEST_F(EvaluateTest, WrongUsageIsOneSentence) {
  EXPECT_EQ(Evaluate({"--policy", "magic"}), 2);
  EXPECT_EQ(Evaluate({"--tiles", "1"}), 2);
  EXPECT_EQ(Evaluate({"--overlook", "2"}), 2);
  EXPECT_EQ(Run({"evaluate", path() + "/nowhere", "--model", TinyModel("good.onnx"), "--onnxruntime",
                 test::RuntimeLibrary()}),
            1);
  EXPECT_NE(err_.find("there is no folder"), std::string::npos) << err_;
}

}  // namespace
}  // namespace photocluster
