#include "shared/clustering/cluster_name.h"

#include <algorithm>
#include <iterator>

#include "shared/base/unicode.h"

namespace photocluster {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

// Unicode's White_Space.
constexpr std::string_view kWhiteSpace[] = {" ",      "\t",     "\n",     "\v",     "\f",     "\r",     "\u0085",
                                            "\u00A0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004",
                                            "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200A", "\u2028",
                                            "\u2029", "\u202F", "\u205F", "\u3000"};

std::string_view Trimmed(std::string_view text) {
  for (bool is_trimmed = false; !is_trimmed;) {
    is_trimmed = true;
    for (const std::string_view space : kWhiteSpace) {
      const bool leads = text.starts_with(space);
      if (leads) text.remove_prefix(space.size());
      const bool trails = text.ends_with(space);
      if (trails) text.remove_suffix(space.size());
      if (leads || trails) is_trimmed = false;
    }
  }
  return text;
}

// C0, DEL and C1. In valid UTF-8 the bytes C2 80 … C2 9F are C1 and nothing else.
bool HasControlCharacter(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7F) return true;
    if (byte == 0xC2 && static_cast<unsigned char>(text[i + 1]) < 0xA0) return true;
  }
  return false;
}

// Windows gives these names to devices, in any case and whatever extension follows; spaces before it do not count.
bool IsWindowsDevice(std::string_view name) {
  std::string_view stem = name.substr(0, name.find('.'));
  stem = stem.substr(0, stem.find_last_not_of(' ') + 1);
  const std::string device = CaseFold(stem);
  if (device == "con" || device == "prn" || device == "aux" || device == "nul") return true;
  if (!device.starts_with("com") && !device.starts_with("lpt")) return false;
  const std::string_view number = std::string_view(device).substr(3);
  constexpr std::string_view kNumbers[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³"};
  return std::find(std::begin(kNumbers), std::end(kNumbers), number) != std::end(kNumbers);
}

// Of a trimmed name in NFC.
std::optional<NameFault> FaultOf(const std::string& name) {
  if (name.empty()) return {{NameRule::kEmpty, "a cluster name must not be empty"}};
  if (name.size() > kMaxClusterNameBytes) {
    return {{NameRule::kTooLong,
             "a cluster name has at most " + std::to_string(kMaxClusterNameBytes) + " bytes, this one has " +
                 std::to_string(name.size()),
             "", name.size()}};
  }
  const std::string quoted = "\"" + name + "\"";
  if (name == "." || name == "..") {
    return {{NameRule::kDotFolder, quoted + " is a folder of every folder and no cluster name", name}};
  }
  if (name.front() == '.') {
    return {{NameRule::kHidden, "a cluster name must not start with a dot: its folder would be hidden"}};
  }
  if (name.find_first_of("/\\") != kNone) {
    return {{NameRule::kSeveralFolders, "a cluster name must not contain / or \\: it is one folder"}};
  }
  if (HasControlCharacter(name)) {
    return {{NameRule::kControlCharacter, "a cluster name must not contain control characters"}};
  }
  const std::size_t forbidden = name.find_first_of("<>:\"|?*");
  if (forbidden != kNone) {
    const std::string character(1, name[forbidden]);
    return {{NameRule::kWindowsCharacter, "Windows forbids " + character + " in names of folders", character}};
  }
  if (name.back() == '.') {
    return {{NameRule::kDotAtEnd, "a cluster name must not end with a dot: Windows drops it"}};
  }
  if (IsWindowsDevice(name)) {
    return {{NameRule::kWindowsDevice, quoted + " is the name of a device on Windows and of no folder", name}};
  }
  if (ClusterKey(name) == kDeletedCluster) {
    return {{NameRule::kReserved, quoted + " is reserved: it marks deleted photos in the log", name}};
  }
  return std::nullopt;
}

struct LookAlike {
  std::string_view cyrillic;
  char latin;
};
constexpr LookAlike kLookAlikes[] = {{"а", 'a'}, {"в", 'b'}, {"е", 'e'}, {"к", 'k'}, {"м", 'm'}, {"н", 'h'}, {"о", 'o'},
                                     {"р", 'p'}, {"с", 'c'}, {"т", 't'}, {"х", 'x'}, {"у", 'y'}, {"ё", 'e'}};

}  // namespace

std::optional<NameFault> NameFaultOf(std::string_view name) {
  if (!IsValidUtf8(name)) return {{NameRule::kNotUtf8, "a cluster name must be valid UTF-8"}};
  return FaultOf(Nfc(Trimmed(name)));
}

Result<std::string> CheckClusterName(std::string_view name) {
  const std::optional<NameFault> fault = NameFaultOf(name);
  if (fault) return Error{ErrorCode::kBadName, fault->sentence};
  return Nfc(Trimmed(name));
}

std::string ClusterKey(std::string_view name) {
  const std::string folded = CaseFold(Nfkc(name));
  std::string key;
  for (std::size_t i = 0; i < folded.size();) {
    // Safe on bytes: no character of UTF-8 contains another.
    const std::string_view rest = std::string_view(folded).substr(i);
    const auto* found = std::find_if(std::begin(kLookAlikes), std::end(kLookAlikes),
                                     [&](const LookAlike& alike) { return rest.starts_with(alike.cyrillic); });
    const bool is_found = found != std::end(kLookAlikes);
    key += is_found ? found->latin : folded[i];
    i += is_found ? found->cyrillic.size() : 1;
  }
  return key;
}

}  // namespace photocluster
