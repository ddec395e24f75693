#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "shared/base/archive_fields.h"
#include "shared/base/id.h"
#include "shared/protocol/record.h"

namespace photocluster {

// Registers of what is said about photos and clusters: a value, and the record in force for it, which stays when the
// value is taken away. A structure is both the register and what a record overwrote in it.
struct NoteBefore {
  PhotoId photo;
  std::string text;
  Seq by = 0;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(photo), NVP(text), NVP(by));
  }
  bool IsSound(std::size_t photos) const { return photo.has_value() && photo.value() < photos; }
};
struct AlsoBefore {
  PhotoId photo;
  ClusterId cluster;
  bool is = false;
  Seq by = 0;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(photo), NVP(cluster), NVP(is), NVP(by));
  }
  bool IsSound(std::size_t photos, std::size_t clusters) const {
    return photo.has_value() && photo.value() < photos && cluster.has_value() && cluster.value() < clusters;
  }
};
struct ClusterSettingBefore {
  ClusterId cluster;
  std::string key;
  std::string value;  // "" is the default
  Seq by = 0;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(cluster), NVP(key), NVP(value), NVP(by));
  }
  bool IsSound(std::size_t clusters) const { return cluster.has_value() && cluster.value() < clusters; }
};

// Notes, further clusters of photos, settings of clusters. Few photos have any, so they are kept beside the photos.
class Annotations {
 public:
  NoteBefore NoteOf(PhotoId photo) const;
  AlsoBefore AlsoOf(PhotoId photo, ClusterId cluster) const;
  ClusterSettingBefore SettingOf(ClusterId cluster, const std::string& key) const;
  void Set(NoteBefore note);
  void Set(const AlsoBefore& also);
  void Set(ClusterSettingBefore setting);

  std::vector<ClusterId> AlsoOf(PhotoId photo) const;
  std::vector<PhotoId> AlsoIn(ClusterId cluster) const;                   // O(all of them)
  std::vector<ClusterSettingBefore> SettingsOf(ClusterId cluster) const;  // those with a value, by key
  bool has_also() const { return !also_.empty(); }

  // All registers, in the order of photos and clusters.
  std::vector<NoteBefore> Notes() const;
  std::vector<AlsoBefore> Also() const;
  std::vector<ClusterSettingBefore> Settings() const;

 private:
  template <class T>
  struct Register {
    T value{};
    Seq by = 0;
  };
  std::map<PhotoId, Register<std::string>> notes_;
  std::map<std::pair<PhotoId, ClusterId>, Register<bool>> also_;
  std::map<std::pair<ClusterId, std::string>, Register<std::string>> settings_;
};

}  // namespace photocluster
