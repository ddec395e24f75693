#include "shared/session/naming.h"

#include <algorithm>

#include "shared/base/path.h"
#include "shared/base/unicode.h"
#include "shared/journal/file_names.h"
#include "shared/session/pairing.h"

namespace photocluster {
namespace {

UnitPlaces WithSuffix(const UnitPlaces& wanted, const std::string& suffix) {
  Unit unit{std::string(FileName(wanted.main)), {}};
  for (const std::string& place : wanted.companions) unit.companions.emplace_back(FileName(place));
  const std::vector<std::string> names = NamesWithSuffix(unit, suffix);
  UnitPlaces places{Join(Parent(wanted.main), names[0]), {}};
  for (std::size_t i = 1; i < names.size(); ++i) {
    places.companions.push_back(Join(Parent(wanted.companions[i - 1]), names[i]));
  }
  return places;
}

}  // namespace

std::string ClusterFolder(Layout layout, std::string_view home, std::string_view cluster) {
  switch (layout) {
    case Layout::kRoot:
      return std::string(cluster);
    case Layout::kRootAbove:
      return Join(cluster, home);
    case Layout::kBeside:
      break;
  }
  return Join(home, cluster);
}

std::string FolderOf(const State& state, const Photo& photo) {
  const PhotoDecision& decision = photo.decision;
  if (decision.is_member()) {
    return ClusterFolder(state.settings().layout(), photo.home, state.clusters().name(decision.cluster));
  }
  if (decision.membership == Membership::kQueue) return photo.home;
  const std::string folder(Parent(photo.place));
  return IsInTrash(photo.place) ? folder : Join(kTrashFolder, folder);
}

bool LiesElsewhere(const State& state, const Photo& photo) { return Parent(photo.place) != FolderOf(state, photo); }

bool LiesWhereAdopted(const State& state, const PhotoDecision& decision) {
  std::optional<Past> past = state.history().Find(decision.decided);
  while (past && past->op == Op::kRestore) {
    for (int back = 0; back < 2 && past; ++back) {  // in the trash, and before it
      const auto* before = std::get_if<PhotoBefore>(&past->before);
      past = before ? state.history().Find(before->decision.decided) : std::nullopt;
    }
  }
  return past && past->op == Op::kAdopt;
}

UnitPlaces PlacesOf(const Photo& photo) {
  UnitPlaces places{photo.place, {}};
  for (const Companion& companion : photo.companions) places.companions.push_back(companion.place);
  return places;
}

UnitPlaces PlacesOf(const CopyFiles& copy) {
  UnitPlaces places{copy.front().place, {}};
  for (std::size_t i = 1; i < copy.size(); ++i) places.companions.push_back(copy[i].place);
  return places;
}

UnitPlaces InFolder(const std::string& folder, const UnitPlaces& now) {
  UnitPlaces places{Join(folder, FileName(now.main)), {}};
  for (const std::string& place : now.companions) places.companions.push_back(Join(folder, FileName(place)));
  return places;
}

UnitPlaces PlacesAt(const PhotoBefore& before, const Photo& photo) {
  const auto same_kind = [](const std::string& was, const Companion& is) {
    return Extension(was) == Extension(is.place);
  };
  const bool same_unit = std::equal(before.companions.begin(), before.companions.end(), photo.companions.begin(),
                                    photo.companions.end(), same_kind);
  if (same_unit) return {before.place, before.companions};
  return InFolder(std::string(Parent(before.place)), PlacesOf(photo));
}

bool Reservations::Free(const UnitPlaces& now, const UnitPlaces& wanted) const {
  const auto free = [&](const std::string& place, const std::string& own) {
    if (place == own) return true;
    // Case or normalisation alone differ: its own name is no obstacle.
    const bool is_itself = FoldName(place) == FoldName(own) && !state_.Find(place).has_value();
    if (is_itself && !taken_.Contains(place)) return true;
    return !state_.names().Contains(place) && !taken_.Contains(place);
  };
  if (!free(wanted.main, now.main)) return false;
  for (std::size_t i = 0; i < wanted.companions.size(); ++i) {
    if (!free(wanted.companions[i], now.companions[i])) return false;
  }
  return true;
}

UnitPlaces Reservations::Reserve(const UnitPlaces& now, const UnitPlaces& wanted, std::string_view suffix) {
  UnitPlaces places = wanted;
  for (int number = 1; !Free(now, places); ++number) {
    places = WithSuffix(wanted, std::string(suffix) + std::to_string(number));
  }
  taken_.Add(places.main);
  for (const std::string& place : places.companions) taken_.Add(place);
  return places;
}

std::vector<std::string> Reservations::FoldersToMake(std::string_view place) {
  std::vector<std::string> folders;
  for (std::string folder(Parent(place)); !state_.HasFolder(folder); folder = std::string(Parent(folder))) {
    if (std::find(made_.begin(), made_.end(), folder) != made_.end()) break;
    if (folder == kStateFolder || IsInside(folder, kStateFolder)) break;
    folders.push_back(folder);
  }
  std::reverse(folders.begin(), folders.end());
  made_.insert(made_.end(), folders.begin(), folders.end());
  return folders;
}

}  // namespace photocluster
