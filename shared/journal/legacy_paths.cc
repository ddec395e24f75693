#include "shared/journal/legacy_paths.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <unordered_set>

#include "shared/base/path.h"
#include "shared/journal/file_names.h"

namespace photocluster {
namespace {

constexpr std::uint64_t kCertain = std::numeric_limits<std::uint64_t>::max();

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool IsWindows(std::string_view path) {
  const bool drive = path.size() >= 3 && IsLetter(path[0]) && path[1] == ':' && (path[2] == '\\' || path[2] == '/');
  return drive || path.substr(0, 2) == "\\\\";
}

// With '/' between its parts, and a drive in one spelling.
std::string Normalised(std::string_view path) {
  std::string normal(path);
  if (!IsWindows(path)) return normal;
  std::replace(normal.begin(), normal.end(), '\\', '/');
  if (normal[0] >= 'a' && normal[0] <= 'z') normal[0] = static_cast<char>(normal[0] - 'a' + 'A');
  return normal;
}

bool IsAbsolute(std::string_view normal) { return normal.substr(0, 1) == "/" || IsWindows(normal); }

// What a folder that is an old root for certain says of a path below its trash.
std::string_view AboveTrash(std::string_view normal) {
  static const std::string kTrash = std::string("/") + kOriginalTrashFolder + "/";
  const std::size_t at = normal.find(kTrash);
  return at == std::string_view::npos ? std::string_view() : normal.substr(0, at);
}

}  // namespace

LegacyPaths::LegacyPaths(std::string_view root, const std::vector<std::string_view>& files,
                         std::span<const std::string_view> paths)
    : root_(Normalised(root)) {
  const std::unordered_set<std::string_view> here(files.begin(), files.end());
  const std::string_view name = FileName(root_);
  std::map<std::string, std::uint64_t> votes;
  if (!root_.empty()) votes[root_] = kCertain;
  std::set<std::string> seen;
  for (const std::string_view path : paths) {
    const std::string normal = Normalised(path);
    if (!IsAbsolute(normal) || !seen.insert(normal).second) continue;
    const std::string_view above = AboveTrash(normal);
    if (!above.empty()) votes[std::string(above)] = kCertain;
    for (std::size_t slash = normal.find('/', 1); slash != std::string::npos; slash = normal.find('/', slash + 1)) {
      const std::string folder = normal.substr(0, slash);
      const bool is_here = here.contains(std::string_view(normal).substr(slash + 1));
      const bool has_name = !name.empty() && FileName(folder) == name;
      if (!is_here && !has_name) continue;
      std::uint64_t& number = votes[folder];
      if (is_here && number != kCertain) ++number;
    }
  }
  for (const auto& [folder, number] : votes) candidates_.push_back({folder, number});
  std::stable_sort(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) {
    if (a.votes != b.votes) return a.votes > b.votes;
    return a.folder.size() < b.folder.size();
  });
}

std::optional<std::string> LegacyPaths::Place(std::string_view path) const {
  std::string normal = Normalised(path);
  if (IsAbsolute(normal)) {
    const auto above = std::find_if(candidates_.begin(), candidates_.end(),
                                    [&](const Candidate& candidate) { return IsInside(normal, candidate.folder); });
    if (above == candidates_.end()) return std::nullopt;
    normal.erase(0, above->folder.size() + 1);
  }
  const bool is_ours = normal == kStateFolder || IsInside(normal, kStateFolder);
  if (!IsSafeRelativePath(normal) || is_ours) return std::nullopt;
  return normal;
}

std::vector<std::string> LegacyPaths::OtherRoots() const {
  std::vector<std::string> folders;
  for (const Candidate& candidate : candidates_) {
    const bool is_part = std::any_of(folders.begin(), folders.end(), [&](const std::string& other) {
      return IsInside(candidate.folder, other) || IsInside(other, candidate.folder);
    });
    if (candidate.folder != root_ && !is_part) folders.push_back(candidate.folder);
  }
  return folders;
}

}  // namespace photocluster
