// What is said about photos and clusters: taken back, done again, and read from the log and the checkpoint.
#include <gtest/gtest.h>

#include "shared/journal/file_names.h"
#include "shared/session/view.h"
#include "tests/support/session_checks.h"

namespace photocluster::test {
namespace {

using Places = std::vector<std::string>;

class DecideAnnotationsTest : public testing::Test {
 protected:
  DecideAnnotationsTest() {
    for (const char* place : {"1.jpg", "1.xmp", "2.jpg", "3.jpg", "Roof/4.jpg"}) world_.Put(place);
    host_ = std::make_unique<MemoryHost>(world_);
    Well(R"({"adopt":{"folder":"Roof"}})");
    Well(R"({"assign":{"places":["2.jpg"],"cluster":"Wall"}})");
  }
  const State& state() const { return host_->state(); }
  Outcome Well(const std::string& json) {
    Outcome outcome = host_->Do(json);
    EXPECT_FALSE(outcome.error) << json << ": " << outcome.error->detail;
    EXPECT_EQ(Contradiction(world_, state()), "") << json;
    EXPECT_TRUE(host_->session().report().problems.empty()) << json;
    return outcome;
  }
  Outcome Reversible(const std::string& json) {
    const std::string before = state().Hash();
    Outcome outcome = Well(json);
    const std::string after = state().Hash();
    EXPECT_NE(before, after) << json;
    Well(R"({"undo":{}})");
    EXPECT_EQ(state().Hash(), before) << json;
    Well(R"({"redo":{}})");
    EXPECT_EQ(state().Hash(), after) << json;
    World log_alone = world_;
    EXPECT_EQ(MemoryHost(log_alone).state().Hash(), after) << json;
    World settled = world_;
    MemoryHost(settled).Settle();
    EXPECT_TRUE(settled.Has(kCheckpointFile));
    MemoryHost reopened(settled);
    EXPECT_EQ(reopened.state().Hash(), after) << json << ", from the checkpoint";
    reopened.Do(R"({"undo":{}})");
    EXPECT_EQ(reopened.state().Hash(), before) << json << ", from the checkpoint";
    return outcome;
  }
  void Refused(const std::string& json, ErrorCode code, const std::string& sentence) {
    const std::string hash = state().Hash();
    const Outcome outcome = host_->Do(json);
    ASSERT_TRUE(outcome.error) << json;
    EXPECT_EQ(outcome.error->code, code) << json;
    EXPECT_EQ(outcome.error->detail, sentence);
    EXPECT_TRUE(outcome.records.empty()) << json;
    EXPECT_EQ(state().Hash(), hash) << json;
  }
  PhotoRow Row(const std::string& place) const { return RowAt(state(), place).value_or(PhotoRow()); }
  ClusterRow Cluster(const std::string& name) const {
    for (const ClusterRow& row : OverviewOf(host_->session()).clusters) {
      if (row.name == name) return row;
    }
    return {};
  }
  Places Order() const {
    Places names;
    for (const ClusterRow& row : OverviewOf(host_->session()).clusters) names.push_back(row.name);
    return names;
  }

  World world_;
  std::unique_ptr<MemoryHost> host_;
};

TEST_F(DecideAnnotationsTest, ANoteIsWrittenChangedAndTakenAway) {
  const Outcome written = Reversible(R"({"note":{"place":"1.jpg","text":"Anna's roof"}})");
  ASSERT_EQ(written.records.size(), 1u);
  EXPECT_EQ(written.records[0].op, Op::kNote);
  EXPECT_EQ(written.records[0].note, "Anna's roof");
  EXPECT_EQ(Row("1.jpg").note, "Anna's roof");
  EXPECT_EQ(Row("1.jpg").membership, Membership::kQueue);
  Reversible(R"({"note":{"place":"1.jpg","text":"Bob's roof"}})");
  Reversible(R"({"note":{"place":"1.jpg","text":""}})");
  EXPECT_EQ(Row("1.jpg").note, "");
  EXPECT_TRUE(Well(R"({"note":{"place":"1.jpg","text":""}})").records.empty());
  Well(R"({"undo":{"count":2}})");
  EXPECT_EQ(Row("1.jpg").note, "Anna's roof");
}

TEST_F(DecideAnnotationsTest, ANoteGoesWithItsPhotoAndStaysInTheTrash) {
  Well(R"({"note":{"place":"1.jpg","text":"chimney"}})");
  Well(R"({"assign":{"places":["1.jpg"],"cluster":"Roof"}})");
  EXPECT_EQ(Row("Roof/1.jpg").note, "chimney");
  Well(R"({"trash":{"places":["Roof/1.jpg"]}})");
  EXPECT_EQ(Row(".clustering/trash/Roof/1.jpg").note, "chimney");
  Well(R"({"restore":{"places":[".clustering/trash/Roof/1.jpg"]}})");
  EXPECT_EQ(Row("Roof/1.jpg").note, "chimney");
}

TEST_F(DecideAnnotationsTest, AnOlderNoteIsNotTakenBackBeforeTheNewerOne) {
  const Seq first = Well(R"({"note":{"place":"1.jpg","text":"a"}})").records[0].seq;
  Well(R"({"note":{"place":"1.jpg","text":"b"}})");
  const Outcome kept = Well("{\"undo\":{\"record\":" + std::to_string(first) + "}}");
  EXPECT_TRUE(kept.records.empty());
  EXPECT_EQ(kept.kept, Places{"1.jpg"});
  EXPECT_EQ(Row("1.jpg").note, "b");
}

TEST_F(DecideAnnotationsTest, BadNotesAreRefused) {
  Refused(R"({"note":{"place":"9.jpg","text":"a"}})", ErrorCode::kUnknownPhoto, "there is no photo at \"9.jpg\"");
  Refused(R"({"note":{"place":"1.jpg","text":")" + std::string(10'001, 'a') + "\"}}", ErrorCode::kBadInput,
          "note.text: must be at most 10000 bytes");
}

TEST_F(DecideAnnotationsTest, FurtherClustersAreNamesOnly) {
  const Outcome also = Reversible(R"({"also":{"places":["Wall/2.jpg","3.jpg"],"cluster":"roof"}})");
  EXPECT_EQ(also.records.size(), 2u);
  EXPECT_EQ(also.records[0].cluster, "Roof");
  EXPECT_EQ(Row("Wall/2.jpg").also, Places{"Roof"});
  EXPECT_EQ(Row("Wall/2.jpg").cluster, "Wall");
  EXPECT_EQ(Row("3.jpg").membership, Membership::kQueue);
  EXPECT_EQ(Cluster("Roof").count, 1u);
  EXPECT_EQ(Cluster("Roof").also, 2u);
  EXPECT_TRUE(Well(R"({"also":{"places":["3.jpg"],"cluster":"Roof"}})").records.empty()) << "it is already";
  Reversible(R"({"not_also":{"places":["Wall/2.jpg","1.jpg"],"cluster":"ROOF"}})");
  EXPECT_EQ(Cluster("Roof").also, 1u);
}

TEST_F(DecideAnnotationsTest, ANewNameMakesACluster) {
  world_.Put("May/Summer/9.jpg");
  host_ = std::make_unique<MemoryHost>(world_);
  const Outcome also = Reversible(R"({"also":{"places":["1.jpg"],"cluster":"Summer"}})");
  ASSERT_EQ(also.records.size(), 3u);
  EXPECT_EQ(also.records[0].op, Op::kCreate);
  EXPECT_EQ(also.records[1].op, Op::kAdopt) << "a folder of this name";
  EXPECT_EQ(Cluster("Summer").count, 1u);
  EXPECT_EQ(Cluster("Summer").also, 1u);
}

TEST_F(DecideAnnotationsTest, APhotoIsNotAlsoInItsOwnCluster) {
  Refused(R"({"also":{"places":["1.jpg","Wall/2.jpg"],"cluster":"Wall"}})", ErrorCode::kBadInput,
          "\"Wall/2.jpg\" is in \"Wall\" itself");
  Well(R"({"also":{"places":["1.jpg"],"cluster":"Wall"}})");
  Reversible(R"({"assign":{"places":["1.jpg"],"cluster":"Wall"}})");
  EXPECT_EQ(Cluster("Wall").also, 0u);
  EXPECT_TRUE(Row("Wall/1.jpg").also.empty());
  Reversible(R"({"assign":{"places":["Wall/1.jpg"],"cluster":"Roof"}})");
  EXPECT_EQ(Row("Roof/1.jpg").also, Places{"Wall"}) << "what was said is still said";
}

TEST_F(DecideAnnotationsTest, PhotosInTheTrashAreInNoCluster) {
  Well(R"({"also":{"places":["1.jpg"],"cluster":"Wall"}})");
  Reversible(R"({"trash":{"places":["1.jpg"]}})");
  EXPECT_EQ(Cluster("Wall").also, 0u);
  Refused(R"({"also":{"places":[".clustering/trash/1.jpg"],"cluster":"Roof"}})", ErrorCode::kBadInput,
          "\".clustering/trash/1.jpg\" is in the trash: restore it first");
}

TEST_F(DecideAnnotationsTest, BadFurtherClustersAreRefused) {
  Refused(R"({"also":{"places":["9.jpg"],"cluster":"Roof"}})", ErrorCode::kUnknownPhoto,
          "there is no photo at \"9.jpg\"");
  Refused(R"({"also":{"places":[],"cluster":"Roof"}})", ErrorCode::kBadInput, "places: no photo is named");
  Refused(R"({"not_also":{"places":["1.jpg"],"cluster":"Sky"}})", ErrorCode::kNotFound, "there is no cluster \"Sky\"");
  EXPECT_EQ(host_->Do(R"({"also":{"places":["1.jpg"],"cluster":"a/b"}})").error->code, ErrorCode::kBadName);
}

TEST_F(DecideAnnotationsTest, ACreatedClusterStaysForThePhotosThatAreInItAlso) {
  const Seq create = Well(R"({"create":{"cluster":"Summer"}})").records[0].seq;
  Well(R"({"also":{"places":["1.jpg"],"cluster":"Summer"}})");
  Refused("{\"undo\":{\"record\":" + std::to_string(create) + "}}", ErrorCode::kNothingToUndo,
          "the cluster \"Summer\" has other photos");
}

TEST_F(DecideAnnotationsTest, FurtherClustersFollowARenameAndAMerge) {
  Well(R"({"also":{"places":["1.jpg","Roof/4.jpg"],"cluster":"Wall"}})");
  Reversible(R"({"rename":{"cluster":"Wall","name":"Bricks"}})");
  EXPECT_EQ(Row("1.jpg").also, Places{"Bricks"});
  const Outcome merged = Reversible(R"({"merge":{"cluster":"Bricks","into":"Roof"}})");
  EXPECT_EQ(Row("1.jpg").also, Places{"Roof"});
  EXPECT_TRUE(Row("Roof/4.jpg").also.empty()) << "it is in Roof itself";
  for (const Record& record : merged.records) EXPECT_EQ(record.run, merged.records[0].seq);
  EXPECT_EQ(Order(), Places{"Roof"});
}

TEST_F(DecideAnnotationsTest, WhatWasSaidOfADeletedClusterEndsWithIt) {
  Well(R"({"also":{"places":["1.jpg"],"cluster":"Wall"}})");
  Well(R"({"cluster":{"cluster":"Wall","key":"w","position":1}})");
  Reversible(R"({"delete":{"cluster":"Wall"}})");
  EXPECT_TRUE(Row("1.jpg").also.empty());
  EXPECT_EQ(Order(), Places{"Roof"});
  Well(R"({"create":{"cluster":"Wall"}})");
  EXPECT_EQ(Cluster("Wall").key, "");
  EXPECT_EQ(Cluster("Wall").also, 0u);
}

TEST_F(DecideAnnotationsTest, ClustersHaveKeyColourAndPosition) {
  EXPECT_EQ(Order(), (Places{"Roof", "Wall"}));
  const Outcome set = Reversible(R"({"cluster":{"cluster":"wall","key":"w","colour":"#56B4E9","position":1}})");
  ASSERT_EQ(set.records.size(), 3u);
  EXPECT_EQ(set.records[0].op, Op::kClusterSet);
  EXPECT_EQ(set.records[0].cluster, "Wall");
  EXPECT_EQ(set.records[0].key, "key");
  EXPECT_EQ(set.records[0].value, "KeyW");
  EXPECT_EQ(Order(), (Places{"Wall", "Roof"}));
  EXPECT_EQ(Cluster("Wall").key, "KeyW");
  EXPECT_EQ(Cluster("Wall").colour, "#56B4E9");
  EXPECT_EQ(Cluster("Wall").position, 1u);
  Reversible(R"({"cluster":{"cluster":"Wall","key":""}})");
  EXPECT_EQ(Cluster("Wall").key, "");
  EXPECT_EQ(Cluster("Wall").colour, "#56B4E9");
  Reversible(R"({"cluster":{"cluster":"Wall","position":0,"colour":""}})");
  EXPECT_EQ(Order(), (Places{"Roof", "Wall"}));
  EXPECT_TRUE(Well(R"({"cluster":{"cluster":"Wall","key":""}})").records.empty()) << "it is so already";
}

TEST_F(DecideAnnotationsTest, SettingsFollowARename) {
  Well(R"({"cluster":{"cluster":"Wall","key":"w"}})");
  Reversible(R"({"rename":{"cluster":"Wall","name":"Bricks"}})");
  EXPECT_EQ(Cluster("Bricks").key, "KeyW");
}

TEST_F(DecideAnnotationsTest, ATakenKeyNamesItsOwner) {
  Well(R"({"cluster":{"cluster":"Wall","key":"w"}})");
  Refused(R"({"cluster":{"cluster":"Roof","key":"W","position":1}})", ErrorCode::kExists,
          "the key KeyW is that of \"Wall\"");
  Well(R"({"delete":{"cluster":"Wall"}})");
  Well(R"({"cluster":{"cluster":"Roof","key":"W"}})");
  EXPECT_EQ(Cluster("Roof").key, "KeyW");
  Refused(R"({"cluster":{"cluster":"Sky","key":"s"}})", ErrorCode::kNotFound, "there is no cluster \"Sky\"");
}

}  // namespace
}  // namespace photocluster::test
