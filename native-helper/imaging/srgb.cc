#include "native-helper/imaging/srgb.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <map>
#include <mutex>
#include <utility>
#include <vips/vips8>

namespace photocluster {

namespace {

constexpr std::size_t kHeaderBytes = 128;
constexpr std::size_t kSpaceAt = 16;
constexpr int kSameWithin = 2;              // of 255
constexpr std::size_t kMostVerdicts = 256;  // profiles remembered; a folder has a handful

// False when the profile cannot be used; the pixels are then as they were.
bool Transform(RgbImage& image, std::string_view icc) {
  try {
    auto source = vips::VImage::new_from_memory(image.pixels.data(), image.pixels.size(), image.width, image.height, 3,
                                                VIPS_FORMAT_UCHAR)
                      .copy(vips::VImage::option()->set("interpretation", VIPS_INTERPRETATION_sRGB));
    source.set(VIPS_META_ICC_NAME, nullptr, const_cast<char*>(icc.data()), icc.size());
    const auto converted = source.icc_transform(
        "srgb", vips::VImage::option()->set("embedded", true)->set("intent", VIPS_INTENT_PERCEPTUAL));
    std::vector<std::uint8_t> pixels(image.pixels.size());
    converted.write(
        vips::VImage::new_from_memory(pixels.data(), pixels.size(), image.width, image.height, 3, VIPS_FORMAT_UCHAR));
    image.pixels = std::move(pixels);
    return true;
  } catch (const vips::VError&) {
    vips_error_clear();
    return false;
  }
}

RgbImage ColourGrid() {
  constexpr int kSteps = 9;
  RgbImage grid{kSteps, kSteps * kSteps, {}};
  for (int red = 0; red < kSteps; ++red) {
    for (int green = 0; green < kSteps; ++green) {
      for (int blue = 0; blue < kSteps; ++blue) {
        for (const int step : {red, green, blue}) {
          grid.pixels.push_back(static_cast<std::uint8_t>(step * 255 / (kSteps - 1)));
        }
      }
    }
  }
  return grid;
}

bool AskWhetherSrgb(std::string_view icc) {
  const RgbImage before = ColourGrid();
  RgbImage after = before;
  if (!Transform(after, icc)) return true;  // unusable: taken for sRGB
  return std::equal(before.pixels.begin(), before.pixels.end(), after.pixels.begin(),
                    [](int a, int b) { return std::abs(a - b) <= kSameWithin; });
}

bool IsSrgb(std::string_view icc) {
  static std::mutex mutex;
  static std::map<std::size_t, bool> verdicts;  // by the profile's hash; guarded by `mutex`
  const std::size_t key = std::hash<std::string_view>{}(icc);
  {
    const std::lock_guard lock(mutex);
    if (const auto known = verdicts.find(key); known != verdicts.end()) return known->second;
  }
  const bool verdict = AskWhetherSrgb(icc);
  const std::lock_guard lock(mutex);
  if (verdicts.size() >= kMostVerdicts) verdicts.clear();
  verdicts.emplace(key, verdict);
  return verdict;
}

}  // namespace

std::string_view IccSpace(std::string_view icc) {
  return icc.size() < kHeaderBytes ? std::string_view{} : icc.substr(kSpaceAt, 4);
}

void ConvertToSrgb(RgbImage& image, std::string_view icc) {
  if (IccSpace(icc) == "RGB " && !IsSrgb(icc)) Transform(image, icc);
}

}  // namespace photocluster
