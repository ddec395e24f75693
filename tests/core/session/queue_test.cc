#include "shared/session/queue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>

#include "shared/base/random.h"
#include "tests/support/photos.h"

namespace photocluster {
namespace {

using Places = std::vector<std::string>;

// Photos that stay at one address, as in a State.
class QueueTest : public testing::Test {
 protected:
  void Add(const std::string& place, std::int64_t mtime_ms = 0, std::optional<std::int64_t> taken_ms = {}) {
    Photo photo;
    photo.place = test::Kept(place);
    photo.mtime_ms = mtime_ms;
    photo.taken_ms = taken_ms;
    photos_.push_back(std::move(photo));
    queue_.Insert(PhotoId(static_cast<std::uint32_t>(photos_.size() - 1)), photos_.back());
  }
  void Skip(std::uint32_t id, Seq seq) { Send(id, Turn(seq)); }
  void Send(std::uint32_t id, Turn turn) {
    queue_.Erase(PhotoId(id), photos_[id]);
    photos_[id].decision.turn = turn;
    queue_.Insert(PhotoId(id), photos_[id]);
  }
  void Order(photocluster::Order order) {
    queue_.Reset(order);
    for (std::uint32_t id = 0; id < photos_.size(); ++id) queue_.Insert(PhotoId(id), photos_[id]);
  }
  Places InOrder() const {
    Places places;
    for (const PhotoId id : queue_.Ids()) places.push_back(photos_[id.value()].place);
    return places;
  }

  std::deque<Photo> photos_;
  Queue queue_;
};

TEST_F(QueueTest, ByPathIsByTheBytesOfThePath) {
  for (const char* place : {"b.jpg", "a/z.jpg", "Z.jpg", "ä.jpg", "a.jpg"}) Add(place);
  EXPECT_EQ(InOrder(), (Places{"Z.jpg", "a.jpg", "a/z.jpg", "b.jpg", "ä.jpg"}));
}

TEST_F(QueueTest, ByTimeTakenAPhotoWithoutOneStandsByItsFilesTimeAndEqualOnesByPlace) {
  Add("new.jpg", 0, 3000);
  Add("old.jpg", 9000, -1000);
  Add("undated.jpg", 2000);
  Add("b.jpg", 0, 2500);
  Add("a.jpg", 0, 2500);
  Add("oldest.jpg", 0, INT64_MIN);
  Order({.kind = OrderKind::kTaken});
  EXPECT_EQ(InOrder(), (Places{"oldest.jpg", "old.jpg", "undated.jpg", "a.jpg", "b.jpg", "new.jpg"}));
}

TEST_F(QueueTest, AShuffleDependsOnSeedAndPlaceAlone) {
  Places places;
  for (int i = 0; i < 50; ++i) places.push_back(std::to_string(i) + ".jpg");
  for (const std::string& place : places) Add(place);
  Order({.kind = OrderKind::kShuffle, .seed = 5});
  std::sort(places.begin(), places.end(),
            [](const std::string& a, const std::string& b) { return OrderHash(5, a) < OrderHash(5, b); });
  EXPECT_EQ(InOrder(), places);
  Order({.kind = OrderKind::kShuffle, .seed = 6});
  EXPECT_NE(InOrder(), places);
}

TEST_F(QueueTest, APhotoThatComesLaterMovesNoOther) {
  for (int i = 0; i < 20; ++i) Add(std::to_string(i) + ".jpg");
  Order({.kind = OrderKind::kShuffle, .seed = 5});
  const Places before = InOrder();
  Add("later.jpg");
  Places after = InOrder();
  EXPECT_EQ(after.size(), before.size() + 1);
  std::erase(after, "later.jpg");
  EXPECT_EQ(after, before);
}

TEST_F(QueueTest, PhotosSentToTheHeadComeFirstTheNewestBeforeTheOthersUntilAnotherOrderIsChosen) {
  for (const char* place : {"a.jpg", "b.jpg", "c.jpg", "d.jpg"}) Add(place);
  Send(2, Turn(5, true));
  Send(3, Turn(6, true));
  Skip(0, 7);
  EXPECT_EQ(InOrder(), (Places{"d.jpg", "c.jpg", "b.jpg", "a.jpg"}));
  Skip(3, 8);
  EXPECT_EQ(InOrder(), (Places{"c.jpg", "b.jpg", "a.jpg", "d.jpg"}));
  Order({.kind = OrderKind::kPath, .since = 9});
  EXPECT_EQ(InOrder(), (Places{"a.jpg", "b.jpg", "c.jpg", "d.jpg"}));
}

TEST_F(QueueTest, SkippedPhotosComeLastInTheOrderOfTheirSkips) {
  for (const char* place : {"a.jpg", "b.jpg", "c.jpg", "d.jpg"}) Add(place);
  Skip(1, 8);
  Skip(0, 9);
  EXPECT_EQ(InOrder(), (Places{"c.jpg", "d.jpg", "b.jpg", "a.jpg"}));
  Skip(1, 10);
  EXPECT_EQ(InOrder(), (Places{"c.jpg", "d.jpg", "a.jpg", "b.jpg"}));
}

TEST_F(QueueTest, ASkipCountsForTheOrderItWasMadeInOnly) {
  for (const char* place : {"a.jpg", "b.jpg", "c.jpg"}) Add(place);
  Skip(0, 8);
  Order({.kind = OrderKind::kPath, .seed = 0, .since = 9});
  EXPECT_EQ(InOrder(), (Places{"a.jpg", "b.jpg", "c.jpg"}));
  Skip(1, 10);
  EXPECT_EQ(InOrder(), (Places{"a.jpg", "c.jpg", "b.jpg"}));
  Order({.kind = OrderKind::kPath, .seed = 0, .since = 5});  // the order was taken back: both skips are newer
  EXPECT_EQ(InOrder(), (Places{"c.jpg", "a.jpg", "b.jpg"}));
}

TEST_F(QueueTest, WhatLeavesIsGone) {
  for (const char* place : {"a.jpg", "b.jpg"}) Add(place);
  queue_.Erase(PhotoId(0), photos_[0]);
  EXPECT_EQ(InOrder(), Places{"b.jpg"});
  EXPECT_EQ(queue_.size(), 1u);
}

}  // namespace
}  // namespace photocluster
