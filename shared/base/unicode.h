#pragma once
#include <string>
#include <string_view>

// What names need of Unicode, the same on every machine: the tables are generated from Debian's unicode-data and not
// taken from a library or the system, because they decide which names are one cluster and which file names collide.
// ICU was considered: its 31 MB of data do not fit a page. All texts are UTF-8. Bytes that are not UTF-8 (file names
// may hold any) stay as they are, each for itself, and the text around them is treated as usual.
namespace photocluster {

inline constexpr char kUnicodeVersion[] = "15.0.0";  // the tables are checked against it at compile time

bool IsValidUtf8(std::string_view text);

// Normalization forms of Unicode Standard Annex #15.
std::string Nfc(std::string_view text);   // composed: "и" + breve -> "й"; what looks and means the same is the same
std::string Nfkc(std::string_view text);  // also without differences of form only: "ﬁ" -> "fi", "Ａ" -> "A"

// Full case folding (CaseFolding.txt, statuses C and F; no Turkish exception): "Straße" -> "strasse".
std::string CaseFold(std::string_view text);

// What two file names have in common when they are the same without case and in NFC (canonical caseless matching,
// Unicode Standard D145): for choosing a free name, and for finding again a file that is not at its place. Meant to
// take at least as many names for the same as any file system does: a name that is free by it is free on all of them.
std::string FoldName(std::string_view text);

}  // namespace photocluster
