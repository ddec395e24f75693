#include "shared/journal/legacy_writer.h"

#include <gtest/gtest.h>

#include "shared/base/random.h"
#include "tests/support/test_data.h"

namespace photocluster {
namespace {

using test::ReadFile;
using test::TestData;

TEST(LegacyWriter, ALineHasTheFieldsInTheOriginalsOrder) {
  EXPECT_EQ(LegacyLogText({{1, "2025-01-02T03:04:05.000006", "/p/a.jpg", "/p/Снег/a.jpg", "Снег", "auto"}}),
            "{\"ts\": \"2025-01-02T03:04:05.000006\", \"src\": \"/p/a.jpg\", \"dst\": \"/p/Снег/a.jpg\", "
            "\"cluster\": \"Снег\", \"note\": \"auto\"}\n");
  EXPECT_EQ(LegacyLogText({}), "");
}

TEST(LegacyWriter, AStateIsLaidOutAsTheOriginalsIs) {
  LegacyState state;
  state.dimension = 2;
  state.clusters["Снег"] = {2, {Quantise(std::vector<double>{0, -2}).value()}, 0};
  state.clusters["Empty"] = {};
  state.manual_total = 1;
  state.auto_total = 2;
  state.deleted_total = 3;
  EXPECT_EQ(LegacyStateText(state), R"({
  "clusters": {
    "Empty": [],
    "Снег": [
      [
        0.0000000000,
        -1.0000000000
      ]
    ]
  },
  "counts": {
    "Empty": 0,
    "Снег": 2
  },
  "manual_total": 1,
  "auto_total": 2,
  "deleted_total": 3
})");
}

TEST(LegacyWriter, WithoutClustersAndPhotosTheBracketsAreEmpty) {
  EXPECT_TRUE(LegacyStateText({}).starts_with("{\n  \"clusters\": {},\n  \"counts\": {},\n")) << LegacyStateText({});
  EXPECT_EQ(LegacyQueueText({}), "[]");
  EXPECT_EQ(LegacyQueueText({"/p/b.jpg", "/p/a.jpg"}), "[\n  \"/p/b.jpg\",\n  \"/p/a.jpg\"\n]");
}

TEST(LegacyWriter, NamesOfEveryKindAreReadAsTheyWere) {
  for (const std::string name : {"Требуется УО", "a \"quoted\" one", "back\\slash", "line\nbreak\ttab\x01\x7f", "😀"}) {
    const LegacyAction action = {1, name, "/" + name, "/x/" + name, name, name};
    const LegacyLog log = ReadLegacyLog(LegacyLogText({action}));
    EXPECT_EQ(log.actions, std::vector<LegacyAction>{action}) << name;
    EXPECT_EQ(ReadLegacyQueue(LegacyQueueText({name})).value(), std::vector<std::string>{name});
    LegacyState state;
    state.clusters[name].count = 5;
    EXPECT_EQ(ReadLegacyState(LegacyStateText(state)).value().clusters.at(name).count, 5U) << name;
  }
}

TEST(LegacyWriter, WhatIsNotUtf8IsStillALine) {
  const LegacyLog log = ReadLegacyLog(LegacyLogText({{1, "", "/a\xff.jpg", "/b", "c", ""}}));
  ASSERT_EQ(log.actions.size(), 1U);
  EXPECT_EQ(log.actions[0].src, "/a\xEF\xBF\xBD.jpg");
}

// One component takes nearly all of the length in some models; rounded again with the others' errors on it, it would be
// another one.
TEST(LegacyWriter, VectorsAreReadAsTheyWere) {
  SplitMix64 random(7);
  int would_differ = 0;
  for (const std::size_t dimension : {2U, 3U, 64U, 512U}) {
    LegacyState state;
    state.dimension = dimension;
    for (std::size_t i = 0; i < 200; ++i) {
      std::vector<double> values(dimension);
      for (double& value : values) value = static_cast<double>(random.Below(2'000'001)) / 1e6 - 1;
      values[i % dimension] *= i % 3 == 0 ? 1.0 : 30.0;
      state.clusters["A"].vectors.push_back(Quantise(values).value());
      const Vector& vector = state.clusters["A"].vectors.back();
      const std::vector<double> plain(vector.begin(), vector.begin() + static_cast<std::ptrdiff_t>(dimension));
      would_differ += Quantise(plain).value() != vector;
    }
    const LegacyState read = ReadLegacyState(LegacyStateText(state)).value();
    EXPECT_EQ(read.dimension, dimension);
    EXPECT_TRUE(read.clusters.at("A").vectors == state.clusters.at("A").vectors) << dimension;
  }
  EXPECT_GT(would_differ, 0);
}

TEST(LegacyWriter, FilesOfItsUsersComeOutAsTheyWere) {
  NEEDS_TEST_DATA();
  for (const std::string root : {"original/roots/site-manual", "original/roots/site-clip"}) {
    const std::string log = ReadFile(TestData(root + "/.manual_cluster/actions.jsonl"));
    EXPECT_EQ(LegacyLogText(ReadLegacyLog(log).actions), log) << root;
    const std::string queue = ReadFile(TestData(root + "/.manual_cluster/queue.json"));
    EXPECT_EQ(LegacyQueueText(ReadLegacyQueue(queue).value()), queue) << root;
    const LegacyState state = ReadLegacyState(ReadFile(TestData(root + "/.clustering/state.json"))).value();
    const LegacyState again = ReadLegacyState(LegacyStateText(state)).value();
    EXPECT_EQ(again.dimension, state.dimension) << root;
    EXPECT_EQ(again.clusters.size(), state.clusters.size()) << root;
    for (const auto& [name, cluster] : state.clusters) {
      EXPECT_EQ(again.clusters.at(name).count, cluster.count) << name;
      EXPECT_TRUE(again.clusters.at(name).vectors == cluster.vectors) << name;
    }
    EXPECT_EQ(again.manual_total, state.manual_total) << root;
    EXPECT_EQ(again.auto_total, state.auto_total) << root;
    EXPECT_EQ(again.deleted_total, state.deleted_total) << root;
  }
}

}  // namespace
}  // namespace photocluster
