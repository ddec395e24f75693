#pragma once
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "native-helper/host/root.h"
#include "tests/bench/synthetic.h"

namespace photocluster::bench {

// A value, or the end of the program with its error.
template <class T>
T Need(Result<T> result) {
  if (!result.ok()) {
    std::fprintf(stderr, "%s\n", result.error().detail.c_str());
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) return std::move(result).value();
}

inline Outcome Need(Outcome outcome) {
  if (outcome.error) Need(Result<void>(*outcome.error));
  return outcome;
}

// Gives each photo its content, different ones.
using ContentOf = std::function<std::string(std::size_t photo)>;

inline void WritePhotos(const std::string& folder, std::size_t photos, const ContentOf& content) {
  for (std::size_t i = 0; i < photos; ++i) {
    if (i % 500 == 0) std::filesystem::create_directory(folder + "/" + FolderOfPhoto(i));
    std::ofstream(folder + "/" + PhotoPlace(i), std::ios::binary) << content(i);
  }
}

// 10,000 decisions in steps of 100, settled. REQUIRES: at least 12,800 photos
inline void Decide(Root& root) {
  for (std::uint32_t step = 0; step < 100; ++step) {
    Assign assign{{}, ClusterName(step), ""};
    for (std::uint32_t i = 0; i < 100; ++i) {
      assign.places.push_back(PhotoPlace(step % kClusters + kClusters * (i + 100 * (step / kClusters))));
    }
    Need(root.Do(assign));
  }
  Need(root.Settle());
}

// As `embed` leaves a folder, and some work after it: vectors of all photos, then decisions.
// REQUIRES: at least 12,800 photos
inline void Prepare(const std::string& folder, std::size_t photos, const ContentOf& content,
                    const std::string& model_id) {
  const std::unique_ptr<Root> root = Need(Root::Open(folder, {.access = Access::kWrite}));
  Settings settings;
  settings.model = model_id;
  Need(root->Do(settings));
  Need(root->UseModel(model_id, kDimension));
  const Matrix vectors = SyntheticVectors(photos, [&](std::size_t i) { return FingerprintOfContent(content(i)); });
  std::vector<VectorEntry> entries;
  for (std::uint32_t i = 0; i < photos; ++i) {
    entries.push_back({vectors.fingerprint(RowId(i)), vectors.Row(RowId(i)), {}});
    if (entries.size() < 256 && i + 1 < photos) continue;
    Need(root->StoreVectors(entries));
    entries.clear();
  }
  for (std::uint32_t i = 0; i < photos; ++i) {
    const std::string place = PhotoPlace(i);
    const Photo& photo = root->session().state().photo(root->session().state().Find(place));
    root->session().Observe({place, photo.size, photo.mtime_ms, vectors.fingerprint(RowId(i)), {}, {}});
  }
  Decide(*root);
}

}  // namespace photocluster::bench
