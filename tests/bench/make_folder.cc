// make_folder FOLDER PHOTOS: a folder of small pictures, each of its own colour, with vectors and 10,000 decisions in
// 64 clusters, for page_bench.mjs. FOLDER must not exist; PHOTOS is at least 12,800.
#include <turbojpeg.h>

#include <array>
#include <cstring>

#include "tests/bench/bench_folder.h"

namespace photocluster {
namespace {

constexpr int kWidth = 96;
constexpr int kHeight = 64;

// One colour all over: blue 128, red and green count the photos.
std::string Picture(std::size_t photo) {
  std::array<unsigned char, std::size_t{kWidth} * kHeight * 3> pixels{};
  for (std::size_t i = 0; i < pixels.size(); i += 3) {
    pixels[i] = static_cast<unsigned char>(photo % 256);
    pixels[i + 1] = static_cast<unsigned char>(photo / 256 % 256);
    pixels[i + 2] = 128;
  }
  const tjhandle encoder = tjInitCompress();
  unsigned char* bytes = nullptr;
  unsigned long length = 0;
  tjCompress2(encoder, pixels.data(), kWidth, 0, kHeight, TJPF_RGB, &bytes, &length, TJSAMP_444, 95, 0);
  std::string content(reinterpret_cast<const char*>(bytes), length);
  tjFree(bytes);
  tjDestroy(encoder);
  return content + "photo " + std::to_string(photo);  // behind the picture: colours that JPEG makes equal
}

}  // namespace
}  // namespace photocluster

int main(int argc, char** argv) {
  using namespace photocluster;
  const std::size_t photos = argc == 3 ? std::strtoull(argv[2], nullptr, 10) : 0;
  if (photos < 12'800) {
    std::fprintf(stderr, "usage: make_folder FOLDER PHOTOS (at least 12800)\n");
    return 2;
  }
  std::filesystem::create_directories(argv[1]);
  const std::string folder = std::filesystem::canonical(argv[1]).string();
  bench::WritePhotos(folder, photos, Picture);
  bench::Prepare(folder, photos, Picture, "bench-0123456789ab");
  return 0;
}
