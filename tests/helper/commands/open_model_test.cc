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

TEST(OpenModelTest, RuntimeThatIsNotThereIsNamed) {
  const auto model = OpenModel(test::TinyModel("good.onnx"), "/no/such/lib.so");
  ASSERT_FALSE(model.ok());
  EXPECT_NE(model.error().detail.find("/no/such/lib.so"), std::string::npos);
}

}  // namespace
}  // namespace photocluster
