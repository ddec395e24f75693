#include "shared/session/decide.h"

#include <gtest/gtest.h>

#include "tests/support/world.h"

namespace photocluster::test {
namespace {

using Places = std::vector<std::string>;

Error ErrorOf(const Outcome& outcome) {
  EXPECT_TRUE(outcome.error.has_value());
  return outcome.error.value_or(Error{ErrorCode::kCancelled, "nothing was wrong"});
}

std::vector<Op> OpsOf(const Outcome& outcome) {
  std::vector<Op> ops;
  for (const Record& record : outcome.records) ops.push_back(record.op);
  return ops;
}

const Photo& PhotoAt(const MemoryHost& host, const std::string& place) {
  const PhotoId id = host.state().Find(place);
  EXPECT_TRUE(id.has_value()) << place;
  return host.state().photo(id);
}

// A folder that has its root record already, so that outcomes hold what a Command decides and nothing else.
class DecideTest : public testing::Test {
 protected:
  DecideTest() {
    for (const char* place : {"1.jpg", "2.jpg", "a/1.jpg", "a/3.jpg", "a/Roof/4.jpg"}) world_.Put(place);
  }
  MemoryHost& host() {
    if (!host_) {
      host_ = std::make_unique<MemoryHost>(world_);
      Well(R"({"settings":{"threshold":0.5,"min_samples":1}})");
    }
    return *host_;
  }
  Outcome Well(const std::string& json) {
    Outcome outcome = host().Do(json);
    EXPECT_FALSE(outcome.error) << json << ": " << outcome.error->detail;
    return outcome;
  }
  // Refused whole: no record, no file moved, the same State.
  Error Refused(const std::string& json) {
    const std::string hash = host().state().Hash();
    const Places photos = world_.Photos();
    const Outcome outcome = host().Do(json);
    EXPECT_TRUE(outcome.records.empty()) << json;
    EXPECT_EQ(host().state().Hash(), hash) << json;
    EXPECT_EQ(world_.Photos(), photos) << json;
    return ErrorOf(outcome);
  }

  World world_;
  std::unique_ptr<MemoryHost> host_;
};

TEST_F(DecideTest, PhotosOfDifferentFoldersGoBesideThemselves) {
  Well(R"({"assign":{"places":["1.jpg","a/1.jpg"],"cluster":"Wall","note":"bricks"}})");
  EXPECT_EQ(world_.Photos(), (Places{"2.jpg", "Wall/1.jpg", "a/3.jpg", "a/Roof/4.jpg", "a/Wall/1.jpg"}));
}

TEST_F(DecideTest, PhotosOfOneNameGoToOneFolderUnderTwoNames) {
  Well(R"({"settings":{"layout":"root"}})");
  const Outcome outcome = Well(R"({"assign":{"places":["a/1.jpg","1.jpg"],"cluster":"Wall"}})");
  EXPECT_EQ(OpsOf(outcome), (std::vector<Op>{Op::kCreate, Op::kAssign, Op::kAssign}));
  EXPECT_EQ(outcome.records[1].dst, "Wall/1.jpg");
  EXPECT_EQ(outcome.records[2].dst, "Wall/1__dup1.jpg");
  EXPECT_EQ(outcome.records[1].made, Places{"Wall"});
  EXPECT_TRUE(outcome.records[2].made.empty());
}

TEST_F(DecideTest, AMemberThatIsAssignedToItsClusterAgainStays) {
  Well(R"({"assign":{"places":["1.jpg"],"cluster":"Wall"}})");
  const std::string hash = host().state().Hash();
  EXPECT_TRUE(Well(R"({"assign":{"places":["Wall/1.jpg"],"cluster":"wall"}})").records.empty());
  EXPECT_EQ(host().state().Hash(), hash);
}

TEST_F(DecideTest, AMemberWhoseFileCouldNotBeMovedIsMovedWhenAssignedAgain) {
  Well(R"({"create":{"cluster":"Wall"}})");
  world_.FailMoveTo("Wall/1.jpg", {ErrorCode::kDenied, "no"});
  host().Do(R"({"assign":{"places":["1.jpg","2.jpg"],"cluster":"Wall"}})");
  EXPECT_TRUE(world_.Has("1.jpg"));
  EXPECT_TRUE(PhotoAt(host(), "1.jpg").decision.is_member());
  Well(R"({"assign":{"places":["1.jpg"],"cluster":"Wall"}})");
  EXPECT_TRUE(world_.Has("Wall/1.jpg"));
}

TEST_F(DecideTest, AnotherClusterStartsFromHomeAgain) {
  Well(R"({"assign":{"places":["a/1.jpg"],"cluster":"Wall"}})");
  Well(R"({"assign":{"places":["a/Wall/1.jpg"],"cluster":"Sky"}})");
  EXPECT_TRUE(world_.Has("a/Sky/1.jpg"));
  EXPECT_FALSE(world_.HasFolder("a/Wall"));
  EXPECT_FALSE(host().state().clusters().members(host().state().FindCluster("Wall")) > 0);
}

TEST_F(DecideTest, PlacesThatAreWrongAreNamed) {
  EXPECT_EQ(Refused(R"({"assign":{"places":[],"cluster":"Wall"}})").detail, "places: no photo is named");
  const Error unknown = Refused(R"({"assign":{"places":["1.jpg","9.jpg"],"cluster":"Wall"}})");
  EXPECT_EQ(unknown.code, ErrorCode::kUnknownPhoto);
  EXPECT_EQ(unknown.detail, "there is no photo at \"9.jpg\"");
  EXPECT_EQ(Refused(R"({"trash":{"places":["1.jpg","2.jpg","1.jpg"]}})").detail, "places: \"1.jpg\" is named twice");
  EXPECT_EQ(Refused(R"({"skip":{"places":["../1.jpg"]}})").code, ErrorCode::kUnknownPhoto);
}

TEST_F(DecideTest, NamesThatCannotBeAFolderAreRefused) {
  for (const char* name : {"", "..", "a/b", "con", ".hidden", "__deleted__", "x?"}) {
    const std::string command = std::string(R"({"assign":{"places":["1.jpg"],"cluster":")") + name + "\"}}";
    EXPECT_EQ(Refused(command).code, ErrorCode::kBadName) << name;
  }
}

TEST_F(DecideTest, ALookAlikeNameIsTheExistingCluster) {
  Well(R"({"create":{"cluster":"Снег"}})");
  const Error same = Refused(R"({"create":{"cluster":"CHEг"}})");
  EXPECT_EQ(same.code, ErrorCode::kExists);
  EXPECT_EQ(same.detail, "\"CHEг\" is the same as the cluster \"Снег\", which exists");
  EXPECT_EQ(Refused(R"({"create":{"cluster":" Снег "}})").code, ErrorCode::kExists);
  const Outcome outcome = Well(R"({"assign":{"places":["1.jpg"],"cluster":" СНЕГ"}})");
  ASSERT_EQ(outcome.records.size(), 1u);
  EXPECT_EQ(outcome.records[0].cluster, "Снег");
}

TEST_F(DecideTest, CreatingAClusterAdoptsPhotosWhoseOwnFolderHasItsName) {
  world_.Put("a/Roof/deep/5.jpg");
  const Outcome outcome = Well(R"({"create":{"cluster":"roof"}})");
  EXPECT_EQ(OpsOf(outcome), (std::vector<Op>{Op::kCreate, Op::kAdopt}));
  EXPECT_EQ(outcome.records[1].src, "a/Roof/4.jpg");
  EXPECT_EQ(outcome.records[1].act, Act::kNone);
  EXPECT_EQ(host().state().totals().adopted, 1u);
  EXPECT_EQ(PhotoAt(host(), "a/Roof/4.jpg").home, "a");
}

TEST_F(DecideTest, APhotoAssignedToItsOwnFoldersNameIsAssignedAndNotAdopted) {
  world_.Put("a/Roof/5.jpg");
  const Outcome outcome = Well(R"({"assign":{"places":["a/Roof/4.jpg"],"cluster":"Roof"}})");
  EXPECT_EQ(OpsOf(outcome), (std::vector<Op>{Op::kCreate, Op::kAdopt, Op::kAssign}));
  EXPECT_EQ(outcome.records[1].src, "a/Roof/5.jpg");
  EXPECT_EQ(outcome.records[2].dst, "a/Roof/Roof/4.jpg") << "its home is where it was found";
}

TEST_F(DecideTest, TrashAndRestoreKeepNamesAndMembership) {
  Well(R"({"assign":{"places":["a/1.jpg"],"cluster":"Wall"}})");
  const std::string hash = host().state().Hash();
  world_.Put(".clustering/trash/a/Wall/1.jpg");  // by hand, behind the program's back
  Well(R"({"trash":{"places":["a/Wall/1.jpg"]}})");
  EXPECT_TRUE(world_.Has(".clustering/trash/a/Wall/1__del1.jpg"));
  EXPECT_EQ(host().state().totals().trashed, 1u);
  const Outcome outcome = Well(R"({"restore":{"places":[".clustering/trash/a/Wall/1__del1.jpg"]}})");
  EXPECT_EQ(outcome.records[0].cluster, "Wall");
  EXPECT_TRUE(world_.Has("a/Wall/1.jpg"));
  EXPECT_EQ(host().state().Hash(), hash);
}

TEST_F(DecideTest, RestoringWhenTheOldNameIsTakenFindsAnother) {
  Well(R"({"trash":{"places":["1.jpg"]}})");
  world_.Put("1.jpg");
  host_ = std::make_unique<MemoryHost>(world_);
  Well(R"({"restore":{"places":[".clustering/trash/1.jpg"]}})");
  EXPECT_TRUE(world_.Has("1__undo1.jpg"));
}

TEST_F(DecideTest, RestoringBringsAVanishedClusterBack) {
  const Seq create = Well(R"({"assign":{"places":["1.jpg"],"cluster":"Wall"}})").records[0].seq;
  Well(R"({"trash":{"places":["Wall/1.jpg"]}})");
  Well(R"({"undo":{"record":)" + std::to_string(create) + "}}");
  EXPECT_FALSE(host().state().FindCluster("Wall").has_value());
  Well(R"({"restore":{"places":[".clustering/trash/Wall/1.jpg"]}})");
  EXPECT_TRUE(world_.Has("Wall/1.jpg"));
  ASSERT_TRUE(host().state().FindCluster("Wall").has_value());
  EXPECT_EQ(PhotoAt(host(), "Wall/1.jpg").decision.membership, Membership::kManual);
}

TEST_F(DecideTest, WhatIsInTheTrashIsRestoredFirst) {
  Well(R"({"trash":{"places":["1.jpg"]}})");
  const std::string sentence = "\".clustering/trash/1.jpg\" is in the trash: restore it first";
  EXPECT_EQ(Refused(R"({"assign":{"places":[".clustering/trash/1.jpg"],"cluster":"Wall"}})").detail, sentence);
  EXPECT_EQ(Refused(R"({"trash":{"places":["2.jpg",".clustering/trash/1.jpg"]}})").detail, sentence);
  EXPECT_EQ(Refused(R"({"restore":{"places":["2.jpg"]}})").detail, "\"2.jpg\" is not in the trash");
}

TEST_F(DecideTest, SkippingPutsPhotosBehindTheQueueInTheOrderGiven) {
  Well(R"({"skip":{"places":["a/1.jpg","1.jpg"]}})");
  Places order;
  for (const PhotoId id : host().state().queue().Ids()) order.push_back(host().state().photo(id).place);
  EXPECT_EQ(order, (Places{"2.jpg", "a/3.jpg", "a/Roof/4.jpg", "a/1.jpg", "1.jpg"}));
}

TEST_F(DecideTest, SkippingTheLastPhotoAgainLeavesTheQueueAndCanBeTakenBack) {
  Well(R"({"skip":{"places":["1.jpg"]}})");
  const std::string hash = host().state().Hash();
  EXPECT_EQ(Well(R"({"skip":{"places":["1.jpg"]}})").records.size(), 1u);
  EXPECT_EQ(host().state().Hash(), hash);
  Well(R"({"undo":{}})");
  EXPECT_EQ(host().state().Hash(), hash);
}

TEST_F(DecideTest, OnlyWhatIsInTheQueueCanBeSkipped) {
  Well(R"({"assign":{"places":["1.jpg"],"cluster":"Wall"}})");
  EXPECT_EQ(Refused(R"({"skip":{"places":["Wall/1.jpg"]}})").detail, "\"Wall/1.jpg\" is not in the queue");
}

TEST_F(DecideTest, AShuffleStandsInTheLogWithItsSeed) {
  EXPECT_EQ(Well(R"({"shuffle":{"seed":18446744073709551615}})").records[0].value, "18446744073709551615");
  const Outcome first = Well(R"({"shuffle":{}})");
  const Outcome second = Well(R"({"shuffle":{}})");
  EXPECT_NE(first.records[0].value, second.records[0].value);
}

TEST_F(DecideTest, SettingsThatChangeNothingAreNotLogged) {
  EXPECT_EQ(Well(R"({"settings":{"layout":"root","threshold":0.75}})").records.size(), 2u);
  EXPECT_TRUE(Well(R"({"settings":{"layout":"root","threshold":0.75}})").records.empty());
  EXPECT_EQ(Well(R"({"settings":{"layout":"root","threshold":0.8}})").records.size(), 1u);
  EXPECT_EQ(Well(R"({"settings":{"order":"path"}})").records.size(), 1u) << "an order begins anew: skips end";
  EXPECT_EQ(Refused(R"({"settings":{"threshold":2}})").code, ErrorCode::kBadInput);
}

TEST_F(DecideTest, FoldersLeftAloneAreNotAskedAboutUntilTheyAreAgain) {
  Well(R"({"settings":{"left_alone":["a"]}})");
  EXPECT_EQ(host().state().totals().queue, 2u);
  EXPECT_EQ(Well(R"({"create":{"cluster":"Roof"}})").records.size(), 1u) << "nothing in it is adopted";
  Well(R"({"settings":{"left_alone":[]}})");
  EXPECT_EQ(host().state().totals().queue, 5u);
}

TEST_F(DecideTest, AdoptingTakesThePhotosDirectlyInTheFolder) {
  world_.Put("a/Roof/deep/5.jpg");
  world_.Put("b/roof/6.jpg");
  const Outcome outcome = Well(R"({"adopt":{"folder":"a/Roof"}})");
  EXPECT_EQ(OpsOf(outcome), (std::vector<Op>{Op::kCreate, Op::kAdopt, Op::kAdopt}));
  EXPECT_EQ(outcome.records[1].src, "b/roof/6.jpg") << "of a folder of the same name";
  EXPECT_EQ(outcome.records[2].src, "a/Roof/4.jpg");
  EXPECT_EQ(outcome.records[2].cluster, "Roof");
  EXPECT_EQ(host().state().totals().adopted, 2u);
}

TEST_F(DecideTest, AdoptingIntoAClusterOfAnotherNameLeavesThePhotosWhereTheyLie) {
  Well(R"({"adopt":{"folder":"a/Roof","cluster":"Крыша"}})");
  EXPECT_TRUE(world_.Has("a/Roof/4.jpg"));
  EXPECT_EQ(host().state().clusters().members(host().state().FindCluster("Крыша")), 1u);
}

TEST_F(DecideTest, WhatCannotBeAdoptedIsNamed) {
  EXPECT_EQ(Refused(R"({"adopt":{"folder":""}})").detail, "adopt.folder: the root itself cannot become a cluster");
  EXPECT_EQ(Refused(R"({"adopt":{"folder":"","cluster":"Roof"}})").code, ErrorCode::kBadInput);
  for (const char* folder : {"b", "../a", "/a", "a/", "a/../a", ".clustering", ".clustering/trash"}) {
    const Error error = Refused(std::string(R"({"adopt":{"folder":")") + folder + "\"}}");
    EXPECT_EQ(error.code, ErrorCode::kNotFound) << folder;
    EXPECT_EQ(error.detail, std::string("there is no folder \"") + folder + "\"");
  }
  Well(R"({"adopt":{"folder":"a/Roof"}})");
  EXPECT_EQ(Refused(R"({"adopt":{"folder":"a/Roof"}})").detail, "there is no photo to adopt directly in \"a/Roof\"");
}

class DecideAutoMoveTest : public DecideTest {
 protected:
  DecideAutoMoveTest() {
    Well(R"({"assign":{"places":["1.jpg"],"cluster":"Wall"}})");
    Well(R"({"assign":{"places":["a/1.jpg"],"cluster":"Sky"}})");
    host().Embed({{"Wall/1.jpg", 0}, {"a/Sky/1.jpg", 1}, {"2.jpg", 0}, {"a/3.jpg", 1}, {"a/Roof/4.jpg", 0}});
  }
  static std::string Command(const std::string& pairs,
                             const std::string& rule = "\"threshold\":0.5,\"min_samples\":1") {
    return "{\"auto_move\":{" + rule + ",\"pairs\":[" + pairs + "]}}";
  }
  static std::string Pair(const std::string& place, const std::string& cluster) {
    return "{\"place\":\"" + place + "\",\"cluster\":\"" + cluster + "\"}";
  }
};

TEST_F(DecideAutoMoveTest, ExactlyThePairsShownAreMovedAsOneRunWithTheirScores) {
  const Outcome outcome = Well(Command(Pair("a/3.jpg", "Sky") + "," + Pair("2.jpg", "wall")));
  ASSERT_EQ(OpsOf(outcome), (std::vector<Op>{Op::kAuto, Op::kAuto}));
  const Record& record = outcome.records[0];
  EXPECT_EQ(record.dst, "a/Sky/3.jpg");
  EXPECT_EQ(record.note, "auto");
  EXPECT_EQ(record.run, record.seq);
  EXPECT_EQ(record.threshold, 0.5);
  ASSERT_TRUE(record.score && record.second_score);
  EXPECT_GT(*record.score, *record.second_score);
  EXPECT_EQ(record.second, "Wall");
  EXPECT_EQ(host().state().totals().automatic, 2u);
  EXPECT_TRUE(world_.Has("a/Roof/4.jpg")) << "it was in the plan but not in the Command";
}

TEST_F(DecideAutoMoveTest, APairThatNoLongerHoldsRefusesTheWhole) {
  for (const std::string& pair :
       {Pair("a/3.jpg", "Wall"), Pair("1.jpg", "Wall"), Pair("nowhere.jpg", "Wall"), Pair("2.jpg", "Wall")}) {
    const Error error = Refused(Command(Pair("2.jpg", "Wall") + "," + pair));
    EXPECT_EQ(error.code, ErrorCode::kPlanChanged) << pair;
  }
  EXPECT_EQ(Refused(Command(Pair("2.jpg", "Wall"), "\"threshold\":1,\"min_samples\":1")).code, ErrorCode::kPlanChanged);
  EXPECT_EQ(Refused(Command(Pair("2.jpg", "Wall"), "\"threshold\":0.5,\"min_samples\":2")).code,
            ErrorCode::kPlanChanged);
}

TEST_F(DecideAutoMoveTest, ARuleOutOfRangeIsRefusedByItsName) {
  EXPECT_EQ(Refused(Command("")).detail, "auto_move.pairs: no photo is named");
  EXPECT_EQ(Refused(Command(Pair("2.jpg", "Wall"), "\"threshold\":1.5,\"min_samples\":1")).detail,
            "auto_move.threshold: must be between 0 and 1");
  for (const char* samples : {"0", "4294967295"}) {
    EXPECT_EQ(
        Refused(Command(Pair("2.jpg", "Wall"), std::string("\"threshold\":0.5,\"min_samples\":") + samples)).detail,
        "auto_move.min_samples: must be between 1 and 1000000");
  }
}

TEST_F(DecideAutoMoveTest, NothingMovesByItselfWhenSuggestionsAreSwitchedOff) {
  Well(R"({"settings":{"manual_only":true}})");
  EXPECT_EQ(Refused(Command(Pair("2.jpg", "Wall"))).detail, "auto_move: suggestions are switched off (manual_only)");
}

TEST(Decide, ScoresAreRoundedHalfAwayFromZeroToSixDecimals) {
  EXPECT_EQ(RoundedScore(0.1234564), 0.123456);
  EXPECT_EQ(RoundedScore(0.1234566), 0.123457);
  EXPECT_EQ(RoundedScore(-0.1234566), -0.123457);
  EXPECT_EQ(RoundedScore(1.0), 1.0);
  EXPECT_EQ(RoundedScore(-1.0), -1.0);
  EXPECT_EQ(RoundedScore(0.0), 0.0);
}

TEST_F(DecideTest, AConfirmedPageIsOneStepThatTheRecordsName) {
  host();
  const Seq shown = host().session().last_seq();
  const std::string before = host().state().Hash();
  const Outcome outcome =
      Well(R"({"confirm":{"places":["1.jpg","2.jpg"],"cluster":"Wall","page":)" + std::to_string(shown) + "}}");
  ASSERT_EQ(OpsOf(outcome), (std::vector<Op>{Op::kCreate, Op::kAssign, Op::kAssign}));
  for (std::size_t i : {1u, 2u}) EXPECT_EQ(outcome.records[i].page, outcome.records[0].seq);
  EXPECT_EQ(PhotoAt(host(), "Wall/1.jpg").decision.membership, Membership::kManual);
  const std::string run = std::to_string(*outcome.records[1].page);
  Well("{\"undo\":{\"run\":" + run + R"(,"places":["Wall/1.jpg"]}})");
  EXPECT_EQ(world_.Photos(), (Places{"1.jpg", "Wall/2.jpg", "a/1.jpg", "a/3.jpg", "a/Roof/4.jpg"}));
  Well("{\"undo\":{\"run\":" + run + "}}");
  EXPECT_EQ(host().state().Hash(), before);
}

TEST_F(DecideTest, APageOfOnePhotoIsAPageToo) {
  Well(R"({"create":{"cluster":"Wall"}})");
  const Outcome outcome = Well(R"({"confirm":{"places":["1.jpg"],"cluster":"wall","page":)" +
                               std::to_string(host().session().last_seq()) + "}}");
  ASSERT_EQ(outcome.records.size(), 1u);
  EXPECT_EQ(outcome.records[0].page, outcome.records[0].seq);
  Well("{\"undo\":{\"run\":" + std::to_string(*outcome.records[0].page) + "}}");
  EXPECT_TRUE(world_.Has("1.jpg"));
}

TEST_F(DecideTest, APageThatIsNotWhatWasShownIsRefusedWhole) {
  const Seq shown = Well(R"({"assign":{"places":["a/1.jpg"],"cluster":"Wall"}})").records.back().seq;
  const auto confirm = [&](const std::string& place, const std::string& cluster, Seq page) {
    return R"({"confirm":{"places":["a/3.jpg",")" + place + R"("],"cluster":")" + cluster + R"(","page":)" +
           std::to_string(page) + "}}";
  };
  Well(R"({"skip":{"places":["2.jpg"]}})");
  EXPECT_EQ(Refused(confirm("2.jpg", "Wall", shown)).detail, "\"2.jpg\" was decided since the page was shown");
  EXPECT_EQ(Refused(confirm("a/Wall/1.jpg", "Wall", shown)).detail, "\"a/Wall/1.jpg\" is not in the queue any more");
  EXPECT_EQ(Refused(confirm("a/1.jpg", "Wall", shown)).detail, "there is no photo at \"a/1.jpg\" any more");
  EXPECT_EQ(Refused(confirm("a/1.jpg", "Wall", shown)).code, ErrorCode::kPlanChanged);
  EXPECT_EQ(Refused(confirm("1.jpg", "Wall", shown + 100)).code, ErrorCode::kBadInput);
  EXPECT_EQ(Refused(confirm("a/3.jpg", "Wall", shown)).code, ErrorCode::kBadInput) << "named twice";
  EXPECT_EQ(Refused(confirm("1.jpg", "a/b", shown)).code, ErrorCode::kBadName);
  Well(R"({"rename":{"cluster":"Wall","name":"Bricks"}})");
  EXPECT_EQ(Refused(confirm("1.jpg", "wall", shown)).detail,
            "the cluster \"wall\" was changed since the page was shown");
  Well(confirm("1.jpg", "Bricks", shown));
}

TEST_F(DecideTest, APhotoThatShowsAnotherPictureByNowRefusesItsPage) {
  Well(R"({"assign":{"places":["a/1.jpg"],"cluster":"Wall"}})");
  Well(R"({"undo":{}})");  // now its content is known
  const Seq shown = host().session().last_seq();
  world_.SetContent("a/1.jpg", "another picture");
  const std::string json =
      R"({"confirm":{"places":["2.jpg","a/1.jpg"],"cluster":"Wall","page":)" + std::to_string(shown) + "}}";
  EXPECT_EQ(ErrorOf(host().Do(json)).code, ErrorCode::kPlanChanged);
  EXPECT_TRUE(world_.Has("2.jpg"));
}

}  // namespace
}  // namespace photocluster::test
