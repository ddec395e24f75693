#include "native-helper/commands/open_model.h"

#include "tests/helper/embedding/embedding_fixtures.h"

namespace photocluster {
namespace {

TEST(OpenModelTest, ModelIsOpenedWithTheNamedRuntime) {
  NEEDS_ONNXRUNTIME();
  const auto model = OpenModel(test::TinyModel("good.onnx"), test::RuntimeLibrary());
  ASSERT_TRUE(model.ok()) << model.error().detail;
  EXPECT_TRUE(model.value()->id().starts_with("good-"));
}

std::string IdFor(const std::string& asked, const std::string& root_model = "") {
  const auto model = OpenModelFor(asked, root_model, test::RuntimeLibrary());
  if (!model.ok()) return model.error().detail;
  return model.value() ? model.value()->id() : "none";
}

TEST(OpenModelTest, BuiltInOneIsTakenByItsNameAndWhereNothingElseIsAsked) {
  NEEDS_ONNXRUNTIME();
  const std::string builtin = IdFor("builtin");
  EXPECT_TRUE(builtin.starts_with("builtin-")) << builtin;
  EXPECT_EQ(IdFor(""), builtin);
  EXPECT_EQ(IdFor("", builtin), builtin);
  EXPECT_EQ(IdFor("builtin", "clip-0123456789ab"), builtin);
}

TEST(OpenModelTest, VectorsOfAnotherModelAreNotLeftUnasked) {
  const auto model = OpenModelFor("", "clip-0123456789ab", "");
  ASSERT_FALSE(model.ok());
  EXPECT_EQ(model.error(),
            (Error{ErrorCode::kBadInput,
                   "the vectors of this folder are of the model clip-0123456789ab: name its file with --model FILE, or "
                   "switch with --model builtin"}));
}

TEST(OpenModelTest, NoneIsNoModelAndNeedsNoRuntime) {
  const auto model = OpenModelFor("none", "clip-0123456789ab", "/no/such/lib.so");
  ASSERT_TRUE(model.ok());
  EXPECT_EQ(model.value(), nullptr);
}

TEST(OpenModelTest, WhatIsNeitherNameNorFileIsToldInOneSentence) {
  NEEDS_ONNXRUNTIME();
  EXPECT_EQ(IdFor("bulitin"), "there is no model at bulitin; the names of models are builtin and none");
  EXPECT_EQ(IdFor("./builtin"), "there is no model at ./builtin");
}

TEST(OpenModelTest, RuntimeThatIsNotThereIsNamed) {
  const auto model = OpenModel(test::TinyModel("good.onnx"), "/no/such/lib.so");
  ASSERT_FALSE(model.ok());
  EXPECT_NE(model.error().detail.find("/no/such/lib.so"), std::string::npos);
}

}  // namespace
}  // namespace photocluster
