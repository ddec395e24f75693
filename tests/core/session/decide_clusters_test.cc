// Commands about whole clusters, from the files before to the files after undo and redo.
#include <gtest/gtest.h>

#include "shared/base/archive_json.h"
#include "shared/session/decide.h"
#include "shared/session/view.h"
#include "tests/support/session_checks.h"

namespace photocluster::test {
namespace {

using Places = std::vector<std::string>;

class DecideClustersTest : public testing::Test {
 protected:
  DecideClustersTest() {
    for (const char* place : {"1.jpg", "1.xmp", "2.jpg", "a/1.jpg", "a/3.jpg", "Old/4.jpg"}) world_.Put(place);
    host_ = std::make_unique<MemoryHost>(world_);
    Well(R"({"adopt":{"folder":"Old","cluster":"Roof"}})");
    Well(R"({"assign":{"places":["1.jpg","a/1.jpg"],"cluster":"Roof"}})");
    Well(R"({"assign":{"places":["2.jpg"],"cluster":"Wall"}})");
  }
  const State& state() const { return host_->state(); }
  Outcome Well(const std::string& json) {
    Outcome outcome = host_->Do(json);
    EXPECT_FALSE(outcome.error) << json << ": " << outcome.error->detail;
    EXPECT_EQ(Contradiction(world_, state()), "") << json;
    return outcome;
  }
  // Undone and done again it gives the States and the files from before and after, in a new Session too.
  Outcome Reversible(const std::string& json) {
    const std::string before = state().Hash();
    const Places photos = world_.Photos();
    Outcome outcome = Well(json);
    const std::string after = state().Hash();
    const Places moved = world_.Photos();
    Well(R"({"undo":{}})");
    EXPECT_EQ(state().Hash(), before) << json;
    EXPECT_EQ(world_.Photos(), photos) << json;
    Well(R"({"redo":{}})");
    EXPECT_EQ(state().Hash(), after) << json;
    EXPECT_EQ(world_.Photos(), moved) << json;
    World copy = world_;
    EXPECT_EQ(MemoryHost(copy).state().Hash(), after) << json;
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
  Membership MembershipAt(const std::string& place) const {
    const PhotoId id = state().Find(place);
    EXPECT_TRUE(id.has_value()) << place;
    return id.has_value() ? state().photo(id).decision.membership : Membership::kTrashed;
  }
  std::map<std::string, std::uint64_t> Clusters() const {
    std::map<std::string, std::uint64_t> clusters;
    for (const ClusterRow& row : OverviewOf(host_->session()).clusters) clusters[row.name] = row.count;
    return clusters;
  }

  World world_;
  std::unique_ptr<MemoryHost> host_;
};

using Counts = std::map<std::string, std::uint64_t>;

TEST_F(DecideClustersTest, ARenamedClusterTakesItsPhotosAndTheirCompanionsAlong) {
  const Outcome outcome = Reversible(R"({"rename":{"cluster":"roof","name":" Roofs "}})");
  ASSERT_EQ(outcome.records.size(), 4u);
  EXPECT_EQ(outcome.records[0].op, Op::kRename);
  EXPECT_EQ(outcome.records[0].cluster, "Roofs");
  EXPECT_EQ(outcome.records[0].value, "Roof");
  for (const Record& record : outcome.records) EXPECT_EQ(record.run, outcome.records[0].seq);
  EXPECT_EQ(world_.Photos(),
            (Places{"Roofs/1.jpg", "Roofs/1.xmp", "Roofs/4.jpg", "Wall/2.jpg", "a/3.jpg", "a/Roofs/1.jpg"}));
  EXPECT_EQ(Clusters(), (Counts{{"Roofs", 3}, {"Wall", 1}}));
  EXPECT_EQ(MembershipAt("Roofs/4.jpg"), Membership::kAdopted);
  EXPECT_FALSE(world_.HasFolder("Roof"));
}

TEST_F(DecideClustersTest, ARenameByCaseAloneKeepsTheNamesOfThePhotos) {
  Reversible(R"({"rename":{"cluster":"Roof","name":"ROOF"}})");
  EXPECT_TRUE(world_.Has("ROOF/1.jpg"));
  EXPECT_TRUE(world_.Has("a/ROOF/1.jpg"));
  EXPECT_EQ(Clusters(), (Counts{{"ROOF", 3}, {"Wall", 1}}));
}

TEST_F(DecideClustersTest, ARenameAdoptsWhatLiesInFoldersOfTheNewName) {
  const Outcome outcome = Reversible(R"({"rename":{"cluster":"Roof","name":"a"}})");
  EXPECT_EQ(outcome.records.back().op, Op::kAdopt);
  EXPECT_EQ(MembershipAt("a/3.jpg"), Membership::kAdopted);
}

TEST_F(DecideClustersTest, ANameThatAClusterHasIsRefusedWithTheWayOut) {
  Refused(R"({"rename":{"cluster":"Roof","name":"wall"}})", ErrorCode::kExists,
          "there is a cluster \"Wall\": to put the two together use merge");
  Refused(R"({"rename":{"cluster":"Roof","name":"Roof"}})", ErrorCode::kBadInput,
          "the cluster \"Roof\" has this name already");
  Refused(R"({"rename":{"cluster":"Sea","name":"Roof"}})", ErrorCode::kNotFound, "there is no cluster \"Sea\"");
  EXPECT_EQ(host_->Do(R"({"rename":{"cluster":"Roof","name":".clustering"}})").error->code, ErrorCode::kBadName);
  EXPECT_EQ(host_->Do(R"({"rename":{"cluster":"Roof","name":"__deleted__"}})").error->code, ErrorCode::kBadName);
  EXPECT_EQ(host_->Do(R"({"rename":{"cluster":"Roof","name":" "}})").error->code, ErrorCode::kBadName);
}

TEST_F(DecideClustersTest, APhotoThatCannotFollowARenameIsAMemberWhereItLies) {
  world_.FailMoveTo("Roofs/1.jpg", {ErrorCode::kDenied, "not allowed"});
  const Outcome outcome = Well(R"({"rename":{"cluster":"Roof","name":"Roofs"}})");
  ASSERT_EQ(outcome.failures.size(), 1u);
  EXPECT_EQ(outcome.failures[0].place, "Roof/1.jpg");
  EXPECT_TRUE(world_.Has("Roof/1.jpg"));
  EXPECT_EQ(Clusters(), (Counts{{"Roofs", 3}, {"Wall", 1}}));
  EXPECT_FALSE(host_->Do(R"({"assign":{"places":["Roof/1.jpg"],"cluster":"Roofs"}})").error);
  EXPECT_TRUE(world_.Has("Roofs/1.jpg")) << "it can be tried again";
}

TEST_F(DecideClustersTest, AnOldNameThatIsTakenByNowKeepsTheRenameFromBeingUndone) {
  const Outcome renamed = Well(R"({"rename":{"cluster":"Roof","name":"Roofs"}})");
  Well(R"({"create":{"cluster":"roof"}})");
  Refused("{\"undo\":{\"run\":" + std::to_string(*renamed.records[0].run) + "}}", ErrorCode::kNothingToUndo,
          "there is another cluster \"Roof\" by now");
  Well(R"({"undo":{"count":2}})");
  EXPECT_EQ(Clusters(), (Counts{{"Roof", 3}, {"Wall", 1}}));
}

TEST_F(DecideClustersTest, MergedPhotosStayWhatTheyWereAndTheOtherClusterEnds) {
  const Outcome outcome = Reversible(R"({"merge":{"cluster":"Roof","into":"wall"}})");
  EXPECT_EQ(outcome.records[0].op, Op::kMerge);
  EXPECT_EQ(outcome.records[0].cluster, "Wall");
  EXPECT_EQ(outcome.records[0].value, "Roof");
  EXPECT_EQ(Clusters(), (Counts{{"Wall", 4}}));
  EXPECT_EQ(MembershipAt("Wall/4.jpg"), Membership::kAdopted);
  EXPECT_EQ(MembershipAt("a/Wall/1.jpg"), Membership::kManual);
  EXPECT_TRUE(world_.Has("Wall/1.xmp"));
}

TEST_F(DecideClustersTest, AMergedPhotoWhoseFileCannotBeMovedHasTheNewClusterAndTheOldPlace) {
  world_.FailMoveTo("Roof/2.jpg", {ErrorCode::kDenied, "not allowed"});
  EXPECT_EQ(Well(R"({"merge":{"cluster":"Wall","into":"Roof"}})").failures.size(), 1u);
  EXPECT_TRUE(world_.Has("Wall/2.jpg"));
  EXPECT_EQ(Clusters(), (Counts{{"Roof", 4}}));
}

TEST_F(DecideClustersTest, AMergeIsOfTwoClustersThatAreThere) {
  Refused(R"({"merge":{"cluster":"Roof","into":"roof"}})", ErrorCode::kBadInput,
          "merge: a cluster cannot be put into itself");
  Refused(R"({"merge":{"cluster":"Roof","into":"Sea"}})", ErrorCode::kNotFound, "there is no cluster \"Sea\"");
  Refused(R"({"merge":{"cluster":"Sea","into":"Roof"}})", ErrorCode::kNotFound, "there is no cluster \"Sea\"");
}

TEST_F(DecideClustersTest, TheNameOfAClusterThatEndedCanBeGivenAgainAndAllOfItTakenBack) {
  const std::string before = state().Hash();
  Reversible(R"({"merge":{"cluster":"Wall","into":"Roof"}})");
  Reversible(R"({"rename":{"cluster":"Roof","name":"Wall"}})");
  Reversible(R"({"delete":{"cluster":"Wall"}})");
  Reversible(R"({"create":{"cluster":"WALL"}})");
  EXPECT_EQ(Clusters(), (Counts{{"WALL", 0}}));
  Well(R"({"undo":{"count":4}})");
  EXPECT_EQ(state().Hash(), before);
  Well(R"({"redo":{"count":4}})");
  EXPECT_EQ(Clusters(), (Counts{{"WALL", 0}}));
}

TEST_F(DecideClustersTest, PhotosOfADeletedClusterGoHomeAndIntoTheQueue) {
  const Outcome outcome = Reversible(R"({"delete":{"cluster":"Roof"}})");
  EXPECT_EQ(outcome.records[0].op, Op::kDelete);
  EXPECT_EQ(outcome.records[0].value, "Roof");
  EXPECT_EQ(world_.Photos(), (Places{"1.jpg", "1.xmp", "Old/4.jpg", "Wall/2.jpg", "a/1.jpg", "a/3.jpg"}));
  EXPECT_EQ(Clusters(), (Counts{{"Wall", 1}}));
  EXPECT_EQ(state().totals().queue, 4u);
  EXPECT_EQ(state().photo(state().Find("Old/4.jpg")).home, "Old") << "adopting it moved no file";
  Refused(R"({"delete":{"cluster":"Roof"}})", ErrorCode::kNotFound, "there is no cluster \"Roof\"");
}

TEST_F(DecideClustersTest, APhotoThatIsMissingChangesItsClusterAllTheSame) {
  world_.Remove("Wall/2.jpg");
  EXPECT_FALSE(host_->Do(R"({"merge":{"cluster":"Wall","into":"Roof"}})").error);
  EXPECT_EQ(state().totals().missing, 1u);
  EXPECT_FALSE(state().FindCluster("Wall").has_value());
}

TEST_F(DecideClustersTest, SplitPhotosMakeANewCluster) {
  Reversible(R"({"split":{"places":["Roof/1.jpg","Old/4.jpg"],"cluster":"Sea"}})");
  EXPECT_EQ(Clusters(), (Counts{{"Roof", 1}, {"Sea", 2}, {"Wall", 1}}));
  EXPECT_TRUE(world_.Has("Sea/1.jpg"));
  EXPECT_EQ(MembershipAt("Sea/4.jpg"), Membership::kAdopted);
}

TEST_F(DecideClustersTest, OnlyPhotosOfOneClusterAreSplitAndIntoANewOne) {
  Refused(R"({"split":{"places":["Roof/1.jpg","Wall/2.jpg"],"cluster":"Sea"}})", ErrorCode::kBadInput,
          "split: \"Wall/2.jpg\" is not in the cluster to be split");
  Refused(R"({"split":{"places":["a/3.jpg"],"cluster":"Sea"}})", ErrorCode::kBadInput,
          "split: \"a/3.jpg\" is not in the cluster to be split");
  Refused(R"({"split":{"places":["Roof/1.jpg"],"cluster":"wall"}})", ErrorCode::kExists,
          "there is a cluster \"Wall\": to put photos into it use assign");
}

TEST_F(DecideClustersTest, TheSpellingOfAnEndedClusterComesBackWhenItsNameIsGivenBack) {
  Well(R"({"rename":{"cluster":"Roof","name":"roof"}})");
  Well(R"({"trash":{"places":["roof/1.jpg"]}})");
  Well(R"({"delete":{"cluster":"roof"}})");  // the photo in the trash remembers it
  Reversible(R"({"rename":{"cluster":"Wall","name":"Roof"}})");
  Well(R"({"undo":{}})");
  Well(R"({"restore":{"places":[".clustering/trash/roof/1.jpg"]}})");
  EXPECT_EQ(Clusters(), (Counts{{"Wall", 1}, {"roof", 1}}));
}

std::string RelayoutJson(const State& state) { return ToJson(Command(Relayout{MovesOf(DraftRelayout(state))})); }

TEST_F(DecideClustersTest, AnotherLayoutMovesTheRestExactlyAsShown) {
  EXPECT_EQ(MovesOf(DraftRelayout(state())), (std::vector<RelayoutMove>{}));
  Well(R"({"settings":{"layout":"root"}})");
  EXPECT_EQ(MovesOf(DraftRelayout(state())), (std::vector<RelayoutMove>{{"a/Roof/1.jpg", "Roof/1__dup1.jpg"}}));
  const Outcome outcome = Reversible(RelayoutJson(state()));
  ASSERT_EQ(outcome.records.size(), 1u);
  EXPECT_EQ(outcome.records[0].op, Op::kRegroup);
  EXPECT_TRUE(world_.Has("Old/4.jpg")) << "it was adopted there";
  EXPECT_FALSE(world_.HasFolder("a/Roof"));
  EXPECT_TRUE(DraftRelayout(state()).records.empty());
  Well(R"({"settings":{"layout":"root_above"}})");
  Well(RelayoutJson(state()));
  EXPECT_TRUE(world_.Has("Roof/a/1__dup1.jpg"));
}

TEST_F(DecideClustersTest, AnAdoptedPhotoThatWasInTheTrashStaysWhereItWasAdopted) {
  Well(R"({"trash":{"places":["Old/4.jpg"]}})");
  Well(R"({"restore":{"places":[".clustering/trash/Old/4.jpg"]}})");
  Well(R"({"settings":{"layout":"root"}})");
  EXPECT_EQ(MovesOf(DraftRelayout(state())).size(), 1u);
  Well(R"({"delete":{"cluster":"Roof"}})");
  EXPECT_TRUE(world_.Has("Old/4.jpg"));
}

TEST_F(DecideClustersTest, ARelayoutThatIsNotWhatWasShownIsRefused) {
  Well(R"({"settings":{"layout":"root"}})");
  const std::string shown = RelayoutJson(state());
  Refused(R"({"relayout":{"moves":[]}})", ErrorCode::kPlanChanged,
          "\"a/Roof/1.jpg\" would go to \"Roof/1__dup1.jpg\" too");
  Refused(R"({"relayout":{"moves":[{"place":"a/Roof/1.jpg","to":"Roof/1.jpg"}]}})", ErrorCode::kPlanChanged,
          "\"a/Roof/1.jpg\" would no longer go to \"Roof/1.jpg\"");
  Refused(R"({"relayout":{"moves":[{"place":"a/Roof/1.jpg","to":"Roof/1__dup1.jpg"},)"
          R"({"place":"a/Roof/1.jpg","to":"Roof/1__dup1.jpg"}]}})",
          ErrorCode::kBadInput, "relayout.moves: a photo is named twice");
  Well(R"({"assign":{"places":["a/Roof/1.jpg"],"cluster":"Wall"}})");
  Refused(shown, ErrorCode::kPlanChanged, "\"a/Roof/1.jpg\" would no longer go to \"Roof/1__dup1.jpg\"");
}

}  // namespace
}  // namespace photocluster::test
