#include "shared/session/cluster_settings.h"

#include <gtest/gtest.h>

#include "tests/support/world.h"

namespace photocluster::test {
namespace {

std::string KeyText(const std::string& key) {
  ClusterSettings command;
  command.key = key;
  const auto texts = ClusterSettingTexts(command);
  return texts.ok() ? texts.value()[0].second : texts.error().detail;
}

TEST(ClusterSettings, AKeyIsStoredAsItsCode) {
  EXPECT_EQ(KeyText("r"), "KeyR");
  EXPECT_EQ(KeyText("R"), "KeyR");
  EXPECT_EQ(KeyText("KeyR"), "KeyR");
  EXPECT_EQ(KeyText("1"), "Digit1");
  EXPECT_EQ(KeyText("Digit9"), "Digit9");
  EXPECT_EQ(KeyText(""), "");
}

TEST(ClusterSettings, WhatIsNoKeyIsRefusedByName) {
  for (const char* key : {"0", "Digit0", "Keyr", "KeyRR", "Enter", " ", "ю", "к", "Key", "12"}) {
    EXPECT_EQ(KeyText(key), "cluster.key: \"" + std::string(key) + "\" is none of 1-9 and A-Z");
  }
}

TEST(ClusterSettings, ColourAndPositionAreChecked) {
  for (const char* colour : {"56B4E9", "#56B4E", "#56B4E99", "#56B4EG", "red"}) {
    ClusterSettings command;
    command.colour = colour;
    EXPECT_FALSE(ClusterSettingTexts(command).ok()) << colour;
  }
  ClusterSettings command;
  EXPECT_FALSE(ClusterSettingTexts(command).ok()) << "nothing is given";
  command.position = 1'000'001;
  EXPECT_FALSE(ClusterSettingTexts(command).ok());
  command.position = 1'000'000;
  command.colour = "#56b4E9";
  const auto texts = ClusterSettingTexts(command);
  ASSERT_TRUE(texts.ok());
  EXPECT_EQ(texts.value()[0].second, "#56b4E9");
  EXPECT_EQ(texts.value()[1].second, "1000000");
  command.position = 0;
  command.colour = "";
  for (const auto& [key, text] : ClusterSettingTexts(command).value()) EXPECT_EQ(text, "") << key;
}

TEST(ClusterSettings, AValueOfAnotherVersionCountsAsTheDefault) {
  State state;
  const ClusterId roof = state.NameCluster("Roof");
  state.SetCreatedBy(roof, 2);
  state.SetClusterSetting({roof, "key", "F5", 3});
  state.SetClusterSetting({roof, "colour", "teal", 4});
  state.SetClusterSetting({roof, "position", "first", 5});
  EXPECT_EQ(BoundKey(state, roof), "");
  EXPECT_EQ(ColourOf(state, roof), "");
  EXPECT_EQ(PositionOf(state, roof), std::nullopt);
}

TEST(ClusterSettings, OfTwoExistingClustersTheLastOneBoundHasTheKey) {
  State state;
  const ClusterId roof = state.NameCluster("Roof");
  const ClusterId wall = state.NameCluster("Wall");
  state.SetCreatedBy(roof, 2);
  state.SetClusterSetting({roof, "key", "KeyR", 3});
  state.SetClusterSetting({wall, "key", "KeyR", 4});
  EXPECT_EQ(KeyOwner(state, "KeyR"), roof) << "the other one does not exist";
  state.SetCreatedBy(wall, 5);
  EXPECT_EQ(KeyOwner(state, "KeyR"), wall);
  EXPECT_EQ(BoundKey(state, roof), "");
  EXPECT_EQ(BoundKey(state, wall), "KeyR");
}

}  // namespace
}  // namespace photocluster::test
