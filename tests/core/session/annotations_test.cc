#include "shared/session/annotations.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

constexpr PhotoId kPhoto(3);
constexpr PhotoId kOther(4);
constexpr ClusterId kRoof(0);
constexpr ClusterId kWall(1);

TEST(Annotations, NothingIsSaidAtFirst) {
  const Annotations said;
  EXPECT_EQ(said.NoteOf(kPhoto).text, "");
  EXPECT_EQ(said.NoteOf(kPhoto).by, 0u);
  EXPECT_EQ(said.AlsoOf(kPhoto, kRoof).by, 0u);
  EXPECT_EQ(said.SettingOf(kRoof, "key").by, 0u);
  EXPECT_FALSE(said.has_also());
}

TEST(Annotations, AnEmptyValueKeepsTheRecordInForce) {
  Annotations said;
  said.Set(NoteBefore{kPhoto, "chimney", 5});
  said.Set(NoteBefore{kPhoto, "", 6});
  said.Set(AlsoBefore{kPhoto, kRoof, false, 7});
  said.Set(ClusterSettingBefore{kRoof, "key", "", 8});
  EXPECT_EQ(said.NoteOf(kPhoto).by, 6u);
  EXPECT_EQ(said.AlsoOf(kPhoto, kRoof).by, 7u);
  EXPECT_EQ(said.SettingOf(kRoof, "key").by, 8u);
  EXPECT_TRUE(said.AlsoOf(kPhoto).empty());
  EXPECT_TRUE(said.AlsoIn(kRoof).empty());
  EXPECT_TRUE(said.SettingsOf(kRoof).empty());
  EXPECT_EQ(said.Notes().size(), 1u);
}

TEST(Annotations, WhatNoRecordSaidIsForgotten) {
  Annotations said;
  said.Set(NoteBefore{kPhoto, "chimney", 5});
  said.Set(AlsoBefore{kPhoto, kRoof, true, 5});
  said.Set(NoteBefore{kPhoto, "", 0});
  said.Set(AlsoBefore{kPhoto, kRoof, false, 0});
  EXPECT_TRUE(said.Notes().empty());
  EXPECT_FALSE(said.has_also());
}

TEST(Annotations, PhotosAndClustersAreFoundByEachOther) {
  Annotations said;
  said.Set(AlsoBefore{kPhoto, kRoof, true, 5});
  said.Set(AlsoBefore{kPhoto, kWall, true, 6});
  said.Set(AlsoBefore{kOther, kWall, true, 7});
  EXPECT_EQ(said.AlsoOf(kPhoto), (std::vector<ClusterId>{kRoof, kWall}));
  EXPECT_EQ(said.AlsoIn(kWall), (std::vector<PhotoId>{kPhoto, kOther}));
  EXPECT_EQ(said.AlsoIn(kRoof), (std::vector<PhotoId>{kPhoto}));
}

TEST(Annotations, SettingsOfOneClusterComeByKey) {
  Annotations said;
  said.Set(ClusterSettingBefore{kRoof, "key", "KeyR", 5});
  said.Set(ClusterSettingBefore{kWall, "key", "KeyW", 6});
  said.Set(ClusterSettingBefore{kRoof, "colour", "#56B4E9", 7});
  const auto settings = said.SettingsOf(kRoof);
  ASSERT_EQ(settings.size(), 2u);
  EXPECT_EQ(settings[0].key, "colour");
  EXPECT_EQ(settings[1].value, "KeyR");
  EXPECT_EQ(said.Settings().size(), 3u);
}

}  // namespace
}  // namespace photocluster
