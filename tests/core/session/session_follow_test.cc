#include <gtest/gtest.h>

#include "shared/session/session.h"
#include "tests/support/world.h"

// That a follower's State is the other's after any history is shown in session_histories_test.cc.
namespace photocluster::test {
namespace {

class SessionFollowTest : public ::testing::Test {
 protected:
  SessionFollowTest() {
    for (const char* place : {"1.jpg", "2.jpg", "a/3.jpg"}) world_.Put(place);
    host_ = std::make_unique<MemoryHost>(world_);
  }

  std::unique_ptr<Session> Follower() { return Session::Open(host_->session().TakeSnapshot(0)); }

  World world_;
  std::unique_ptr<MemoryHost> host_;
};

TEST_F(SessionFollowTest, RecordsThatAreKnownAreNotTakenTwice) {
  const std::unique_ptr<Session> follower = Follower();
  const Outcome outcome = host_->Do(R"({"assign":{"places":["1.jpg"],"cluster":"Roof"}})");
  EXPECT_TRUE(follower->Follow(outcome.records).ok());
  EXPECT_TRUE(follower->Follow(outcome.records).ok());
  EXPECT_EQ(follower->state().Hash(), host_->state().Hash());
  EXPECT_EQ(follower->record_count(), host_->session().record_count());
  EXPECT_EQ(follower->last_seq(), host_->session().last_seq());
}

TEST_F(SessionFollowTest, MissingRecordsAreNoticed) {
  const std::unique_ptr<Session> follower = Follower();
  host_->Do(R"({"create":{"cluster":"Roof"}})");
  const Outcome later = host_->Do(R"({"create":{"cluster":"Wall"}})");
  EXPECT_EQ(follower->Follow(later.records).error().code, ErrorCode::kDisagrees);
}

TEST_F(SessionFollowTest, APhotoEditedInPlaceIsShownAsItIsWhenItsRecordHasCome) {
  host_->Do(R"({"assign":{"places":["1.jpg"],"cluster":"Roof"}})");
  world_.SetContent("Roof/1.jpg", "edited");
  const Observation edited{.place = "Roof/1.jpg",
                           .size = 6,
                           .mtime_ms = 5,
                           .fingerprint = FingerprintOfContent("edited"),
                           .taken_ms = 7,
                           .not_shown = {}};
  host_->session().Observe(edited);
  const std::unique_ptr<Session> follower = Follower();  // between the observation and its record
  const PhotoId id = follower->state().Find("Roof/1.jpg");
  EXPECT_NE(follower->state().photo(id).fingerprint, edited.fingerprint);
  const Outcome noticed = host_->Notice();
  ASSERT_EQ(noticed.records.size(), 1u);
  EXPECT_EQ(noticed.records[0].op, Op::kChanged);
  EXPECT_TRUE(follower->Follow(noticed.records).ok());
  EXPECT_EQ(follower->state().photo(id).fingerprint, edited.fingerprint);
  EXPECT_EQ(follower->state().photo(id).taken_ms.value_or(0), 7);
}

TEST_F(SessionFollowTest, WhatNoRecordSaysAsksForANewSnapshot) {
  const std::unique_ptr<Session> follower = Follower();
  EXPECT_FALSE(host_->session().TakeBeyondRecords());
  world_.Remove("1.jpg");
  const Outcome refused = host_->Do(R"({"assign":{"places":["1.jpg"],"cluster":"Roof"}})");
  EXPECT_EQ(refused.error->code, ErrorCode::kUnknownPhoto);
  EXPECT_NE(follower->state().Hash(), host_->state().Hash()) << "the photo is gone, and no record says so";
  EXPECT_TRUE(host_->session().TakeBeyondRecords());
  EXPECT_FALSE(host_->session().TakeBeyondRecords());
  EXPECT_EQ(Follower()->state().Hash(), host_->state().Hash());
}

TEST_F(SessionFollowTest, ATouchedPhotoIsTheSameToBothBeforeAndAfterItIsRead) {
  host_->Embed({{"1.jpg", 0}});
  Observation seen{.place = "1.jpg",
                   .size = world_.Content("1.jpg").size(),
                   .mtime_ms = host_->state().photo(host_->state().Find("1.jpg")).mtime_ms,
                   .fingerprint = FingerprintOfContent(world_.Content("1.jpg")),
                   .taken_ms = 7,
                   .not_shown = {}};
  host_->session().Observe(seen);
  host_->Do(R"({"settings":{"order":"taken"}})");
  host_->Settle();
  world_.SetContent("1.jpg", std::string(world_.Content("1.jpg")));
  host_ = std::make_unique<MemoryHost>(world_);
  ASSERT_FALSE(host_->state().photo(host_->state().Find("1.jpg")).looked_at);
  const std::unique_ptr<Session> follower = Follower();
  EXPECT_EQ(follower->state().Hash(), host_->state().Hash());
  const Photo& photo = follower->state().photo(follower->state().Find("1.jpg"));
  EXPECT_FALSE(photo.fingerprint.known());
  seen.taken_ms.reset();  // only its fingerprint was read
  host_->session().Observe(seen);
  follower->Observe(seen);
  EXPECT_EQ(photo.taken_ms.value_or(0), 7);
  EXPECT_EQ(follower->state().Hash(), host_->state().Hash());
}

TEST_F(SessionFollowTest, AFollowerWritesNothing) {
  const std::unique_ptr<Session> follower = Follower();
  follower->Begin(Create{.cluster = "Roof"}, {});
  EXPECT_FALSE(follower->HasEffect());
  EXPECT_EQ(follower->TakeOutcome().error->code, ErrorCode::kReadOnly);
}

}  // namespace
}  // namespace photocluster::test
