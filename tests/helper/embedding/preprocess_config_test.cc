#include "native-helper/embedding/preprocess_config.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

PreprocessSpec Chosen(std::optional<int> side, const std::optional<std::string>& config) {
  const auto spec = ChoosePreprocess(side, config);
  EXPECT_TRUE(spec.ok()) << (spec.ok() ? "" : spec.error().detail);
  return spec.ok() ? spec.value() : PreprocessSpec{};
}

std::string Refusal(const std::string& config) {
  const auto spec = ChoosePreprocess(std::nullopt, config);
  if (spec.ok()) return "taken";
  EXPECT_EQ(spec.error().code, ErrorCode::kBadModel);
  return spec.error().detail;
}

TEST(PreprocessConfig, WithoutOneClipsPreprocessingHolds) {
  const PreprocessSpec clip;
  EXPECT_EQ(Chosen(std::nullopt, std::nullopt).side, 224);
  EXPECT_EQ(Chosen(336, std::nullopt).side, 336);
  EXPECT_EQ(Chosen(336, std::nullopt).mean, clip.mean);
  EXPECT_EQ(Chosen(336, "{}").std_dev, clip.std_dev);
}

TEST(PreprocessConfig, MeanAndDeviationAreRead) {
  const PreprocessSpec spec = Chosen(224, R"({
    "crop_size": 224, "do_center_crop": true, "feature_extractor_type": "CLIPFeatureExtractor",
    "image_mean": [0.5, 0.25, 0], "image_std": [0.5, 1, 2.5], "resample": 3, "size": {"shortest_edge": 224}
  })");
  EXPECT_EQ(spec.mean, (std::array<double, 3>{0.5, 0.25, 0}));
  EXPECT_EQ(spec.std_dev, (std::array<double, 3>{0.5, 1, 2.5}));
}

TEST(PreprocessConfig, CropGivesTheSideOnlyWhereTheModelLeavesItFree) {
  EXPECT_EQ(Chosen(std::nullopt, R"({"crop_size": 336})").side, 336);
  EXPECT_EQ(Chosen(std::nullopt, R"({"crop_size": {"height": 384, "width": 384}})").side, 384);
  EXPECT_EQ(Chosen(224, R"({"crop_size": 336})").side, 224);
  EXPECT_EQ(Chosen(224, R"({"crop_size": "large"})").side, 224);
}

TEST(PreprocessConfig, BrokenOneIsRefusedAndNamesWhatIsWrong) {
  EXPECT_EQ(Refusal(R"({"image_std": [0.5, 0, 0.5]})"),
            "its preprocessor_config.json cannot be used: image_std: expected numbers above 0");
  EXPECT_EQ(Refusal(R"({"crop_size": {"height": 224, "width": 256}})"),
            "its preprocessor_config.json cannot be used: crop_size: expected a square of 16 to 2048 pixels, "
            "found 224 x 256");
  for (const char* config : {"", "[]", "{", R"({"image_mean": [1, 2]})", R"({"image_mean": [1, 2, 3, 4]})",
                             R"({"image_mean": "grey"})", R"({"image_std": [0.5, -1, 0.5]})", R"({"crop_size": 0})",
                             R"({"crop_size": 5000})", R"({"crop_size": {"height": 224}})"}) {
    EXPECT_EQ(Refusal(config).rfind("its preprocessor_config.json cannot be used: ", 0), 0u) << config;
  }
}

}  // namespace
}  // namespace photocluster
