#pragma once
#include <cstddef>
#include <string>
#include <string_view>

// Paths as strings, relative to a root, parts separated by '/'; nothing here looks at a disk. The root itself is the
// empty path. A path keeps its bytes: it is neither decoded nor normalised, because places are equal byte for byte.
// What returns a string_view returns a part of its argument and lives as long as that.
namespace photocluster {

// The longest name that ext4, APFS, NTFS and exFAT all take, in bytes (NTFS and exFAT count 255 UTF-16 units, which
// is never fewer characters).
inline constexpr std::size_t kMaxNameBytes = 255;

std::string Join(std::string_view folder, std::string_view name);  // either may be empty: the root
std::string_view Parent(std::string_view path);                    // "a/b/c.jpg" -> "a/b", "c.jpg" -> ""
std::string_view FileName(std::string_view path);                  // "a/b/c.jpg" -> "c.jpg"

// FileName(path) == Stem(path) + Extension(path). The extension begins at the last dot and keeps it; a dot at the
// beginning of a name hides the file and is not one: ".photo" has none.
std::string_view Stem(std::string_view path);
std::string_view Extension(std::string_view path);

// The longest beginning of `text` of at most `max_bytes` that does not end within a UTF-8 character.
std::string_view Clipped(std::string_view text, std::size_t max_bytes);

// "a/b.jpg", "__dup1" -> "a/b__dup1.jpg". The stem is clipped so that the name has at most kMaxNameBytes; an extension
// so long that no stem would be left counts as part of the stem. REQUIRES: suffix.size() < kMaxNameBytes
std::string WithStemSuffix(std::string_view path, std::string_view suffix);

// Whether `path` lies in `folder` or anywhere below it. Everything lies in the root; no path lies in itself.
bool IsInside(std::string_view path, std::string_view folder);

// Whether a path from a log, a page or another machine names something below the root and nothing else: valid UTF-8,
// no NUL, not absolute, no part that is empty, "." or "..". A backslash is allowed: it is a legal character of a Linux
// name and such photos have to keep their places. (Names that the program gives itself are stricter: cluster_name.h.)
bool IsSafeRelativePath(std::string_view path);

}  // namespace photocluster
