#include "shared/session/annotations.h"

namespace photocluster {
namespace {

// A register that nothing is known of is not kept.
template <class Map, class Value>
void Put(Map& map, const typename Map::key_type& key, Value value, Seq by) {
  if (by == 0) {
    map.erase(key);
  } else {
    map[key] = {std::move(value), by};
  }
}

}  // namespace

NoteBefore Annotations::NoteOf(PhotoId photo) const {
  const auto at = notes_.find(photo);
  if (at == notes_.end()) return {photo, "", 0};
  return {photo, at->second.value, at->second.by};
}

AlsoBefore Annotations::AlsoOf(PhotoId photo, ClusterId cluster) const {
  const auto at = also_.find({photo, cluster});
  if (at == also_.end()) return {photo, cluster, false, 0};
  return {photo, cluster, at->second.value, at->second.by};
}

ClusterSettingBefore Annotations::SettingOf(ClusterId cluster, const std::string& key) const {
  const auto at = settings_.find({cluster, key});
  if (at == settings_.end()) return {cluster, key, "", 0};
  return {cluster, key, at->second.value, at->second.by};
}

void Annotations::Set(NoteBefore note) { Put(notes_, note.photo, std::move(note.text), note.by); }
void Annotations::Set(const AlsoBefore& also) { Put(also_, {also.photo, also.cluster}, also.is, also.by); }
void Annotations::Set(ClusterSettingBefore setting) {
  Put(settings_, {setting.cluster, setting.key}, std::move(setting.value), setting.by);
}

std::vector<ClusterId> Annotations::AlsoOf(PhotoId photo) const {
  std::vector<ClusterId> clusters;
  for (auto at = also_.lower_bound({photo, ClusterId(0)}); at != also_.end() && at->first.first == photo; ++at) {
    if (at->second.value) clusters.push_back(at->first.second);
  }
  return clusters;
}

std::vector<PhotoId> Annotations::AlsoIn(ClusterId cluster) const {
  std::vector<PhotoId> photos;
  for (const auto& [key, is] : also_) {
    if (key.second == cluster && is.value) photos.push_back(key.first);
  }
  return photos;
}

std::vector<ClusterSettingBefore> Annotations::SettingsOf(ClusterId cluster) const {
  std::vector<ClusterSettingBefore> settings;
  for (auto at = settings_.lower_bound({cluster, ""}); at != settings_.end() && at->first.first == cluster; ++at) {
    if (!at->second.value.empty()) settings.push_back({cluster, at->first.second, at->second.value, at->second.by});
  }
  return settings;
}

std::vector<NoteBefore> Annotations::Notes() const {
  std::vector<NoteBefore> all;
  for (const auto& [photo, note] : notes_) all.push_back({photo, note.value, note.by});
  return all;
}

std::vector<AlsoBefore> Annotations::Also() const {
  std::vector<AlsoBefore> all;
  for (const auto& [key, is] : also_) all.push_back({key.first, key.second, is.value, is.by});
  return all;
}

std::vector<ClusterSettingBefore> Annotations::Settings() const {
  std::vector<ClusterSettingBefore> all;
  for (const auto& [key, setting] : settings_) all.push_back({key.first, key.second, setting.value, setting.by});
  return all;
}

}  // namespace photocluster
