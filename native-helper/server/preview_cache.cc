#include "native-helper/server/preview_cache.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "native-helper/host/random_id.h"

namespace photocluster {

namespace fs = std::filesystem;

// In 256 folders, so that none gets very long.
std::string PreviewCache::File(const Fingerprint& fingerprint, std::size_t size) const {
  const std::string name = fingerprint.ToText();
  return folder_ + "/" + name.substr(0, 2) + "/" + name + "-" + std::to_string(kPreviewSides[size]) + ".jpg";
}

std::optional<std::string> PreviewCache::Find(const Fingerprint& fingerprint, std::size_t size) const {
  std::ifstream in(File(fingerprint, size), std::ios::binary);
  if (!in) return std::nullopt;
  std::string jpeg(std::istreambuf_iterator<char>(in), {});
  constexpr std::string_view kEnd = "\xff\xd9";  // a file cut short by a power failure has none
  if (!jpeg.ends_with(kEnd)) return std::nullopt;
  return jpeg;
}

void PreviewCache::Store(const Fingerprint& fingerprint, const Previews& previews) const {
  std::error_code error;
  const fs::path folder = fs::path(File(fingerprint, 0)).parent_path();
  fs::create_directories(folder.parent_path(), error);
  fs::permissions(folder.parent_path(), fs::perms::owner_all, error);  // pictures are this user's business
  fs::create_directories(folder, error);
  for (std::size_t i = 0; i < kPreviewSides.size(); ++i) {
    const std::string temporary = (folder / RandomId()).string();
    std::ofstream out(temporary, std::ios::binary);
    out << previews.jpegs[i];
    out.close();
    if (out.good()) fs::rename(temporary, File(fingerprint, i), error);
    if (!out.good() || error) fs::remove(temporary, error);
  }
}

}  // namespace photocluster
