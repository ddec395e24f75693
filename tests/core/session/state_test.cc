#include "shared/session/state.h"

#include <gtest/gtest.h>

#include "tests/support/photos.h"
#include "tests/support/world.h"

namespace photocluster {
namespace {

using test::Listed;

TEST(State, APhotoIsFoundAtItsNewPlaceOnlyAfterAChange) {
  State state;
  const PhotoId id = state.AddPhoto(Listed("a.jpg"));
  state.Change(id, [](Photo& photo) { photo.place = test::Kept("Roof/a.jpg"); });
  EXPECT_FALSE(state.Find("a.jpg").has_value());
  EXPECT_EQ(state.Find("Roof/a.jpg"), id);
  EXPECT_FALSE(state.names().Contains("a.jpg"));
  EXPECT_TRUE(state.names().Contains("roof/A.JPG"));
}

TEST(State, TotalsFollowTheDecision) {
  State state;
  const PhotoId id = state.AddPhoto(Listed("a.jpg"));
  EXPECT_EQ(state.totals().queue, 1u);
  const ClusterId roof = state.NameCluster("Roof");
  state.Change(id, [&](Photo& photo) { photo.decision = {Membership::kManual, roof, 1, {}}; });
  EXPECT_EQ(state.totals().queue, 0u);
  EXPECT_EQ(state.totals().manual, 1u);
  EXPECT_EQ(state.clusters().members(roof), 1u);
  state.Change(id, [](Photo& photo) { photo.listed = false; });
  EXPECT_EQ(state.totals().missing, 1u);
  EXPECT_EQ(state.totals().photos(), 1u);
  EXPECT_EQ(state.clusters().members(roof), 1u);  // a missing photo keeps its cluster
}

TEST(State, AClusterExistsWhileItIsCreatedOrHasMembers) {
  State state;
  const ClusterId roof = state.NameCluster("Roof");
  EXPECT_FALSE(state.FindCluster("Roof").has_value());
  state.SetCreatedBy(roof, 3);
  EXPECT_EQ(state.FindCluster("ROOF"), roof);
  state.SetCreatedBy(roof, 0);
  EXPECT_TRUE(state.ExistingClusters().empty());
  EXPECT_EQ(state.NameCluster("roof"), roof);  // the same id, the new spelling
  EXPECT_EQ(state.clusters().name(roof), "roof");
}

TEST(State, AFolderOfOursIsForgottenWhenItsLastPhotoLeaves) {
  State state;
  const PhotoId id = state.AddPhoto(Listed("a.jpg"));
  state.AddMadeFolder("Roof");
  state.AddMadeFolder("Roof/x");
  state.Change(id, [](Photo& photo) { photo.place = test::Kept("Roof/x/a.jpg"); });
  state.ForgetEmptied();
  EXPECT_TRUE(state.TakeEmptied().empty());
  state.Change(id, [](Photo& photo) { photo.place = test::Kept("a.jpg"); });
  state.ForgetEmptied();
  EXPECT_EQ(state.TakeEmptied(), (std::vector<std::string>{"Roof/x", "Roof"}));
  EXPECT_FALSE(state.HasFolder("Roof"));
}

TEST(State, PhotosInFoldersLeftAloneAreNotAskedAbout) {
  State state;
  state.AddPhoto(Listed("keep/a.jpg"));
  state.AddPhoto(Listed("b.jpg"));
  state.SetSetting("left_alone", R"(["keep"])", 1);
  EXPECT_EQ(state.totals().queue, 1u);
  EXPECT_EQ(state.totals().photos(), 1u);
  state.SetSetting("left_alone", std::nullopt, 0);
  EXPECT_EQ(state.totals().queue, 2u);
}

}  // namespace
}  // namespace photocluster
