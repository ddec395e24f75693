#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/archive_fields.h"
#include "shared/base/result.h"

// What a cluster may be called, and when two names are one cluster.
namespace photocluster {

// Leaves room below the 255 bytes of a file name for what programs add to a folder's name.
inline constexpr std::size_t kMaxClusterNameBytes = 200;

// In the original program's log, where a cluster would stand: the photo was deleted.
inline constexpr char kDeletedCluster[] = "__deleted__";

// What a name can be that no cluster's may be. The page says each of them in its own language.
enum class NameRule {
  kNotUtf8,
  kEmpty,
  kTooLong,         // `bytes`: how many it has
  kDotFolder,       // `name` is a folder of every folder
  kHidden,          // starts with a dot
  kSeveralFolders,  // contains / or a backslash
  kControlCharacter,
  kWindowsCharacter,  // contains `name`
  kDotAtEnd,
  kWindowsDevice,  // `name` is one
  kReserved,       // `name` marks deleted photos in the log
};
constexpr EnumNames<NameRule, 11> EnumNamesOf(NameRule) {
  return {{{NameRule::kNotUtf8, "not_utf8"},
           {NameRule::kEmpty, "empty"},
           {NameRule::kTooLong, "too_long"},
           {NameRule::kDotFolder, "dot_folder"},
           {NameRule::kHidden, "hidden"},
           {NameRule::kSeveralFolders, "several_folders"},
           {NameRule::kControlCharacter, "control_character"},
           {NameRule::kWindowsCharacter, "windows_character"},
           {NameRule::kDotAtEnd, "dot_at_end"},
           {NameRule::kWindowsDevice, "windows_device"},
           {NameRule::kReserved, "reserved"}}};
}
constexpr const char* TypeNameOf(NameRule) { return "NameRule"; }

struct NameFault {
  static constexpr const char* kTypeName = "NameFault";
  NameRule rule = NameRule::kEmpty;
  std::string sentence;  // in English without a full stop
  std::string name = "";
  std::uint64_t bytes = 0;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(rule)), Required(NVP(sentence)), OmitEmpty(NVP(name)), NVP(bytes));
  }
};

// The first rule that a name breaks, when it breaks one.
std::optional<NameFault> NameFaultOf(std::string_view name);

// The name as it is kept and as its folder is called: without white space around it and in NFC. Or kBadName with the
// sentence of its fault. A name becomes a folder on whatever disk the photos lie on or are copied to
// later, so what Windows forbids is forbidden everywhere.
Result<std::string> CheckClusterName(std::string_view name);

// The identity of a cluster: names with equal keys are one cluster, also when typed on another keyboard or with
// Cyrillic letters that look like Latin ones. NFKC, then case folding, then the original program's map of look-alikes.
// A change here, or of the Unicode tables, changes what is one cluster in existing folders: shared/journal/FORMAT.md
// names the version of both (kUnicodeVersion in shared/base/unicode.h). Not for showing, and not a name.
std::string ClusterKey(std::string_view name);

}  // namespace photocluster
