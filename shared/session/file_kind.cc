#include "shared/session/file_kind.h"

#include <algorithm>
#include <string>

#include "shared/base/path.h"

namespace photocluster {
namespace {

constexpr std::string_view kCameraPhotos[] = {".jpg", ".jpeg", ".heic", ".heif", ".hif"};

constexpr std::string_view kOtherPhotos[] = {".jpe",  ".jfif", ".png", ".bmp",  ".tif",
                                             ".tiff", ".webp", ".gif", ".avif", ".jxl"};

// What LibRaw opens, by the extensions that camera makers use.
constexpr std::string_view kRaws[] = {".3fr", ".ari", ".arw", ".bay", ".cap", ".cin", ".cr2", ".cr3", ".crw", ".cs1",
                                      ".dc2", ".dcr", ".dcs", ".dng", ".drf", ".eip", ".erf", ".fff", ".gpr", ".iiq",
                                      ".k25", ".kc2", ".kdc", ".mdc", ".mef", ".mos", ".mrw", ".nef", ".nrw", ".orf",
                                      ".ori", ".pef", ".ptx", ".pxn", ".qtk", ".raf", ".raw", ".rdc", ".rw2", ".rwl",
                                      ".rwz", ".sr2", ".srf", ".srw", ".sti", ".x3f"};

constexpr std::string_view kVideos[] = {".mov", ".mp4", ".m4v", ".avi",  ".mkv", ".webm", ".mts", ".m2ts",
                                        ".3gp", ".3g2", ".mpg", ".mpeg", ".wmv", ".flv",  ".mod", ".insv"};

constexpr std::string_view kCompanions[] = {".xmp", ".aae", ".thm", ".json"};

constexpr std::string_view kLeftAloneEndings[] = {".photoslibrary", ".aplibrary", ".lrdata",
                                                  ".lrlibrary",     ".cocatalog", ".app"};
constexpr std::string_view kLeftAloneNames[] = {"@eadir",  ".@__thumb",   "#recycle",  "$recycle.bin",
                                                ".dtrash", ".thumbnails", "lost+found"};
constexpr std::string_view kTrashBeginning = ".trash";

std::string AsciiLower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

template <class List>
bool Contains(const List& list, std::string_view text) {
  return std::find(std::begin(list), std::end(list), text) != std::end(list);
}

}  // namespace

FileKind KindOf(std::string_view name) {
  if (name.starts_with('.')) return FileKind::kOther;
  const std::string extension = AsciiLower(Extension(name));
  if (Contains(kCameraPhotos, extension) || Contains(kOtherPhotos, extension)) return FileKind::kPhoto;
  if (Contains(kRaws, extension)) return FileKind::kRaw;
  if (Contains(kVideos, extension)) return FileKind::kVideo;
  if (Contains(kCompanions, extension)) return FileKind::kCompanion;
  return FileKind::kOther;
}

bool IsCameraPhoto(std::string_view name) {
  return !name.starts_with('.') && Contains(kCameraPhotos, AsciiLower(Extension(name)));
}

bool IsLeftAloneFolder(std::string_view name) {
  const std::string lower = AsciiLower(name);
  return Contains(kLeftAloneNames, lower) || lower.starts_with(kTrashBeginning) ||
         std::any_of(std::begin(kLeftAloneEndings), std::end(kLeftAloneEndings),
                     [&](std::string_view ending) { return lower.ends_with(ending); });
}

}  // namespace photocluster
