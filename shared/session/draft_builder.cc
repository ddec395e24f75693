#include "shared/session/draft_builder.h"

#include <algorithm>

#include "shared/base/path.h"
#include "shared/clustering/cluster_name.h"
#include "shared/journal/file_names.h"

namespace photocluster {
namespace {

// Records of these ops name the copy of their photo, also when it stays; undo and redo of them do, too.
bool SaysWhereFilesAre(Op op) {
  return op == Op::kAssign || op == Op::kAuto || op == Op::kAdopt || op == Op::kTrash || op == Op::kRestore ||
         op == Op::kRegroup || op == Op::kUnassign || op == Op::kMove;
}

}  // namespace

Record& DraftBuilder::Add(Op op) {
  draft_.records.emplace_back();
  draft_.records.back().op = op;
  draft_.photos.emplace_back();
  return draft_.records.back();
}

Record& DraftBuilder::AddAbout(Op op, PhotoId id) {
  Record& record = Add(op);
  draft_.photos.back() = id;
  const Photo& photo = state_.photo(id);
  record.src = photo.place;
  record.dst = photo.place;
  record.act = Act::kNone;
  if (photo.fingerprint.known()) record.photo = photo.fingerprint;
  return record;
}

Record& DraftBuilder::AddStaying(Op op, PhotoId id) {
  Record& record = AddAbout(op, id);
  if (!SaysWhereFilesAre(op)) return record;
  for (const CopyFile& file : state_.copies().Of(id)) {
    record.copies.push_back({"", file.place, file.place, file.fingerprint, file.size});
  }
  return record;
}

void DraftBuilder::AddFiles(Record& record, PhotoId id, const UnitPlaces& places) {
  const UnitPlaces now = PlacesOf(state_.photo(id));
  record.dst = places.main;
  record.photo.reset();
  record.act = Act::kMove;
  for (std::size_t i = 0; i < now.companions.size(); ++i) {
    record.companions.push_back({now.companions[i], places.companions[i], {}});
  }
}

Record& DraftBuilder::AddMoving(Op op, PhotoId id, const UnitPlaces& wanted, std::string_view suffix) {
  const UnitPlaces now = PlacesOf(state_.photo(id));
  const UnitPlaces places = wanted == now ? now : names_.Reserve(now, wanted, suffix);
  // It lies there, or has the next free name already.
  if (places == now && !state_.copies().IsLive(id)) return AddStaying(op, id);
  Record& record = AddAbout(op, id);
  AddFiles(record, id, places);
  record.made = names_.FoldersToMake(places.main);
  AddCopy(record, id, std::nullopt, suffix);
  return record;
}

Record& DraftBuilder::AddCopying(Op op, PhotoId id, const UnitPlaces& wanted, std::string_view suffix) {
  Record& record = AddAbout(op, id);
  record.act = Act::kCopy;
  const bool joins = op == Op::kAssign || op == Op::kAuto || op == Op::kRegroup;
  const std::string folder(Parent(wanted.main));
  const bool is_there = folder == Parent(state_.photo(id).place);
  AddCopy(record, id, joins && !is_there ? PlacesForCopy(id, folder) : std::nullopt, suffix);
  return record;
}

Record& DraftBuilder::AddDeciding(Op op, PhotoId id, const UnitPlaces& wanted, std::string_view suffix) {
  const bool of_cluster = op == Op::kRegroup || op == Op::kUnassign;
  const bool goes_on = mode_ == FileMode::kMove && of_cluster && state_.photo(id).decision.copied;
  if (mode_ == FileMode::kCopy || goes_on) return AddCopying(op, id, wanted, suffix);
  return mode_ == FileMode::kMove ? AddMoving(op, id, wanted, suffix) : AddStaying(op, id);
}

Record& DraftBuilder::AddBringing(Op op, PhotoId id, const UnitPlaces& wanted, const CopyFiles& copy, Act act) {
  const UnitPlaces now = PlacesOf(state_.photo(id));
  const bool stays = wanted == now || !state_.photo(id).listed;
  const UnitPlaces places = stays ? now : names_.Reserve(now, wanted, kBroughtBackSuffix);
  Record& record = AddAbout(op, id);
  std::vector<std::string> made;
  if (places != now) made = names_.FoldersToMake(places.main);
  // None is made of a photo on its way.
  const bool is_wanted = !copy.empty() && (places == now || HasUsableCopy(id));
  AddCopy(record, id, is_wanted ? PlacesForCopy(id, copy) : std::nullopt, kBroughtBackSuffix);
  const bool copy_goes = std::any_of(record.copies.begin(), record.copies.end(),
                                     [](const CopyMove& move) { return move.src != move.dst; });
  if (places != now || (copy_goes && act == Act::kMove)) {
    AddFiles(record, id, places);
    record.made.insert(record.made.begin(), made.begin(), made.end());
  } else if (copy_goes) {
    record.act = Act::kCopy;
  }
  return record;
}

// One that was put away is made anew when the photo has another content by now.
bool DraftBuilder::HasUsableCopy(PhotoId id) const {
  const CopyFiles& copy = state_.copies().Of(id);
  return !copy.empty() && !(IsPutAway(copy) && copy.front().fingerprint != state_.photo(id).fingerprint);
}

std::optional<UnitPlaces> DraftBuilder::PlacesForCopy(PhotoId id, const std::string& folder) const {
  return InFolder(folder, HasUsableCopy(id) ? PlacesOf(state_.copies().Of(id)) : PlacesOf(state_.photo(id)));
}

std::optional<UnitPlaces> DraftBuilder::PlacesForCopy(PhotoId id, const CopyFiles& before) const {
  const UnitPlaces was = PlacesOf(before);
  const bool is_there = HasUsableCopy(id);
  if (!is_there && (IsPutAway(before) || !state_.photo(id).listed)) return std::nullopt;
  const UnitPlaces now = is_there ? PlacesOf(state_.copies().Of(id)) : PlacesOf(state_.photo(id));
  return was.companions.size() == now.companions.size() ? was : InFolder(std::string(Parent(was.main)), now);
}

// REQUIRES: `wanted` is of PlacesForCopy; without it the copy goes into the trash, or stays there.
void DraftBuilder::AddCopy(Record& record, PhotoId id, const std::optional<UnitPlaces>& wanted,
                           std::string_view suffix) {
  const CopyFiles& copy = state_.copies().Of(id);
  const bool is_made = wanted && !HasUsableCopy(id);
  if (is_made) {
    const UnitPlaces from = PlacesOf(state_.photo(id));
    const UnitPlaces to = names_.Reserve({"", std::vector<std::string>(from.companions.size())}, *wanted, suffix);
    record.copies.push_back({from.main, "", to.main, {}, {}});
    for (std::size_t i = 0; i < from.companions.size(); ++i) {
      record.copies.push_back({from.companions[i], "", to.companions[i], {}, {}});
    }
  } else if (!copy.empty()) {
    const UnitPlaces now = PlacesOf(copy);
    UnitPlaces to = now;
    if (wanted && *wanted != now) to = names_.Reserve(now, *wanted, suffix);
    if (!wanted && !IsPutAway(copy)) {
      to = names_.Reserve(now, InFolder(Join(kTrashFolder, Parent(now.main)), now), "__del");
    }
    for (std::size_t i = 0; i < copy.size(); ++i) {
      const std::string& dst = i == 0 ? to.main : to.companions[i - 1];
      record.copies.push_back({"", copy[i].place, dst, copy[i].fingerprint, copy[i].size});
    }
  }
  if (record.copies.empty() || record.copies.front().src == record.copies.front().dst) return;
  const std::vector<std::string> made = names_.FoldersToMake(record.copies.front().dst);
  record.made.insert(record.made.end(), made.begin(), made.end());
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
    // Those that have not gone home yet, or will not, are in the folder of what was decided before.
    const Photo& photo = state_.photo(id);
    const bool is_left = photo.decision.waits || (photo.decision.copied && LiesElsewhere(state_, photo));
    if (is_left || std::binary_search(others.begin(), others.end(), id)) continue;
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
