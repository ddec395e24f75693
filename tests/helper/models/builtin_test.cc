#include "native-helper/models/builtin.h"

#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>

#include "native-helper/embedding/embedder.h"
#include "native-helper/embedding/model_id.h"
#include "shared/base/random.h"
#include "tests/helper/embedding/embedding_fixtures.h"
#include "tests/support/neighbours.h"

namespace photocluster {
namespace {

using namespace test;

constexpr int kSide = 224;

class Builtin : public testing::Test {
 protected:
  void SetUp() override {
    NEEDS_ONNXRUNTIME();
    auto model = EmbeddingModel::OpenContent(kBuiltinName, BuiltinModel(), Runtime());
    ASSERT_TRUE(model.ok()) << model.error().detail;
    model_ = std::move(model).value();
  }

  Vector Embed(std::vector<float> tensor) const {
    const auto embedding = model_->Run(tensor);
    EXPECT_TRUE(embedding.ok()) << embedding.error().detail;
    const auto vector = Quantise(embedding.value());
    EXPECT_TRUE(vector.ok()) << vector.error().detail;
    return vector.value();
  }
  Vector EmbedImage(const RgbImage& image) const {
    std::vector<float> tensor(model_->preprocess().tensor_size());
    EXPECT_TRUE(Preprocess(image, Orientation::kUpright, model_->preprocess(), tensor).ok());
    return Embed(std::move(tensor));
  }

  std::unique_ptr<EmbeddingModel> model_;
};

using Pixel = std::array<double, 3>;  // 0 to 255

RgbImage Picture(int width, int height, const std::function<Pixel(int x, int y)>& pixel) {
  RgbImage image;
  image.width = width;
  image.height = height;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      for (const double value : pixel(x, y)) {
        image.pixels.push_back(static_cast<std::uint8_t>(std::lround(std::min(255.0, std::max(0.0, value)))));
      }
    }
  }
  return image;
}

// Discs of several colours before a graded sky, others for each seed; x and y from 0 to 1.
class Scene {
 public:
  explicit Scene(std::uint64_t seed) {
    SplitMix64 random(seed);
    const auto draw = [&random] { return static_cast<double>(random.Below(1000)) / 1000; };
    for (int i = 0; i < 7; ++i) {
      discs_.push_back({draw(), draw(), 0.05 + 0.2 * draw(), {255 * draw(), 255 * draw(), 255 * draw()}});
    }
  }

  Pixel At(double x, double y) const {
    Pixel pixel = discs_[0].colour;
    for (double& value : pixel) value *= 0.4 + 0.6 * y;
    for (const Disc& disc : discs_) {
      if (std::hypot(x - disc.x, y - disc.y) < disc.radius) pixel = disc.colour;
    }
    return pixel;
  }

 private:
  struct Disc {
    double x, y, radius;
    Pixel colour;
  };
  std::vector<Disc> discs_;
};

TEST_F(Builtin, IsTheFileAndSmall) {
  EXPECT_EQ(BuiltinModel(), ReadFile(PHOTOCLUSTER_SOURCE_DIR "/native-helper/models/builtin.onnx"));
  EXPECT_LT(BuiltinModel().size(), 1000000U);
}

TEST_F(Builtin, HasTheInterfaceOfAClipEncoderAndTheIdOfItsFile) {
  EXPECT_EQ(model_->dimension(), 512u);
  EXPECT_EQ(model_->preprocess().side, kSide);
  EXPECT_EQ(model_->id(), ModelIdOfContent("builtin", BuiltinModel(), PreprocessSpec{}));
  const auto file = OpenModel(PHOTOCLUSTER_SOURCE_DIR "/native-helper/models/builtin.onnx");
  ASSERT_NE(file, nullptr);
  EXPECT_EQ(model_->id(), file->id());
}

TEST_F(Builtin, EveryPictureHasAVector) {
  SplitMix64 random(5);
  const auto noise = [&random](int, int) {
    return Pixel{double(random.Below(256)), double(random.Below(256)), double(random.Below(256))};
  };
  const auto flat = [](double value) { return [value](int, int) { return Pixel{value, value, value}; }; };
  const auto line = [](int x, int) { return x == 112 ? Pixel{255, 255, 255} : Pixel{0, 0, 0}; };
  for (const RgbImage& image :
       {Picture(kSide, kSide, flat(0)), Picture(kSide, kSide, flat(255)), Picture(kSide, kSide, flat(128)),
        Picture(kSide, kSide, noise), Picture(kSide, kSide, line), Picture(900, 30, noise), Picture(20, 600, noise),
        Picture(1, 1, flat(7))}) {
    EXPECT_TRUE(IsUnitVector(EmbedImage(image), 512)) << image.width << " x " << image.height;
  }
}

TEST_F(Builtin, ChangedCopyIsNearerThanAnyOtherPicture) {
  constexpr int kScenes = 12;
  std::vector<Vector> scenes;
  for (int i = 0; i < kScenes; ++i) {
    const Scene scene(static_cast<std::uint64_t>(i));
    scenes.push_back(EmbedImage(Picture(300, 240, [&](int x, int y) { return scene.At(x / 300.0, y / 240.0); })));
  }
  for (int i = 0; i < kScenes; ++i) {
    const Scene scene(static_cast<std::uint64_t>(i));
    const std::map<std::string, std::function<Pixel(double, double)>> changes = {
        {"mirrored", [&](double x, double y) { return scene.At(1 - x, y); }},
        {"cropped", [&](double x, double y) { return scene.At(0.06 + 0.9 * x, 0.04 + 0.9 * y); }},
        {"brightened", [&](double x, double y) {
           Pixel pixel = scene.At(x, y);
           for (double& value : pixel) value = value * 1.1 + 5;
           return pixel;
         }}};
    for (const auto& [name, change] : changes) {
      const auto& at = change;  // clang 14 captures no structured binding
      const Vector copy = EmbedImage(Picture(300, 240, [&](int x, int y) { return at(x / 300.0, y / 240.0); }));
      const std::int32_t own = Dot(copy, scenes[static_cast<std::size_t>(i)]);
      for (int j = 0; j < kScenes; ++j) {
        if (j == i) continue;
        EXPECT_GT(own, Dot(copy, scenes[static_cast<std::size_t>(j)])) << name << " " << i << " " << j;
      }
    }
  }
}

// The page's runtime is compared with the same numbers in tests/web/builtin-model.test.ts.
TEST_F(Builtin, GivesTheNumbersOfTheFixture) {
  std::vector<float> tensor;
  for (int c = 0; c < 3; ++c) {
    for (int y = 0; y < kSide; ++y) {
      for (int x = 0; x < kSide; ++x) {
        const int wave = (x * (c + 3) + y * (2 * c + 5)) % 97;
        const int grain = (c * 50176 + y * 224 + x) * 7919 % 31;
        tensor.push_back(static_cast<float>(wave) / 32 - 1.5F + static_cast<float>(grain) / 64);
      }
    }
  }
  const Vector vector = Embed(tensor);
  const std::string path = Fixture("models/builtin_vector.txt");
  if (std::getenv("PHOTOCLUSTER_REWRITE_FIXTURES") != nullptr) {
    std::ofstream file(path);
    for (std::size_t i = 0; i < vector.size(); ++i) file << vector[i] << (i % 16 == 15 ? "\n" : " ");
  }
  std::ifstream file(path);
  Vector expected;
  for (int value = 0; file >> value;) expected.push_back(static_cast<std::int16_t>(value));
  ASSERT_EQ(expected.size(), vector.size()) << "written anew with PHOTOCLUSTER_REWRITE_FIXTURES=1";
  EXPECT_GE(Cosine(Dot(vector, expected)), 0.9999) << "written anew with PHOTOCLUSTER_REWRITE_FIXTURES=1";
}

class Files : public PhotoReader {
 public:
  Result<Identity> Identify(const std::string&) override { return Error{ErrorCode::kUnsupported, "none is stored"}; }
  Result<std::string> Read(const std::string& place, std::uint64_t) override { return ReadFile(place); }
};

TEST_F(Builtin, SevenOfTenPhotosHaveOneOfTheirKindAsTheNearest) {
  NEEDS_TEST_DATA();
  StartImaging();
  std::vector<std::string> places;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(TestData("photos/caltech20"))) {
    if (entry.is_regular_file()) places.push_back(entry.path());
  }
  std::sort(places.begin(), places.end());
  Files files;
  std::vector<Vector> vectors;
  std::vector<std::string> labels;
  const auto done = EmbedPhotos(*model_, files, EmbedJob{places, {}, 0}, {}, [&](EmbedOutcome outcome) -> Result<void> {
    vectors.push_back(std::get<Vector>(outcome.result));
    labels.push_back(std::filesystem::path(outcome.place).parent_path().filename());
    return {};
  });
  ASSERT_TRUE(done.ok()) << done.error().detail;
  ASSERT_EQ(vectors.size(), 1200u);
  const Neighbours found = CompareNeighbours(vectors, labels);
  EXPECT_GE(found.accuracy, 0.70);
  EXPECT_LT(found.between, 0.3);  // thresholds of 0.8 mean something
  EXPECT_GT(found.within, found.between + 0.1);
}

}  // namespace
}  // namespace photocluster
