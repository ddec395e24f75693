#include "shared/session/settings.h"

#include <gtest/gtest.h>

#include "shared/base/archive_binary.h"
#include "shared/base/archive_json.h"

namespace photocluster {
namespace {

using Texts = std::vector<std::pair<std::string, std::string>>;

Texts TextsOf(const Settings& settings) {
  const Result<Texts> texts = SettingTexts(settings);
  EXPECT_TRUE(texts.ok());
  return texts.ok() ? texts.value() : Texts{};
}

std::string Refusal(const std::string& json) {
  const Result<Settings> settings = FromJson<Settings>(json);
  EXPECT_TRUE(settings.ok()) << json;
  const Result<Texts> texts = SettingTexts(settings.value());
  EXPECT_FALSE(texts.ok()) << json;
  if (texts.ok()) return "";
  EXPECT_EQ(texts.error().code, ErrorCode::kBadInput);
  return texts.error().detail;
}

TEST(Settings, WithoutAnyTheDefaultsHold) {
  const RootSettings settings;
  EXPECT_EQ(settings.layout(), Layout::kBeside);
  EXPECT_EQ(settings.model(), "");
  EXPECT_EQ(settings.file_mode(), FileMode::kMove);
  EXPECT_FALSE(settings.manual_only());
  EXPECT_EQ(settings.threshold(), 0.9);
  EXPECT_EQ(settings.min_samples(), 5u);
  EXPECT_TRUE(settings.left_alone().empty());
}

TEST(Settings, EachReadsBackFromItsText) {
  Settings command;
  command.layout = Layout::kRootAbove;
  command.model = "true";  // a text that is JSON as well
  command.manual_only = true;
  command.threshold = 0.1;
  command.min_samples = 12;
  command.order = QueueOrder::kTaken;
  command.left_alone = {"b", "a/\"quoted\"", "b"};
  command.file_mode = FileMode::kAtEnd;
  const Texts texts = TextsOf(command);
  EXPECT_EQ(texts, (Texts{{"layout", "root_above"},
                          {"model", "true"},
                          {"manual_only", "true"},
                          {"threshold", "0.1"},
                          {"min_samples", "12"},
                          {"order", "taken"},
                          {"left_alone", R"(["a/\"quoted\"","b"])"},
                          {"file_mode", "at_end"}}));
  RootSettings settings;
  for (const auto& [key, text] : texts) settings.Set(key, text, 7);
  EXPECT_EQ(settings.layout(), Layout::kRootAbove);
  EXPECT_EQ(settings.file_mode(), FileMode::kAtEnd);
  EXPECT_EQ(settings.model(), "true");
  EXPECT_TRUE(settings.manual_only());
  EXPECT_EQ(settings.threshold(), 0.1);
  EXPECT_EQ(settings.min_samples(), 12u);
  EXPECT_EQ(settings.left_alone(), (std::vector<std::string>{"a/\"quoted\"", "b"}));
  EXPECT_EQ(settings.SetBy("threshold"), 7u);
}

TEST(Settings, OnlyThoseGivenAreNamed) {
  Settings command;
  command.threshold = 1;
  EXPECT_EQ(TextsOf(command), (Texts{{"threshold", "1.0"}}));
  command = {};
  command.left_alone = std::vector<std::string>{};
  EXPECT_EQ(TextsOf(command), (Texts{{"left_alone", "[]"}}));
}

TEST(Settings, WhatIsOutOfRangeIsRefusedByItsName) {
  EXPECT_EQ(Refusal("{}"), "settings: no setting is given");
  EXPECT_EQ(Refusal(R"({"model":""})"), "settings.model: a model's id cannot be empty");
  for (const std::string id : {"a/b", "..", "a\\u0000b"}) {
    const std::string refusal = Refusal(R"({"model":")" + id + R"("})");
    EXPECT_NE(refusal.find("is not the id of a model"), std::string::npos) << refusal;
  }
  for (const std::string threshold : {"-0.001", "1.001", "1e300"}) {
    EXPECT_EQ(Refusal("{\"threshold\":" + threshold + "}"), "settings.threshold: must be between 0 and 1");
  }
  for (const std::string samples : {"0", "1000001", "4294967295"}) {
    EXPECT_EQ(Refusal("{\"min_samples\":" + samples + "}"), "settings.min_samples: must be between 1 and 1000000");
  }
  for (const std::string folder : {"", "/", "../x", "a/../b"}) {
    EXPECT_EQ(Refusal(R"({"left_alone":["a",")" + folder + R"("]})"),
              "settings.left_alone: \"" + folder + "\" is not a folder below the root");
  }
}

TEST(Settings, AValueThatIsNotUnderstoodIsKeptAndCountsAsTheDefault) {
  RootSettings settings;
  settings.Set("layout", "spiral", 1);
  settings.Set("manual_only", "perhaps", 2);
  settings.Set("threshold", "7", 3);
  settings.Set("min_samples", "4294967295", 4);
  settings.Set("left_alone", "a", 5);
  settings.Set("colour", "blue", 6);
  EXPECT_EQ(settings.layout(), Layout::kBeside);
  EXPECT_FALSE(settings.manual_only());
  EXPECT_EQ(settings.threshold(), 0.9);
  EXPECT_EQ(settings.min_samples(), 5u);
  EXPECT_TRUE(settings.left_alone().empty());
  EXPECT_EQ(settings.Get("layout"), "spiral");
  EXPECT_EQ(settings.Get("colour"), "blue");
  const Result<RootSettings> back = FromBinary<RootSettings>(ToBinary(settings));
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(back.value().Get("colour"), "blue");
  EXPECT_EQ(back.value().SetBy("colour"), 6u);
}

TEST(Settings, WithoutATextTheDefaultIsBack) {
  RootSettings settings;
  settings.Set("layout", "root", 3);
  settings.Set("layout", std::nullopt, 4);
  EXPECT_EQ(settings.layout(), Layout::kBeside);
  EXPECT_EQ(settings.Get("layout"), std::nullopt);
  EXPECT_EQ(settings.SetBy("layout"), 0u);
}

}  // namespace
}  // namespace photocluster
