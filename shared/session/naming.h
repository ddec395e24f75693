#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "shared/protocol/command.h"
#include "shared/session/names.h"
#include "shared/session/state.h"

namespace photocluster {

// Where a photo's files go: the main file, and each companion in the order of Photo::companions.
struct UnitPlaces {
  std::string main;
  std::vector<std::string> companions;

  bool operator==(const UnitPlaces&) const = default;
};

// The folder of a cluster for a photo of this home. Every target is computed from home, so nothing ends in Roof/Roof/.
std::string ClusterFolder(Layout layout, std::string_view home, std::string_view cluster);

// The folder in which a photo belongs by what was decided about it and by the layout as it is now.
std::string FolderOf(const State& state, const Photo& photo);
bool LiesElsewhere(const State& state, const Photo& photo);  // than in that folder
// It was adopted, and nothing but the trash and back came since.
bool LiesWhereAdopted(const State& state, const PhotoDecision& decision);

UnitPlaces PlacesOf(const Photo& photo);
UnitPlaces PlacesOf(const CopyFiles& copy);                             // REQUIRES: there is one
UnitPlaces InFolder(const std::string& folder, const UnitPlaces& now);  // under the same names
// Where the photo's files were before a decision. When it has other companions by now, they all keep the names that
// make them a unit and go to the folder where it was.
UnitPlaces PlacesAt(const PhotoBefore& before, const Photo& photo);

// Names that records of one Command have taken before they are in the State.
class Reservations {
 public:
  explicit Reservations(const State& state) : state_(state) {}

  // The places the unit takes: those wanted when they are free for all its files, else with <suffix>1, <suffix>2 …
  // behind the stem. They are reserved; the names it has now stay taken, for they are not free before the files left.
  UnitPlaces Reserve(const UnitPlaces& now, const UnitPlaces& wanted, std::string_view suffix);

  // The folders that have to be made for this place, outermost first. Each is named once.
  std::vector<std::string> FoldersToMake(std::string_view place);

 private:
  bool Free(const UnitPlaces& now, const UnitPlaces& wanted) const;

  const State& state_;
  TakenNames taken_;
  std::vector<std::string> made_;
};

}  // namespace photocluster
