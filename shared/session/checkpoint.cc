#include "shared/session/checkpoint.h"

#include <algorithm>
#include <set>
#include <utility>

#include "shared/base/archive_binary.h"
#include "shared/base/hash.h"
#include "shared/clustering/cluster_name.h"
#include "shared/journal/sealed_file.h"
#include "shared/session/flat_table.h"

namespace photocluster {
namespace {

constexpr char kCheckpointName[] = "PCSTATE_";
constexpr std::uint32_t kCheckpointVersion = 9;

}  // namespace

Checkpoint Checkpoint::Of(const State& state, const LogPosition& end, const Hash128& hash,
                          std::vector<LogProblem> problems) {
  Checkpoint checkpoint;
  checkpoint.end = end;
  checkpoint.hash_high = hash.high;
  checkpoint.hash_low = hash.low;
  checkpoint.problems = std::move(problems);
  checkpoint.root_id = state.root_id_;

  // Only photos of the log are stored, so their ids close up; the history speaks of no others.
  std::vector<PhotoId> renumbered(state.photos_.size());
  for (std::size_t i = 0; i < state.photos_.size(); ++i) {
    const Photo& photo = state.photos_[i];
    if (!photo.named) continue;
    renumbered[i] = PhotoId(static_cast<std::uint32_t>(checkpoint.photos.size()));
    checkpoint.photos.push_back({photo.place, photo.home, photo.fingerprint, photo.companions.all(), photo.decision,
                                 photo.lost, photo.emptied});
  }
  checkpoint.history = state.history_.Columns(renumbered);

  for (std::size_t i = 0; i < state.deciders_.size(); ++i) {
    const State::Deciders& deciders = state.deciders_[i];
    checkpoint.clusters.push_back(
        {state.clusters_.name(ClusterId(static_cast<std::uint32_t>(i))), deciders.created, deciders.decided});
  }
  checkpoint.settings = state.settings_;
  checkpoint.order = state.queue_.order();
  checkpoint.notes = state.annotations_.Notes();
  for (NoteBefore& note : checkpoint.notes) note.photo = renumbered[note.photo.value()];
  checkpoint.also = state.annotations_.Also();
  for (AlsoBefore& also : checkpoint.also) also.photo = renumbered[also.photo.value()];
  checkpoint.cluster_settings = state.annotations_.Settings();
  for (const auto& [folder, photos] : state.made_folders()) checkpoint.made.push_back(folder);
  checkpoint.imported = state.imported_;
  checkpoint.imported_clusters = state.imported_vectors_.ids();
  checkpoint.imported_members = state.imported_vectors_.members();
  for (ImportedMember& member : checkpoint.imported_members) member.photo = renumbered[member.photo.value()];
  for (const auto& [photo, files] : state.copies_.all()) {
    checkpoint.copies.push_back({renumbered[photo.value()], files});
  }
  for (const auto& [record, files] : state.copies_.before()) checkpoint.copies_before.push_back({record, files});
  return checkpoint;
}

void Checkpoint::PutInto(State& state) const {
  state.by_place_.Reserve(photos.size());
  state.names_.Reserve(photos.size());
  state.root_id_ = root_id;
  state.TakeSettings(settings);
  for (const std::string& folder : made) state.AddMadeFolder(folder);
  for (const CheckpointCluster& cluster : clusters) {
    state.SetCluster({state.NameCluster(cluster.name), cluster.created, cluster.decided, "", ""});
  }
  state.imported_ = imported;
  if (imported) state.imported_vectors_.Reset(imported->original.clusters, imported_clusters, imported_members);
  if (imported && imported->original.queue) state.queue_.TakeImported(*imported->original.queue);
  state.SetOrder(order);
  for (const CheckpointPhoto& stored : photos) {
    Photo photo;
    photo.place = state.texts_.Keep(stored.place);
    photo.home = state.texts_.KeepOnce(stored.home);
    photo.fingerprint = stored.fingerprint;
    photo.companions = stored.companions;
    photo.decision = stored.decision;
    photo.lost = stored.lost;
    photo.emptied = stored.emptied;
    photo.named = true;
    state.AddPhoto(std::move(photo));
  }
  for (const NoteBefore& note : notes) state.SetNote(note);
  for (const AlsoBefore& each : also) state.SetAlso(each);
  for (const ClusterSettingBefore& setting : cluster_settings) state.SetClusterSetting(setting);
  for (const CheckpointCopy& copy : copies) state.SetCopy(copy.photo, copy.files);
  for (const CheckpointCopyBefore& before : copies_before) state.SetCopyBefore(before.record, before.files);
  state.history_ = History(history, state.texts_);
  state.CountImported();
}

// The envelope of a file proves that no byte was lost, not that this program wrote it.
bool IsSound(const Checkpoint& checkpoint) {
  const LogPosition& end = checkpoint.end;
  if (end.line > end.offset || end.seq > end.line + kMostMissing) return false;
  const std::size_t clusters = checkpoint.clusters.size();
  std::set<std::string> keys;
  for (const CheckpointCluster& cluster : checkpoint.clusters) {
    if (!keys.insert(ClusterKey(cluster.name)).second) return false;
  }
  const std::size_t photos = checkpoint.photos.size();
  FlatTable<std::uint32_t> places;  // 1 is the first photo
  places.Reserve(photos);
  for (std::uint32_t number = 1; number <= photos; ++number) {
    const CheckpointPhoto& photo = checkpoint.photos[number - 1];
    if (!photo.decision.IsSound(clusters)) return false;
    if (photo.place.empty()) continue;
    const std::uint64_t hash = Xxh3_64(photo.place);
    const auto is_there = [&](std::uint32_t other) { return checkpoint.photos[other - 1].place == photo.place; };
    if (places.Find(hash, is_there) != 0) return false;
    places.Insert(number, hash);
  }
  const auto all = [](const auto& registers, auto sound) {
    return std::all_of(registers.begin(), registers.end(), sound);
  };
  return all(checkpoint.notes, [&](const NoteBefore& note) { return note.IsSound(photos); }) &&
         all(checkpoint.also, [&](const AlsoBefore& also) { return also.IsSound(photos, clusters); }) &&
         all(checkpoint.cluster_settings, [&](const auto& setting) { return setting.IsSound(clusters); }) &&
         all(checkpoint.copies,
             [&](const CheckpointCopy& copy) { return copy.photo.has_value() && copy.photo.value() < photos; }) &&
         all(checkpoint.imported_clusters, [&](ClusterId id) { return id.value() < clusters; }) &&
         all(checkpoint.imported_members,
             [&](const ImportedMember& member) {
               return member.photo.value() < photos && member.cluster.value() < clusters;
             }) &&
         checkpoint.history.IsSound(photos, clusters);
}

std::string CheckpointBytes(const Checkpoint& checkpoint) {
  return Seal(kCheckpointName, kCheckpointVersion, ToBinary(checkpoint));
}

Result<Checkpoint> ReadCheckpoint(std::string_view bytes, std::string_view log) {
  const std::string_view content = TRY(Unseal(kCheckpointName, kCheckpointVersion, bytes));
  Result<Checkpoint> read = FromBinary<Checkpoint>(content);
  if (!read.ok()) return Error{ErrorCode::kDamaged, read.error().detail};
  const Checkpoint& checkpoint = read.value();
  if (!IsSound(checkpoint)) return Error{ErrorCode::kDamaged, "the checkpoint contradicts itself"};
  const Error other{ErrorCode::kNotFound, "the checkpoint stands for another log"};
  if (checkpoint.end.offset > log.size()) return other;
  const Hash128 hash = Xxh3_128(log.substr(0, static_cast<std::size_t>(checkpoint.end.offset)));
  if (hash.high != checkpoint.hash_high || hash.low != checkpoint.hash_low) return other;
  return read;
}

}  // namespace photocluster
