#include "shared/journal/recovery.h"

#include <gtest/gtest.h>

#include "shared/base/path.h"

namespace photocluster {
namespace {

// The table of the crash rule row by row: files on a disk, a plan, its steps as text. recovery_kill_test.cc carries
// plans out.

struct Row {
  std::vector<MovedFile> files;
  std::vector<ProbedFile> found;
  std::set<std::string, std::less<>> foreign = {};
  std::set<std::string> taken = {};

  std::string Plan() const {
    const auto is_taken = [this](const std::string& place) { return taken.contains(place); };
    std::string text;
    for (const RecoveryStep& step : PlanRecovery(files, {found, foreign, is_taken})) {
      static const char* const kVerbs[] = {"clear", "remove", "redirect", "move", "copy", "lost"};
      text += std::string(text.empty() ? "" : ", ") + kVerbs[static_cast<int>(step.action)];
      if (step.unfinished) text += " over";
      if (!step.from.empty()) text += " " + step.from;
      if (!step.to.empty()) text += " > " + step.to;
    }
    return text;
  }
};

Fingerprint ContentA() { return FingerprintOfContent("A"); }
Fingerprint ContentB() { return FingerprintOfContent("B"); }

MovedFile Moved(const Fingerprint& fingerprint, const std::vector<std::string>& places, Seq first = 1) {
  MovedFile file;
  file.fingerprint = fingerprint;
  for (const std::string& place : places) file.places.push_back({place, file.places.empty() ? 0 : first++});
  return file;
}

ProbedFile Found(const std::string& place, const Fingerprint& fingerprint, std::uint64_t inode,
                 std::uint64_t size = 9) {
  ProbedFile found;
  found.place = place;
  found.fingerprint = fingerprint;
  found.inode = inode;
  found.size = size;
  return found;
}

TEST(RecoveryTable, AtTheGoalOnlyIsSettled) {
  EXPECT_EQ((Row{{Moved(ContentA(), {"x", "y"})}, {Found("y", ContentA(), 1)}}.Plan()), "");
}

TEST(RecoveryTable, AtAnotherPlaceWithAFreeGoalIsMovedFromTheLatest) {
  EXPECT_EQ((Row{{Moved(ContentA(), {"x", "y", "z"})}, {Found("y", ContentA(), 1)}}.Plan()), "move y > z");
}

TEST(RecoveryTable, AfterUndoTheFileGoesBack) {
  EXPECT_EQ((Row{{Moved(ContentA(), {"x", "y", "x"})}, {Found("y", ContentA(), 1)}}.Plan()), "move y > x");
}

TEST(RecoveryTable, TheFileThatHoldsTheGoalMovesFirst) {
  EXPECT_EQ((Row{{Moved(ContentA(), {"x", "y"}), Moved(ContentB(), {"y", "z"}, 2)},
                 {Found("x", ContentA(), 1), Found("y", ContentB(), 2)}}
                 .Plan()),
            "move y > z, move x > y");
}

TEST(RecoveryTable, InACircleOneStepsAside) {
  EXPECT_EQ((Row{{Moved(ContentA(), {"x", "t", "y"}), Moved(ContentB(), {"y", "x"}, 3)},
                 {Found("x", ContentA(), 1), Found("y", ContentB(), 2)}}
                 .Plan()),
            "move x > .photocluster-2-y, move y > x, move .photocluster-2-y > y");
}

TEST(RecoveryTable, AGoalTakenByAStrangerIsRedirected) {
  Row row{{Moved(ContentA(), {"x.jpg", "f/y.jpg"})}, {Found("x.jpg", ContentA(), 1), Found("f/y.jpg", ContentB(), 2)}};
  EXPECT_EQ(row.Plan(), "redirect > f/y__dup1.jpg, move x.jpg > f/y__dup1.jpg");
  row.taken.insert("f/y__dup1.jpg");
  EXPECT_EQ(row.Plan(), "redirect > f/y__dup2.jpg, move x.jpg > f/y__dup2.jpg");
}

TEST(RecoveryTable, ASecondRedirectCountsOnFromTheNameFirstWanted) {
  Row row{{Moved(ContentA(), {"x.jpg", "y.jpg", "y__dup1.jpg"})},
          {Found("x.jpg", ContentA(), 1), Found("y.jpg", ContentB(), 2), Found("y__dup1.jpg", ContentB(), 3)}};
  row.files[0].places[1].was_taken = true;
  EXPECT_EQ(row.Plan(), "redirect > y__dup2.jpg, move x.jpg > y__dup2.jpg");
}

TEST(RecoveryTable, AFinishedCopyMoveLosesItsSource) {
  EXPECT_EQ((Row{{Moved(ContentA(), {"x", "y"})}, {Found("x", ContentA(), 1), Found("y", ContentA(), 2)}}.Plan()),
            "remove x > y");
}

TEST(RecoveryTable, UnequalBytesLeaveBoth) {
  Row row{{Moved(ContentA(), {"x", "y"})}, {Found("x", ContentA(), 1), Found("y", ContentA(), 2)}, {"x"}};
  EXPECT_EQ(row.Plan(), "");
}

TEST(RecoveryTable, OneFileUnderBothNamesIsRenamedThroughATemporaryName) {
  EXPECT_EQ((Row{{Moved(ContentA(), {"a", "A"})}, {Found("a", ContentA(), 1), Found("A", ContentA(), 1)}}.Plan()),
            "move a > .photocluster-1-A, move .photocluster-1-A > A");
}

TEST(RecoveryTable, WithoutInodesTwoSpellingsAreOneFile) {
  EXPECT_EQ((Row{{Moved(ContentA(), {"a", "A"})}, {Found("a", ContentA(), 0), Found("A", ContentA(), 0)}}.Plan()),
            "move a > .photocluster-1-A, move .photocluster-1-A > A");
}

TEST(RecoveryTable, NowhereIsLost) {
  EXPECT_EQ((Row{{Moved(ContentA(), {"x", "y"})}, {Found("y", ContentB(), 1)}}.Plan()), "lost");
  EXPECT_EQ((Row{{Moved(Fingerprint{}, {"x", "y"})}, {Found("y", Fingerprint{}, 1)}}.Plan()), "lost");
}

TEST(RecoveryTable, ALostFileKeepsItsTemporaryName) {
  EXPECT_EQ((Row{{Moved(ContentA(), {"x", "y"})}, {Found(".photocluster-1-y", ContentB(), 1)}}.Plan()), "lost");
}

TEST(RecoveryTable, TemporaryNamesAreFinishedOrRemoved) {
  const std::vector<MovedFile> files = {Moved(ContentA(), {"x", "y"})};
  const ProbedFile source = Found("x", ContentA(), 1);
  EXPECT_EQ((Row{files, {Found(".photocluster-1-y", ContentA(), 2)}}.Plan()), "move .photocluster-1-y > y");
  EXPECT_EQ((Row{files, {source, Found(".photocluster-1-y", ContentB(), 2)}}.Plan()),
            "clear .photocluster-1-y > x, move x > y");
  EXPECT_EQ((Row{files, {source, Found(".photocluster-1-y", ContentA(), 2)}}.Plan()),
            "remove .photocluster-1-y > x, move x > y");
}

// y was at x's first place and x's file lies there still: it must not pass for a finished copy of y.
TEST(RecoveryTable, PhotosOfEqualContentAreNotTakenForCopies) {
  EXPECT_EQ((Row{{Moved(ContentA(), {"y", "x"}, 2), Moved(ContentA(), {"x", "t"})},
                 {Found("x", ContentA(), 1), Found("y", ContentA(), 2)}}
                 .Plan()),
            "move x > t, move y > x");
}

TEST(RecoveryTable, AStrangerThatWasMetIsNotTakenForACopy) {
  Row row{{Moved(ContentA(), {"x", "y", "z"})}, {Found("y", ContentA(), 1), Found("x", ContentA(), 2)}};
  row.files[0].places[1].was_taken = true;
  EXPECT_EQ(row.Plan(), "move x > z");
}

TEST(RecoveryTable, AnotherPhotoOfTheRootAtAFormerPlaceStays) {
  Row row{{Moved(ContentA(), {"x", "y"})}, {Found("x", ContentA(), 1), Found("y", ContentA(), 2)}, {"x"}};
  EXPECT_EQ(row.Plan(), "");
}

TEST(RecoveryTable, ANameThatIsNoFileIsRedirected) {
  EXPECT_EQ((Row{{Moved(ContentA(), {"x", "y"})}, {Found("x", ContentA(), 1)}, {"y"}}.Plan()),
            "redirect > y__dup1, move x > y__dup1");
}

TEST(RecoveryTable, ByCopyWritesABegunGoalAgain) {
  Row row{{Moved(ContentA(), {"x", "y"})}, {Found("x", ContentA(), 1, 9), Found("y", ContentB(), 2, 4)}};
  row.files[0].act = Act::kByCopy;
  EXPECT_EQ(row.Plan(), "move over x > y");
  row.found[1].size = 9;
  EXPECT_EQ(row.Plan(), "redirect > y__dup1, move x > y__dup1");
  row.found[1].size = 4;
  row.foreign = {"y"};
  EXPECT_EQ(row.Plan(), "redirect > y__dup1, move x > y__dup1");
}

TEST(RecoveryTable, ACopyIsWrittenAgainAndItsSourceStays) {
  Row row{{Moved(ContentA(), {"y"})}, {Found("x", ContentA(), 1)}};
  row.files[0].places[0].seq = 1;
  row.files[0].act = Act::kCopy;
  row.files[0].copied_from = "x";
  EXPECT_EQ(row.Plan(), "copy x > y");
  row.found.push_back(Found("y", ContentB(), 2, 4));
  EXPECT_EQ(row.Plan(), "copy over x > y");
  row.found.back() = Found("y", ContentB(), 2, 9);
  EXPECT_EQ(row.Plan(), "redirect > y__dup1, copy x > y__dup1");
  row.found.back() = Found("y", ContentA(), 2);
  EXPECT_EQ(row.Plan(), "");
  row.found = {Found("x", ContentA(), 1)};
  row.foreign = {"x"};  // the photo itself, which the State knows there
  EXPECT_EQ(row.Plan(), "copy x > y");
  row.found = {};
  EXPECT_EQ(row.Plan(), "lost");
}

TEST(RecoveryTable, ACopyWaitsForItsSourceToArrive) {
  Row row{{Moved(ContentA(), {"c"}, 2), Moved(ContentA(), {"x", "y"})}, {Found("x", ContentA(), 1)}};
  row.files[0].places[0].seq = 2;
  row.files[0].act = Act::kCopy;
  row.files[0].copied_from = "y";
  EXPECT_EQ(row.Plan(), "move x > y, copy y > c");
}

TEST(Recovery, LongChainsArePlannedWithoutRecursion) {
  Row row;
  const int kLength = 20000;
  for (int i = 0; i < kLength; ++i) {
    const Fingerprint content = FingerprintOfContent(std::to_string(i));
    row.files.push_back(Moved(content, {std::to_string(i), std::to_string(i + 1)}, static_cast<Seq>(i) + 1));
    row.found.push_back(Found(std::to_string(i), content, static_cast<std::uint64_t>(i) + 1));
  }
  const std::vector<RecoveryStep> steps =
      PlanRecovery(row.files, {row.found, {}, [](const std::string&) { return false; }});
  ASSERT_EQ(steps.size(), static_cast<std::size_t>(kLength));
  EXPECT_EQ(steps.front().from, std::to_string(kLength - 1));
  EXPECT_EQ(steps.back().from, "0");
}

TEST(Recovery, ProbesEachPlaceAndTemporaryNameOnce) {
  EXPECT_EQ(PlacesToProbe(std::vector<MovedFile>{Moved(ContentA(), {"x", "f/y", "x"}, 7)}),
            (std::vector<std::string>{".photocluster-8-x", "f/.photocluster-7-y", "f/y", "x"}));
}

TEST(Recovery, AFileKilledBetweenTwoSpellingsIsFoundAndNothingElseUnderThatNameIsRemoved) {
  Row row;
  row.files.push_back(Moved(ContentA(), {"x", "X"}, 7));
  row.found.push_back(Found(RespellingPlace("x"), ContentA(), 1));
  const auto plan = [&] { return PlanRecovery(row.files, {row.found, {}, [](const std::string&) { return false; }}); };
  ASSERT_EQ(plan().size(), 1u);
  EXPECT_EQ(plan()[0].action, RecoveryAction::kMove);
  EXPECT_EQ(plan()[0].from, ".photocluster-0-x");
  EXPECT_EQ(plan()[0].to, "X");
  row.found = {Found("X", ContentA(), 1), Found(RespellingPlace("x"), ContentB(), 2)};
  EXPECT_TRUE(plan().empty());
}

TEST(Recovery, TemporaryNamesFitAndDifferForLongNames) {
  const std::string stem(250, 'n');
  const std::string photo = TemporaryPlace("f/" + stem + ".jpg", 12);
  const std::string sidecar = TemporaryPlace("f/" + stem + ".xmp", 12);
  EXPECT_NE(photo, sidecar);
  EXPECT_LE(FileName(photo).size(), kMaxNameBytes);
  EXPECT_TRUE(photo.starts_with("f/.photocluster-12-"));
}

}  // namespace
}  // namespace photocluster
