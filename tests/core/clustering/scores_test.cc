#include "shared/clustering/scores.h"

#include <gtest/gtest.h>

#include "shared/base/random.h"
#include "shared/vectors/dot.h"

namespace photocluster {
namespace {

constexpr std::size_t kDimension = 24;

// A root of some photos and clusters that changes at random.
class ScoresTest : public testing::Test {
 protected:
  Vector RandomVector() {
    std::vector<double> values;
    for (std::size_t k = 0; k < kDimension; ++k) values.push_back(static_cast<double>(random_.Below(201)) - 100.5);
    return Quantise(std::span<const double>(values)).value();
  }

  void AddRows(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) matrix_.Add({matrix_.row_count() + 1, 0}, RandomVector());
  }

  VectorView Row(std::uint32_t row) const { return matrix_.Row(RowId(row)); }

  void ExpectAllRight(const std::string& when) {
    scores_.Refresh(matrix_, clusters_);
    ASSERT_EQ(scores_.row_count(), matrix_.row_count()) << when;
    for (const ClusterId id : clusters_.ByName()) {
      const std::span<const std::int32_t> column = scores_.Column(id);
      const Vector* direction = clusters_.direction(id);
      ASSERT_EQ(column.size(), direction ? matrix_.row_count() : 0) << when;
      for (std::uint32_t row = 0; row < column.size(); ++row) ASSERT_EQ(column[row], Dot(Row(row), *direction)) << when;
    }
  }

  SplitMix64 random_{11};
  Matrix matrix_{kDimension};
  ClusterSet clusters_;
  Scores scores_;
};

TEST_F(ScoresTest, NothingGivesNoColumns) {
  ExpectAllRight("empty");
  clusters_.Create("a");
  ExpectAllRight("a cluster without rows");
  AddRows(3);
  ExpectAllRight("a cluster without vectors");
}

TEST_F(ScoresTest, EachColumnFollowsItsCluster) {
  AddRows(300);
  for (const char* name : {"a", "b", "c", "d", "e", "f"}) clusters_.Create(name);
  for (std::uint32_t i = 0; i < 5; ++i) clusters_.AddMember(ClusterId(i), Row(i));
  ExpectAllRight("first");
  clusters_.AddMember(ClusterId(2), Row(7));
  ExpectAllRight("one more member");
  clusters_.RemoveMember(ClusterId(2), Row(7));
  clusters_.AddMember(ClusterId(5), Row(7));
  ExpectAllRight("a member that changed its cluster");
  clusters_.RemoveMember(ClusterId(0), Row(0));
  ExpectAllRight("a cluster that lost its last vector");
  clusters_.Remove(ClusterId(0));
  ExpectAllRight("a cluster less");
  clusters_.AddMember(clusters_.Create("g"), Row(9));
  ExpectAllRight("another in its slot");
}

TEST_F(ScoresTest, AppendedRowsAreScoredToo) {
  AddRows(10);
  for (std::uint32_t i = 0; i < 6; ++i)
    clusters_.AddMember(clusters_.Create(std::string(1, static_cast<char>('a' + i))), Row(i));
  ExpectAllRight("first");
  AddRows(200);
  ExpectAllRight("rows added");
  AddRows(1);
  clusters_.AddMember(ClusterId(3), Row(210));
  ExpectAllRight("a row added and a cluster changed");
}

TEST_F(ScoresTest, ManyChangesEndAsIfComputedAtOnce) {
  AddRows(40);
  for (std::uint32_t i = 0; i < 5; ++i) clusters_.Create(std::string(1, static_cast<char>('a' + i)));
  std::vector<ClusterId> where(40);
  for (int step = 0; step < 300; ++step) {
    const auto row = static_cast<std::uint32_t>(random_.Below(40));
    if (where[row].has_value()) {
      clusters_.RemoveMember(where[row], Row(row));
      where[row] = ClusterId();
    } else {
      where[row] = ClusterId(static_cast<std::uint32_t>(random_.Below(5)));
      clusters_.AddMember(where[row], Row(row));
    }
    if (step % 7 == 0) ExpectAllRight("step " + std::to_string(step));
  }
}

TEST_F(ScoresTest, UnchangedClustersAreNotComputedAgain) {
  AddRows(5);
  clusters_.AddMember(clusters_.Create("a"), Row(0));
  clusters_.AddMember(clusters_.Create("b"), Row(1));
  scores_.Refresh(matrix_, clusters_);
  // Another matrix of as many rows shows which columns are computed: that of `b` alone.
  Matrix other(kDimension);
  for (std::uint64_t i = 1; i <= 5; ++i) other.Add({i, 0}, RandomVector());
  const std::vector<std::int32_t> before(scores_.Column(ClusterId(0)).begin(), scores_.Column(ClusterId(0)).end());
  clusters_.AddMember(ClusterId(1), Row(2));
  scores_.Refresh(other, clusters_);
  const std::span<const std::int32_t> a = scores_.Column(ClusterId(0)), b = scores_.Column(ClusterId(1));
  EXPECT_EQ(std::vector<std::int32_t>(a.begin(), a.end()), before);
  EXPECT_EQ(b[3], Dot(other.Row(RowId(3)), *clusters_.direction(ClusterId(1))));
}

}  // namespace
}  // namespace photocluster
