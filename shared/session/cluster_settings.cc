#include "shared/session/cluster_settings.h"

#include <algorithm>
#include <charconv>

namespace photocluster {
namespace {

constexpr std::uint32_t kLastPosition = 1'000'000;

bool IsDigitOfKey(char c) { return c >= '1' && c <= '9'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }

bool IsCode(std::string_view text) {
  if (text.size() == 6 && text.substr(0, 5) == "Digit") return IsDigitOfKey(text[5]);
  return text.size() == 4 && text.substr(0, 3) == "Key" && IsUpper(text[3]);
}

// "r" is the key with the code KeyR, wherever a layout puts the letter.
std::string CodeOf(const std::string& key) {
  if (key.size() != 1) return key;
  const char c = key[0] >= 'a' && key[0] <= 'z' ? static_cast<char>(key[0] - 'a' + 'A') : key[0];
  return (IsDigitOfKey(c) ? "Digit" : "Key") + std::string(1, c);
}

bool IsColour(std::string_view text) {
  const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
  return text.size() == 7 && text[0] == '#' && std::all_of(text.begin() + 1, text.end(), is_hex);
}

}  // namespace

Result<std::vector<std::pair<std::string, std::string>>> ClusterSettingTexts(const ClusterSettings& command) {
  std::vector<std::pair<std::string, std::string>> texts;
  if (command.key) {
    const std::string code = CodeOf(*command.key);
    if (!code.empty() && !IsCode(code)) {
      return Error{ErrorCode::kBadInput, "cluster.key: \"" + *command.key + "\" is none of 1-9 and A-Z"};
    }
    texts.emplace_back(kClusterKeySetting, code);
  }
  if (command.colour) {
    if (!command.colour->empty() && !IsColour(*command.colour)) {
      return Error{ErrorCode::kBadInput, "cluster.colour: \"" + *command.colour + "\" is no colour like #56B4E9"};
    }
    texts.emplace_back(kClusterColourSetting, *command.colour);
  }
  if (command.position) {
    if (*command.position > kLastPosition) {
      return Error{ErrorCode::kBadInput, "cluster.position: must be at most " + std::to_string(kLastPosition)};
    }
    texts.emplace_back(kClusterPositionSetting, *command.position == 0 ? "" : std::to_string(*command.position));
  }
  if (texts.empty()) return Error{ErrorCode::kBadInput, "cluster: no setting is given"};
  return texts;
}

std::string BoundKey(const State& state, ClusterId id) {
  const std::string code = state.annotations().SettingOf(id, kClusterKeySetting).value;
  return IsCode(code) && KeyOwner(state, code) == id ? code : "";
}

ClusterId KeyOwner(const State& state, std::string_view code) {
  ClusterId owner;
  Seq since = 0;
  for (ClusterId id : state.ExistingClusters()) {
    const ClusterSettingBefore key = state.annotations().SettingOf(id, kClusterKeySetting);
    if (key.value != code || key.by <= since) continue;
    owner = id;
    since = key.by;
  }
  return owner;
}

std::string ColourOf(const State& state, ClusterId id) {
  const std::string colour = state.annotations().SettingOf(id, kClusterColourSetting).value;
  return IsColour(colour) ? colour : "";
}

std::optional<std::uint32_t> PositionOf(const State& state, ClusterId id) {
  const std::string text = state.annotations().SettingOf(id, kClusterPositionSetting).value;
  std::uint32_t position = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), position);
  if (error != std::errc() || end != text.data() + text.size() || position == 0) return std::nullopt;
  return position;
}

}  // namespace photocluster
