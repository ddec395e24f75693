// What fuzzers look for, tried on what they begin with and on all that they ever found (tests/fixtures/fuzz/NAME).
#include "tests/support/fuzz_properties.h"

#include <gtest/gtest.h>

#include <filesystem>

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

TEST(FuzzSeeds, HaveNothingWrong) {
  EXPECT_EQ(WrongInCheckpoint(CheckpointSeed()), "");
  EXPECT_EQ(WrongInCatalogue(CatalogueSeed()), "");
  EXPECT_EQ(WrongInVectors(VectorsSeed()), "");
  for (const std::string& log : TestFiles("fixtures/logs", ".jsonl")) EXPECT_EQ(WrongInLog(ReadFile(log)), "") << log;
}

// A property that holds of everything would be no test.
TEST(FuzzSeeds, AreReadOnceTheirChecksAreRight) {
  std::string vectors = VectorsSeed();
  vectors[vectors.size() - 2] = 0;  // no unit vector any more: refused
  EXPECT_EQ(WrongInVectors(vectors), "");
  EXPECT_EQ(WrongInMessage(R"({"assign":{"places":["a/4.jpg"],"cluster":"Sea"}})"), "");
}

}  // namespace
}  // namespace photocluster::test
