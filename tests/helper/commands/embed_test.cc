#include <algorithm>

#include "tests/helper/commands/commands_test.h"
#include "tests/helper/embedding/embedding_fixtures.h"

namespace photocluster {
namespace {

using test::TinyModel;
using test::WavesJpeg;

class EmbedTest : public test::CommandsTest {
 protected:
  void SetUp() override {
    NEEDS_ONNXRUNTIME();
    test::StartImaging();
    for (int i = 0; i < 4; ++i) folder_.Write("p" + std::to_string(i) + ".jpg", WavesJpeg(i));
  }
  int Embed(const std::string& model = TinyModel("good.onnx")) {
    return Run({"embed", path(), "--model", model, "--onnxruntime", test::RuntimeLibrary()});
  }
};

TEST_F(EmbedTest, EmbedsOnceAndThenReadsNoPhoto) {
  EXPECT_EQ(Embed(), 0) << err_;
  EXPECT_EQ(out_, "4 embedded\n");
  EXPECT_TRUE(err_.starts_with("4 of 4  ")) << err_;
  EXPECT_EQ(Embed(), 0);
  EXPECT_TRUE(out_.starts_with("all photos are embedded with good-")) << out_;
  EXPECT_TRUE(out_.ends_with("; no photo was read\n")) << out_;
  EXPECT_EQ(err_, "");
}

TEST_F(EmbedTest, PhotoMovedByHandIsFoundAgain) {
  ASSERT_EQ(Embed(), 0);
  folder_.MakeFolder("elsewhere");
  std::filesystem::rename(folder_ / "p1.jpg", folder_ / "elsewhere/other name.jpg");
  EXPECT_EQ(Embed(), 0);
  EXPECT_EQ(out_, "0 embedded, 1 found again\n");
}

TEST_F(EmbedTest, WhatCannotBeDecodedEndsNothing) {
  folder_.Write("broken.jpg", WavesJpeg(9).substr(0, 30));
  EXPECT_EQ(Embed(), 0) << err_;
  EXPECT_EQ(out_, "4 embedded, 1 that cannot be decoded (`photocluster status` says why)\n");
  EXPECT_EQ(Embed(), 0);
  EXPECT_TRUE(out_.ends_with("; no photo was read\n")) << out_;
}

TEST_F(EmbedTest, PhotoThatMayNotBeReadIsNamedAndTriedAgain) {
  std::filesystem::permissions(folder_ / "p2.jpg", std::filesystem::perms::none);
  const int result = test::AsOrdinaryUser([&] {
    EXPECT_EQ(Embed(), 1);
    EXPECT_EQ(out_, "3 embedded, 1 that could not be read\n");
    EXPECT_NE(err_.find("photocluster: cannot read p2.jpg: permission denied\n"), std::string::npos) << err_;
  });
  if (result == test::kCannotRun) GTEST_SKIP() << "this user cannot become another one";
  EXPECT_EQ(result, test::kPassed);
  std::filesystem::permissions(folder_ / "p2.jpg", std::filesystem::perms::owner_all);
  EXPECT_EQ(Embed(), 0) << err_;
  EXPECT_EQ(out_, "1 embedded\n");
}

TEST_F(EmbedTest, AnotherModelHasVectorsOfItsOwn) {
  ASSERT_EQ(Embed(), 0);
  EXPECT_EQ(Embed(TinyModel("any_side.onnx")), 0);
  EXPECT_EQ(out_, "4 embedded\n");
  EXPECT_EQ(Embed(), 0);
  EXPECT_TRUE(out_.starts_with("all photos are embedded with good-")) << out_;
}

TEST_F(EmbedTest, WithoutAModelTheBuiltInOneIsUsed) {
  const std::vector<std::string> unasked = {"embed", path(), "--onnxruntime", test::RuntimeLibrary()};
  EXPECT_EQ(Run(unasked), 0) << err_;
  EXPECT_EQ(out_, "4 embedded\n");
  EXPECT_EQ(Embed("builtin"), 0) << err_;
  EXPECT_TRUE(out_.starts_with("all photos are embedded with builtin-")) << out_;
  EXPECT_EQ(Embed(), 0);
  EXPECT_EQ(Run(unasked), 1);
  EXPECT_TRUE(err_.starts_with("photocluster: the vectors of this folder are of the model good-")) << err_;
  EXPECT_EQ(std::count(err_.begin(), err_.end(), '\n'), 1) << err_;
  EXPECT_EQ(Embed("builtin"), 0);
}

TEST_F(EmbedTest, UnusableModelsAreRefusedInOneSentenceAndTouchNothing) {
  folder_.Write("text.onnx", "no model");
  const auto refused = [&](const std::string& model, const std::string& words) {
    EXPECT_EQ(Embed(model), 1) << model;
    EXPECT_EQ(out_, "");
    EXPECT_EQ(std::count(err_.begin(), err_.end(), '\n'), 1) << err_;
    EXPECT_NE(err_.find(model), std::string::npos) << err_;
    EXPECT_NE(err_.find(words), std::string::npos) << err_;
    EXPECT_FALSE(folder_.Has(".clustering"));
  };
  refused("/no/such/model.onnx", "there is no model");
  refused(path(), "is a folder");
  refused(folder_ / "text.onnx", "wanted is an ONNX file");
  refused(TinyModel("float16_input.onnx"), "its input is pixel_values float16");
  refused(TinyModel("wrong_rank.onnx"), "its input is pixel_values float32 [?, 24]");
  refused(TinyModel("two_inputs.onnx"), "its inputs are pixel_values");
  refused(TinyModel("class_scores.onnx"), "its output is logits");
  refused(TinyModel("too_short.onnx"), "its embedding has 3 numbers");
}

TEST_F(EmbedTest, MissingRuntimeIsNamed) {
  EXPECT_EQ(Run({"embed", path(), "--model", TinyModel("good.onnx"), "--onnxruntime", "/no/such/lib.so"}), 1);
  EXPECT_TRUE(err_.starts_with("photocluster: there is no ONNX Runtime at /no/such/lib.so")) << err_;
}

TEST_F(EmbedTest, MissingFolderIsNamed) {
  EXPECT_EQ(
      Run({"embed", "/no/such/folder", "--model", TinyModel("good.onnx"), "--onnxruntime", test::RuntimeLibrary()}), 1);
  EXPECT_EQ(err_, "photocluster: cannot open /no/such/folder: no such file or directory\n");
}

}  // namespace
}  // namespace photocluster
