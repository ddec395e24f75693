// What fuzzers look for, tried on what they begin with and on all that they ever found (tests/fixtures/fuzz/NAME).
#include "tests/support/fuzz_properties.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "tests/support/fuzz_seeds.h"
#include "tests/support/test_data.h"

namespace photocluster::test {
namespace {

class FuzzProperties : public testing::TestWithParam<FuzzProperty> {};

TEST_P(FuzzProperties, HoldOfAllThatWasFound) {
  EXPECT_EQ(GetParam().wrong(""), "");
  const std::string folder = Fixture(std::string("fuzz/") + GetParam().name);
  if (!FileExists(folder)) return;  // nothing was found so far
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    EXPECT_EQ(GetParam().wrong(ReadFile(file.path().string())), "") << file.path();
  }
}

INSTANTIATE_TEST_SUITE_P(Of, FuzzProperties, testing::ValuesIn(kFuzzProperties),
                         [](const auto& property) { return std::string(property.param.name); });

TEST(FuzzSeeds, HaveNothingWrongAndAreAccepted) {
  const auto seeds = FuzzSeeds();
  EXPECT_EQ(seeds.size(), std::size(kFuzzProperties));
  for (const FuzzProperty& property : kFuzzProperties) {
    ASSERT_TRUE(seeds.contains(property.name)) << property.name;
    for (const std::string& seed : seeds.at(property.name)) {
      EXPECT_EQ(property.wrong(seed), "") << property.name << ": " << seed;
      EXPECT_TRUE(property.accepts(seed)) << property.name << ": " << seed;
    }
  }
}

// Of every command, and of every kind of message, there is a seed.
TEST(FuzzSeeds, AreNotPassedOver) {
  const auto seeds = FuzzSeeds();
  EXPECT_GT(seeds.at("message").size(), 200U);
  EXPECT_EQ(seeds.at("log").size(), TestFiles("fixtures/logs", ".jsonl").size());
}

TEST(FuzzProperties, AcceptNothingThatIsDamaged) {
  const auto seeds = FuzzSeeds();
  for (const FuzzProperty& property : kFuzzProperties) {
    const std::string& seed = seeds.at(property.name).front();
    EXPECT_FALSE(property.accepts("")) << property.name;
    EXPECT_FALSE(property.accepts(seed.substr(0, seed.size() / 2))) << property.name;
  }
}

// What was found is tried by the property of the same name; a folder of another name would be tried by none.
TEST(FuzzFixtures, EachFolderIsNamedLikeAProperty) {
  std::set<std::string> names = {"request"};  // of what the server reads: request_property_test
  for (const FuzzProperty& property : kFuzzProperties) names.insert(property.name);
  for (const auto& folder : std::filesystem::directory_iterator(Fixture("fuzz"))) {
    EXPECT_TRUE(folder.is_directory()) << folder.path();
    EXPECT_TRUE(names.contains(folder.path().filename().string())) << folder.path();
  }
}

// A property that holds of everything would be no test.
TEST(FuzzSeeds, AreReadOnceTheirChecksAreRight) {
  std::string vectors = FuzzSeeds().at("vectors").front();
  vectors[vectors.size() - 2] = 0;  // no unit vector any more: refused
  EXPECT_EQ(WrongInVectors(vectors), "");
  EXPECT_EQ(WrongInMessage(R"({"assign":{"places":["a/4.jpg"],"cluster":"Sea"}})"), "");
}

}  // namespace
}  // namespace photocluster::test
