#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "shared/base/archive_binary.h"
#include "shared/base/hash.h"
#include "shared/session/state.h"

namespace photocluster {
namespace {

constexpr std::uint8_t kWaits = 128;   // the photo's file has not gone along
constexpr std::uint8_t kCopied = 64;   // nor will it: a copy goes in its place
constexpr std::uint8_t kEmptied = 32;  // removed from the trash for good

// What the State hash is made of, in its canonical order.
struct PhotoBytes {
  std::string place;
  std::string home;
  std::uint8_t membership = 0;  // with kWaits, kCopied, kEmptied
  std::string cluster;
  std::vector<std::string> companions;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(place), NVP(home), NVP(membership), NVP(cluster), NVP(companions));
  }
};
struct ClusterBytes {
  std::string name;
  std::uint32_t members = 0;
  Centroid centroid;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(name), NVP(members), NVP(centroid));
  }
};
struct StateBytes {
  std::vector<PhotoBytes> photos;      // by place
  std::vector<ClusterBytes> clusters;  // by name
  std::vector<std::string> queue;
  std::vector<std::uint64_t> order;
  std::map<std::string, std::string> settings;
  std::vector<std::uint64_t> totals;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(photos), NVP(clusters), NVP(queue), NVP(order), NVP(settings), NVP(totals));
  }
};
// Behind those, where there are any.
struct AnnotationBytes {
  using Texts = std::vector<std::vector<std::string>>;
  Texts notes;     // place, text
  Texts also;      // place, cluster
  Texts settings;  // cluster, key, value

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(notes), NVP(also), NVP(settings));
  }
  bool empty() const { return notes.empty() && also.empty() && settings.empty(); }
};

}  // namespace

std::string State::Hash() const {
  std::vector<PhotoId> sorted;
  for (std::size_t i = 0; i < photos_.size(); ++i) {
    const Photo& p = photos_[i];
    if (!p.place.empty() && (p.listed || p.decision.membership != Membership::kQueue)) {
      sorted.push_back(PhotoId(static_cast<std::uint32_t>(i)));
    }
  }
  std::sort(sorted.begin(), sorted.end(), [&](PhotoId a, PhotoId b) { return photo(a).place < photo(b).place; });

  StateBytes bytes;
  for (PhotoId id : sorted) {
    const Photo& p = photo(id);
    const ClusterId cluster = p.decision.cluster;
    const int flags = (p.decision.waits ? kWaits : 0) + (p.decision.copied ? kCopied : 0) + (p.emptied ? kEmptied : 0);
    bytes.photos.push_back({p.place,
                            p.home,
                            static_cast<std::uint8_t>(static_cast<int>(p.decision.membership) + flags),
                            cluster.has_value() ? clusters_.name(cluster) : "",
                            {}});
    for (const Companion& companion : p.companions) bytes.photos.back().companions.push_back(companion.place);
  }
  for (ClusterId id : ExistingClusters()) {
    bytes.clusters.push_back({clusters_.name(id), clusters_.members(id), clusters_.centroid(id)});
  }
  for (PhotoId id : queue_.Ids()) bytes.queue.push_back(photo(id).place);
  bytes.order = {static_cast<std::uint64_t>(queue_.order().kind), queue_.order().seed};
  for (const auto& [key, value] : settings_.values()) bytes.settings.emplace(key, value.text);
  bytes.totals = {totals_.queue,    totals_.manual,  totals_.automatic, totals_.adopted,
                  totals_.imported, totals_.trashed, totals_.not_shown, totals_.missing};
  AnnotationBytes said;
  for (PhotoId id : sorted) {
    const std::string& place = photo(id).place;
    const std::string text = annotations_.NoteOf(id).text;
    if (!text.empty()) said.notes.push_back({place, text});
    const auto before = static_cast<std::ptrdiff_t>(said.also.size());
    for (ClusterId cluster : annotations_.AlsoOf(id)) said.also.push_back({place, clusters_.name(cluster)});
    std::sort(said.also.begin() + before, said.also.end());
  }
  for (ClusterId id : ExistingClusters()) {
    for (const ClusterSettingBefore& setting : annotations_.SettingsOf(id)) {
      said.settings.push_back({clusters_.name(id), setting.key, setting.value});
    }
  }
  AnnotationBytes::Texts copied;  // place, places of its copy
  for (PhotoId id : sorted) {
    if (!copies_.IsLive(id)) continue;
    copied.push_back({photo(id).place});
    for (const CopyFile& file : copies_.Of(id)) copied.back().push_back(file.place);
  }
  const Hash128 hash =
      Xxh3_128(ToBinary(bytes) + (said.empty() ? "" : ToBinary(said)) + (imported_ ? ToBinary(*imported_) : "") +
               (copied.empty() ? "" : "copies" + ToBinary(copied)));
  return Fingerprint{.high = hash.high, .low = hash.low}.ToText();
}

}  // namespace photocluster
