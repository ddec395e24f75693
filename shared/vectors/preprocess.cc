#include "shared/vectors/preprocess.h"

#include <algorithm>
#include <string>

#include "shared/vectors/resample.h"

namespace photocluster {
namespace {

// How stored pixels lie to the upright photo. `transposed`: a stored row is an upright column.
struct Turn {
  bool transposed = false;
  bool x_mirrored = false;  // the stored x axis runs against the upright axis that it is
  bool y_mirrored = false;
};

Turn TurnOf(Orientation orientation) {
  switch (orientation) {
    case Orientation::kUpright:
      return {false, false, false};
    case Orientation::kMirrored:
      return {false, true, false};
    case Orientation::kTurned180:
      return {false, true, true};
    case Orientation::kMirrored180:
      return {false, false, true};
    case Orientation::kTransposed:
      return {true, false, false};
    case Orientation::kTurned90:
      return {true, false, true};
    case Orientation::kTransverse:
      return {true, true, true};
    case Orientation::kTurned270:
      return {true, true, false};
  }
  return {};
}

Result<void> CheckImage(const RgbImage& image, int side) {
  const auto bad = [](std::string detail) { return Error{ErrorCode::kBadInput, std::move(detail)}; };
  if (side < 1) return bad("the wanted side is below 1 pixel");
  if (image.width < 1 || image.height < 1) return bad("the image is empty");
  const std::string size = std::to_string(image.width) + " x " + std::to_string(image.height) + " pixels";
  if (image.pixels.size() != image.row_bytes() * static_cast<std::size_t>(image.height)) {
    return bad("the image holds not the bytes of " + size);
  }
  const auto [shorter, longer] = std::minmax(image.width, image.height);
  if (longer > std::int64_t{kMaxAspect} * shorter) {
    return bad("the image is too long for its width: " + size);
  }
  return {};
}

// One stored axis of an image whose short side becomes `side`: the part of it inside the centre crop. The long side is
// cut off to whole pixels, the crop begins at half the rest cut off, as torchvision and transformers do.
Axis CropAxis(int in_size, int shorter, int side, bool mirrored, int shrunk_by) {
  AxisSpan span;
  span.in_size = in_size;
  span.out_size = static_cast<int>(std::int64_t{side} * in_size / shorter);
  span.first = (span.out_size - side) / 2;
  span.count = side;
  span.mirrored = mirrored;
  span.shrunk_by = shrunk_by;
  return Axis(span);
}

// A square image of stored pixels, turned upright.
RgbImage Upright(const RgbImage& stored, const Turn& turn) {
  RgbImage upright = stored;
  const std::ptrdiff_t side = stored.width;
  const std::ptrdiff_t x_step = turn.x_mirrored ? -1 : 1;
  const std::ptrdiff_t y_step = turn.y_mirrored ? -side : side;
  const std::ptrdiff_t first = (turn.x_mirrored ? side - 1 : 0) + (turn.y_mirrored ? (side - 1) * side : 0);
  const std::ptrdiff_t right = turn.transposed ? y_step : x_step;  // from an upright pixel to its right neighbour
  const std::ptrdiff_t down = turn.transposed ? x_step : y_step;
  std::uint8_t* out = upright.pixels.data();
  for (std::ptrdiff_t y = 0; y < side; ++y) {
    for (std::ptrdiff_t x = 0; x < side; ++x, out += 3) {
      std::copy_n(stored.pixels.data() + (first + x * right + y * down) * 3, 3, out);
    }
  }
  return upright;
}

}  // namespace

Result<RgbImage> CropForModel(const RgbImage& image, Orientation orientation, int side) {
  TRY(CheckImage(image, side));
  const Turn turn = TurnOf(orientation);
  const int width = image.photo_width > 0 ? image.photo_width : image.width;
  const int height = image.photo_height > 0 ? image.photo_height : image.height;
  const Axis x = CropAxis(width, std::min(width, height), side, turn.x_mirrored, image.shrunk_by);
  const Axis y = CropAxis(height, std::min(width, height), side, turn.y_mirrored, image.shrunk_by);
  // Rows first: they are added up sixteen samples at a time, which leaves little for the slower columns.
  RgbImage crop = ResampleWidth(ResampleHeight(image, x.begin, y.begin, x.length, y), 0, 0, side, x);
  if (orientation == Orientation::kUpright) return crop;
  return Upright(crop, turn);
}

Result<void> Preprocess(const RgbImage& image, Orientation orientation, const PreprocessSpec& spec,
                        std::span<float> out) {
  if (out.size() != spec.tensor_size()) return Error{ErrorCode::kBadInput, "the tensor has not the size of the crop"};
  const RgbImage crop = TRY(CropForModel(image, orientation, spec.side));
  const std::size_t pixels = out.size() / 3;
  for (std::size_t channel = 0; channel < 3; ++channel) {
    std::array<float, 256> normalised;
    for (std::size_t value = 0; value < normalised.size(); ++value) {
      normalised[value] =
          static_cast<float>((static_cast<double>(value) / 255 - spec.mean[channel]) / spec.std_dev[channel]);
    }
    float* plane = out.data() + channel * pixels;
    for (std::size_t i = 0; i < pixels; ++i) plane[i] = normalised[crop.pixels[i * 3 + channel]];
  }
  return {};
}

}  // namespace photocluster
