#include "shared/session/listing_changes.h"

#include <algorithm>
#include <map>

#include "shared/base/path.h"
#include "shared/journal/file_names.h"

namespace photocluster {

void ListingChanges::ApplyTo(Listing& listing) const {
  std::map<std::string, FileEntry> files;
  for (FileEntry& file : listing.files) files.emplace(file.path, std::move(file));
  for (const auto& [from, to, stays] : moves_) {
    FileEntry file{to, 0, 0};  // of one that came after the listing
    if (const auto at = files.find(from); at != files.end()) {
      file = at->second;
      file.path = to;
      if (!stays) files.erase(at);
    }
    if (to.empty()) continue;
    files.insert_or_assign(to, std::move(file));
    if (IsInside(to, kStateFolder)) continue;
    for (std::string_view folder = Parent(to); !folder.empty(); folder = Parent(folder)) {
      listing.folders.emplace_back(folder);
    }
  }
  listing.files.clear();
  for (auto& [path, file] : files) listing.files.push_back(std::move(file));
  std::sort(listing.folders.begin(), listing.folders.end());
  listing.folders.erase(std::unique(listing.folders.begin(), listing.folders.end()), listing.folders.end());
}

std::vector<std::string> RemoveEmptyFolders(Listing& listing, const std::vector<std::string>& folders) {
  std::vector<std::string> removed;
  for (const std::string& folder : folders) {
    const auto at = std::lower_bound(listing.folders.begin(), listing.folders.end(), folder);
    if (at == listing.folders.end() || *at != folder) continue;
    // What lies below is the first that sorts from "folder/" on.
    const std::string below = folder + "/";
    const auto file =
        std::lower_bound(listing.files.begin(), listing.files.end(), below,
                         [](const FileEntry& entry, const std::string& path) { return entry.path < path; });
    const auto inner = std::lower_bound(listing.folders.begin(), listing.folders.end(), below);
    if (file != listing.files.end() && IsInside(file->path, folder)) continue;
    if (inner != listing.folders.end() && IsInside(*inner, folder)) continue;
    listing.folders.erase(at);
    removed.push_back(folder);
  }
  return removed;
}

}  // namespace photocluster
