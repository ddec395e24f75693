#pragma once
#include <optional>
#include <string>

#include "native-helper/imaging/preview.h"
#include "shared/base/fingerprint.h"

namespace photocluster {

// Previews as files outside of the root, named by fingerprint and size: what is there never changes. A cache: what is
// lost is made again, and a disk that is full costs time only. Any thread; several helpers may share it.
class PreviewCache {
 public:
  // `folder` is made when it is first written to.
  explicit PreviewCache(std::string folder) : folder_(std::move(folder)) {}

  // `size`: an index of kPreviewSides.
  std::optional<std::string> Find(const Fingerprint& fingerprint, std::size_t size) const;
  void Store(const Fingerprint& fingerprint, const Previews& previews) const;

 private:
  std::string File(const Fingerprint& fingerprint, std::size_t size) const;

  std::string folder_;
};

}  // namespace photocluster
