#include "shared/session/fold.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

Record Make(Seq seq, Op op, const std::string& src, const std::string& dst, const std::string& cluster) {
  Record record;
  record.seq = seq;
  record.op = op;
  record.src = src;
  record.dst = dst;
  record.cluster = cluster;
  if (src != dst) record.act = Act::kMove;
  return record;
}

TEST(Fold, AnAssignMovesThePhotoIntoItsCluster) {
  State state;
  ASSERT_TRUE(Fold(state, Make(1, Op::kCreate, "", "", "Roof")).ok());
  ASSERT_TRUE(Fold(state, Make(2, Op::kAssign, "x/a.jpg", "x/Roof/a.jpg", "Roof")).ok());
  const PhotoId id = state.Find("x/Roof/a.jpg");
  ASSERT_TRUE(id.has_value());
  EXPECT_EQ(state.photo(id).home, "x");
  EXPECT_EQ(state.photo(id).decision.membership, Membership::kManual);
  EXPECT_EQ(state.clusters().members(state.FindCluster("Roof")), 1u);
}

TEST(Fold, AnAssignToAClusterThatNoRecordMadeHasNoEffect) {
  State state;
  const Result<void> folded = Fold(state, Make(2, Op::kAssign, "a.jpg", "Roof/a.jpg", "Roof"));
  ASSERT_FALSE(folded.ok());
  EXPECT_EQ(folded.error().code, ErrorCode::kDamaged);
  EXPECT_FALSE(state.Find("Roof/a.jpg").has_value());
}

TEST(Fold, AnAdoptedPhotosHomeIsTheParentOfItsFolder) {
  State state;
  ASSERT_TRUE(Fold(state, Make(1, Op::kCreate, "", "", "Roof")).ok());
  ASSERT_TRUE(Fold(state, Make(2, Op::kAdopt, "x/Roof/a.jpg", "x/Roof/a.jpg", "Roof")).ok());
  EXPECT_EQ(state.photo(state.Find("x/Roof/a.jpg")).home, "x");
}

TEST(Fold, RestoreBringsBackWhatThePhotoWasBeforeTheTrash) {
  State state;
  ASSERT_TRUE(Fold(state, Make(1, Op::kCreate, "", "", "Roof")).ok());
  ASSERT_TRUE(Fold(state, Make(2, Op::kAssign, "a.jpg", "Roof/a.jpg", "Roof")).ok());
  ASSERT_TRUE(Fold(state, Make(3, Op::kTrash, "Roof/a.jpg", ".clustering/trash/Roof/a.jpg", "")).ok());
  EXPECT_EQ(state.clusters().members(state.FindCluster("Roof")), 0u);
  ASSERT_TRUE(Fold(state, Make(4, Op::kRestore, ".clustering/trash/Roof/a.jpg", "Roof/a.jpg", "Roof")).ok());
  EXPECT_EQ(state.photo(state.Find("Roof/a.jpg")).decision.membership, Membership::kManual);
  EXPECT_EQ(state.clusters().members(state.FindCluster("Roof")), 1u);
}

TEST(Fold, AShuffleWithoutANumberHasNoEffect) {
  State state;
  Record record = Make(1, Op::kShuffle, "", "", "");
  record.value = "twelve";
  EXPECT_FALSE(Fold(state, record).ok());
  EXPECT_EQ(state.queue().order(), Order{});
}

}  // namespace
}  // namespace photocluster
