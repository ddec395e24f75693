#include "shared/session/waiting.h"

#include <gtest/gtest.h>

#include "shared/base/archive_json.h"
#include "shared/journal/file_names.h"
#include "shared/session/fold.h"
#include "shared/session/view.h"
#include "tests/support/session_checks.h"

namespace photocluster::test {
namespace {

using Places = std::vector<std::string>;
using Files = std::vector<FileGoal>;

constexpr char kAtEnd[] = R"({"settings":{"file_mode":"at_end"}})";
constexpr char kUndo[] = R"({"undo":{}})";
constexpr char kRedo[] = R"({"redo":{}})";

class WaitingTest : public testing::Test {
 protected:
  WaitingTest() {
    for (const char* place : {"1.jpg", "1.xmp", "2.jpg", "a/1.jpg", "Old/4.jpg"}) world_.Put(place);
    contents_ = world_.Contents();
    host_ = std::make_unique<MemoryHost>(world_);
  }
  const State& state() const { return host_->state(); }
  void Check(const std::string& what) {
    EXPECT_EQ(Contradiction(world_, state()), "") << what;
    EXPECT_EQ(world_.Contents(), contents_) << what;
    World copy = world_;
    if (copy.Has(kCheckpointFile)) copy.Remove(kCheckpointFile);
    EXPECT_EQ(Session::Open(copy.Open())->state().Hash(), state().Hash()) << what << ": the log alone";
    MemoryHost(copy).Settle();
    EXPECT_EQ(Session::Open(copy.Open())->state().Hash(), state().Hash()) << what << ": the checkpoint";
  }
  Outcome Well(const std::string& json) {
    Outcome outcome = host_->Do(json);
    EXPECT_FALSE(outcome.error) << json << ": " << outcome.error->detail;
    Check(json);
    return outcome;
  }
  Outcome MoveAll() { return Well(ToJson(Command(MoveWaiting{WaitingFiles(state())}))); }
  void Refused(const std::string& json, ErrorCode code, const std::string& sentence) {
    const std::string hash = state().Hash();
    const Outcome outcome = host_->Do(json);
    ASSERT_TRUE(outcome.error) << json;
    EXPECT_EQ(outcome.error->code, code);
    EXPECT_EQ(outcome.error->detail, sentence);
    EXPECT_TRUE(outcome.records.empty());
    EXPECT_EQ(state().Hash(), hash);
  }
  const PhotoDecision& At(const std::string& place) const { return state().photo(state().Find(place)).decision; }

  World world_;
  std::multiset<std::string> contents_;
  std::unique_ptr<MemoryHost> host_;
};

TEST_F(WaitingTest, DecisionsAtTheEndMoveNoFileBeforeTheyAreCarriedOut) {
  Well(kAtEnd);
  const Places before = world_.Photos();
  Well(R"({"assign":{"places":["1.jpg","a/1.jpg"],"cluster":"Roof"}})");
  Well(R"({"trash":{"places":["2.jpg"]}})");
  EXPECT_EQ(world_.Photos(), before);
  EXPECT_EQ(state().totals().manual, 2u);
  EXPECT_EQ(state().totals().trashed, 1u);
  EXPECT_EQ(state().waiting(), 3u);
  const Overview overview = OverviewOf(host_->session());
  EXPECT_EQ(overview.waiting, 3u);
  EXPECT_EQ(overview.file_mode, FileMode::kAtEnd);
  EXPECT_EQ(WaitingFiles(state()),
            (Files{{"1.jpg", "Roof/1.jpg"}, {"2.jpg", ".clustering/trash/2.jpg"}, {"a/1.jpg", "a/Roof/1.jpg"}}));
  const std::string decided = state().Hash();

  const Outcome moved = MoveAll();
  ASSERT_EQ(moved.records.size(), 3u);
  EXPECT_EQ(moved.records[0].op, Op::kMove);
  EXPECT_EQ(moved.records[0].act, Act::kMove);
  EXPECT_EQ(moved.records[0].cluster, "Roof");
  EXPECT_EQ(moved.records[0].run, moved.records[0].seq);
  EXPECT_EQ(moved.records[0].of, At("Roof/1.jpg").decided);
  EXPECT_TRUE(WaitingFiles(state()).empty());
  EXPECT_EQ(world_.Photos(),
            (Places{".clustering/trash/2.jpg", "Old/4.jpg", "Roof/1.jpg", "Roof/1.xmp", "a/Roof/1.jpg"}));
  const std::string carried_out = state().Hash();

  Well(kUndo);
  EXPECT_EQ(state().Hash(), decided) << "the decisions stay";
  EXPECT_EQ(world_.Photos(), before);
  Well(kRedo);
  EXPECT_EQ(state().Hash(), carried_out);
}

TEST_F(WaitingTest, UndoOfADecisionThatWasCarriedOutBringsTheFileHome) {
  const std::string untouched = state().Hash();
  Well(kAtEnd);
  const std::string start = state().Hash();
  const Seq decision = Well(R"({"assign":{"places":["1.jpg"],"cluster":"Roof"}})").records.back().seq;
  const Seq run = MoveAll().records.front().seq;
  const std::string carried_out = state().Hash();
  Well(R"({"undo":{"run":)" + std::to_string(decision - 1) + "}}");
  EXPECT_EQ(state().Hash(), start);
  EXPECT_TRUE(world_.Has("1.jpg"));
  Refused(R"({"undo":{"record":)" + std::to_string(run) + "}}", ErrorCode::kNothingToUndo,
          "decision " + std::to_string(run) + " is already taken back");
  Well(kRedo);
  EXPECT_EQ(state().Hash(), carried_out) << "where it was, whatever the mode";
  Well(kUndo);
  EXPECT_EQ(state().Hash(), start);
  Well(kUndo);
  EXPECT_EQ(state().Hash(), untouched) << "the switch is taken back too";
}

TEST_F(WaitingTest, APhotoDecidedAgainSinceIsNotMovedBackByUndoOfTheRun) {
  Well(kAtEnd);
  Well(R"({"assign":{"places":["1.jpg","2.jpg"],"cluster":"Roof"}})");
  const Seq run = MoveAll().records.front().seq;
  Well(R"({"assign":{"places":["Roof/1.jpg"],"cluster":"Wall"}})");
  EXPECT_EQ(WaitingFiles(state()), (Files{{"Roof/1.jpg", "Wall/1.jpg"}}));
  const Outcome outcome = Well(R"({"undo":{"run":)" + std::to_string(run) + "}}");
  EXPECT_EQ(outcome.kept, (Places{"Roof/1.jpg"}));
  EXPECT_TRUE(world_.Has("2.jpg"));
  EXPECT_TRUE(world_.Has("Roof/1.jpg"));
}

TEST_F(WaitingTest, APlanThatNoLongerHoldsIsRefusedWhole) {
  Well(kAtEnd);
  Well(R"({"assign":{"places":["1.jpg","2.jpg"],"cluster":"Roof"}})");
  const std::string plan = ToJson(Command(MoveWaiting{WaitingFiles(state())}));
  Refused(R"({"move_waiting":{"files":[]}})", ErrorCode::kBadInput, "move_waiting.files: no photo is named");
  Refused(R"({"move_waiting":{"files":[{"place":"2.jpg","goal":"Roof/2.jpg"},{"place":"2.jpg","goal":"Roof/2.jpg"}]}})",
          ErrorCode::kPlanChanged, R"("2.jpg" would no longer go to "Roof/2.jpg")");
  Refused(R"({"move_waiting":{"files":[{"place":"a/1.jpg","goal":"Roof/1.jpg"}]}})", ErrorCode::kPlanChanged,
          R"("a/1.jpg" would no longer go to "Roof/1.jpg")");
  Well(R"({"settings":{"layout":"root"}})");
  Well(plan);  // the same for photos of the root
  Well(kUndo);
  Well(R"({"rename":{"cluster":"Roof","name":"Roofs"}})");
  Refused(plan, ErrorCode::kPlanChanged, R"("1.jpg" would no longer go to "Roof/1.jpg")");
}

TEST_F(WaitingTest, PhotosOfOneNameGetDifferentOnesAlsoWhenOnlySomeAreMoved) {
  Well(R"({"settings":{"file_mode":"none","layout":"root"}})");
  Well(R"({"assign":{"places":["1.jpg","a/1.jpg"],"cluster":"Roof"}})");
  ASSERT_EQ(WaitingFiles(state()), (Files{{"1.jpg", "Roof/1.jpg"}, {"a/1.jpg", "Roof/1__dup1.jpg"}}));
  Well(R"({"move_waiting":{"files":[{"place":"a/1.jpg","goal":"Roof/1__dup1.jpg"}]}})");
  EXPECT_TRUE(world_.Has("Roof/1__dup1.jpg"));
  MoveAll();
  EXPECT_TRUE(world_.Has("Roof/1.xmp"));
}

TEST_F(WaitingTest, WhatCouldNotBeMovedIsTriedAgain) {
  world_.FailMoveTo("Roof/1.jpg", {ErrorCode::kDenied, "not allowed"});
  Well(R"({"assign":{"places":["1.jpg","2.jpg"],"cluster":"Roof"}})");
  EXPECT_EQ(WaitingFiles(state()), (Files{{"1.jpg", "Roof/1.jpg"}}));
  world_.FailMoveTo("Roof/1.jpg", {ErrorCode::kDenied, "not allowed"});
  EXPECT_EQ(MoveAll().failures.size(), 1u);
  EXPECT_EQ(WaitingFiles(state()), (Files{{"1.jpg", "Roof/1.jpg"}})) << "the decision stays";
  MoveAll();
  EXPECT_TRUE(world_.Has("Roof/1.xmp"));
  world_.FailMoveTo("1.jpg", {ErrorCode::kDenied, "not allowed"});
  EXPECT_EQ(Well(kUndo).failures.size(), 1u);
  EXPECT_TRUE(world_.Has("Roof/1.jpg"));
  Well(kUndo);
  EXPECT_TRUE(world_.Has("1.jpg"));
}

TEST_F(WaitingTest, AFullDiskATakenNameAndAVanishedFileCostNoPhoto) {
  Well(kAtEnd);
  Well(R"({"assign":{"places":["1.jpg","2.jpg"],"cluster":"Roof"}})");
  world_.FailMoveTo("Roof/1.xmp", {ErrorCode::kNoSpace, "the disk is full"});
  world_.StrangerAt("Roof/2.jpg");
  contents_.insert("a stranger at Roof/2.jpg");
  const Outcome outcome = host_->Do(ToJson(Command(MoveWaiting{WaitingFiles(state())})));
  EXPECT_EQ(outcome.failures.size(), 1u);
  EXPECT_EQ(world_.Contents(), contents_);
  EXPECT_TRUE(world_.Has("Roof/2__dup1.jpg"));
  EXPECT_EQ(WaitingFiles(state()), (Files{{"1.jpg", "Roof/1.jpg"}}));
  world_.Remove("1.jpg");
  EXPECT_EQ(host_->Do(ToJson(Command(MoveWaiting{WaitingFiles(state())}))).error->code, ErrorCode::kUnknownPhoto);
  EXPECT_EQ(state().waiting(), 0u);
  EXPECT_EQ(state().totals().missing, 1u);
  EXPECT_TRUE(world_.Has("1.xmp"));
}

TEST_F(WaitingTest, AnUndoneDecisionWhoseFileCannotComeHomeStaysCarriedOut) {
  Well(kAtEnd);
  const Seq decision = Well(R"({"trash":{"places":["2.jpg"]}})").records.back().seq;
  const Seq move = MoveAll().records.front().seq;
  const std::string carried_out = state().Hash();
  world_.FailMoveTo("2.jpg", {ErrorCode::kDenied, "not allowed"});
  EXPECT_EQ(Well(R"({"undo":{"record":)" + std::to_string(decision) + "}}").failures.size(), 1u);
  EXPECT_EQ(state().Hash(), carried_out);
  Well(R"({"undo":{"run":)" + std::to_string(move) + "}}");
  EXPECT_TRUE(world_.Has("2.jpg"));
  EXPECT_EQ(state().totals().trashed, 1u);
}

TEST_F(WaitingTest, RestoreBringsBackWhatWasMovedAndOnlyThat) {
  Well(kAtEnd);
  const std::string start = state().Hash();
  Well(R"({"trash":{"places":["1.jpg"]}})");
  Well(R"({"restore":{"places":["1.jpg"]}})");
  EXPECT_EQ(state().Hash(), start);
  Well(R"({"trash":{"places":["1.jpg"]}})");
  MoveAll();
  Well(R"({"restore":{"places":[".clustering/trash/1.jpg"]}})");
  EXPECT_EQ(state().Hash(), start);
  EXPECT_TRUE(world_.Has("1.xmp"));
}

TEST_F(WaitingTest, TheEndOfAClusterSendsItsPhotosHomeWhenItIsCarriedOut) {
  Well(R"({"assign":{"places":["1.jpg","a/1.jpg"],"cluster":"Roof"}})");
  Well(kAtEnd);
  Well(R"({"delete":{"cluster":"Roof"}})");
  EXPECT_EQ(state().totals().queue, 4u);
  EXPECT_EQ(WaitingFiles(state()), (Files{{"Roof/1.jpg", "1.jpg"}, {"a/Roof/1.jpg", "a/1.jpg"}}));
  Well(R"({"create":{"cluster":"Roof"}})");
  EXPECT_EQ(state().totals().adopted, 0u) << "its own folder does not make it a member again";
  Well(kUndo);
  MoveAll();
  EXPECT_EQ(world_.Photos(), (Places{"1.jpg", "1.xmp", "2.jpg", "Old/4.jpg", "a/1.jpg"}));
}

TEST_F(WaitingTest, AnAdoptedPhotoWaitsOnlyOnceItsClusterIsAnother) {
  Well(R"({"adopt":{"folder":"Old","cluster":"Roof"}})");
  Well(kAtEnd);
  EXPECT_EQ(state().waiting(), 0u);
  Well(R"({"assign":{"places":["2.jpg"],"cluster":"Wall"}})");
  Well(R"({"merge":{"cluster":"Roof","into":"Wall"}})");
  EXPECT_EQ(WaitingFiles(state()), (Files{{"2.jpg", "Wall/2.jpg"}, {"Old/4.jpg", "Wall/4.jpg"}}));
  Well(kUndo);
  Well(R"({"delete":{"cluster":"Roof"}})");
  EXPECT_EQ(WaitingFiles(state()), (Files{{"2.jpg", "Wall/2.jpg"}})) << "it stays where it was adopted";
}

TEST_F(WaitingTest, APhotoThatWasMissingWhenItWasDecidedWaitsOnceItIsBack) {
  Well(R"({"assign":{"places":["1.jpg","2.jpg"],"cluster":"Roof"}})");
  const std::string content = world_.Content("Roof/2.jpg");
  world_.Remove("Roof/2.jpg");
  host_ = std::make_unique<MemoryHost>(world_);
  host_->Do(R"({"rename":{"cluster":"Roof","name":"Roofs"}})");
  host_->Do(R"({"assign":{"places":["Roofs/1.jpg"],"cluster":"Wall"}})");
  host_->Do(R"({"merge":{"cluster":"Roofs","into":"Wall"}})");
  EXPECT_EQ(state().waiting(), 0u) << "it is not there";
  world_.Put("Roof/2.jpg", content);
  host_ = std::make_unique<MemoryHost>(world_);
  EXPECT_EQ(WaitingFiles(state()), (Files{{"Roof/2.jpg", "Wall/2.jpg"}}));
  MoveAll();
  EXPECT_EQ(state().totals().manual, 2u);
}

TEST_F(WaitingTest, AFileThatWasPutWhereItBelongsByHandDoesNotWait) {
  Well(kAtEnd);
  Well(R"({"assign":{"places":["2.jpg"],"cluster":"Roof"}})");
  MoveAll();  // so that its fingerprint is known
  Well(kUndo);
  host_->Settle();
  EXPECT_EQ(state().waiting(), 1u);
  const std::string content = world_.Content("2.jpg");
  world_.Rename("2.jpg", "Roof/2.jpg");
  host_ = std::make_unique<MemoryHost>(world_);
  host_->session().Observe({.place = "Roof/2.jpg",
                            .size = content.size(),
                            .mtime_ms = 0,
                            .fingerprint = FingerprintOfContent(content),
                            .taken_ms = {},
                            .not_shown = {}});
  host_->Notice();
  EXPECT_EQ(state().totals().manual, 1u);
  EXPECT_EQ(state().waiting(), 0u);
}

TEST_F(WaitingTest, WhatAPersonMovesByHandStaysThere) {
  Well(kAtEnd);
  Well(R"({"assign":{"places":["1.jpg","2.jpg"],"cluster":"Roof"}})");
  MoveAll();  // so that their fingerprints are known
  Well(kUndo);
  const auto moved_by_hand = [this](const std::string& from, const std::string& to) {
    host_->Settle();
    world_.Rename(from, to);
    host_ = std::make_unique<MemoryHost>(world_);
    host_->Notice();
  };
  moved_by_hand("2.jpg", "b/2.jpg");
  EXPECT_EQ(state().totals().manual, 2u) << "it was not in the cluster's folder, and so not taken out of it";
  EXPECT_EQ(WaitingFiles(state()), (Files{{"1.jpg", "Roof/1.jpg"}, {"b/2.jpg", "Roof/2.jpg"}}));
  MoveAll();
  moved_by_hand("Roof/2.jpg", "2.jpg");
  EXPECT_EQ(state().totals().manual, 1u) << "taken home";
  EXPECT_EQ(state().waiting(), 0u) << "a person has chosen the place";
}

// The line of the decision was damaged: the file is where it was moved, and the photo is asked about again.
TEST_F(WaitingTest, AMoveWhoseDecisionIsUnknownIsAMoveAllTheSame) {
  State state;
  Record record;
  record.seq = 7;
  record.op = Op::kMove;
  record.of = 6;
  record.src = "x.jpg";
  record.dst = "Roof/x.jpg";
  record.act = Act::kMove;
  ASSERT_TRUE(Fold(state, record).ok());
  ASSERT_TRUE(state.Find("Roof/x.jpg").has_value());
  EXPECT_EQ(state.photo(state.Find("Roof/x.jpg")).home, "");
  EXPECT_EQ(state.photo(state.Find("Roof/x.jpg")).decision.membership, Membership::kQueue);
}

}  // namespace
}  // namespace photocluster::test
