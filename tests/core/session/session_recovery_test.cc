#include <gtest/gtest.h>

#include "shared/journal/file_names.h"
#include "shared/journal/record_line.h"
#include "shared/session/session.h"
#include "tests/support/session_checks.h"

namespace photocluster::test {
namespace {

using Places = std::vector<std::string>;

constexpr char kCarryOut[] = R"({"carry_out":{}})";
constexpr char kKeepFolder[] = R"({"keep_folder":{}})";

std::string AssignTo(const std::string& cluster, const Places& places) {
  std::string list;
  for (const std::string& place : places) list += (list.empty() ? "\"" : ",\"") + place + "\"";
  return R"({"assign":{"places":[)" + list + R"(],"cluster":")" + cluster + "\"}}";
}

// A world with these photos that dies when the records of the Command are durable and no file has moved.
World Interrupted(const Places& photos, const std::vector<std::string>& commands) {
  World world;
  for (const std::string& place : photos) world.Put(place);
  for (const std::string& command : commands) {
    MemoryHost host(world);
    if (&command == &commands.back()) world.DieAfter(1);
    host.Do(command);
  }
  world.DieAfter({});
  return world;
}

void ExpectWell(const World& world, const MemoryHost& host) {
  EXPECT_EQ(Contradiction(world, host.state()), "");
  World bare = world;
  if (bare.Has(kCheckpointFile)) bare.Remove(kCheckpointFile);
  EXPECT_EQ(Session::Open(bare.Open())->state().Hash(), host.state().Hash());
}

TEST(SessionRecovery, TheInterruptedWorkOfThisPlaceIsFinishedAtOnce) {
  World world = Interrupted({"1.jpg", "2.jpg"}, {AssignTo("Roof", {"1.jpg", "2.jpg"})});
  EXPECT_EQ(world.Photos(), (Places{"1.jpg", "2.jpg"}));
  const MemoryHost host(world);
  EXPECT_FALSE(host.started().error);
  EXPECT_EQ(world.Photos(), (Places{"Roof/1.jpg", "Roof/2.jpg"}));
  EXPECT_EQ(host.state().totals().manual, 2u);
  EXPECT_EQ(host.state().totals().queue, 0u) << "a photo is also counted where it lay";
  ExpectWell(world, host);
}

TEST(SessionRecovery, InAnotherPlaceNothingIsWrittenUntilAPersonAnswers) {
  World world = Interrupted({"1.jpg", "2.jpg"}, {AssignTo("Roof", {"1.jpg"})});
  const int effects = world.effects();
  MemoryHost host(world, false);
  ASSERT_TRUE(host.session().disagreement());
  EXPECT_EQ(*host.session().disagreement(),
            (Error{ErrorCode::kDisagrees, "the log knows 1 decisions that this folder does not show"}));
  EXPECT_EQ(host.started().error, host.session().disagreement());
  EXPECT_EQ(host.state().totals().queue, 2u) << "the photo at its old place is shown";
  EXPECT_EQ(host.state().totals().missing, 1u);
  EXPECT_EQ(host.Do(R"({"skip":{"places":["2.jpg"]}})").error, host.session().disagreement());
  EXPECT_EQ(host.Do(R"({"undo":{}})").error, host.session().disagreement());
  EXPECT_EQ(host.Settle().error, host.session().disagreement());
  EXPECT_TRUE(host.Notice().records.empty());
  EXPECT_EQ(world.effects(), effects);
}

TEST(SessionRecovery, CarryOutBringsTheFilesToWhereTheLogSays) {
  World world = Interrupted({"1.jpg", "2.jpg"}, {AssignTo("Roof", {"1.jpg"})});
  MemoryHost host(world, false);
  EXPECT_FALSE(host.Do(kCarryOut).error);
  EXPECT_FALSE(host.session().disagreement());
  EXPECT_EQ(world.Photos(), (Places{"2.jpg", "Roof/1.jpg"}));
  ExpectWell(world, host);
  EXPECT_FALSE(host.Do(AssignTo("Roof", {"2.jpg"})).error);
  EXPECT_FALSE(host.Settle().error);
  EXPECT_FALSE(MemoryHost(world, false).session().disagreement());
}

TEST(SessionRecovery, KeepFolderTakesThePhotosWhereTheyLie) {
  World world = Interrupted({"1.jpg", "2.jpg"}, {AssignTo("Roof", {"1.jpg"})});
  MemoryHost host(world, false);
  const Outcome kept = host.Do(kKeepFolder);
  ASSERT_EQ(kept.records.size(), 1u);
  EXPECT_EQ(kept.records[0].op, Op::kFound);
  EXPECT_EQ(world.Photos(), (Places{"1.jpg", "2.jpg"}));
  EXPECT_EQ(host.state().totals().manual, 1u) << "the decision holds, only the place is another";
  ExpectWell(world, host);
  EXPECT_FALSE(MemoryHost(world, false).session().disagreement());
  EXPECT_FALSE(host.Do(AssignTo("Roof", {"1.jpg", "2.jpg"})).error);
  EXPECT_EQ(world.Photos(), (Places{"Roof/1.jpg", "Roof/2.jpg"}));
  ExpectWell(world, host);
}

// Where the folder was kept as it was found, a companion may be left that had gone ahead of its photo: it belongs to
// no photo then, and stays where it is.
bool IsWell(const World& world, const MemoryHost& host, bool was_kept) {
  World bare = world;
  if (bare.Has(kCheckpointFile)) bare.Remove(kCheckpointFile);
  if (Session::Open(bare.Open())->state().Hash() != host.state().Hash()) return false;
  const std::string wrong = Contradiction(world, host.state());
  return wrong.empty() || (was_kept && wrong.starts_with("the State knows nothing of") && wrong.ends_with("/1.xmp"));
}

// Whatever is done about an interrupted step, and wherever it was interrupted: what moves have made goes with what is
// in it, then or when everything is taken back.
TEST(SessionRecovery, NoFolderOfOursStaysEmptyAfterAnInterruptedStep) {
  const std::string trash = R"({"trash":{"places":["a/Roof/1.jpg"]}})";
  const std::string away = AssignTo("Wall", {"a/Roof/1.jpg"});
  for (const std::string& step : {trash, away, std::string(R"({"undo":{}})")}) {
    for (const std::string& answer : {std::string(), std::string(kCarryOut), std::string(kKeepFolder)}) {
      for (int effects = 0; effects < 12; ++effects) {
        SCOPED_TRACE(step + " killed after " + std::to_string(effects) + ", then " + answer);
        World world;
        for (const char* place : {"a/1.jpg", "a/1.xmp", "2.jpg"}) world.Put(place);
        {
          MemoryHost host(world);
          host.Do(AssignTo("Roof", {"a/1.jpg"}));
          host.Settle();
          world.DieAfter(effects);
          host.Do(step);
        }
        world.DieAfter({});
        MemoryHost host(world, answer.empty());
        if (host.session().disagreement()) {
          EXPECT_FALSE(host.Do(answer).error);
        }
        EXPECT_TRUE(IsWell(world, host, answer == kKeepFolder)) << Contradiction(world, host.state());
        EXPECT_EQ(world.EmptyMadeFolders(), Places());
        for (int i = 0; i < 3; ++i) host.Do(R"({"undo":{}})");
        EXPECT_TRUE(IsWell(world, host, answer == kKeepFolder)) << Contradiction(world, host.state());
        EXPECT_EQ(world.EmptyMadeFolders(), Places());
        if (answer != kKeepFolder) {
          EXPECT_EQ(world.Photos(), (Places{"2.jpg", "a/1.jpg", "a/1.xmp"}));
        }
      }
    }
  }
}

TEST(SessionRecovery, KeepFolderKeepsAUnitInTwoParts) {
  World world = Interrupted({"1.jpg", "1.xmp", "2.jpg"}, {AssignTo("Roof", {"1.jpg"})});
  world.Rename("1.xmp", "Roof/1.xmp");
  MemoryHost host(world, false);
  ASSERT_TRUE(host.session().disagreement());
  EXPECT_FALSE(host.Do(kKeepFolder).error);
  EXPECT_EQ(world.Photos(), (Places{"1.jpg", "2.jpg", "Roof/1.xmp"}));
  EXPECT_TRUE(host.state().photo(host.state().Find("1.jpg")).companions.empty());
  EXPECT_FALSE(MemoryHost(world, false).session().disagreement());
}

TEST(SessionRecovery, KeepFolderTakesPhotosThatLieInEachOthersPlaces) {
  World world;
  for (const char* place : {"1.jpg", "Roof/9.jpg", "Wall/9.jpg"}) world.Put(place);
  {
    MemoryHost host(world);
    host.Do(R"({"adopt":{"folder":"Roof"}})");
    host.Do(R"({"adopt":{"folder":"Wall"}})");
    host.Do(AssignTo("Sky", {"Roof/9.jpg"}));
    host.Do(AssignTo("Sea", {"Wall/9.jpg"}));
  }
  world.Rename("Sky/9.jpg", "x");
  world.Rename("Sea/9.jpg", "Sky/9.jpg");
  world.Rename("x", "Sea/9.jpg");
  MemoryHost host(world, false);
  // By content: each lies where the log never sent it.
  ASSERT_TRUE(host.session().disagreement());
  const Outcome kept = host.Do(kKeepFolder);
  EXPECT_FALSE(kept.error);
  for (const Record& record : kept.records) EXPECT_EQ(record.op, Op::kLost);
  EXPECT_EQ(world.Photos(), (Places{"1.jpg", "Sea/9.jpg", "Sky/9.jpg"}));
}

TEST(SessionRecovery, KeepFolderTakesAPhotoThatLiesWhereTheLogHasAnother) {
  // 1.jpg left its place for Roof, and a/1.jpg was restored there; neither file moved.
  World world;
  for (const char* place : {"1.jpg", "2.jpg"}) world.Put(place);
  {
    MemoryHost host(world);
    host.Do(AssignTo("Roof", {"1.jpg"}));
    host.Do(R"({"trash":{"places":["2.jpg"]}})");
    host.Do(R"({"settings":{"layout":"root"}})");
    host.Settle();
    host.Do(AssignTo("Wall", {"Roof/1.jpg"}));
    host.Do(AssignTo("Sky", {"Wall/1.jpg"}));
  }
  world.Rename("Sky/1.jpg", "Roof/1.jpg");
  MemoryHost host(world, false);
  ASSERT_TRUE(host.session().disagreement());
  EXPECT_FALSE(host.Do(kKeepFolder).error);
  EXPECT_TRUE(world.Has("Roof/1.jpg"));
  ExpectWell(world, host);
  EXPECT_FALSE(host.Do(AssignTo("Sky", {"Roof/1.jpg"})).error);
  ExpectWell(world, host);
}

TEST(SessionRecovery, TwoRunsAreMoreThanAnInterruption) {
  World world;
  for (const char* place : {"1.jpg", "2.jpg", "3.jpg", "4.jpg"}) world.Put(place);
  {
    MemoryHost host(world);
    host.Do(AssignTo("Roof", {"1.jpg", "2.jpg"}));
    host.Do(AssignTo("Wall", {"3.jpg", "4.jpg"}));
  }
  World one = world;
  one.Rename("Wall/3.jpg", "3.jpg");
  one.Rename("Wall/4.jpg", "4.jpg");
  World two = one;
  two.Rename("Roof/1.jpg", "1.jpg");
  EXPECT_FALSE(MemoryHost(one).session().disagreement());
  EXPECT_TRUE(one.Has("Wall/3.jpg"));
  MemoryHost host(two);
  ASSERT_TRUE(host.session().disagreement());
  EXPECT_EQ(host.session().disagreement()->detail, "the log knows 3 decisions that this folder does not show");
  EXPECT_FALSE(host.Do(kCarryOut).error);
  ExpectWell(two, host);
}

World WithLost(int photos, int lost) {
  World world;
  for (int i = 0; i < photos; ++i) world.Put("p/" + std::to_string(i) + ".jpg");
  Places moved;
  for (int i = 0; i < lost; ++i) moved.push_back("p/" + std::to_string(i) + ".jpg");
  MemoryHost(world).Do(AssignTo("Roof", moved));
  world.Put("p/Roof/other.jpg");  // emptied by somebody else the folder would stay too
  for (int i = 0; i < lost; ++i) world.Remove("p/Roof/" + std::to_string(i) + ".jpg");
  return world;
}

TEST(SessionRecovery, PhotosThatAreNowhereAreLostUnlessTheyAreTooMany) {
  World few = WithLost(100, 19);
  const MemoryHost host(few);
  EXPECT_FALSE(host.session().disagreement());
  EXPECT_EQ(host.started().records.size(), 19u);
  EXPECT_EQ(host.started().records[0].op, Op::kLost);
  EXPECT_EQ(host.state().totals().missing, 19u);
  ExpectWell(few, host);

  World many = WithLost(100, 20);
  const int effects = many.effects();
  MemoryHost asking(many);
  ASSERT_TRUE(asking.session().disagreement());
  EXPECT_EQ(asking.session().disagreement()->detail, "20 photos of the log are not there: is a disk away?");
  EXPECT_EQ(many.effects(), effects);
  EXPECT_EQ(asking.Do(kKeepFolder).records.size(), 20u);
  ExpectWell(many, asking);

  World small_share = WithLost(2100, 20);
  EXPECT_FALSE(MemoryHost(small_share).session().disagreement());
}

TEST(SessionRecovery, WhatIsLostIsTakenUpAgainWhenItIsBack) {
  World world = WithLost(3, 1);
  const World before = world;
  MemoryHost host(world);
  EXPECT_EQ(host.state().totals().missing, 1u);
  world.Put("p/Roof/0.jpg", "back");
  const MemoryHost again(world);
  EXPECT_EQ(again.state().totals().missing, 0u);
  EXPECT_EQ(again.state().totals().manual, 1u);
}

TEST(SessionRecovery, APlaceTakenByNoFileIsAStrangersAllTheSame) {
  World world = Interrupted({"1.jpg", "1.xmp"}, {AssignTo("Roof", {"1.jpg"})});
  world.FailMovesTo("Roof/1.jpg", {ErrorCode::kExists, "a folder is there"});
  const MemoryHost host(world);
  EXPECT_FALSE(host.started().error);
  EXPECT_EQ(world.Photos(), (Places{"Roof/1__dup1.jpg", "Roof/1__dup1.xmp"}));
  ExpectWell(world, host);
}

TEST(SessionRecovery, AnEqualPhotoOfItsOwnIsNoCopyToBeRemoved) {
  World world;
  world.Put("1.jpg", "the same");
  world.Put("x/1.jpg", "the same");
  world.Put("2.jpg");
  {
    MemoryHost host(world);
    host.Do(AssignTo("Wall", {"x/1.jpg"}));
    host.Do(AssignTo("Roof", {"1.jpg"}));
    host.Settle();
  }
  world.Rename("x/Wall/1.jpg", "1.jpg");
  {
    MemoryHost host(world);  // lost where it was, found where the other one was
    host.Embed({{"1.jpg", 0}});
    const Outcome noticed = host.Notice();
    ASSERT_EQ(noticed.records.size(), 1u);
    EXPECT_EQ(noticed.records[0].op, Op::kFound);
  }
  const MemoryHost host(world);
  EXPECT_EQ(world.Photos(), (Places{"1.jpg", "2.jpg", "Roof/1.jpg"}));
  EXPECT_EQ(Contradiction(world, host.state()), "");
  world.Remove(kCheckpointFile);
  EXPECT_EQ(MemoryHost(world).state().Hash(), host.state().Hash());
  EXPECT_EQ(world.Photos(), (Places{"1.jpg", "2.jpg", "Roof/1.jpg"}));
}

TEST(SessionRecovery, ACopyIsRemovedOnlyWhenEveryByteIsEqual) {
  for (const bool is_equal : {true, false}) {
    World world;
    std::string content(300'000, 'x');
    world.Put("1.jpg", content);
    MemoryHost(world).Do(AssignTo("Roof", {"1.jpg"}));
    if (!is_equal) content[100'000] = 'y';  // where no fingerprint looks
    world.Put("1.jpg", content);
    const MemoryHost host(world);
    EXPECT_FALSE(host.started().error);
    EXPECT_EQ(world.Has("1.jpg"), !is_equal);
    EXPECT_EQ(host.state().totals().queue, is_equal ? 0u : 1u);
    ExpectWell(world, host);
  }
}

TEST(SessionRecovery, ATemporaryFileOfOursIsRemovedWhenThePhotoIsWhole) {
  World world;
  world.Put("1.jpg");
  MemoryHost(world).Do(AssignTo("Roof", {"1.jpg"}));
  world.Put("Roof/.photocluster-3-1.jpg", "half a pho");
  const MemoryHost host(world);
  EXPECT_EQ(world.Photos(), (Places{"Roof/1.jpg"}));
}

TEST(SessionRecovery, APhotoUnderATemporaryNameIsBroughtToItsGoalEvenWhenTheFolderIsKept) {
  World world = Interrupted({"1.jpg", "2.jpg"}, {AssignTo("Roof", {"1.jpg"})});
  world.Rename("1.jpg", "Roof/.photocluster-3-1.jpg");
  MemoryHost host(world, false);
  ASSERT_TRUE(host.session().disagreement());
  EXPECT_FALSE(host.Do(kKeepFolder).error);
  EXPECT_EQ(world.Photos(), (Places{"2.jpg", "Roof/1.jpg"}));
  ExpectWell(world, host);
}

TEST(SessionRecovery, APhotoThatCannotBeMovedStaysAndIsNamed) {
  World world = Interrupted({"a/1.jpg", "a/1.xmp", "a/2.jpg"}, {AssignTo("Roof", {"a/1.jpg", "a/2.jpg"})});
  world.FailMovesTo("a/Roof/1.jpg", {ErrorCode::kDenied, "permission denied"});
  MemoryHost host(world);
  EXPECT_FALSE(host.started().error);
  ASSERT_EQ(host.started().failures.size(), 1u);
  EXPECT_EQ(host.started().failures[0].place, "a/1.jpg");
  EXPECT_EQ(host.started().failures[0].error.code, ErrorCode::kDenied);
  EXPECT_EQ(world.Photos(), (Places{"a/1.jpg", "a/1.xmp", "a/Roof/2.jpg"}));
  EXPECT_EQ(host.state().totals().manual, 2u) << "it is a member, its file lies elsewhere";
  ExpectWell(world, host);
  EXPECT_FALSE(MemoryHost(world).started().error);
}

TEST(SessionRecovery, AnErrorOfTheLogLeavesTheFolderForReading) {
  World world = Interrupted({"1.jpg"}, {AssignTo("Roof", {"1.jpg"})});
  world.Put("Roof/1.jpg", "a stranger");
  world.FailAppends(Error{ErrorCode::kNoSpace, "the disk is full"});
  MemoryHost host(world);
  EXPECT_EQ(host.started().error->code, ErrorCode::kNoSpace);
  EXPECT_EQ(host.Do(R"({"undo":{}})").error->code, ErrorCode::kReadOnly);
  EXPECT_EQ(host.Settle().error->code, ErrorCode::kReadOnly);
  EXPECT_EQ(world.Photos(), (Places{"1.jpg", "Roof/1.jpg"}));
  world.FailAppends({});
  const MemoryHost again(world);
  EXPECT_EQ(world.Photos(), (Places{"Roof/1.jpg", "Roof/1__dup1.jpg"}));
  ExpectWell(world, again);
}

TEST(SessionRecovery, AFileThatCannotBeReadIsNotTakenForMissing) {
  World world = Interrupted({"1.jpg"}, {AssignTo("Roof", {"1.jpg"})});
  const int effects = world.effects();
  world.FailProbes(Error{ErrorCode::kDenied, "cannot read 1.jpg"});
  EXPECT_EQ(MemoryHost(world).started().error->code, ErrorCode::kDenied);
  EXPECT_EQ(world.effects(), effects);
}

TEST(SessionRecovery, ATornTailIsSetAsideBeforeAnythingIsAppended) {
  World world;
  world.Put("1.jpg");
  MemoryHost(world).Do(AssignTo("Roof", {"1.jpg"}));
  const std::string log = world.Content(kLogFile);
  world.SetContent(kLogFile, log + R"({"ts":"2025-)");
  {
    MemoryHost host(world);
    EXPECT_FALSE(host.started().error);
    EXPECT_EQ(world.Content(kLogFile), log);
    EXPECT_FALSE(host.Do(R"({"undo":{}})").error);
  }
  bool is_kept = false;
  for (const std::string& path : world.StateFiles()) {
    is_kept |= path.starts_with(kTornPrefix) && world.Content(path) == R"({"ts":"2025-)";
  }
  EXPECT_TRUE(is_kept);
  const MemoryHost host(world);
  EXPECT_TRUE(host.started().records.empty());
  ExpectWell(world, host);
}

TEST(SessionRecovery, PendingLinesGoIntoTheLogOnce) {
  World world;
  world.Put("1.jpg");
  {
    MemoryHost host(world);
    host.Do(AssignTo("Roof", {"1.jpg"}));
    host.Settle();
  }
  Record skip;
  skip.op = Op::kCreate;
  skip.cluster = "Wall";
  skip.seq = 4;
  skip.at = 1;
  world.Put(kPendingFile, RecordLine(skip));
  for (int opened = 0; opened < 2; ++opened) {
    const MemoryHost host(world);
    EXPECT_TRUE(host.state().FindCluster("Wall").has_value());
    EXPECT_EQ(world.Content(kPendingFile), "");
    ExpectWell(world, host);
  }
}

TEST(SessionRecovery, VectorsAtHandBeforeWritingStayAtHand) {
  World world;
  for (const char* place : {"1.jpg", "2.jpg"}) world.Put(place);
  {
    MemoryHost host(world);
    host.Embed({{"1.jpg", 0}, {"2.jpg", 1}});
    host.Settle();
    world.DieAfter(1);
    host.Do(AssignTo("Roof", {"1.jpg"}));
  }
  world.DieAfter({});
  MemoryHost host(world);
  const ClusterId roof = host.state().FindCluster("Roof");
  ASSERT_TRUE(roof.has_value());
  EXPECT_EQ(host.state().clusters().centroid(roof).count, 1u);
  EXPECT_TRUE(host.session().Suggest("2.jpg").has_value());
}

}  // namespace
}  // namespace photocluster::test
