#pragma once
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <variant>

#include "shared/journal/file_names.h"
#include "shared/session/opening.h"
#include "shared/session/state.h"
#include "tests/bench/synthetic.h"

namespace photocluster::bench {

// A host without a disk: every effect succeeds at once, so what is measured is the Session.
class NoDisk {
 public:
  explicit NoDisk(std::size_t photos) : listing_(SyntheticListing(photos)) {}

  const std::string& File(const char* name) { return files_[name]; }

  EffectResult Execute(const Effect& effect) {
    EffectResult result;
    if (const auto* append = std::get_if<AppendEffect>(&effect)) files_[kLogFile] += append->lines;
    if (const auto* replace = std::get_if<ReplaceEffect>(&effect)) files_[replace->file] = replace->bytes;
    if (const auto* probe = std::get_if<ProbeEffect>(&effect)) {
      for (const KnownFile& known : probe->files) {
        result.probed.push_back({known.place, known.size, known.mtime_ms, known.fingerprint, 1, 1});
      }
    }
    return result;
  }

  // What a host finds when it opens the folder, with or without the caches.
  Opening Open(bool with_checkpoint, bool with_catalogue) {
    Opening opening;
    opening.log = files_[kLogFile];
    if (with_checkpoint) opening.checkpoint = files_[kCheckpointFile];
    if (with_catalogue) opening.catalogue = files_[kCatalogueFile];
    opening.listing = listing_;
    opening.same_place = true;
    return opening;
  }

  // The folder as a Session that has done its moves leaves it.
  void List(const State& state) {
    listing_.files.clear();
    for (std::size_t i = 0; i < state.photo_count(); ++i) {
      const Photo& photo = state.photo(PhotoId(static_cast<std::uint32_t>(i)));
      listing_.files.push_back({photo.place, photo.size, photo.mtime_ms});
    }
    for (const auto& [folder, photos] : state.made_folders()) listing_.folders.push_back(folder);
    std::sort(listing_.files.begin(), listing_.files.end(),
              [](const FileEntry& a, const FileEntry& b) { return a.path < b.path; });
    std::sort(listing_.folders.begin(), listing_.folders.end());
  }

 private:
  Listing listing_;
  std::map<std::string, std::string> files_;
};

}  // namespace photocluster::bench
