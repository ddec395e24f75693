#include "shared/session/photo_lists.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "shared/base/random.h"

namespace photocluster {
namespace {

std::set<PhotoId> SetOf(const PhotoLists& lists, const PhotoList& list) {
  const std::vector<PhotoId> ids = lists.Ids(list);
  const std::set<PhotoId> unique(ids.begin(), ids.end());
  EXPECT_EQ(unique.size(), ids.size());
  return unique;
}

TEST(PhotoListsTest, ListsHoldWhatEnteredAndDidNotLeave) {
  SplitMix64 random(1);
  PhotoLists lists;
  PhotoList list[3];
  std::set<PhotoId> expected[3];
  constexpr std::size_t kNowhere = 3;
  std::vector<std::size_t> where(20, kNowhere);
  for (int step = 0; step < 2000; ++step) {
    const PhotoId id(static_cast<std::uint32_t>(random.Below(where.size())));
    std::size_t& at = where[id.value()];
    if (at != kNowhere) {
      lists.Erase(list[at], id);
      expected[at].erase(id);
    }
    at = static_cast<std::size_t>(random.Below(kNowhere + 1));
    if (at != kNowhere) {
      lists.Insert(list[at], id);
      expected[at].insert(id);
    }
    for (std::size_t i = 0; i < kNowhere; ++i) {
      ASSERT_EQ(SetOf(lists, list[i]), expected[i]) << step;
      ASSERT_EQ(list[i].empty(), expected[i].empty());
    }
  }
}

}  // namespace
}  // namespace photocluster
