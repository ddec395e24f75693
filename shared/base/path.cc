#include "shared/base/path.h"

#include <algorithm>

#include "shared/base/unicode.h"

namespace photocluster {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

// Where the extension begins within `name`; its end when it has none.
std::size_t ExtensionStart(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == kNone || dot == 0 ? name.size() : dot;
}

bool IsContinuationByte(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

std::string Join(std::string_view folder, std::string_view name) {
  if (name.empty()) return std::string(folder);
  std::string path(folder);
  if (!path.empty()) path += '/';
  path += name;
  return path;
}

std::string_view Parent(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == kNone ? std::string_view() : path.substr(0, slash);
}

std::string_view FileName(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == kNone ? path : path.substr(slash + 1);
}

std::string_view Stem(std::string_view path) {
  const std::string_view name = FileName(path);
  return name.substr(0, ExtensionStart(name));
}

std::string_view Extension(std::string_view path) {
  const std::string_view name = FileName(path);
  return name.substr(ExtensionStart(name));
}

std::string_view Clipped(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  std::size_t end = max_bytes;
  // A character has at most three continuation bytes; more of them are not UTF-8 and have no borders.
  for (std::size_t back = 0; back < 3 && end > 0 && IsContinuationByte(text[end]); ++back) --end;
  if (IsContinuationByte(text[end])) end = max_bytes;
  return text.substr(0, end);
}

std::string WithStemSuffix(std::string_view path, std::string_view suffix) {
  std::string_view stem = Stem(path);
  std::string_view extension = Extension(path);
  if (suffix.size() + extension.size() >= kMaxNameBytes) {
    stem = FileName(path);
    extension = {};
  }
  std::string name(Clipped(stem, kMaxNameBytes - suffix.size() - extension.size()));
  name += suffix;
  name += extension;
  return Join(Parent(path), name);
}

bool IsInside(std::string_view path, std::string_view folder) {
  if (folder.empty()) return !path.empty();
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

bool IsSafeRelativePath(std::string_view path) {
  if (path.find('\0') != kNone || !IsValidUtf8(path)) return false;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view part = path.substr(begin, end - begin);
    if (part.empty() || part == "." || part == "..") return false;
    begin = end + 1;
  }
  return true;
}

}  // namespace photocluster
