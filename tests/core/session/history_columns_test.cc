#include "shared/session/history_columns.h"

#include <gtest/gtest.h>

#include <functional>

#include "shared/base/archive_binary.h"
#include "tests/support/photos.h"

namespace photocluster {
namespace {

const std::vector<PhotoId> kSameIds = {PhotoId(0), PhotoId(1), PhotoId(2), PhotoId(3)};

Record Made(Op op, Seq seq, std::optional<Seq> of = {}) {
  Record record;
  record.op = op;
  record.seq = seq;
  record.of = of;
  return record;
}

PhotoBefore Of(std::uint32_t photo, const char* place = "") {
  PhotoBefore before;
  before.photo = PhotoId(photo);
  before.place = test::Kept(place);
  return before;
}

// A record of each kind, one that had no effect, and an undo.
History OfEachKind() {
  History history;
  PhotoBefore decided = Of(1, "Roof/a.jpg");
  decided.home = test::Kept("x");
  decided.decision = {Membership::kAuto, ClusterId(2), 1, Turn(1, true)};
  decided.decision.moved = 1;
  decided.decision.waits = true;
  decided.decision.copied = true;
  decided.companions = {"Roof/a.xmp"};
  history.Add(Made(Op::kAssign, 1), Op::kAssign, Of(3, "b.jpg"));
  history.Add(Made(Op::kTrash, 2), Op::kTrash, decided);
  history.Add(Made(Op::kCreate, 4), Op::kCreate, ClusterBefore{ClusterId(3), 0, 0, "", ""});
  history.Add(Made(Op::kNote, 5), Op::kNote, NoteBefore{PhotoId(3), "chimney", 0});
  history.Add(Made(Op::kAlso, 6), Op::kAlso, AlsoBefore{PhotoId(3), ClusterId(1), false, 0});
  history.MarkUndone(6, 7);
  history.Add(Made(Op::kUndo, 7, 6), Op::kUndo, AlsoBefore{PhotoId(3), ClusterId(1), true, 6});
  return history;
}

TEST(HistoryColumns, AHistoryIsTheSameAgain) {
  const HistoryColumns columns = OfEachKind().Columns(kSameIds);
  ASSERT_TRUE(columns.IsSound(4, 4));
  const Result<HistoryColumns> read = FromBinary<HistoryColumns>(ToBinary(columns));
  ASSERT_TRUE(read.ok());
  TextStore texts;
  const History again(read.value(), texts);
  EXPECT_EQ(ToBinary(again.Columns(kSameIds)), ToBinary(columns));
  EXPECT_FALSE(again.Find(3));
  const std::optional<Past> trashed = again.Find(2);
  ASSERT_TRUE(trashed);
  const auto& before = std::get<PhotoBefore>(trashed->before);
  EXPECT_EQ(before.place, "Roof/a.jpg");
  EXPECT_EQ(before.home, "x");
  EXPECT_EQ(before.companions, std::vector<std::string>{"Roof/a.xmp"});
  EXPECT_EQ(before.decision.turn, Turn(1, true));
  EXPECT_EQ(before.decision.moved, Seq{1});
  EXPECT_TRUE(before.decision.waits);
  EXPECT_TRUE(before.decision.copied);
  EXPECT_FALSE(before.decision.by_auto);
  EXPECT_EQ(again.Find(7)->of, 6u);
  EXPECT_EQ(again.Find(6)->undone, 7u);
  EXPECT_EQ(again.undone().size(), 1u);
}

TEST(HistoryColumns, OnlyPhotosGetOtherNumbers) {
  const HistoryColumns columns = OfEachKind().Columns({PhotoId(), PhotoId(1), PhotoId(), PhotoId(0)});
  TextStore texts;
  const History again(columns, texts);
  EXPECT_EQ(std::get<PhotoBefore>(again.Find(1)->before).photo, PhotoId(0));
  EXPECT_EQ(std::get<NoteBefore>(again.Find(5)->before).photo, PhotoId(0));
  EXPECT_EQ(std::get<AlsoBefore>(again.Find(6)->before).photo, PhotoId(0));
  EXPECT_EQ(std::get<ClusterBefore>(again.Find(4)->before).cluster, ClusterId(3));
}

TEST(HistoryColumns, SpeakingOfPhotosOrClustersThatAreNotThereIsUnsound) {
  const HistoryColumns columns = OfEachKind().Columns(kSameIds);
  EXPECT_TRUE(columns.IsSound(4, 4));
  EXPECT_FALSE(columns.IsSound(3, 4));
  EXPECT_FALSE(columns.IsSound(4, 3));
  EXPECT_FALSE(columns.IsSound(4, 2));
}

TEST(HistoryColumns, WhatDoesNotFitTogetherIsUnsound) {
  const std::vector<std::function<void(HistoryColumns&)>> faults = {
      [](HistoryColumns& columns) { columns.op.pop_back(); },
      [](HistoryColumns& columns) { columns.op[0] = 200; },
      [](HistoryColumns& columns) { columns.kind[0] = 9; },
      [](HistoryColumns& columns) { columns.membership[0] = 9; },
      [](HistoryColumns& columns) { columns.home[0] = 9; },
      [](HistoryColumns& columns) { columns.place_ends[0] = 1'000; },
      [](HistoryColumns& columns) { columns.places += "more"; },
      [](HistoryColumns& columns) { columns.what[3] = 99; },
      [](HistoryColumns& columns) { columns.step[1] = 9; },
      [](HistoryColumns& columns) { columns.more[0].seq = 99; },
      [](HistoryColumns& columns) { columns.more[0].seq = 0; },
      [](HistoryColumns& columns) { columns.answers.clear(); },
      [](HistoryColumns& columns) { columns.answers[0].of = 3; },
      [](HistoryColumns& columns) { columns.steps[0].last = 99; },
      [](HistoryColumns& columns) { columns.undone_steps[0].live = 99; },
  };
  for (std::size_t i = 0; i < faults.size(); ++i) {
    HistoryColumns columns = OfEachKind().Columns(kSameIds);
    faults[i](columns);
    EXPECT_FALSE(columns.IsSound(4, 4)) << "fault " << i;
  }
}

}  // namespace
}  // namespace photocluster
