#pragma once
#include <atomic>
#include <cstdint>
#include <string>

#include "shared/base/result.h"

namespace photocluster {

struct SampleSummary {
  int photos = 0;  // pictures; RAW companions and the two broken files come on top
  int kinds = 0;
  std::uint64_t bytes = 0;  // of all files
};

struct SampleOptions {
  float scale = 1;  // of the sides of the pictures; a test has no time for large ones
  int threads = 0;  // 0: one for each core
};

// Writes an album of rendered photos to try everything on: 264 of 8 kinds, with bursts, turned ones, companions, two
// sorted subfolders and two broken files. The same bytes each time, on every machine.
// `folder` must not exist or be empty; it is there in full at the end or as before. `stop` may be null.
// Errors: those of NewFolder, kCancelled. REQUIRES: an ImagingLibrary is alive.
Result<SampleSummary> WriteSample(const std::string& folder, const std::atomic<bool>* stop,
                                  const SampleOptions& options = {});

}  // namespace photocluster
