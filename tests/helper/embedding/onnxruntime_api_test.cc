#include "native-helper/embedding/onnxruntime_api.h"

#include <dlfcn.h>
#include <openssl/evp.h>

#include <cstdlib>

#include "tests/helper/embedding/embedding_fixtures.h"

// ONNX Runtime 1.30.0 leaves some blocks of 14 and 152 bytes behind, of its own: nothing that it hands out.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libonnxruntime.so"; }

namespace photocluster {
namespace {

using namespace test;

constexpr char kVariable[] = "PHOTOCLUSTER_ONNXRUNTIME";

class OnnxRuntimeLocation : public testing::Test {
 protected:
  OnnxRuntimeLocation() : before_(std::getenv(kVariable) == nullptr ? "" : std::getenv(kVariable)) {}
  ~OnnxRuntimeLocation() override { before_.empty() ? unsetenv(kVariable) : setenv(kVariable, before_.c_str(), 1); }

 private:
  std::string before_;
};

TEST_F(OnnxRuntimeLocation, OptionWinsOverEnvironment) {
  setenv(kVariable, "/from/environment.so", 1);
  EXPECT_EQ(FindOnnxRuntime("/from/option.so").value(), "/from/option.so");
  EXPECT_EQ(FindOnnxRuntime("").value(), "/from/environment.so");
}

TEST_F(OnnxRuntimeLocation, WithoutBothTheCopyAboveTheProgramIsMeantOrTheRemedyTold) {
  unsetenv(kVariable);
  const auto found = FindOnnxRuntime("");
  if (found.ok()) {
    EXPECT_TRUE(std::filesystem::exists(found.value())) << found.value();
  } else {
    EXPECT_EQ(found.error().code, ErrorCode::kNotFound);
    EXPECT_NE(found.error().detail.find("./dev build"), std::string::npos);
    EXPECT_NE(found.error().detail.find("--onnxruntime LIB"), std::string::npos);
  }
}

TEST(OnnxRuntime, MissingLibraryIsNotFoundWithTheRemedy) {
  const auto runtime = OnnxRuntime::Load("/nowhere/libonnxruntime.so.1");
  ASSERT_FALSE(runtime.ok());
  EXPECT_EQ(runtime.error(), (Error{ErrorCode::kNotFound,
                                    "there is no ONNX Runtime at /nowhere/libonnxruntime.so.1: "
                                    "run ./dev build, or name the library with --onnxruntime LIB"}));
}

TEST(OnnxRuntime, FileThatIsNoLibraryIsRefused) {
  const TemporaryFolder folder;
  const auto runtime = OnnxRuntime::Load(folder.Add("libonnxruntime.so.1", "not a library"));
  ASSERT_FALSE(runtime.ok());
  EXPECT_EQ(runtime.error().code, ErrorCode::kBadInput);
  EXPECT_NE(runtime.error().detail.find(folder.path()), std::string::npos) << runtime.error().detail;
}

TEST(OnnxRuntime, AnotherLibraryIsRefused) {
  Dl_info crypto{};
  ASSERT_NE(0, dladdr(reinterpret_cast<void*>(EVP_sha256), &crypto));
  const auto runtime = OnnxRuntime::Load(crypto.dli_fname);
  ASSERT_FALSE(runtime.ok());
  EXPECT_EQ(runtime.error(),
            (Error{ErrorCode::kBadInput, std::string(crypto.dli_fname) + " is not an ONNX Runtime library"}));
}

TEST(OnnxRuntime, PinnedReleaseLoads) {
  NEEDS_ONNXRUNTIME();
  EXPECT_EQ(Runtime()->version(), "1.30.0");
  EXPECT_NE(Runtime()->env(), nullptr);
}

TEST(OnnxRuntime, FailureIsTheLibrarysMessageOnOneLine) {
  NEEDS_ONNXRUNTIME();
  EXPECT_EQ(Runtime()->Failure(nullptr), std::nullopt);
  ort::Session* session = nullptr;
  const auto failure =
      Runtime()->Failure(Runtime()->api().CreateSession(Runtime()->env(), "/nowhere.onnx", nullptr, &session));
  ASSERT_TRUE(failure.has_value());
  EXPECT_NE(failure->find("/nowhere.onnx"), std::string::npos) << *failure;
  EXPECT_EQ(failure->find('\n'), std::string::npos) << *failure;
}

}  // namespace
}  // namespace photocluster
