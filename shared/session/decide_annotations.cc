// Commands that move no file: what is said about photos and clusters.
#include "shared/session/cluster_settings.h"
#include "shared/session/draft_builder.h"

namespace photocluster {
namespace {

constexpr std::size_t kMostOfANote = 10'000;  // bytes

}  // namespace

Result<Draft> DecideNote(const State& state, const WriteNote& command) {
  const std::vector<PhotoId> ids = TRY(PhotosAt(state, {command.place}));
  if (command.text.size() > kMostOfANote) {
    return Error{ErrorCode::kBadInput, "note.text: must be at most " + std::to_string(kMostOfANote) + " bytes"};
  }
  DraftBuilder draft(state);
  if (state.annotations().NoteOf(ids[0]).text == command.text) return draft.Take();
  draft.AddStaying(Op::kNote, ids[0]).note = command.text;
  return draft.Take();
}

Result<Draft> DecideAlso(const State& state, const AddAlso& command) {
  const std::vector<PhotoId> ids = TRY(PhotosAt(state, command.places));
  DraftBuilder draft(state);
  const std::string name = TRY(draft.Cluster(command.cluster, ids));
  const ClusterId cluster = state.FindCluster(name);
  for (PhotoId id : ids) {
    const Photo& photo = state.photo(id);
    if (photo.decision.membership == Membership::kTrashed) {
      return Error{ErrorCode::kBadInput, "\"" + photo.place + "\" is in the trash: restore it first"};
    }
    if (cluster.has_value() && photo.decision.is_member() && photo.decision.cluster == cluster) {
      return Error{ErrorCode::kBadInput, "\"" + photo.place + "\" is in \"" + name + "\" itself"};
    }
    if (cluster.has_value() && state.IsAlso(id, cluster)) continue;
    draft.AddStaying(Op::kAlso, id).cluster = name;
  }
  return draft.Take();
}

Result<Draft> DecideNotAlso(const State& state, const RemoveAlso& command) {
  const std::vector<PhotoId> ids = TRY(PhotosAt(state, command.places));
  const ClusterId cluster = TRY(KnownCluster(state, command.cluster));
  DraftBuilder draft(state);
  for (PhotoId id : ids) {
    if (!state.annotations().AlsoOf(id, cluster).is) continue;
    draft.AddStaying(Op::kNotAlso, id).cluster = state.clusters().name(cluster);
  }
  return draft.Take();
}

Result<Draft> DecideClusterSettings(const State& state, const ClusterSettings& command) {
  const ClusterId cluster = TRY(KnownCluster(state, command.cluster));
  DraftBuilder draft(state);
  for (const auto& [key, text] : TRY(ClusterSettingTexts(command))) {
    if (key == kClusterKeySetting && !text.empty()) {
      const ClusterId owner = KeyOwner(state, text);
      if (owner.has_value() && owner != cluster) {
        return Error{ErrorCode::kExists, "the key " + text + " is that of \"" + state.clusters().name(owner) + "\""};
      }
    }
    if (state.annotations().SettingOf(cluster, key).value == text) continue;
    Record& record = draft.Add(Op::kClusterSet);
    record.cluster = state.clusters().name(cluster);
    record.key = key;
    record.value = text;
  }
  return draft.Take();
}

}  // namespace photocluster
