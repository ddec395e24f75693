#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "shared/base/result.h"

// What a cluster may be called, and when two names are one cluster.
namespace photocluster {

// Leaves room below the 255 bytes of a file name for what programs add to a folder's name.
inline constexpr std::size_t kMaxClusterNameBytes = 200;

// In the original program's log, where a cluster would stand: the photo was deleted.
inline constexpr char kDeletedCluster[] = "__deleted__";

// The name as it is kept and as its folder is called: without white space around it and in NFC. Or kBadName with one
// sentence that names the rule it breaks. A name becomes a folder on whatever disk the photos lie on or are copied to
// later, so what Windows forbids is forbidden everywhere.
Result<std::string> CheckClusterName(std::string_view name);

// The identity of a cluster: names with equal keys are one cluster, also when typed on another keyboard or with
// Cyrillic letters that look like Latin ones. NFKC, then case folding, then the original program's map of look-alikes.
// A change here, or of the Unicode tables, changes what is one cluster in existing folders: shared/journal/FORMAT.md
// names the version of both (kUnicodeVersion in shared/base/unicode.h). Not for showing, and not a name.
std::string ClusterKey(std::string_view name);

}  // namespace photocluster
