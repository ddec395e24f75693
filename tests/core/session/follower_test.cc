#include "shared/session/follower.h"

#include <gtest/gtest.h>

#include "shared/vectors/vector_file.h"
#include "tests/support/session_checks.h"

namespace photocluster::test {
namespace {

constexpr char kModel[] = "m-000000000000";

// A helper's Session and what a page would receive from it.
class FollowerTest : public ::testing::Test {
 protected:
  FollowerTest() {
    for (const char* place : {"1.jpg", "2.jpg", "3.jpg", "a/4.jpg", "a/5.jpg", "a/b/6.jpg"}) world_.Put(place);
    host_ = std::make_unique<MemoryHost>(world_);
    Send(R"({"settings":{"model":"m-000000000000"}})");
    host_->Embed({{"1.jpg", 0}, {"2.jpg", 0}, {"3.jpg", 1}, {"a/4.jpg", 1}, {"a/5.jpg", 0}, {"a/b/6.jpg", 1}});
  }

  // The event of what a Command did.
  Event Send(const std::string& command) {
    Event event;
    event.event = ++events_;
    event.records = host_->Do(command).records;
    return event;
  }

  std::string SnapshotNow() { return SnapshotBytes(host_->session().TakeSnapshot(events_)); }

  std::string VectorsFrom(std::size_t from, const std::string& model = kModel) {
    const Matrix& vectors = host_->state().vectors();
    const auto dimension = static_cast<std::uint32_t>(vectors.dimension());
    std::string bytes = VectorFileHeader({model, dimension});
    for (std::size_t i = from; i < vectors.row_count(); ++i) {
      const RowId row(static_cast<std::uint32_t>(i));
      const VectorEntry entry{vectors.fingerprint(row), vectors.Row(row), {}};
      bytes += VectorBlock(dimension, {&entry, 1});
    }
    return bytes;
  }

  std::unique_ptr<Follower> Opened() {
    Result<std::unique_ptr<Follower>> follower = Follower::Open(SnapshotNow());
    EXPECT_TRUE(follower.ok()) << follower.error().detail;
    return std::move(follower).value();
  }

  static void Feed(Follower& follower, std::string_view bytes, std::size_t piece) {
    follower.BeginVectors(6);
    for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) {
      const Result<void> taken = follower.TakeVectors(bytes.substr(0, piece));
      ASSERT_TRUE(taken.ok()) << taken.error().detail;
    }
    follower.EndVectors();
  }

  std::string HashOf(const Follower& follower) { return follower.session().state().Hash(); }
  std::string Hash() { return host_->state().Hash(); }

  World world_;
  std::unique_ptr<MemoryHost> host_;
  std::uint64_t events_ = 0;
};

TEST_F(FollowerTest, IsEqualAtEveryEventWhereverItsVectorsAreCut) {
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{600}, std::size_t{100'000}}) {
    const std::unique_ptr<Follower> follower = Opened();
    Feed(*follower, VectorsFrom(0), piece);
    EXPECT_EQ(follower->vector_count(), 6u);
    EXPECT_EQ(HashOf(*follower), Hash());
    for (const char* command : {R"({"assign":{"places":["1.jpg","a/4.jpg"],"cluster":"Roof"}})", R"({"undo":{}})"}) {
      const Event event = Send(command);
      ASSERT_TRUE(follower->Take(event).ok());
      EXPECT_EQ(HashOf(*follower), Hash());
    }
  }
}

TEST_F(FollowerTest, VectorsThatComeLaterJoinTheirClusters) {
  const std::unique_ptr<Follower> follower = Opened();
  const std::string all = VectorsFrom(0);
  const std::size_t half = all.size() - VectorsFrom(3).size() + kVectorFileHeader;
  Feed(*follower, all.substr(0, half), 1000);
  EXPECT_EQ(follower->vector_count(), 3u);
  const Event event = Send(R"({"assign":{"places":["1.jpg","a/5.jpg","a/b/6.jpg"],"cluster":"Roof"}})");
  ASSERT_TRUE(follower->Take(event).ok());
  EXPECT_NE(HashOf(*follower), Hash());
  Feed(*follower, VectorsFrom(3), 1000);
  EXPECT_EQ(HashOf(*follower), Hash());
}

TEST_F(FollowerTest, EventsOfTheSnapshotArePassedOverAndAGapIsNoticed) {
  const Event old = Send(R"({"create":{"cluster":"Roof"}})");
  const std::unique_ptr<Follower> follower = Opened();
  EXPECT_TRUE(follower->Take(old).ok());
  Send(R"({"create":{"cluster":"Wall"}})");
  const Event late = Send(R"({"create":{"cluster":"Window"}})");
  const std::string before = HashOf(*follower);
  EXPECT_EQ(follower->Take(late).error().code, ErrorCode::kDisagrees);
  EXPECT_EQ(HashOf(*follower), before);
  EXPECT_EQ(HashOf(*Opened()), Opened()->session().state().Hash());
}

TEST_F(FollowerTest, AResetAsksForASnapshot) {
  const std::unique_ptr<Follower> follower = Opened();
  Event reset;
  reset.event = events_ + 1;
  reset.reset = true;
  EXPECT_EQ(follower->Take(reset).error().code, ErrorCode::kDisagrees);
}

TEST_F(FollowerTest, ObservationsArePartOfTheStream) {
  const std::unique_ptr<Follower> follower = Opened();
  Observation observation{.place = "2.jpg",
                          .size = 1,
                          .mtime_ms = 2,
                          .fingerprint = FingerprintOfContent("x"),
                          .taken_ms = 5,
                          .not_shown = "it is no picture"};
  host_->session().Observe(observation);
  Event event;
  event.event = ++events_;
  event.observations = {observation};
  ASSERT_TRUE(follower->Take(event).ok());
  EXPECT_EQ(follower->session().state().totals().not_shown, 1u);
  EXPECT_EQ(HashOf(*follower).size(), 32u);
  EXPECT_EQ(NotShownRows(follower->session().state()).at(0).not_shown, "it is no picture");
  EXPECT_EQ(NotShownRows(Opened()->session().state()).at(0).not_shown, "it is no picture");
}

TEST_F(FollowerTest, VectorsOfAnotherModelAreKeptApart) {
  const std::unique_ptr<Follower> follower = Opened();
  Feed(*follower, VectorsFrom(0), 1000);
  const Event event = Send(R"({"settings":{"model":"n-000000000000"}})");
  ASSERT_TRUE(follower->Take(event).ok());
  EXPECT_EQ(follower->vector_count(), 0u);
  Feed(*follower, VectorsFrom(0), 1000);
  EXPECT_EQ(follower->vector_count(), 0u);
  Feed(*follower, VectorsFrom(0, "n-000000000000"), 1000);
  EXPECT_EQ(follower->vector_count(), 6u);
}

TEST_F(FollowerTest, ThePlanThatIsShownIsTheCommandThatIsSent) {
  const std::unique_ptr<Follower> follower = Opened();
  Feed(*follower, VectorsFrom(0), 1000);
  Event event = Send(R"({"assign":{"places":["1.jpg"],"cluster":"Roof"}})");
  ASSERT_TRUE(follower->Take(event).ok());
  event = Send(R"({"assign":{"places":["3.jpg"],"cluster":"Wall"}})");
  ASSERT_TRUE(follower->Take(event).ok());
  const PlanView plan = follower->Plan({.threshold = 0.5, .min_samples = 1}, 0, 3);
  EXPECT_EQ(plan.count, 4u);
  ASSERT_EQ(plan.rows.size(), 3u);
  EXPECT_LE(plan.rows[0].move.score, plan.rows[1].move.score);
  EXPECT_EQ(plan.rows[0].photo.place, plan.rows[0].move.place);
  EXPECT_EQ(plan.clusters.size(), 2u);
  const Outcome outcome = host_->Do(Command(follower->PlanCommand()));
  EXPECT_FALSE(outcome.error);
  EXPECT_EQ(outcome.records.size(), 4u);
}

// What is kept between two plans is of no use after a change: each plan is the one its Session makes afresh.
TEST_F(FollowerTest, APlanFollowsTheRuleVectorsAndDecisions) {
  const std::unique_ptr<Follower> follower = Opened();
  const auto is_fresh = [&](const AutoRule& rule, std::size_t count) {
    const PlanView plan = follower->Plan(rule, 0, 10);
    EXPECT_EQ(plan.count, count);
    EXPECT_EQ(plan.count, follower->session().Plan(rule).size());
    EXPECT_EQ(follower->PlanCommand().pairs.size(), count);
  };
  const AutoRule any{.threshold = -1, .min_samples = 1}, like{.threshold = 0.9, .min_samples = 1};
  ASSERT_TRUE(follower->Take(Send(R"({"assign":{"places":["1.jpg"],"cluster":"Roof"}})")).ok());
  is_fresh(any, 0);
  Feed(*follower, VectorsFrom(0), 1000);
  is_fresh(any, 5);
  is_fresh(like, 2);
  is_fresh({.threshold = -1, .min_samples = 2}, 0);
  ASSERT_TRUE(follower->Take(Send(R"({"skip":{"places":["2.jpg"]}})")).ok());
  is_fresh(any, 5);
  ASSERT_TRUE(follower->Take(Send(R"({"trash":{"places":["2.jpg"]}})")).ok());
  is_fresh(any, 4);
  ASSERT_TRUE(follower->Take(Send(R"({"assign":{"places":["3.jpg"],"cluster":"Wall"}})")).ok());
  is_fresh(like, 3);
}

TEST_F(FollowerTest, WindowsOfAPlanMakeUpTheWholePlan) {
  const std::unique_ptr<Follower> follower = Opened();
  Feed(*follower, VectorsFrom(0), 1000);
  const Event event = Send(R"({"assign":{"places":["1.jpg"],"cluster":"Roof"}})");
  ASSERT_TRUE(follower->Take(event).ok());
  const AutoRule rule{.threshold = 0, .min_samples = 1};
  const PlanView whole = follower->Plan(rule, 0, 100);
  ASSERT_GE(whole.rows.size(), 3u);
  for (std::size_t from = 0; from <= whole.rows.size() + 1; ++from) {
    const PlanView window = follower->Plan(rule, from, 2);
    EXPECT_EQ(window.count, whole.count);
    ASSERT_EQ(window.rows.size(), std::min<std::size_t>(2, whole.rows.size() - std::min(from, whole.rows.size())));
    for (std::size_t i = 0; i < window.rows.size(); ++i) {
      EXPECT_EQ(window.rows[i].move.place, whole.rows[from + i].move.place);
    }
  }
}

TEST_F(FollowerTest, DamagedBytesAreRefused) {
  EXPECT_FALSE(Follower::Open("no snapshot").ok());
  const std::unique_ptr<Follower> follower = Opened();
  std::string vectors = VectorsFrom(0);
  vectors[1] ^= 1;
  vectors[257] ^= 1;  // both copies of the header
  follower->BeginVectors(6);
  EXPECT_FALSE(follower->TakeVectors(vectors).ok());
}

}  // namespace
}  // namespace photocluster::test
