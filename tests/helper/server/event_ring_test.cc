#include "native-helper/server/event_ring.h"

#include <gtest/gtest.h>

#include "shared/base/archive_json.h"

namespace photocluster {
namespace {

TEST(EventRingTest, EventsAreNumberedFromOne) {
  EventRing ring;
  EXPECT_EQ(*ring.Add({}), R"({"event":{"event":1,"reset":false}})");
  EXPECT_EQ(*ring.Add({}), R"({"event":{"event":2,"reset":false}})");
  EXPECT_EQ(ring.newest(), 2U);
}

TEST(EventRingTest, ThoseAfterAnyEventAreAtHand) {
  EventRing ring;
  std::vector<EventRing::Text> all;
  for (int i = 0; i < 5; ++i) all.push_back(ring.Add({}));
  for (std::uint64_t event = 0; event <= 5; ++event) {
    const auto after = ring.After(event);
    ASSERT_TRUE(after) << event;
    EXPECT_EQ(*after, std::vector<EventRing::Text>(all.begin() + static_cast<std::ptrdiff_t>(event), all.end()));
  }
  EXPECT_FALSE(ring.After(6)) << "of another run";
}

TEST(EventRingTest, OldOnesAreForgotten) {
  EventRing ring;
  for (std::size_t i = 0; i < EventRing::kMostEvents + 3; ++i) ring.Add({});
  EXPECT_FALSE(ring.After(2));
  ASSERT_TRUE(ring.After(3));
  EXPECT_EQ(ring.After(3)->size(), EventRing::kMostEvents);
}

TEST(EventRingTest, LargeOnesAreForgottenEarlier) {
  EventRing ring;
  Event large;
  large.records.resize(1);
  large.records[0].note.assign(EventRing::kMostBytes / 2, 'x');
  ring.Add(large);
  ring.Add(large);
  EXPECT_FALSE(ring.After(0));
  EXPECT_TRUE(ring.After(1));
}

}  // namespace
}  // namespace photocluster
