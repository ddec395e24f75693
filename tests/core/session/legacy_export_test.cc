#include "shared/session/legacy_export.h"

#include <gtest/gtest.h>

#include "shared/journal/file_names.h"
#include "shared/journal/legacy_writer.h"
#include "shared/session/summary.h"
#include "tests/support/world.h"

namespace photocluster::test {
namespace {

class LegacyExportTest : public testing::Test {
 protected:
  LegacyExportTest() {
    for (const char* place : {"1.jpg", "2.jpg", "3.jpg", "a/4.JPG", "a/5.png", "a/6.cr2", "b/7.heic", "Снег/8.jpg"}) {
      world_.Put(place);
    }
    host_ = std::make_unique<MemoryHost>(world_);
  }
  LegacyExport Export() const {
    return ExportLegacy(host_->state(), ReadLog(world_.Content(kLogFile)).records, "/photos/Объект 1");
  }
  // From, to, cluster and note of each line; the root left out.
  std::vector<std::string> Lines() const {
    std::vector<std::string> lines;
    for (const LegacyAction& action : Export().actions) {
      EXPECT_EQ(action.src.find(kRoot), 0U) << action.src;
      EXPECT_EQ(action.dst.find(kRoot), 0U) << action.dst;
      lines.push_back(action.src.substr(kRoot.size()) + " -> " + action.dst.substr(kRoot.size()) + " " +
                      action.cluster + " (" + action.note + ")");
    }
    return lines;
  }
  using Texts = std::vector<std::string>;

  const std::string kRoot = "/photos/Объект 1/";
  World world_;
  std::unique_ptr<MemoryHost> host_;
};

TEST_F(LegacyExportTest, ALineForEachDecisionInForce) {
  host_->Do(R"({"assign":{"places":["1.jpg"],"cluster":"Roof"}})");
  host_->Do(R"({"assign":{"places":["2.jpg"],"cluster":"Roof","note":"sure of it"}})");
  host_->Do(R"({"trash":{"places":["3.jpg"]}})");
  host_->Do(R"({"assign":{"places":["a/4.JPG"],"cluster":"Roof"}})");
  host_->Do(R"({"undo":{}})");
  EXPECT_EQ(Lines(), (Texts{"1.jpg -> Roof/1.jpg Roof (react-ui)", "2.jpg -> Roof/2.jpg Roof (sure of it)",
                            "3.jpg -> .clustering/trash/3.jpg __deleted__ (react-ui)"}));
  const LegacyExport made = Export();
  EXPECT_EQ(made.actions[0].ts, ReadLog(world_.Content(kLogFile)).records[2].ts);
  EXPECT_EQ(made.state.manual_total, 2U);
  EXPECT_EQ(made.state.auto_total, 0U);
  EXPECT_EQ(made.state.deleted_total, 1U);
  EXPECT_EQ(made.unmoved, 0U);
}

TEST_F(LegacyExportTest, AMoveOfTheProgramsOwnIsNotedAuto) {
  host_->Do(R"({"settings":{"model":"m-000000000000"}})");
  host_->Embed({{"1.jpg", 0}, {"2.jpg", 0}});
  host_->Do(R"({"assign":{"places":["1.jpg"],"cluster":"Roof"}})");
  host_->Do(R"({"auto_move":{"threshold":0.5,"min_samples":1,"pairs":[{"place":"2.jpg","cluster":"Roof"}]}})");
  EXPECT_EQ(Lines(), (Texts{"1.jpg -> Roof/1.jpg Roof (react-ui)", "2.jpg -> Roof/2.jpg Roof (auto)"}));
  EXPECT_EQ(Export().state.auto_total, 1U);
}

// The original's undo carries a photo from the end of the newest line to its beginning.
TEST_F(LegacyExportTest, APhotoDecidedAgainHasOneLineBackToWhereItWasFound) {
  host_->Do(R"({"assign":{"places":["a/4.JPG"],"cluster":"Roof"}})");
  host_->Do(R"({"assign":{"places":["1.jpg"],"cluster":"Roof"}})");
  host_->Do(R"({"assign":{"places":["a/Roof/4.JPG"],"cluster":"Wall"}})");
  host_->Do(R"({"rename":{"cluster":"Roof","name":"Крыша"}})");
  EXPECT_EQ(Lines(), (Texts{"a/4.JPG -> a/Wall/4.JPG Wall (react-ui)", "1.jpg -> Крыша/1.jpg Крыша (react-ui)"}));
}

TEST_F(LegacyExportTest, AnAdoptedPhotoIsCountedAndHasNoLine) {
  host_->Do(R"({"create":{"cluster":"Снег"}})");
  const LegacyExport made = Export();
  EXPECT_TRUE(made.actions.empty());
  EXPECT_EQ(made.state.clusters.at("Снег").count, 1U);
  EXPECT_EQ(made.state.manual_total, 0U);
}

TEST_F(LegacyExportTest, TheQueueHasWhatTheOriginalOpensInOurOrder) {
  host_->Do(R"({"skip":{"places":["1.jpg"]}})");
  const LegacyExport made = Export();
  Texts expected;
  for (const char* place : {"2.jpg", "3.jpg", "a/4.JPG", "a/5.png", "Снег/8.jpg", "1.jpg"}) {
    expected.push_back(kRoot + place);
  }
  EXPECT_EQ(made.queue, expected);
  EXPECT_EQ(made.unopened, 2U);  // a raw file and a heic
}

TEST_F(LegacyExportTest, WhatTheFilesCannotSayIsCounted) {
  host_->Do(R"({"assign":{"places":["2.jpg"],"cluster":"Roof"}})");
  host_->Do(R"({"settings":{"file_mode":"none"}})");
  host_->Do(R"({"assign":{"places":["1.jpg"],"cluster":"Roof"}})");
  host_->Do(R"({"note":{"place":"3.jpg","text":"look again"}})");
  host_->Do(R"({"also":{"places":["3.jpg"],"cluster":"Roof"}})");
  world_.Remove("Roof/2.jpg");
  host_->Settle();
  host_ = std::make_unique<MemoryHost>(world_);
  EXPECT_EQ(Lines(), (Texts{"2.jpg -> Roof/2.jpg Roof (react-ui)", "1.jpg -> 1.jpg Roof (react-ui)"}));
  const LegacyExport made = Export();
  EXPECT_EQ(made.unmoved, 1U);
  EXPECT_EQ(made.missing, 1U);
  EXPECT_EQ(made.no_vector, 2U);
  EXPECT_EQ(made.annotated, 1U);
}

TEST_F(LegacyExportTest, TheReaderOfTheOriginalsFilesFindsTheSame) {
  host_->Do(R"({"settings":{"model":"m-000000000000"}})");
  host_->Embed({{"1.jpg", 0}, {"2.jpg", 0}, {"3.jpg", 1}, {"a/4.JPG", 1}, {"Снег/8.jpg", 2}});
  host_->Do(R"({"create":{"cluster":"Снег"}})");
  host_->Do(R"({"create":{"cluster":"Empty"}})");
  host_->Do(R"({"assign":{"places":["2.jpg","1.jpg","a/5.png"],"cluster":"1_Выявлено"}})");
  host_->Do(R"({"assign":{"places":["3.jpg"],"cluster":"Wall"}})");
  host_->Do(R"({"trash":{"places":["a/4.JPG"]}})");
  const LegacyExport made = Export();
  EXPECT_EQ(made.no_vector, 1U);

  const LegacyLog log = ReadLegacyLog(LegacyLogText(made.actions));
  EXPECT_TRUE(log.problems.empty());
  ASSERT_EQ(log.actions.size(), made.actions.size());
  for (std::size_t i = 0; i < log.actions.size(); ++i) {
    LegacyAction expected = made.actions[i];
    expected.line = i + 1;
    EXPECT_EQ(log.actions[i], expected);
  }
  EXPECT_EQ(ReadLegacyQueue(LegacyQueueText(made.queue)).value(), made.queue);

  const LegacyState read = ReadLegacyState(LegacyStateText(made.state)).value();
  const State& state = host_->state();
  const Summary summary = SummaryOf(state, 0);
  ASSERT_EQ(read.clusters.size(), summary.counts.size());
  for (const auto& [name, cluster] : read.clusters) {
    EXPECT_EQ(cluster.count, summary.counts.at(name)) << name;
    EXPECT_EQ(cluster.vectors, made.state.clusters.at(name).vectors) << name;
    EXPECT_EQ(cluster.refused, 0U) << name;
    // The same sums, and with them the same centroid.
    const Centroid& centroid = state.clusters().centroid(state.FindCluster(name));
    EXPECT_EQ(cluster.vectors.size(), centroid.count) << name;
    for (std::size_t i = 0; i < state.vectors().dimension() && centroid.count > 0; ++i) {
      std::int64_t sum = 0;
      for (const Vector& vector : cluster.vectors) sum += vector[i];
      EXPECT_EQ(sum, centroid.sum[i]) << name << " " << i;
    }
  }
  EXPECT_EQ(read.manual_total, summary.manual_total);
  EXPECT_EQ(read.auto_total, summary.auto_total);
  EXPECT_EQ(read.deleted_total, summary.deleted_total);
}

TEST_F(LegacyExportTest, OfAnEmptyFolderTheFilesAreEmpty) {
  World world;
  const MemoryHost host(world);
  const LegacyExport made = ExportLegacy(host.state(), {}, "/photos");
  EXPECT_TRUE(made.actions.empty());
  EXPECT_TRUE(made.queue.empty());
  EXPECT_TRUE(made.state.clusters.empty());
}

}  // namespace
}  // namespace photocluster::test
