#include "shared/vectors/preprocess.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
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

// What Pillow does, step by step: turn, resize the width and then the height with weights of 22 bits, crop.
class Pillow {
 public:
  static RgbImage Crop(const RgbImage& stored, Orientation orientation, int side) {
    const RgbImage upright = Upright(stored, orientation);
    const int shorter = std::min(upright.width, upright.height);
    const int width = side * upright.width / shorter;
    const int height = side * upright.height / shorter;
    return CutOut(Transposed(Resized(Transposed(Resized(upright, width)), height)), side);
  }

 private:
  static std::uint8_t* At(RgbImage& image, int x, int y) { return &image.pixels[At(image.width, x, y)]; }
  static const std::uint8_t* At(const RgbImage& image, int x, int y) { return &image.pixels[At(image.width, x, y)]; }
  static std::size_t At(int width, int x, int y) { return static_cast<std::size_t>((y * width + x) * 3); }

  template <class Source>  // (x, y) -> the pixel that comes there
  static RgbImage Made(int width, int height, const Source& source) {
    RgbImage image{width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width * height * 3))};
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x) std::copy_n(source(x, y), 3, At(image, x, y));
    }
    return image;
  }
  static RgbImage Transposed(const RgbImage& in) {
    return Made(in.height, in.width, [&](int x, int y) { return At(in, y, x); });
  }
  static RgbImage CutOut(const RgbImage& in, int side) {
    const int left = (in.width - side) / 2, top = (in.height - side) / 2;
    return Made(side, side, [&](int x, int y) { return At(in, left + x, top + y); });
  }
  static RgbImage Upright(const RgbImage& in, Orientation orientation) {
    const int number = static_cast<int>(orientation);
    const bool transposed = number >= 5;
    const bool right_to_left = number == 2 || number == 3 || number == 7 || number == 8;
    const bool bottom_up = number == 3 || number == 4 || number == 6 || number == 7;
    const RgbImage flipped = Made(in.width, in.height, [&](int x, int y) {
      return At(in, right_to_left ? in.width - 1 - x : x, bottom_up ? in.height - 1 - y : y);
    });
    return transposed ? Transposed(flipped) : flipped;
  }

  static double Cubic(double x) {
    x = x < 0 ? -x : x;
    if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0;
  }
  static RgbImage Resized(const RgbImage& in, int width) {
    const double scale = static_cast<double>(in.width) / width, stretch = std::max(scale, 1.0);
    RgbImage out{width, in.height, std::vector<std::uint8_t>(static_cast<std::size_t>(width * in.height * 3))};
    for (int x = 0; x < width; ++x) {
      const double center = (x + 0.5) * scale;
      const int first = std::max(0, static_cast<int>(center - 2 * stretch + 0.5));
      const int end = std::min(in.width, static_cast<int>(center + 2 * stretch + 0.5));
      std::vector<double> weights;
      double sum = 0;
      for (int i = first; i < end; ++i) sum += weights.emplace_back(Cubic((i - center + 0.5) * (1.0 / stretch)));
      for (int y = 0; y < in.height; ++y) {
        for (int channel = 0; channel < 3; ++channel) {
          std::int64_t total = 1 << 21;
          for (int i = first; i < end; ++i) {
            const double weight = weights[static_cast<std::size_t>(i - first)] / sum * (1 << 22);
            total += At(in, i, y)[channel] * static_cast<std::int64_t>(weight < 0 ? weight - 0.5 : weight + 0.5);
          }
          At(out, x, y)[channel] = static_cast<std::uint8_t>(std::clamp<std::int64_t>(total >> 22, 0, 255));
        }
      }
    }
    return out;
  }
};

struct Difference {
  int largest = 0;
  double mean = 0;
};
Difference Between(const RgbImage& a, const RgbImage& b) {
  EXPECT_EQ(a.pixels.size(), b.pixels.size());
  Difference difference;
  for (std::size_t i = 0; i < a.pixels.size(); ++i) {
    const int levels = std::abs(a.pixels[i] - b.pixels[i]);
    difference.largest = std::max(difference.largest, levels);
    difference.mean += levels;
  }
  difference.mean /= static_cast<double>(a.pixels.size());
  return difference;
}

TEST(PreprocessTest, TheReferenceIsPillowByteByByte) {
  for (const PillowCrop& expected : kPillowCrops) {
    const RgbImage photo = Photo(expected.width, expected.height);
    for (std::size_t i = 0; i < 8; ++i) {
      const RgbImage crop = Pillow::Crop(photo, static_cast<Orientation>(i + 1), expected.side);
      EXPECT_EQ(Fnv(crop.pixels), expected.hashes[i])
          << expected.width << " x " << expected.height << " to " << expected.side << ", orientation " << i + 1;
    }
  }
}

RgbImage Waves(int width, int height) {
  RgbImage image{width, height, {}};
  const auto wave = [](int at) { return std::abs(at % 120 - 60) * 2; };
  for (int i = 0; i < width * height; ++i) {
    const int x = i % width, y = i / width;
    for (const int level : {wave(x * 3), wave(y * 3), wave(x + 2 * y)}) {
      image.pixels.push_back(static_cast<std::uint8_t>(level + 60));
    }
  }
  return image;
}

// Pillow resizes the width of the upright photo first, this program the rows in memory, and each rounds and clips in
// between. With noise, which is clipped much, that is more than with anything that is a photo.
void ExpectPillows(const RgbImage& photo, int side, const Difference& most) {
  for (int number = 1; number <= 8; ++number) {
    SCOPED_TRACE(testing::Message() << photo.width << " x " << photo.height << " to " << side << ", " << number);
    const auto orientation = static_cast<Orientation>(number);
    const Result<RgbImage> crop = CropForModel(photo, orientation, side);
    ASSERT_TRUE(crop.ok()) << crop.error().detail;
    EXPECT_EQ(crop.value().width, side);
    EXPECT_EQ(crop.value().height, side);
    const Difference difference = Between(crop.value(), Pillow::Crop(photo, orientation, side));
    EXPECT_LE(difference.largest, most.largest);
    EXPECT_LE(difference.mean, most.mean);
  }
}

TEST(PreprocessTest, EveryOrientationIsPillowsWithinRounding) {
  for (const PillowCrop& size : kPillowCrops) {
    ExpectPillows(Waves(size.width, size.height), size.side, {.largest = 2, .mean = 0.25});
    ExpectPillows(Photo(size.width, size.height), size.side, {.largest = 16, .mean = 0.7});
  }
}

// Made smaller as a decoder does: blocks of by x by pixels averaged, sides rounded up.
RgbImage Shrunk(const RgbImage& photo, int by) {
  RgbImage image{(photo.width + by - 1) / by, (photo.height + by - 1) / by, {}};
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      for (int channel = 0; channel < 3; ++channel) {
        int sum = 0;
        for (int i = 0; i < by * by; ++i) {
          const int in_x = std::min(x * by + i % by, photo.width - 1),
                    in_y = std::min(y * by + i / by, photo.height - 1);
          sum += photo.pixels[static_cast<std::size_t>((in_y * photo.width + in_x) * 3 + channel)];
        }
        image.pixels.push_back(static_cast<std::uint8_t>((sum + by * by / 2) / (by * by)));
      }
    }
  }
  image.shrunk_by = by;
  image.photo_width = photo.width;
  image.photo_height = photo.height;
  return image;
}

TEST(PreprocessTest, AShrunkPhotoGivesTheCropOfTheWholeOne) {
  for (const auto [width, height, by] : {std::array{333, 225, 2}, {201, 335, 2}, {334, 226, 3}, {601, 451, 4}}) {
    const RgbImage photo = Waves(width, height);
    for (int number = 1; number <= 8; ++number) {
      const auto orientation = static_cast<Orientation>(number);
      const RgbImage whole = CropForModel(photo, orientation, 32).value();
      RgbImage shrunk = Shrunk(photo, by);
      const double right = Between(CropForModel(shrunk, orientation, 32).value(), whole).mean;
      shrunk.shrunk_by = 1;
      shrunk.photo_width = shrunk.photo_height = 0;
      const double aside = Between(CropForModel(shrunk, orientation, 32).value(), whole).mean;
      EXPECT_LT(right, 0.5) << width << " x " << height << " by " << by << ", orientation " << number;
      EXPECT_GT(aside, 2 * right) << width << " x " << height << " by " << by << ", orientation " << number;
    }
  }
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
  EXPECT_EQ(Fnv(bytes), 14231941164251940450U);
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
