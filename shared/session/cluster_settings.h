#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/result.h"
#include "shared/protocol/command.h"
#include "shared/session/state.h"

namespace photocluster {

// How clusters are shown: key, colour and position, each a `cluster_set` record of key and text value. A value that
// this version does not understand is kept and counts as the default.
inline constexpr char kClusterKeySetting[] = "key";
inline constexpr char kClusterColourSetting[] = "colour";
inline constexpr char kClusterPositionSetting[] = "position";

// Key and text of each setting that the Command gives, a key as its code. Errors: kBadInput naming the setting.
Result<std::vector<std::pair<std::string, std::string>>> ClusterSettingTexts(const ClusterSettings& command);

// The code of the cluster's key, "" for none. Keys are matched by their place on the keyboard. Of two existing clusters
// with one key, which undo can bring about, the one that got it last has it.
std::string BoundKey(const State& state, ClusterId id);
// The existing cluster that has the key of this code, or no ClusterId.
ClusterId KeyOwner(const State& state, std::string_view code);

std::string ColourOf(const State& state, ClusterId id);  // "#rrggbb" or ""
std::optional<std::uint32_t> PositionOf(const State& state, ClusterId id);

}  // namespace photocluster
