#include "native-helper/evaluation/policies.h"

#include <gtest/gtest.h>

#include "shared/base/random.h"
#include "tests/support/blobs.h"

namespace photocluster {
namespace {

Truth Sorted(std::uint32_t kinds, std::uint32_t of_each, double spread) {
  test::Blobs blobs(kinds, of_each, spread);
  Truth truth{std::move(blobs.matrix), std::move(blobs.kind), {}};
  for (std::uint32_t kind = 0; kind < kinds; ++kind) truth.names.push_back("kind " + std::to_string(kind));
  return truth;
}

double ActionsPerPhoto(const char* policy, const Truth& truth, const PlayOptions& options = {}) {
  const Play play = FindPolicy(policy)->play(truth, options);
  return static_cast<double>(play.effort.actions) / static_cast<double>(truth.folder.size());
}

TEST(PoliciesTest, EachSortsEverythingAndPagesNeedLeastOfAll) {
  const Truth truth = Sorted(5, 30, 0.7);
  for (const Policy& policy : Policies()) {
    const Play play = policy.play(truth, {});
    EXPECT_GE(play.precision, 0.9) << policy.name;
    EXPECT_GT(play.effort.seconds, 0) << policy.name;
    EXPECT_EQ(play.curve.back().right, static_cast<std::size_t>(play.precision * 150 + 0.5)) << policy.name;
  }
  EXPECT_EQ(ActionsPerPhoto("manual", truth), 155.0 / 150);
  EXPECT_LT(ActionsPerPhoto("pages", truth), 0.25);
}

// The folders' names and the order of the files are the truth's, not the program's to see.
TEST(PoliciesTest, RenamingAndPermutingChangesNothing) {
  const Truth truth = Sorted(6, 20, 1.0);
  Truth other{Matrix(truth.matrix.dimension()), {}, {}};
  for (std::uint32_t kind = 0; kind < 6; ++kind) other.names.push_back("Kind " + std::to_string(9 - kind));
  for (std::uint32_t row = 120; row-- > 0;) {
    other.matrix.Add(truth.matrix.fingerprint(RowId(row)), truth.matrix.Row(RowId(row)));
    other.folder.push_back(5 - truth.folder[row]);
  }
  for (const Policy& policy : Policies()) {
    const Play a = policy.play(truth, {.seed = 3}), b = policy.play(other, {.seed = 3});
    EXPECT_EQ(a.effort.actions, b.effort.actions) << policy.name;
    EXPECT_EQ(a.effort.seconds, b.effort.seconds) << policy.name;
    EXPECT_EQ(a.precision, b.precision) << policy.name;
  }
}

TEST(PoliciesTest, FoldersThatMeanNothingSaveNothing) {
  Truth truth = Sorted(8, 25, 0.6);
  SplitMix64 random(1);
  for (std::size_t i = truth.folder.size(); i-- > 1;) std::swap(truth.folder[i], truth.folder[random.Below(i + 1)]);
  EXPECT_GE(ActionsPerPhoto("pages", truth), 0.8);
}

TEST(PoliciesTest, OverlookedPhotosCostPrecision) {
  const Truth truth = Sorted(5, 30, 1.6);
  EXPECT_EQ(FindPolicy("pages")->play(truth, {}).precision, 1);
  EXPECT_LT(FindPolicy("pages")->play(truth, {.overlook = 1}).precision, 1);
}

TEST(PoliciesTest, OnePhotoOneFolderAndOnePhotoAFolder) {
  for (const Policy& policy : Policies()) {
    EXPECT_EQ(policy.play(Sorted(1, 1, 0), {}).precision, 1) << policy.name;
    EXPECT_EQ(policy.play(Sorted(1, 10, 0.5), {}).precision, 1) << policy.name;
  }
  EXPECT_EQ(FindPolicy("pages")->play(Sorted(12, 1, 1), {}).precision, 1);
  EXPECT_EQ(FindPolicy("there is none"), nullptr);
}

}  // namespace
}  // namespace photocluster
