#include "shared/session/view.h"

#include <gtest/gtest.h>

#include "tests/support/session_checks.h"

namespace photocluster::test {
namespace {

class ViewTest : public ::testing::Test {
 protected:
  ViewTest() {
    for (const char* place : {"1.jpg", "2.jpg", "a/3.jpg", "a/4.jpg", "b/5.jpg", "1.xmp", "film.mp4"})
      world_.Put(place);
    host_ = std::make_unique<MemoryHost>(world_);
    host_->Do(R"({"settings":{"model":"m-000000000000"}})");
    host_->Embed({{"1.jpg", 0}, {"2.jpg", 0}, {"a/3.jpg", 1}, {"a/4.jpg", 1}});
  }

  void Assign(const std::string& place, const std::string& cluster) {
    const Outcome outcome = host_->Do(R"({"assign":{"places":[")" + place + R"("],"cluster":")" + cluster + "\"}}");
    ASSERT_FALSE(outcome.error) << outcome.error->detail;
  }
  const State& state() { return host_->state(); }
  Session& session() { return host_->session(); }

  World world_;
  std::unique_ptr<MemoryHost> host_;
};

TEST_F(ViewTest, TheOverviewAddsUp) {
  Assign("1.jpg", "Wall");
  Assign("a/3.jpg", "Roof");
  host_->Do(R"({"trash":{"places":["2.jpg"]}})");
  const Overview view = OverviewOf(session());
  EXPECT_EQ(view.photos, 5u);
  EXPECT_EQ(view.queue, 2u);
  EXPECT_EQ(view.manual, 2u);
  EXPECT_EQ(view.trashed, 1u);
  EXPECT_EQ(view.others, 1u);
  EXPECT_EQ(view.vectors, 4u);
  ASSERT_EQ(view.clusters.size(), 2u);
  EXPECT_EQ(view.clusters[0].name, "Wall") << "in the order they came into being";
  EXPECT_EQ(view.clusters[0].count, 1u);
  EXPECT_NE(view.undo, 0u);
  EXPECT_FALSE(view.redo);
  host_->Do(R"({"undo":{}})");
  EXPECT_TRUE(OverviewOf(session()).redo);
}

TEST_F(ViewTest, TheLayoutIsAskedOnceWhereThereAreSubfolders) {
  EXPECT_TRUE(OverviewOf(session()).asks_layout);
  World flat;
  flat.Put("1.jpg");
  EXPECT_FALSE(OverviewOf(MemoryHost(flat).session()).asks_layout);
  host_->Do(R"({"settings":{"layout":"root"}})");
  EXPECT_FALSE(OverviewOf(session()).asks_layout);
  host_->Do(R"({"undo":{}})");
  EXPECT_TRUE(OverviewOf(session()).asks_layout);
  Assign("1.jpg", "Roof");
  EXPECT_FALSE(OverviewOf(session()).asks_layout);
}

TEST_F(ViewTest, RowsOfTheQueueAreAWindow) {
  const std::vector<PhotoRow> rows = QueueRows(state(), 1, 2);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].place, "2.jpg");
  EXPECT_EQ(rows[1].place, "a/3.jpg");
  EXPECT_TRUE(rows[0].vector);
  EXPECT_TRUE(rows[0].fingerprint.has_value());
  EXPECT_TRUE(QueueRows(state(), 5, 3).empty());
  EXPECT_EQ(QueueRows(state(), 0, 100).size(), 5u);
  EXPECT_FALSE(RowAt(state(), "nowhere.jpg"));
  EXPECT_EQ(RowAt(state(), "1.jpg")->companions, std::vector<std::string>{"1.xmp"});
  EXPECT_FALSE(RowAt(state(), "b/5.jpg")->fingerprint) << "nobody has read it";
}

TEST_F(ViewTest, ASuggestionShowsTheNearestMembers) {
  EXPECT_FALSE(SuggestionFor(session(), "2.jpg", 3)) << "there is no cluster";
  Assign("1.jpg", "Wall");
  Assign("a/3.jpg", "Roof");
  const std::optional<SuggestionRow> row = SuggestionFor(session(), "2.jpg", 3);
  ASSERT_TRUE(row);
  EXPECT_EQ(row->best.cluster, "Wall");
  EXPECT_EQ(row->best.second, "Roof");
  ASSERT_EQ(row->examples.size(), 1u);
  EXPECT_EQ(row->examples[0].place, "Wall/1.jpg");
  EXPECT_FALSE(SuggestionFor(session(), "b/5.jpg", 3)) << "it has no vector";
}

TEST_F(ViewTest, FoldersAreListedWithTheirCounts) {
  Assign("a/3.jpg", "Roof");
  host_->Do(R"({"settings":{"left_alone":["b"]}})");
  const std::vector<FolderRow> rows = FolderRows(state());
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[0].folder, "");
  EXPECT_EQ(rows[1].folder, "a");
  EXPECT_EQ(rows[1].queue, 1u);
  EXPECT_EQ(rows[2].folder, "a/Roof");
  EXPECT_TRUE(rows[2].made);
  EXPECT_TRUE(rows[3].left_alone);
}

TEST_F(ViewTest, EachLayoutShowsWhereThePhotoWouldGo) {
  const std::vector<LayoutRow> rows = LayoutRows(state(), "a/3.jpg", "Roof");
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].place, "a/Roof/3.jpg");
  EXPECT_EQ(rows[0].folders, 3u);
  EXPECT_EQ(rows[1].place, "Roof/3.jpg");
  EXPECT_EQ(rows[1].folders, 1u);
  EXPECT_EQ(rows[2].place, "Roof/a/3.jpg");
  EXPECT_TRUE(LayoutRows(state(), "nowhere.jpg", "Roof").empty());
}

}  // namespace
}  // namespace photocluster::test
