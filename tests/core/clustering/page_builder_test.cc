#include "shared/clustering/page_builder.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/blobs.h"

namespace photocluster {
namespace {

using test::Blobs;

ClusterId Cluster(std::uint32_t kind) { return ClusterId(kind); }

TEST(PageBuilderTest, BeginsWithLookAlikesThatNobodyHasNamed) {
  const Blobs blobs(6, 20, 0.4);
  PageBuilder builder(blobs.matrix, {.tiles = 12});
  const Page page = builder.Next().value();
  EXPECT_EQ(page.kind, Page::Kind::kGroup);
  EXPECT_FALSE(page.cluster.has_value());
  EXPECT_EQ(page.rows.size(), 12u);
  for (const RowId row : page.rows) EXPECT_EQ(blobs.kind[row.value()], blobs.kind[page.rows[0].value()]);
}

TEST(PageBuilderTest, OffersTheRestOfAClusterThatWasNamed) {
  const Blobs blobs(4, 30, 0.4);
  PageBuilder builder(blobs.matrix, {.tiles = 100});
  for (std::uint32_t row = 0; row < 40; ++row) builder.Decide(RowId(row), Cluster(blobs.kind[row]));
  const Page page = builder.Next().value();
  EXPECT_EQ(page.kind, Page::Kind::kCluster);
  EXPECT_GE(page.rows.size(), 18u);
  for (const RowId row : page.rows) {
    EXPECT_GE(row.value(), 40u) << "decided already";
    EXPECT_EQ(Cluster(blobs.kind[row.value()]), page.cluster);
  }
}

TEST(PageBuilderTest, MarkedPhotoIsNeverOfferedForThatClusterAgain) {
  const Blobs blobs(2, 20, 0.4);
  PageBuilder builder(blobs.matrix, {.tiles = 100});
  for (std::uint32_t row = 0; row < 20; ++row) builder.Decide(RowId(row), Cluster(blobs.kind[row]));
  for (std::uint32_t row = 20; row < 40; row += 2) builder.Refuse(RowId(row), Cluster(blobs.kind[row]));
  while (const std::optional<Page> page = builder.Next()) {
    for (const RowId row : page->rows) {
      const bool marked = row.value() >= 20 && row.value() % 2 == 0;
      EXPECT_FALSE(marked && page->cluster == Cluster(blobs.kind[row.value()]));
      builder.Decide(row, Cluster(blobs.kind[row.value()]));
    }
  }
}

TEST(PageBuilderTest, UndoGivesThePageFromBefore) {
  const Blobs blobs(4, 15, 0.6);
  PageBuilder builder(blobs.matrix);
  const Page before = builder.Next().value();
  for (const RowId row : before.rows) builder.Decide(row, Cluster(0));
  ASSERT_NE(builder.Next(), before);
  for (const RowId row : before.rows) builder.Undecide(row, Cluster(0));
  PageBuilder fresh(blobs.matrix);
  EXPECT_EQ(fresh.Next(), before);
}

TEST(PageBuilderTest, PagesThatWereWrongMakeTheNextOnesMoreCareful) {
  const Blobs blobs(4, 40, 1.4);
  PageBuilder trusting(blobs.matrix, {.tiles = 40}), careful(blobs.matrix, {.tiles = 40});
  for (std::uint32_t row = 0; row < 16; ++row) {
    trusting.Decide(RowId(row), Cluster(blobs.kind[row]));
    careful.Decide(RowId(row), Cluster(blobs.kind[row]));
  }
  const Page page = trusting.Next().value();
  careful.Learn(page, page.rows.size());
  EXPECT_LT(careful.Next()->rows.size(), page.rows.size());
}

// A person who always says no, or contradicts himself, still comes to an end.
TEST(PageBuilderTest, EndsWhateverIsAnswered) {
  for (const std::uint32_t kinds : {1u, 3u, 40u}) {
    for (const double spread : {0.0, 3.0}) {
      const Blobs blobs(kinds, 2, spread);
      PageBuilder builder(blobs.matrix, {.tiles = 6});
      std::size_t asked = 0, decided = 0;
      while (const std::optional<Page> page = builder.Next()) {
        ASSERT_LT(++asked, 40 * blobs.kind.size());
        if (page->rows.size() == 1) {
          builder.Decide(page->rows[0], Cluster(static_cast<std::uint32_t>(asked % 3)));
          ++decided;
        } else if (page->cluster.has_value()) {
          for (const RowId row : page->rows) builder.Refuse(row, page->cluster);
        } else {
          builder.Dissolve(page->rows);
        }
      }
      EXPECT_EQ(decided, blobs.matrix.row_count());
    }
  }
}

TEST(PageBuilderTest, NothingToAskAboutAnEmptyRoot) {
  const Matrix empty(8);
  EXPECT_FALSE(PageBuilder(empty).Next().has_value());
}

}  // namespace
}  // namespace photocluster
