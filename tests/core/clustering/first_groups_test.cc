#include "shared/clustering/first_groups.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/support/blobs.h"

namespace photocluster {
namespace {

using test::Blobs;

std::vector<RowId> AllRows(const Matrix& matrix) {
  std::vector<RowId> rows;
  for (std::uint32_t row = 0; row < matrix.row_count(); ++row) rows.emplace_back(row);
  return rows;
}

TEST(FirstGroupsTest, EveryKindHasAGroupAndNoGroupMixesKinds) {
  const Blobs blobs(12, 20, 0.4);
  std::set<std::uint32_t> kinds;
  std::set<RowId> seen;
  for (const Group& group : FirstGroups(blobs.matrix, Centre(blobs.matrix), AllRows(blobs.matrix))) {
    for (const RowId row : group) {
      EXPECT_EQ(blobs.kind[row.value()], blobs.kind[group[0].value()]);
      EXPECT_TRUE(seen.insert(row).second) << "in two groups";
    }
    kinds.insert(blobs.kind[group[0].value()]);
  }
  EXPECT_EQ(kinds.size(), 12u);
}

TEST(FirstGroupsTest, OrderOfThePhotosDecidesNothing) {
  const Blobs blobs(6, 20, 0.6);
  Matrix backwards(blobs.matrix.dimension());
  for (std::uint32_t row = 120; row-- > 0;) {
    backwards.Add(blobs.matrix.fingerprint(RowId(row)), blobs.matrix.Row(RowId(row)));
  }
  const auto contents = [](const Matrix& matrix) {
    std::vector<std::vector<Fingerprint>> groups;
    for (const Group& group : FirstGroups(matrix, Centre(matrix), AllRows(matrix))) {
      groups.emplace_back();
      for (const RowId row : group) groups.back().push_back(matrix.fingerprint(row));
    }
    return groups;
  };
  EXPECT_EQ(contents(blobs.matrix), contents(backwards));
  EXPECT_FALSE(contents(backwards).empty());
}

TEST(FirstGroupsTest, FewOrEqualPhotos) {
  const Blobs blobs(1, 3, 0);
  const Centring centring = Centre(blobs.matrix);
  const std::vector<RowId> rows = AllRows(blobs.matrix);
  EXPECT_TRUE(FirstGroups(blobs.matrix, centring, {}).empty());
  EXPECT_TRUE(FirstGroups(blobs.matrix, centring, {rows.data(), 1}).empty());
  const std::vector<Group> groups = FirstGroups(blobs.matrix, centring, rows);
  ASSERT_EQ(groups.size(), 1u);
  EXPECT_EQ(groups[0].size(), 3u);
}

}  // namespace
}  // namespace photocluster
