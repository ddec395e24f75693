#include <gtest/gtest.h>

#include "shared/session/state.h"
#include "tests/support/photos.h"

namespace photocluster {
namespace {

using test::Listed;

TEST(StateHash, DoesNotDependOnTheOrderOfArrival) {
  State forwards;
  State backwards;
  for (const char* place : {"a.jpg", "b.jpg", "c.jpg"}) forwards.AddPhoto(Listed(place));
  for (const char* place : {"c.jpg", "b.jpg", "a.jpg"}) backwards.AddPhoto(Listed(place));
  EXPECT_EQ(forwards.Hash(), backwards.Hash());
  backwards.Change(backwards.Find("b.jpg"), [](Photo& photo) { photo.decision.turn = Turn(9); });
  EXPECT_NE(forwards.Hash(), backwards.Hash());
}

TEST(StateHash, IsOverWhatWasSaidOfPhotosAndClustersWhereThereIsAny) {
  State state;
  const PhotoId id = state.AddPhoto(Listed("a.jpg"));
  const ClusterId roof = state.NameCluster("Roof");
  state.SetCreatedBy(roof, 1);
  const std::string plain = state.Hash();
  state.SetNote({id, "a chimney", 2});
  const std::string noted = state.Hash();
  state.SetNote({id, "", 0});
  EXPECT_NE(noted, plain);
  EXPECT_EQ(state.Hash(), plain);
  state.SetAlso({id, roof, true, 3});
  const std::string also = state.Hash();
  state.SetAlso({id, roof, false, 0});
  EXPECT_NE(also, plain);
  EXPECT_EQ(state.Hash(), plain);
  state.SetClusterSetting({roof, "colour", "#56B4E9", 4});
  EXPECT_NE(state.Hash(), plain);
}

TEST(StateHash, IsOverFilesThatHaveNotGoneAlong) {
  State state;
  const PhotoId id = state.AddPhoto(Listed("a.jpg"));
  const std::string gone_along = state.Hash();
  state.Change(id, [](Photo& photo) { photo.decision.waits = true; });
  EXPECT_NE(state.Hash(), gone_along);
}

}  // namespace
}  // namespace photocluster
