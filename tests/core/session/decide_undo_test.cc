#include <gtest/gtest.h>

#include "shared/session/draft_builder.h"
#include "tests/support/world.h"

namespace photocluster::test {
namespace {

using Places = std::vector<std::string>;

class DecideUndoTest : public testing::Test {
 protected:
  DecideUndoTest() {
    for (const char* place : {"1.jpg", "2.jpg", "3.jpg", "4.jpg"}) world_.Put(place);
    host_ = std::make_unique<MemoryHost>(world_);
    Well(R"({"settings":{"threshold":0.5}})");
  }
  Outcome Well(const std::string& json) {
    Outcome outcome = host_->Do(json);
    EXPECT_FALSE(outcome.error) << json << ": " << outcome.error->detail;
    return outcome;
  }
  Error Refused(const std::string& json) {
    const Outcome outcome = host_->Do(json);
    EXPECT_TRUE(outcome.error.has_value()) << json;
    EXPECT_TRUE(outcome.records.empty()) << json;
    return outcome.error.value_or(Error{ErrorCode::kCancelled, "nothing was wrong"});
  }
  Seq Assign(const std::string& place, const std::string& cluster) {
    return Well(R"({"assign":{"places":[")" + place + R"("],"cluster":")" + cluster + "\"}}").records.back().seq;
  }
  Outcome Undo(const std::string& what = "") { return Well("{\"undo\":{" + what + "}}"); }
  Outcome UndoRecord(Seq seq) { return Undo("\"record\":" + std::to_string(seq)); }
  Outcome UndoRun(Seq seq) { return Undo("\"run\":" + std::to_string(seq)); }
  Outcome Redo() { return Well(R"({"redo":{}})"); }
  std::string Hash() const { return host_->state().Hash(); }
  void Reopen() { host_ = std::make_unique<MemoryHost>(world_); }
  bool HasCluster(const std::string& name) const { return host_->state().FindCluster(name).has_value(); }

  World world_;
  std::unique_ptr<MemoryHost> host_;
};

TEST_F(DecideUndoTest, TheNewestStepsAreTakenBackWhole) {
  const std::string before = Hash();
  Well(R"({"assign":{"places":["1.jpg","2.jpg"],"cluster":"Roof"}})");
  Assign("3.jpg", "Roof");
  EXPECT_EQ(Undo("\"count\":2").records.size(), 4u);
  EXPECT_EQ(Hash(), before);
  EXPECT_EQ(world_.Photos(), (Places{"1.jpg", "2.jpg", "3.jpg", "4.jpg"}));
  EXPECT_FALSE(world_.HasFolder("Roof"));
}

TEST_F(DecideUndoTest, MoreStepsThanThereAreTakesBackAll) {
  Assign("1.jpg", "Roof");
  Undo("\"count\":50");
  EXPECT_EQ(world_.Photos(), (Places{"1.jpg", "2.jpg", "3.jpg", "4.jpg"}));
  EXPECT_EQ(Refused(R"({"undo":{}})").detail, "there is nothing to undo");
}

TEST_F(DecideUndoTest, TheChoiceOfTheModelIsTakenBackByItsNumberOnly) {
  const Seq assigned = Assign("1.jpg", "Roof");
  const Seq chosen = Well(R"({"settings":{"model":"m-000000000000"}})").records.back().seq;
  EXPECT_EQ(Undo().records.front().of, assigned) << "a person means what the person did";
  EXPECT_EQ(host_->state().settings().model(), "m-000000000000");
  Undo();
  EXPECT_EQ(Refused(R"({"undo":{}})").code, ErrorCode::kNothingToUndo);
  UndoRecord(chosen);
  EXPECT_EQ(host_->state().settings().model(), "");
}

TEST_F(DecideUndoTest, ARecordInTheMiddleIsTakenBackAlone) {
  const Seq first = Assign("1.jpg", "Roof");
  Assign("2.jpg", "Roof");
  UndoRecord(first);
  EXPECT_EQ(world_.Photos(), (Places{"1.jpg", "3.jpg", "4.jpg", "Roof/2.jpg"}));
  EXPECT_EQ(Refused("{\"undo\":{\"record\":" + std::to_string(first) + "}}").detail,
            "decision " + std::to_string(first) + " is already taken back");
}

TEST_F(DecideUndoTest, WhatWasDecidedAgainSinceStaysAndIsNamed) {
  const Outcome run = Well(R"({"assign":{"places":["1.jpg","2.jpg"],"cluster":"Roof"}})");
  Assign("Roof/1.jpg", "Wall");
  const Outcome undone = UndoRun(*run.records[0].run);
  EXPECT_EQ(undone.kept, Places{"Wall/1.jpg"});
  EXPECT_EQ(world_.Photos(), (Places{"2.jpg", "3.jpg", "4.jpg", "Wall/1.jpg"}));
  Undo();
  EXPECT_TRUE(world_.Has("Roof/1.jpg"));
  Undo();
  EXPECT_EQ(world_.Photos(), (Places{"1.jpg", "2.jpg", "3.jpg", "4.jpg"}));
}

TEST_F(DecideUndoTest, AClusterWithOtherPhotosStays) {
  const Outcome made = Well(R"({"assign":{"places":["1.jpg"],"cluster":"Roof"}})");
  Assign("2.jpg", "Roof");
  const Seq create = made.records[0].seq;
  const Error refused = Refused("{\"undo\":{\"record\":" + std::to_string(create) + "}}");
  EXPECT_EQ(refused.code, ErrorCode::kNothingToUndo);
  EXPECT_EQ(refused.detail, "the cluster \"Roof\" has other photos");
  EXPECT_EQ(UndoRun(create).records.size(), 1u) << "its photo alone";
  EXPECT_TRUE(HasCluster("Roof"));
  Undo();
  EXPECT_TRUE(HasCluster("Roof")) << "it was created on purpose";
  Undo();
  EXPECT_FALSE(HasCluster("Roof"));
}

TEST_F(DecideUndoTest, AValueSetAgainSinceCannotBeTakenBackBeforeTheNewerOne) {
  const Seq first = Well(R"({"settings":{"layout":"root"}})").records[0].seq;
  Well(R"({"settings":{"layout":"beside"}})");
  const Seq shuffle = Well(R"({"shuffle":{"seed":1}})").records[0].seq;
  Well(R"({"shuffle":{"seed":2}})");
  for (const Seq seq : {first, shuffle}) {
    EXPECT_EQ(Refused("{\"undo\":{\"record\":" + std::to_string(seq) + "}}").detail, "it was decided again since");
  }
  Undo("\"count\":3");
  EXPECT_EQ(host_->state().settings().layout(), Layout::kRoot);
}

TEST_F(DecideUndoTest, WhatIsToBeTakenBackIsNamedOnce) {
  for (const char* both : {R"("run":2,"record":2)", R"("run":2,"count":2)", R"("record":2,"count":1)",
                           R"("since":2,"count":1)", R"("run":2,"since":2)"}) {
    EXPECT_EQ(Refused(std::string("{\"undo\":{") + both + "}}").detail,
              "undo: run, record, count and since exclude each other");
  }
  EXPECT_EQ(Refused(R"({"undo":{"places":["1.jpg"]}})").detail, "undo.places: of which run?");
  EXPECT_EQ(Refused(R"({"undo":{"count":0}})").code, ErrorCode::kBadInput);
  EXPECT_EQ(Refused(R"({"undo":{"record":1}})").code, ErrorCode::kUnknownRecord) << "the root's own";
  EXPECT_EQ(Refused(R"({"undo":{"record":77}})").detail, "there is no decision 77");
  EXPECT_EQ(Refused(R"({"undo":{"run":77}})").detail, "there is no run 77");
}

TEST_F(DecideUndoTest, ARunTakenBackIsSaidToBe) {
  const Seq run = *Well(R"({"assign":{"places":["1.jpg"],"cluster":"Roof"}})").records[0].run;
  UndoRun(run);
  EXPECT_EQ(Refused("{\"undo\":{\"run\":" + std::to_string(run) + "}}").detail,
            "run " + std::to_string(run) + " is already taken back");
}

TEST_F(DecideUndoTest, TheOldNameTakenMeanwhileGivesAnother) {
  Assign("1.jpg", "Roof");
  world_.Put("1.jpg");
  Reopen();
  Undo();
  EXPECT_EQ(world_.Photos(), (Places{"1.jpg", "1__undo1.jpg", "2.jpg", "3.jpg", "4.jpg"}));
}

TEST_F(DecideUndoTest, AMissingPhotoDoesNotStandInTheWayOfOlderSteps) {
  const std::string before = Hash();
  Assign("1.jpg", "Roof");
  Assign("2.jpg", "Roof");
  world_.Remove("Roof/2.jpg");
  Reopen();
  EXPECT_EQ(host_->state().totals().missing, 1u);
  EXPECT_EQ(Undo().records[0].act, Act::kNone);
  EXPECT_EQ(host_->state().totals().missing, 0u);
  Undo();
  EXPECT_EQ(world_.Photos(), (Places{"1.jpg", "3.jpg", "4.jpg"}));
  Redo();
  Redo();
  EXPECT_EQ(host_->state().totals().missing, 1u);
  Undo("\"count\":2");
  world_.Put("2.jpg");
  Reopen();
  EXPECT_EQ(host_->state().totals().queue, 4u);
  EXPECT_EQ(Hash(), before) << "a photo at its place is in the queue, whatever it was before";
}

TEST_F(DecideUndoTest, CompanionsGoBackUnderTheirOldNames) {
  world_.Put("5.jpg");
  world_.Put("5.xmp");
  world_.Put("Roof/5.jpg");
  Reopen();
  Assign("5.jpg", "Roof");
  EXPECT_TRUE(world_.Has("Roof/5__dup1.xmp"));
  Undo();
  EXPECT_TRUE(world_.Has("5.jpg"));
  EXPECT_TRUE(world_.Has("5.xmp"));
}

TEST_F(DecideUndoTest, ACompanionThatCameMeanwhileGoesWithItsPhoto) {
  Assign("1.jpg", "Roof");
  world_.Put("Roof/1.xmp");
  Reopen();
  Undo();
  EXPECT_EQ(world_.Photos(), (Places{"1.jpg", "1.xmp", "2.jpg", "3.jpg", "4.jpg"}));
}

TEST_F(DecideUndoTest, RedoGivesTheStatesThatUndoTookInOrder) {
  std::vector<std::string> hashes{Hash()};
  for (const char* command :
       {R"({"assign":{"places":["1.jpg","2.jpg"],"cluster":"Roof"}})", R"({"trash":{"places":["3.jpg"]}})",
        R"({"restore":{"places":[".clustering/trash/3.jpg"]}})", R"({"skip":{"places":["3.jpg"]}})",
        R"({"settings":{"order":"taken","layout":"root"}})", R"({"shuffle":{"seed":4}})",
        R"({"assign":{"places":["Roof/1.jpg"],"cluster":"Wall"}})", R"({"create":{"cluster":"Sky"}})"}) {
    Well(command);
    hashes.push_back(Hash());
  }
  const std::size_t steps = hashes.size() - 1;
  for (int round = 0; round < 2; ++round) {
    Undo("\"count\":" + std::to_string(steps));
    EXPECT_EQ(Hash(), hashes[0]);
    for (std::size_t i = 1; i <= steps; ++i) {
      Redo();
      EXPECT_EQ(Hash(), hashes[i]) << "step " << i << ", round " << round;
    }
  }
  EXPECT_EQ(Refused(R"({"redo":{}})").detail, "there is nothing to redo");
}

TEST_F(DecideUndoTest, RedoAfterPartialUndoBringsBackThePart) {
  const Outcome run = Well(R"({"assign":{"places":["1.jpg","2.jpg","3.jpg"],"cluster":"Roof"}})");
  const std::string whole = Hash();
  UndoRecord(run.records[2].seq);
  const std::string part = Hash();
  UndoRun(*run.records[0].run);
  Redo();
  EXPECT_EQ(Hash(), part);
  Redo();
  EXPECT_EQ(Hash(), whole);
  EXPECT_EQ(Refused(R"({"redo":{}})").code, ErrorCode::kNothingToUndo);
}

TEST_F(DecideUndoTest, WhatVanishedBehindTheSessionsBackIsDecidedWhereItWouldLie) {
  Well(R"({"assign":{"places":["1.jpg","2.jpg"],"cluster":"Roof"}})");
  Undo();
  world_.Remove("2.jpg");
  const Outcome redone = Redo();
  EXPECT_EQ(redone.records.size(), 3u);
  EXPECT_TRUE(world_.Has("Roof/1.jpg"));
  EXPECT_EQ(host_->state().totals().missing, 1u);
  EXPECT_EQ(host_->state().clusters().members(host_->state().FindCluster("Roof")), 2u);
  EXPECT_EQ(Refused(R"({"redo":{}})").code, ErrorCode::kNothingToUndo);
}

TEST_F(DecideUndoTest, ANewDecisionEndsRedo) {
  Assign("1.jpg", "Roof");
  Undo();
  Assign("2.jpg", "Wall");
  EXPECT_EQ(Refused(R"({"redo":{}})").code, ErrorCode::kNothingToUndo);
}

TEST_F(DecideUndoTest, UndoAndRedoSurviveReopening) {
  const std::string before = Hash();
  Assign("1.jpg", "Roof");
  const std::string after = Hash();
  Reopen();
  Undo();
  EXPECT_EQ(Hash(), before);
  host_->Settle();
  Reopen();
  Redo();
  EXPECT_EQ(Hash(), after);
}

TEST_F(DecideUndoTest, AdoptedPhotosBecomeUndecidedAgain) {
  world_.Put("a/Roof/9.jpg");
  Reopen();
  const std::string before = Hash();
  Well(R"({"adopt":{"folder":"a/Roof"}})");
  Undo();
  EXPECT_EQ(Hash(), before);
  Redo();
  EXPECT_EQ(host_->state().totals().adopted, 1u);
}

TEST_F(DecideUndoTest, AStepIsNamedByAnyOfItsRecords) {
  const std::string before = Hash();
  const Outcome run = Well(R"({"assign":{"places":["1.jpg","2.jpg"],"cluster":"Roof"}})");
  EXPECT_EQ(UndoRun(run.records[1].seq).records.size(), 3u);
  EXPECT_EQ(Hash(), before);
}

TEST_F(DecideUndoTest, EverythingSinceARecordIsTakenBackStepByStep) {
  std::vector<std::string> hashes{Hash()};
  const Seq first = Assign("1.jpg", "Roof") - 1;  // with its `create`
  for (const char* command : {R"({"assign":{"places":["2.jpg","3.jpg"],"cluster":"Roof"}})",
                              R"({"settings":{"layout":"root"}})", R"({"rename":{"cluster":"Roof","name":"Sky"}})"}) {
    hashes.push_back(Hash());
    Well(command);
  }
  hashes.push_back(Hash());
  const Outcome undone = Undo("\"since\":" + std::to_string(first));
  EXPECT_EQ(Hash(), hashes[0]);
  EXPECT_TRUE(undone.kept.empty());
  for (std::size_t i = 1; i < hashes.size(); ++i) {
    Redo();
    EXPECT_EQ(Hash(), hashes[i]) << i;
  }
  EXPECT_EQ(Refused(R"({"undo":{"since":999}})").detail, "nothing is in force that was decided since record 999");
}

TEST_F(DecideUndoTest, ARecordWithinAStepIsWhereTheRestOfItIsTakenBackFrom) {
  const Outcome run = Well(R"({"assign":{"places":["1.jpg","2.jpg","3.jpg"],"cluster":"Roof"}})");
  Assign("4.jpg", "Roof");
  Undo("\"since\":" + std::to_string(run.records[2].seq));
  EXPECT_EQ(world_.Photos(), (Places{"2.jpg", "3.jpg", "4.jpg", "Roof/1.jpg"}));
}

TEST_F(DecideUndoTest, WhatIsSinceARecordIncludesTheModel) {
  const Seq chosen = Well(R"({"settings":{"model":"m-000000000000"}})").records.back().seq;
  Assign("1.jpg", "Roof");
  Undo("\"since\":" + std::to_string(chosen));
  EXPECT_EQ(host_->state().settings().model(), "");
}

TEST_F(DecideUndoTest, PhotosDecidedAgainSinceStayWhereEverythingElseIsTakenBack) {
  const Seq first = Assign("1.jpg", "Roof");
  Assign("2.jpg", "Roof");
  const Seq again = Assign("Roof/1.jpg", "Wall");
  UndoRecord(first == again ? 0 : again);
  const Outcome undone = Undo("\"since\":" + std::to_string(first - 1));
  EXPECT_EQ(world_.Photos(), (Places{"1.jpg", "2.jpg", "3.jpg", "4.jpg"}));
  EXPECT_TRUE(undone.kept.empty());
}

// A cluster cannot have a name back that another one bears by now, and with that none of its earlier names.
TEST_F(DecideUndoTest, ManyStepsOfWhichNoneCanGoAreRefusedAtOnce) {
  Well(R"({"create":{"cluster":"Roof"}})");
  const Seq ended = Well(R"({"delete":{"cluster":"Roof"}})").records.back().seq;
  Well(R"({"create":{"cluster":"Wall"}})");
  Well(R"({"rename":{"cluster":"Wall","name":"Roof"}})");
  const Seq first = host_->session().last_seq() + 1;
  for (int i = 0; i < 10'000; ++i) {
    Well(R"({"rename":{"cluster":"Roof","name":"Sea"}})");
    Well(R"({"rename":{"cluster":"Sea","name":"Roof"}})");
  }
  Well(R"({"rename":{"cluster":"Roof","name":"Sea"}})");
  UndoRun(ended);
  const std::string before = Hash();
  Refused("{\"undo\":{\"since\":" + std::to_string(first) + "}}");
  EXPECT_EQ(Hash(), before);
}

TEST_F(DecideUndoTest, ARunIsTakenBackInPart) {
  const std::string before = Hash();
  const Outcome run = Well(R"({"assign":{"places":["1.jpg","2.jpg","3.jpg"],"cluster":"Roof"}})");
  const std::string whole = Hash();
  const std::string of = "\"run\":" + std::to_string(*run.records[0].run);
  EXPECT_EQ(Undo(of + R"(,"places":["Roof/2.jpg"])").records.size(), 1u);
  EXPECT_EQ(world_.Photos(), (Places{"2.jpg", "4.jpg", "Roof/1.jpg", "Roof/3.jpg"}));
  Redo();
  EXPECT_EQ(Hash(), whole);
  Undo();  // what was done again is a step of its own
  EXPECT_EQ(Refused("{\"undo\":{" + of + R"(,"places":["2.jpg"]}})").detail,
            "run " + std::to_string(*run.records[0].run) + " is in force for no photo at \"2.jpg\"");
  EXPECT_EQ(Undo(of + R"(,"places":["Roof/1.jpg","Roof/3.jpg"])").records.size(), 3u)
      << "the cluster goes with the last of its photos";
  EXPECT_EQ(Hash(), before);
}

TEST_F(DecideUndoTest, InPartTooWhatWasDecidedAgainStaysAndIsNamed) {
  const Outcome run = Well(R"({"assign":{"places":["1.jpg","2.jpg"],"cluster":"Roof"}})");
  Assign("Roof/1.jpg", "Wall");
  const std::string of = "\"run\":" + std::to_string(*run.records[0].run);
  const Outcome kept = Undo(of + R"(,"places":["Wall/1.jpg"])");
  EXPECT_TRUE(kept.records.empty());
  EXPECT_EQ(kept.kept, Places{"Wall/1.jpg"});
  EXPECT_EQ(Refused("{\"undo\":{" + of + R"(,"places":["4.jpg"]}})").code, ErrorCode::kUnknownPhoto);
  EXPECT_EQ(Refused("{\"undo\":{" + of + R"(,"places":["none.jpg"]}})").code, ErrorCode::kUnknownPhoto);
}

TEST_F(DecideUndoTest, AStopEndsWhatWouldBeTakenBackStillSinceARecord) {
  Assign("1.jpg", "Roof");
  Assign("2.jpg", "Roof");
  Assign("3.jpg", "Roof");
  host_->StopAfter(2);
  Undo(R"("since":2)");
  EXPECT_EQ(world_.Photos(), (Places{"3.jpg", "4.jpg", "Roof/1.jpg", "Roof/2.jpg"}));
}

}  // namespace
}  // namespace photocluster::test
