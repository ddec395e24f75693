#include "shared/session/naming.h"

#include <gtest/gtest.h>

#include "tests/support/photos.h"

namespace photocluster {
namespace {

using Names = std::vector<std::string>;

TEST(Naming, EachLayoutHasItsFolder) {
  EXPECT_EQ(ClusterFolder(Layout::kBeside, "2025/may", "Roof"), "2025/may/Roof");
  EXPECT_EQ(ClusterFolder(Layout::kRoot, "2025/may", "Roof"), "Roof");
  EXPECT_EQ(ClusterFolder(Layout::kRootAbove, "2025/may", "Roof"), "Roof/2025/may");
  for (const Layout layout : {Layout::kBeside, Layout::kRoot, Layout::kRootAbove}) {
    EXPECT_EQ(ClusterFolder(layout, "", "Roof"), "Roof");
  }
}

Photo At(const std::string& place, const Names& companions = {}) {
  Photo photo;
  photo.place = test::Kept(place);
  std::vector<Companion> with;
  for (const std::string& companion : companions) with.push_back({companion, {}});
  photo.companions.Set(std::move(with));
  return photo;
}

TEST(Naming, FilesKeepTheirNamesInAnotherFolder) {
  const UnitPlaces now = PlacesOf(At("a/1.jpg", {"a/1.dng", "a/1.xmp"}));
  EXPECT_EQ(InFolder("a/Roof", now), (UnitPlaces{"a/Roof/1.jpg", {"a/Roof/1.dng", "a/Roof/1.xmp"}}));
  EXPECT_EQ(InFolder("", now), (UnitPlaces{"1.jpg", {"1.dng", "1.xmp"}}));
}

TEST(Naming, APhotoBelongsInTheFolderOfItsClusterInTheTrashOrAtHome) {
  State state;
  const ClusterId roof = state.NameCluster("Roof");
  Photo photo = At("a/x/1.jpg");
  photo.home = test::Kept("a");
  EXPECT_EQ(FolderOf(state, photo), "a");
  photo.decision.membership = Membership::kTrashed;
  EXPECT_EQ(FolderOf(state, photo), ".clustering/trash/a/x");
  EXPECT_TRUE(LiesElsewhere(state, photo));
  photo.place = test::Kept(".clustering/trash/a/x/1.jpg");
  EXPECT_FALSE(LiesElsewhere(state, photo));
  photo.decision = {Membership::kManual, roof, 1, {}};
  EXPECT_EQ(FolderOf(state, photo), "a/Roof");
  state.SetSetting("layout", "root", 2);
  EXPECT_EQ(FolderOf(state, photo), "Roof");
}

PhotoBefore Was(const std::string& place, const Names& companions) {
  PhotoBefore before;
  before.place = test::Kept(place);
  before.companions = companions;
  return before;
}

TEST(Naming, GoingBackTakesTheOldNamesOfAllFiles) {
  const PhotoBefore before = Was("1.jpg", {"1.dng", "1.xmp"});
  EXPECT_EQ(PlacesAt(before, At("Roof/1__dup1.jpg", {"Roof/1__dup1.dng", "Roof/1__dup1.xmp"})),
            (UnitPlaces{"1.jpg", {"1.dng", "1.xmp"}}));
}

TEST(Naming, GoingBackWithOtherCompanionsKeepsTheUnitTogether) {
  const PhotoBefore before = Was("1.jpg", {"1.aae"});
  EXPECT_EQ(PlacesAt(before, At("Roof/1.jpg", {"Roof/1.aae", "Roof/1.xmp"})),
            (UnitPlaces{"1.jpg", {"1.aae", "1.xmp"}}));
  EXPECT_EQ(PlacesAt(before, At("Roof/1__dup1.jpg", {"Roof/1__dup1.xmp"})),
            (UnitPlaces{"1__dup1.jpg", {"1__dup1.xmp"}}));
  EXPECT_EQ(PlacesAt(before, At("Roof/1__dup1.jpg")), (UnitPlaces{"1__dup1.jpg", {}}));
}

class ReservationsTest : public testing::Test {
 protected:
  UnitPlaces Reserve(const UnitPlaces& now, const UnitPlaces& wanted, const std::string& suffix = "__dup") {
    return names_.Reserve(now, wanted, suffix);
  }

  State state_;
  Reservations names_{state_};
};

TEST_F(ReservationsTest, AFreeNameIsTakenAsItIs) {
  EXPECT_EQ(Reserve({"1.jpg", {}}, {"Roof/1.jpg", {}}).main, "Roof/1.jpg");
}

TEST_F(ReservationsTest, ATakenNameGetsTheNextNumberBehindItsStem) {
  state_.AddPhoto(At("Roof/1.jpg"));
  state_.AddPhoto(At("Roof/1__dup1.jpg"));
  EXPECT_EQ(Reserve({"1.jpg", {}}, {"Roof/1.jpg", {}}).main, "Roof/1__dup2.jpg");
  EXPECT_EQ(Reserve({"1.jpg", {}}, {"Roof/1.jpg", {}}, "__del").main, "Roof/1__del1.jpg");
}

TEST_F(ReservationsTest, NamesThatDifferByCaseOrNormalisationAloneAreTaken) {
  state_.AddPhoto(At("Снег/Й.JPG"));
  EXPECT_EQ(Reserve({"й.jpg", {}}, {"снег/и\u0306.jpg", {}}).main, "снег/и\u0306__dup1.jpg");
}

TEST_F(ReservationsTest, TwoRecordsOfOneCommandTakeTwoNames) {
  EXPECT_EQ(Reserve({"a/1.jpg", {}}, {"Roof/1.jpg", {}}).main, "Roof/1.jpg");
  EXPECT_EQ(Reserve({"b/1.jpg", {}}, {"Roof/1.jpg", {}}).main, "Roof/1__dup1.jpg");
}

TEST_F(ReservationsTest, AUnitTakesOneStemThatIsFreeForAllItsFiles) {
  state_.names().Add("Roof/1.xmp");
  state_.names().Add("Roof/1__dup1.dng");
  const UnitPlaces now{"1.jpg", {"1.dng", "1.xmp"}};
  EXPECT_EQ(Reserve(now, InFolder("Roof", now)),
            (UnitPlaces{"Roof/1__dup2.jpg", {"Roof/1__dup2.dng", "Roof/1__dup2.xmp"}}));
}

TEST_F(ReservationsTest, ItsOwnNameIsFreeForAFile) {
  state_.AddPhoto(At("Roof/1.jpg", {"1.xmp"}));
  EXPECT_EQ(Reserve({"Roof/1.jpg", {"1.xmp"}}, {"Roof/1.jpg", {"Roof/1.xmp"}}),
            (UnitPlaces{"Roof/1.jpg", {"Roof/1.xmp"}}));
}

TEST_F(ReservationsTest, AFolderOfTheSameNameIsInTheWay) {
  state_.AddFolder("Roof/1.jpg");
  EXPECT_EQ(Reserve({"1.jpg", {}}, {"Roof/1.jpg", {}}).main, "Roof/1__dup1.jpg");
}

TEST_F(ReservationsTest, FoldersToMakeAreThoseThatAreNotThereOutermostFirstAndOnce) {
  state_.AddFolder("a");
  EXPECT_EQ(names_.FoldersToMake("1.jpg"), Names{});
  EXPECT_EQ(names_.FoldersToMake("a/1.jpg"), Names{});
  EXPECT_EQ(names_.FoldersToMake("a/b/c/1.jpg"), (Names{"a/b", "a/b/c"}));
  EXPECT_EQ(names_.FoldersToMake("a/b/d/2.jpg"), Names{"a/b/d"});
  EXPECT_EQ(names_.FoldersToMake("a/b/d/3.jpg"), Names{});
}

TEST_F(ReservationsTest, FoldersOfTheTrashAreNeverRemovedAgain) {
  EXPECT_EQ(names_.FoldersToMake(".clustering/trash/a/1.jpg"), Names{});
}

}  // namespace
}  // namespace photocluster
