#include "shared/session/history.h"

#include <gtest/gtest.h>

#include "shared/session/history_columns.h"

namespace photocluster {
namespace {

using SeqList = std::vector<Seq>;

Record Made(Op op, Seq seq, std::optional<Seq> run = {}, std::optional<Seq> of = {}) {
  Record record;
  record.op = op;
  record.seq = seq;
  record.run = run;
  record.of = of;
  return record;
}

PhotoBefore Of(std::uint32_t photo) {
  PhotoBefore before;
  before.photo = PhotoId(photo);
  return before;
}

void Decide(History& history, Seq seq, std::optional<Seq> run = {}) {
  history.Add(Made(Op::kAssign, seq, run), Op::kAssign, Of(0));
}

void TakeBack(History& history, Seq seq, Seq of, std::optional<Seq> run = {}) {
  history.MarkUndone(of, seq);
  history.Add(Made(Op::kUndo, seq, run, of), Op::kUndo, Of(0));
}

void DoAgain(History& history, Seq seq, Seq of, std::optional<Seq> run = {}) {
  history.Add(Made(Op::kRedo, seq, run, of), history.Find(of)->op, Of(0));
}

SeqList Firsts(const std::vector<Step>& steps) {
  SeqList firsts;
  for (const Step& step : steps) firsts.push_back(step.first);
  return firsts;
}

TEST(History, RecordsOfARunAreOneStepAndOthersOneEach) {
  History history;
  Decide(history, 2, 2);
  Decide(history, 3, 2);
  Decide(history, 5, 2);  // 4 answered one of them
  Decide(history, 6);
  Decide(history, 7);
  EXPECT_EQ(Firsts(history.steps()), (SeqList{2, 6, 7}));
  EXPECT_EQ(history.InForce(history.steps()[0]), (SeqList{2, 3, 5}));
  EXPECT_EQ(history.StepOf(4), &history.steps()[0]);
  EXPECT_EQ(history.StepOf(6), &history.steps()[1]);
  EXPECT_EQ(history.StepOf(1), nullptr);
  EXPECT_EQ(history.StepOf(8), nullptr);
}

TEST(History, OnlyRecordsThatHadAnEffectAreKnown) {
  History history;
  Decide(history, 2);
  Decide(history, 5);
  for (const Seq seq : {Seq{0}, Seq{1}, Seq{3}, Seq{6}, UINT64_MAX}) EXPECT_FALSE(history.Find(seq)) << seq;
  ASSERT_TRUE(history.Find(5));
  EXPECT_EQ(history.Find(5)->op, Op::kAssign);
}

TEST(History, ARunKeepsItsNameWhenItsFirstRecordIsDamaged) {
  History history;
  Decide(history, 2);
  Decide(history, 4, 3);
  Decide(history, 5, 3);
  EXPECT_EQ(Firsts(history.steps()), (SeqList{2, 3}));
  EXPECT_EQ(history.InForce(*history.StepOf(3)), (SeqList{4, 5}));
}

TEST(History, StepsStaySortedAndDisjointWhateverARunSays) {
  History history;
  Decide(history, 2, 2);
  Decide(history, 3, 2);
  Decide(history, 5, 1);
  Decide(history, 6, 99);
  EXPECT_EQ(Firsts(history.steps()), (SeqList{2, 4, 6}));
  EXPECT_TRUE(history.Columns({PhotoId(0)}).IsSound(1, 0));
}

TEST(History, AStepTakenBackInPartStaysWithTheRest) {
  History history;
  for (const Seq seq : {Seq{2}, Seq{3}, Seq{4}}) Decide(history, seq, 2);
  TakeBack(history, 5, 3);
  EXPECT_EQ(history.InForce(history.steps()[0]), (SeqList{2, 4}));
  EXPECT_EQ(history.Find(3)->undone, 5u);
  TakeBack(history, 6, 2, 6);
  TakeBack(history, 7, 4, 6);
  EXPECT_TRUE(history.steps().empty());
  EXPECT_EQ(Firsts(history.undone()), (SeqList{5, 6}));
}

TEST(History, AnUndoThatFailsGivesBackAlsoTheRecordThatCarriedTheDecisionOut) {
  History history;
  Decide(history, 2);
  history.Add(Made(Op::kMove, 3, {}, 2), Op::kMove, Of(0));
  PhotoBefore now = Of(0);
  now.decision.moved = 3;
  history.MarkUndone(2, 4);
  history.MarkUndone(3, 4);
  history.Add(Made(Op::kUndo, 4, {}, 2), Op::kUndo, now);
  EXPECT_TRUE(history.steps().empty());
  history.MakeVoid(4, 5);
  EXPECT_EQ(Firsts(history.steps()), (SeqList{2, 3}));
  EXPECT_EQ(history.Find(3)->undone, 0u);
}

TEST(History, ARecordIsTakenBackOnce) {
  History history;
  Decide(history, 2, 2);
  Decide(history, 3, 2);
  history.MarkUndone(2, 4);
  history.MarkUndone(2, 5);
  history.MarkUndone(17, 5);
  EXPECT_EQ(history.Find(2)->undone, 4u);
  ASSERT_EQ(history.steps().size(), 1u);
  EXPECT_EQ(history.steps()[0].live, 1u);
}

TEST(History, ANewDecisionEmptiesTheRedoStackAndARedoDoesNot) {
  History history;
  Decide(history, 2);
  Decide(history, 3);
  TakeBack(history, 4, 3);
  TakeBack(history, 5, 2);
  EXPECT_EQ(Firsts(history.undone()), (SeqList{4, 5}));
  DoAgain(history, 6, 2);
  EXPECT_EQ(Firsts(history.undone()), (SeqList{4}));
  EXPECT_EQ(Firsts(history.steps()), (SeqList{6}));
  Decide(history, 7);
  EXPECT_TRUE(history.undone().empty());
  EXPECT_EQ(Firsts(history.steps()), (SeqList{6, 7}));
}

TEST(History, AnUndoAnsweredInPartKeepsTheRest) {
  History history;
  for (const Seq seq : {Seq{2}, Seq{3}, Seq{4}}) Decide(history, seq, 2);
  for (const Seq seq : {Seq{5}, Seq{6}, Seq{7}}) TakeBack(history, seq, 9 - seq, 5);
  DoAgain(history, 8, 3);
  ASSERT_EQ(history.undone().size(), 1u);
  EXPECT_EQ(history.InForce(history.undone()[0]), (SeqList{5, 7}));
  DoAgain(history, 9, 2);
  DoAgain(history, 10, 4);
  EXPECT_TRUE(history.undone().empty());
}

TEST(History, ARedoCanBeTakenBackAndDoneAgainByItsOwnNumber) {
  History history;
  Decide(history, 2);
  TakeBack(history, 3, 2);
  DoAgain(history, 4, 2);
  EXPECT_EQ(history.Find(4)->op, Op::kAssign);
  TakeBack(history, 5, 4);
  EXPECT_EQ(Firsts(history.undone()), (SeqList{5}));
  DoAgain(history, 6, 4);
  EXPECT_TRUE(history.undone().empty());
  EXPECT_EQ(Firsts(history.steps()), (SeqList{6}));
}

TEST(History, AVoidDecisionIsInForceNoMore) {
  History history;
  for (const Seq seq : {Seq{2}, Seq{3}}) Decide(history, seq, 2);
  history.MakeVoid(3, 4);
  EXPECT_EQ(history.InForce(history.steps()[0]), SeqList{2});
  history.MakeVoid(2, 5);
  EXPECT_TRUE(history.steps().empty());
  EXPECT_TRUE(history.undone().empty());
}

TEST(History, WhatAVoidUndoTookBackHoldsAgain) {
  History history;
  for (const Seq seq : {Seq{2}, Seq{3}}) Decide(history, seq, 2);
  TakeBack(history, 4, 3, 4);
  TakeBack(history, 5, 2, 4);
  history.MakeVoid(5, 6);
  EXPECT_EQ(history.InForce(history.steps()[0]), SeqList{2});
  EXPECT_EQ(history.InForce(history.undone()[0]), SeqList{4});
  history.MakeVoid(4, 7);
  EXPECT_EQ(history.InForce(history.steps()[0]), (SeqList{2, 3}));
  EXPECT_TRUE(history.undone().empty());
}

TEST(History, WhatAVoidRedoDidAgainCanBeRedoneOnceMore) {
  History history;
  Decide(history, 2);
  TakeBack(history, 3, 2);
  DoAgain(history, 4, 2);
  history.MakeVoid(4, 5);
  EXPECT_TRUE(history.steps().empty());
  ASSERT_EQ(Firsts(history.undone()), SeqList{3});
  DoAgain(history, 6, 2);
  EXPECT_TRUE(history.undone().empty());
  EXPECT_EQ(Firsts(history.steps()), SeqList{6});
}

TEST(History, AStepIsKnownByAnyOfItsRecordsAlsoOfAnUndo) {
  History history;
  for (const Seq seq : {Seq{2}, Seq{3}, Seq{5}}) Decide(history, seq, 2);
  TakeBack(history, 6, 5, 6);
  TakeBack(history, 7, 3, 6);
  for (const Seq seq : {Seq{2}, Seq{3}, Seq{5}}) EXPECT_EQ(history.StepWith(seq), (SeqList{2, 3, 5})) << seq;
  EXPECT_EQ(history.StepWith(7), (SeqList{6, 7}));
  EXPECT_TRUE(history.StepWith(4).empty());
  EXPECT_TRUE(history.StepWith(0).empty());
}

}  // namespace
}  // namespace photocluster
