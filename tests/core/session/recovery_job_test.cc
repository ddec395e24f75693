#include "shared/session/recovery_job.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

using Places = std::vector<std::string>;

Record Made(Op op, Seq seq, const std::string& src, const std::string& dst) {
  Record record;
  record.op = op;
  record.seq = seq;
  record.src = src;
  record.dst = dst;
  record.act = Act::kMove;
  record.photo = Fingerprint{seq, 1};
  return record;
}

Places PlacesOf(const MovedFile& file) {
  Places places;
  for (const LoggedPlace& logged : file.places) places.push_back(logged.place);
  return places;
}

TEST(RecoveryJob, MovesOfOneFileAreOneWay) {
  MoveChains chains;
  chains.Add(Made(Op::kAssign, 2, "1.jpg", "Roof/1.jpg"));
  chains.Add(Made(Op::kAssign, 3, "2.jpg", "Roof/2.jpg"));
  chains.Add(Made(Op::kTrash, 4, "Roof/1.jpg", ".clustering/trash/Roof/1.jpg"));
  const std::vector<MovedFile> files = chains.Files();
  ASSERT_EQ(files.size(), 2u);
  EXPECT_EQ(PlacesOf(files[0]), (Places{"1.jpg", "Roof/1.jpg", ".clustering/trash/Roof/1.jpg"}));
  EXPECT_EQ(files[0].places[0].seq, 0u);
  EXPECT_EQ(files[0].places[2].seq, 4u);
  EXPECT_EQ(files[0].fingerprint, (Fingerprint{4, 1}));
  EXPECT_EQ(PlacesOf(files[1]), (Places{"2.jpg", "Roof/2.jpg"}));
}

TEST(RecoveryJob, CompanionsAreFilesOfTheirOwn) {
  Record record = Made(Op::kAssign, 2, "1.jpg", "Roof/1.jpg");
  record.companions = {{"1.xmp", "Roof/1.xmp", Fingerprint{5, 5}}};
  MoveChains chains;
  chains.Add(record);
  const std::vector<MovedFile> files = chains.Files();
  ASSERT_EQ(files.size(), 2u);
  EXPECT_EQ(PlacesOf(files[0]), (Places{"1.xmp", "Roof/1.xmp"}));
  EXPECT_EQ(files[0].fingerprint, (Fingerprint{5, 5}));
}

TEST(RecoveryJob, ARedirectMarksTheTakenNameAndLeadsOn) {
  MoveChains chains;
  chains.Add(Made(Op::kAssign, 2, "1.jpg", "Roof/1.jpg"));
  chains.Add(Made(Op::kMovedTo, 3, "Roof/1.jpg", "Roof/1__dup1.jpg"));
  const std::vector<MovedFile> files = chains.Files();
  ASSERT_EQ(files.size(), 1u);
  EXPECT_EQ(PlacesOf(files[0]), (Places{"1.jpg", "Roof/1.jpg", "Roof/1__dup1.jpg"}));
  EXPECT_TRUE(files[0].places[1].was_taken);
  EXPECT_FALSE(files[0].places[2].was_taken);
}

TEST(RecoveryJob, RecordsThatTouchNoFileAreNoMoves) {
  MoveChains chains;
  Record skip = Made(Op::kSkip, 2, "1.jpg", "1.jpg");
  skip.act = Act::kNone;
  chains.Add(skip);
  Record create;
  create.op = Op::kCreate;
  create.seq = 3;
  chains.Add(create);
  EXPECT_TRUE(chains.Files().empty());
}

TEST(RecoveryJob, WhatIsLostOrFoundElsewhereIsNotLookedForAgain) {
  for (const Op op : {Op::kLost, Op::kFound}) {
    MoveChains chains;
    chains.Add(Made(Op::kAssign, 2, "1.jpg", "Roof/1.jpg"));
    chains.Add(Made(Op::kAssign, 3, "2.jpg", "Roof/2.jpg"));
    chains.Add(Made(op, 4, "Roof/1.jpg", "x.jpg"));
    const std::vector<MovedFile> files = chains.Files();
    ASSERT_EQ(files.size(), 1u);
    EXPECT_EQ(PlacesOf(files[0]), (Places{"2.jpg", "Roof/2.jpg"}));
  }
}

// A run of three photos, 2.jpg to 4.jpg, as records 2 to 4.
MoveChains RunOfThree() {
  MoveChains chains;
  for (const Seq seq : {Seq{2}, Seq{3}, Seq{4}}) {
    const std::string name = std::to_string(seq) + ".jpg";
    Record record = Made(Op::kAuto, seq, name, "Roof/" + name);
    record.run = 2;
    chains.Add(record);
  }
  return chains;
}

Record StoppedAt(Seq of, Seq seq) {
  Record stopped;
  stopped.op = Op::kStopped;
  stopped.seq = seq;
  stopped.of = of;
  return stopped;
}

TEST(RecoveryJob, TheRestOfAStoppedRunGoesBack) {
  MoveChains chains = RunOfThree();
  chains.Add(StoppedAt(3, 5));
  const std::vector<MovedFile> files = chains.Files();
  ASSERT_EQ(files.size(), 3u);
  EXPECT_EQ(files[0].places.back().place, "Roof/2.jpg");
  EXPECT_EQ(files[1].places.back().place, "3.jpg");
  EXPECT_EQ(files[2].places.back().place, "4.jpg");
}

TEST(RecoveryJob, APhotoOfAStoppedRunThatWasRedirectedBeforeStays) {
  MoveChains chains = RunOfThree();
  chains.Add(Made(Op::kMovedTo, 5, "Roof/2.jpg", "Roof/2__dup1.jpg"));
  chains.Add(StoppedAt(3, 6));
  EXPECT_EQ(PlacesOf(chains.Files()[0]), (Places{"2.jpg", "Roof/2.jpg", "Roof/2__dup1.jpg"}));
  EXPECT_EQ(PlacesOf(chains.Files()[1]), (Places{"3.jpg", "Roof/3.jpg", "3.jpg"}));
}

TEST(RecoveryJob, AnAnswerIsNotTheDecision) {
  MoveChains chains = RunOfThree();
  chains.Add(Made(Op::kMovedTo, 5, "Roof/2.jpg", "Roof/2__dup1.jpg"));
  chains.Add(Made(Op::kFailed, 6, "Roof/3.jpg", "3.jpg"));
  chains.Add(Made(Op::kTrash, 7, "x.jpg", "y.jpg"));
  EXPECT_EQ(chains.DecisionOf(chains.Files()[0]), 2u);
  EXPECT_EQ(chains.DecisionOf(chains.Files()[1]), 3u);
  EXPECT_EQ(chains.RunOf(3), 2u);
  EXPECT_EQ(chains.DecisionOf(chains.Files()[3]), 7u);
  EXPECT_EQ(chains.RunOf(7), 0u) << "one photo is no run";
}

TEST(RecoveryJob, AnEditedFileIsLookedForByItsNewContent) {
  MoveChains chains = RunOfThree();
  Record changed = Made(Op::kChanged, 5, "Roof/2.jpg", "Roof/2.jpg");
  changed.act.reset();
  chains.Add(changed);
  EXPECT_EQ(chains.Files()[0].fingerprint, (Fingerprint{5, 1}));
  EXPECT_EQ(PlacesOf(chains.Files()[0]), (Places{"2.jpg", "Roof/2.jpg"}));
}

TEST(RecoveryJob, APhotoFoundWhereTheLogHasAnotherChangesPlacesWithIt) {
  MoveChains chains = RunOfThree();
  Record found = Made(Op::kFound, 5, "Roof/2.jpg", "Roof/3.jpg");
  found.act.reset();
  chains.Add(found);
  ASSERT_EQ(chains.Files().size(), 2u);
  EXPECT_EQ(PlacesOf(chains.Files()[0]), (Places{"3.jpg", "Roof/3.jpg", "Roof/2.jpg"}));
  EXPECT_EQ(chains.Find("Roof/3.jpg"), nullptr);
}

TEST(RecoveryJob, AFailedMoveGoesBack) {
  MoveChains chains;
  chains.Add(Made(Op::kAuto, 2, "1.jpg", "Roof/1.jpg"));
  chains.Add(Made(Op::kFailed, 3, "Roof/1.jpg", "1.jpg"));
  EXPECT_EQ(PlacesOf(chains.Files()[0]), (Places{"1.jpg", "Roof/1.jpg", "1.jpg"}));
}

TEST(RecoveryJob, AFileIsKnownByTheEndOfItsWayAndByWhatDecidedIt) {
  MoveChains chains;
  chains.Add(Made(Op::kAssign, 2, "1.jpg", "Roof/1.jpg"));
  chains.Add(Made(Op::kMovedTo, 3, "Roof/1.jpg", "Roof/1__dup1.jpg"));
  EXPECT_EQ(chains.Find("Roof/1.jpg"), nullptr);
  const MovedFile* file = chains.Find("Roof/1__dup1.jpg");
  ASSERT_NE(file, nullptr);
  EXPECT_EQ(chains.DecisionOf(*file), 2u);
  chains.Clear();
  EXPECT_EQ(chains.Find("Roof/1__dup1.jpg"), nullptr);
}

TEST(RecoveryJob, ARunIsOneOfSeveralPhotos) {
  MoveChains chains;
  Record record = Made(Op::kAssign, 3, "1.jpg", "Roof/1.jpg");
  record.run = 2;
  chains.Add(record);
  EXPECT_EQ(chains.RunOf(3), 0u) << "a photo and the cluster made for it";
  record = Made(Op::kAssign, 4, "2.jpg", "Roof/2.jpg");
  record.run = 2;
  chains.Add(record);
  EXPECT_EQ(chains.RunOf(3), 2u);
  EXPECT_EQ(chains.RunOf(9), 0u);
}

TEST(RecoveryJob, APlaceLeftByOneFileCanBeTheGoalOfAnother) {
  MoveChains chains;
  chains.Add(Made(Op::kAssign, 2, "1.jpg", "Roof/1.jpg"));
  chains.Add(Made(Op::kAssign, 3, "x/1.jpg", "1.jpg"));
  chains.Add(Made(Op::kUndo, 4, "Roof/1.jpg", "1__undo1.jpg"));
  EXPECT_EQ(PlacesOf(*chains.Find("1.jpg")), (Places{"x/1.jpg", "1.jpg"}));
  EXPECT_EQ(PlacesOf(*chains.Find("1__undo1.jpg")), (Places{"1.jpg", "Roof/1.jpg", "1__undo1.jpg"}));
}

}  // namespace
}  // namespace photocluster
