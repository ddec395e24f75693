#include "native-helper/sample/album.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace photocluster {
namespace {

TEST(AlbumTest, HasEightKindsOfThirtyThreeWithNamesOfTheirOwn) {
  std::map<SampleKind, int> kinds;
  std::set<std::string> names;
  std::int64_t last = 0;
  for (const Shot& shot : PlanAlbum(1)) {
    ++kinds[shot.kind];
    EXPECT_TRUE(names.insert(shot.place.substr(shot.place.rfind('/') + 1)).second) << shot.place;
    EXPECT_GE(shot.taken_ms, last);
    last = shot.taken_ms;
    EXPECT_GE(shot.width, 480);
    EXPECT_GE(shot.height, 480);
  }
  EXPECT_EQ(kinds.size(), 8);
  for (const auto& [kind, count] : kinds) EXPECT_EQ(count, 33);
}

TEST(AlbumTest, NamesGiveNothingAway) {
  std::map<std::string, std::set<SampleKind>> kinds_of_prefix;
  for (const Shot& shot : PlanAlbum(1)) {
    kinds_of_prefix[shot.place.substr(shot.place.rfind('/') + 1, 3)].insert(shot.kind);
  }
  ASSERT_EQ(kinds_of_prefix.size(), 3);
  for (const auto& [prefix, kinds] : kinds_of_prefix) EXPECT_GE(kinds.size(), 4) << prefix;
}

TEST(AlbumTest, HasBurstsTurnedOnesCompanionsAndSortedOnes) {
  std::map<std::uint64_t, std::int64_t> first_of_burst;
  std::map<Orientation, int> orientations;
  std::map<std::string, int> folders;
  int raws = 0;
  int sidecars = 0;
  std::map<std::uint64_t, int> bursts;
  for (const Shot& shot : PlanAlbum(1)) {
    if (shot.burst == 0) first_of_burst[shot.seed] = shot.taken_ms;
    if (shot.burst > 0) {
      ++bursts[shot.seed];
      EXPECT_LE(shot.taken_ms - first_of_burst.at(shot.seed), 2000);
    }
    ++orientations[shot.orientation];
    ++folders[shot.place.substr(0, shot.place.find('/') + 1)];
    raws += shot.has_raw ? 1 : 0;
    sidecars += shot.has_sidecar ? 1 : 0;
  }
  EXPECT_EQ(bursts.size(), 5);
  EXPECT_EQ(orientations.size(), 8);
  EXPECT_EQ(orientations[Orientation::kUpright], 264 - 22);
  EXPECT_EQ(raws, 4);
  EXPECT_EQ(sidecars, 6);
  EXPECT_EQ(folders.size(), 3);
  EXPECT_GE(folders["Roof/"], 8);
  EXPECT_GE(folders["Sea/"], 8);
}

}  // namespace
}  // namespace photocluster
