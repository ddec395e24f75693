#include "shared/vectors/preprocess.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <vector>

namespace photocluster {
namespace {

// The same pictures as preprocess_reference.py makes: noise, so that every rounding and clipping counts.
std::uint8_t Noise(std::uint32_t x, std::uint32_t y, std::uint32_t channel) {
  std::uint32_t v = x * 73856093U ^ y * 19349663U ^ channel * 83492791U;
  v = (v ^ v >> 13) * 0x5bd1e995U;
  return static_cast<std::uint8_t>(v ^ v >> 15);
}

RgbImage Photo(int width, int height) {
  RgbImage image;
  image.width = width;
  image.height = height;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      for (std::uint32_t channel = 0; channel < 3; ++channel) {
        image.pixels.push_back(Noise(static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y), channel));
      }
    }
  }
  return image;
}

std::uint64_t Fnv(const std::vector<std::uint8_t>& samples) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const std::uint8_t sample : samples) hash = (hash ^ sample) * 0x100000001b3;
  return hash;
}

struct PillowCrop {
  int width, height, side;
  std::array<std::uint64_t, 8> hashes;  // by orientation - 1
};

// Printed by preprocess_reference.py with Pillow 9.4.
const PillowCrop kPillowCrops[] = {
    {600,
     450,
     224,
     {0x3c3eb72f874bbe0b, 0x21d720cfcc3438a3, 0x3ced10d5fa86480f, 0x57841c64ecfe9be7, 0xbe4904c25df61212,
      0xf979137662db22e8, 0x651266ab34806d00, 0x37f02beeffff3a92}},
    {450,
     600,
     224,
     {0x53a82e8e6893b4a2, 0xf4332f6efe4c10fc, 0xaa650fbbed2d336c, 0xd05ddc80ddd8425a, 0x98b2774b2e3e027d,
      0x446aa76d68fa649d, 0xd4c69f6ca7989da9, 0x98384cd2f36dc0c1}},
    {301,
     224,
     224,
     {0xa9bca57b201e8a55, 0xe1da3f83bf429d32, 0x163b4568d22c3a9e, 0xd6b4debdd6029795, 0x31f7f8a78d7571b9,
      0x89eb8857b6e425c9, 0xc711611cbf8e54ae, 0xff8310758f5ce06c}},
    {333,
     501,
     64,
     {0xcee1d0c0d0df3c79, 0x7f7c8bc11b35a925, 0xa783d24acbcff0b1, 0xc057a0a5a07ce6fd, 0xfbb2e4e2f02f3e87,
      0xfc43ed5b1a5d4103, 0x9b44a2c3f9c1f28f, 0xc7ae93e341f412b}},
    {37,
     53,
     8,
     {0x6fd03443de0ead7f, 0xa6e2bd77d99d7b97, 0xeb4f39368323e3fc, 0xb22ac0b3c2236a62, 0xf8bdd7a3d68fa16d,
      0xb5ff6b8509e429bb, 0x80639c80e349f48b, 0xd11f0af69cfd3be5}},
    {8,
     8,
     8,
     {0xab538db32f28edf5, 0xa8a4655c1a6a3525, 0x372c676c41240125, 0xb73bcf98d2538fb5, 0x4ff4ae2bbadd8bef,
      0x81c8e34d352f8853, 0x2c7f9419fc8b52cf, 0x241d38d91933e54b}},
    {5,
     3,
     16,
     {0xfb5a634ec228f5a8, 0x61f435243016b822, 0xc1fe696069c60fc6, 0x1cb595873e5d3e84, 0xb83aeb3f2862f991,
      0x80adbe7638aa3bd5, 0xa94c0a9999918449, 0x75c7945c476ffa6d}},
    {1,
     1,
     4,
     {0xfd149a9f6437d035, 0xfd149a9f6437d035, 0xfd149a9f6437d035, 0xfd149a9f6437d035, 0xfd149a9f6437d035,
      0xfd149a9f6437d035, 0xfd149a9f6437d035, 0xfd149a9f6437d035}},
    {170,
     2,
     16,
     {0x158fcfb0830fc441, 0x997b640057ac1715, 0xd80490beeb506409, 0x77b6b6f9aa1ae91d, 0x90303f36ba315539,
      0x5917af82c24926f5, 0x41bc87709e94f7f5, 0x90197701b9e318f9}},
    {1024,
     683,
     33,
     {0xf8459462dab4b5aa, 0x43383999e556a2f6, 0xe03809e2540ab696, 0xf32b934db6b4762, 0xf4883eb80cf9e210,
      0x2f747d3f66e95780, 0xebaf122b9a5f14e4, 0xfbf0d0cac50f119c}},
};

TEST(PreprocessTest, EveryByteOfEveryOrientationIsPillows) {
  for (const PillowCrop& expected : kPillowCrops) {
    const RgbImage photo = Photo(expected.width, expected.height);
    for (std::size_t i = 0; i < 8; ++i) {
      const Result<RgbImage> crop = CropForModel(photo, static_cast<Orientation>(i + 1), expected.side);
      ASSERT_TRUE(crop.ok()) << crop.error().detail;
      EXPECT_EQ(crop.value().width, expected.side);
      EXPECT_EQ(crop.value().height, expected.side);
      EXPECT_EQ(Fnv(crop.value().pixels), expected.hashes[i])
          << expected.width << " x " << expected.height << " to " << expected.side << ", orientation " << i + 1;
    }
  }
}

TEST(PreprocessTest, SmallCropIsPillowsByteByByte) {
  const std::vector<std::uint8_t> expected = {41, 108, 84,  113, 127, 115, 72, 146, 95, 97, 187, 73,  101, 162,
                                              81, 109, 174, 170, 145, 126, 84, 84,  72, 86, 74,  155, 139};
  EXPECT_EQ(CropForModel(Photo(7, 5), Orientation::kUpright, 3).value().pixels, expected);
}

TEST(PreprocessTest, CropOfItsOwnSizeIsThePhoto) {
  const RgbImage photo = Photo(16, 16);
  EXPECT_EQ(CropForModel(photo, Orientation::kUpright, 16).value().pixels, photo.pixels);
}

TEST(PreprocessTest, OneColourStaysThatColour) {
  RgbImage white = Photo(91, 57);
  for (std::uint8_t& sample : white.pixels) sample = 255;
  const RgbImage crop = CropForModel(white, Orientation::kTurned90, 20).value();
  EXPECT_EQ(crop.pixels, std::vector<std::uint8_t>(20 * 20 * 3, 255));
}

TEST(PreprocessTest, TensorIsTheCropByChannelNormalised) {
  const RgbImage photo = Photo(9, 7);
  PreprocessSpec spec;
  spec.side = 4;
  const RgbImage crop = CropForModel(photo, Orientation::kMirrored, 4).value();
  std::vector<float> tensor(spec.tensor_size());
  ASSERT_TRUE(Preprocess(photo, Orientation::kMirrored, spec, tensor).ok());
  for (std::size_t channel = 0; channel < 3; ++channel) {
    for (std::size_t pixel = 0; pixel < 16; ++pixel) {
      const double value = crop.pixels[pixel * 3 + channel];
      EXPECT_EQ(tensor[channel * 16 + pixel],
                static_cast<float>((value / 255 - spec.mean[channel]) / spec.std_dev[channel]));
    }
  }
}

TEST(PreprocessTest, TensorHasTheSameBitsOnEveryMachine) {
  PreprocessSpec spec;
  spec.side = 32;
  std::vector<float> tensor(spec.tensor_size());
  ASSERT_TRUE(Preprocess(Photo(100, 70), Orientation::kTurned270, spec, tensor).ok());
  std::vector<std::uint8_t> bytes(tensor.size() * sizeof(float));
  std::memcpy(bytes.data(), tensor.data(), bytes.size());
  EXPECT_EQ(Fnv(bytes), 917944136333964857U);
}

TEST(PreprocessTest, ImageThatIsNoneIsRefused) {
  const auto refused = [](const RgbImage& image, int side) {
    const Result<RgbImage> crop = CropForModel(image, Orientation::kUpright, side);
    return !crop.ok() && crop.error().code == ErrorCode::kBadInput;
  };
  EXPECT_TRUE(refused(RgbImage(), 4)) << "empty";
  EXPECT_TRUE(refused(Photo(4, 4), 0)) << "no side";
  RgbImage short_of_bytes = Photo(4, 4);
  short_of_bytes.pixels.pop_back();
  EXPECT_TRUE(refused(short_of_bytes, 4));
  EXPECT_FALSE(refused(Photo(200, 2), 4)) << "just not too long";
  EXPECT_TRUE(refused(Photo(201, 2), 4)) << "too long";
  EXPECT_TRUE(refused(Photo(2, 201), 4)) << "too high";
}

TEST(PreprocessTest, TensorOfAnotherSizeIsRefused) {
  std::vector<float> tensor(10);
  EXPECT_FALSE(Preprocess(Photo(4, 4), Orientation::kUpright, PreprocessSpec(), tensor).ok());
}

}  // namespace
}  // namespace photocluster
