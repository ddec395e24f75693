#include "shared/session/draft_builder.h"

#include <algorithm>

#include "shared/clustering/cluster_name.h"

namespace photocluster {

Record& DraftBuilder::Add(Op op) {
  draft_.records.emplace_back();
  draft_.records.back().op = op;
  draft_.photos.emplace_back();
  return draft_.records.back();
}

Record& DraftBuilder::AddStaying(Op op, PhotoId id) {
  Record& record = Add(op);
  draft_.photos.back() = id;
  const Photo& photo = state_.photo(id);
  record.src = photo.place;
  record.dst = photo.place;
  record.act = Act::kNone;
  if (photo.fingerprint.known()) record.photo = photo.fingerprint;
  return record;
}

Record& DraftBuilder::AddMoving(Op op, PhotoId id, const UnitPlaces& wanted, std::string_view suffix) {
  const UnitPlaces now = PlacesOf(state_.photo(id));
  if (wanted == now) return AddStaying(op, id);
  const UnitPlaces places = names_.Reserve(now, wanted, suffix);
  if (places == now) return AddStaying(op, id);  // it has the next free name already
  Record& record = Add(op);
  draft_.photos.back() = id;
  record.src = now.main;
  record.dst = places.main;
  record.act = Act::kMove;
  for (std::size_t i = 0; i < now.companions.size(); ++i) {
    record.companions.push_back({now.companions[i], places.companions[i], {}});
  }
  record.made = names_.FoldersToMake(places.main);
  return record;
}

Record& DraftBuilder::AddDeciding(Op op, PhotoId id, const UnitPlaces& wanted, std::string_view suffix) {
  return mode_ == FileMode::kMove ? AddMoving(op, id, wanted, suffix) : AddStaying(op, id);
}

Result<std::string> DraftBuilder::Cluster(const std::string& name, const std::vector<PhotoId>& except) {
  ClusterId known = state_.FindCluster(name);
  if (known.has_value()) return state_.clusters().name(known);
  const std::string checked = TRY(CheckClusterName(name));
  known = state_.FindCluster(checked);  // without the white space around it
  if (known.has_value()) return state_.clusters().name(known);
  Add(Op::kCreate).cluster = checked;
  AdoptNamed(checked, except);
  return checked;
}

void DraftBuilder::AdoptNamed(const std::string& cluster, const std::vector<PhotoId>& except) {
  std::vector<PhotoId> others = except;
  std::sort(others.begin(), others.end());
  for (PhotoId id : state_.UndecidedInFoldersNamed(cluster)) {
    if (state_.photo(id).decision.waits || std::binary_search(others.begin(), others.end(), id)) continue;
    AddStaying(Op::kAdopt, id).cluster = cluster;
  }
}

Result<ClusterId> KnownCluster(const State& state, const std::string& name) {
  const ClusterId id = state.FindCluster(name);
  if (id.has_value()) return id;
  return Error{ErrorCode::kNotFound, "there is no cluster \"" + name + "\""};
}

Result<std::vector<PhotoId>> PhotosAt(const State& state, const std::vector<std::string>& places) {
  if (places.empty()) return Error{ErrorCode::kBadInput, "places: no photo is named"};
  std::vector<PhotoId> ids;
  for (const std::string& place : places) {
    const PhotoId id = state.Find(place);
    if (!id.has_value() || !state.photo(id).listed) {
      return Error{ErrorCode::kUnknownPhoto, "there is no photo at \"" + place + "\""};
    }
    ids.push_back(id);
  }
  std::vector<PhotoId> sorted = ids;
  std::sort(sorted.begin(), sorted.end());
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
  if (twice == sorted.end()) return ids;
  return Error{ErrorCode::kBadInput, "places: \"" + state.photo(*twice).place + "\" is named twice"};
}

}  // namespace photocluster
