#include "shared/session/flat_table.h"

#include <gtest/gtest.h>

#include <map>
#include <vector>

#include "shared/base/random.h"

namespace photocluster {
namespace {

using Table = FlatTable<std::uint32_t>;  // 0 is an empty place

std::uint64_t Spread(std::uint32_t value) { return value; }
std::uint64_t Crowded(std::uint32_t value) { return value % 3; }  // nearly all collide

std::size_t CountOf(const Table& table, std::uint64_t hash, std::uint32_t value) {
  std::size_t count = 0;
  table.VisitAll(hash, [&](std::uint32_t each) { count += each == value ? 1u : 0u; });
  return count;
}

// Against a map, whatever the hash is worth.
void PlayAtRandom(std::uint64_t (*hash_of)(std::uint32_t), std::uint64_t seed) {
  SplitMix64 random(seed);
  Table table;
  table.Reserve(seed % 3 * 20);
  std::map<std::uint32_t, std::size_t> wanted;
  std::size_t size = 0;
  for (int step = 0; step < 3'000; ++step) {
    const auto value = static_cast<std::uint32_t>(1 + random.Below(60));
    if (random.Below(2) == 0) {
      table.Insert(value, hash_of(value));
      ++wanted[value];
      ++size;
    } else {
      table.Erase(value, hash_of(value));
      if (wanted[value] > 0) --wanted[value], --size;
    }
    ASSERT_EQ(table.size(), size);
    const auto asked = static_cast<std::uint32_t>(1 + random.Below(60));
    const auto is_asked = [&](std::uint32_t each) { return each == asked; };
    ASSERT_EQ(table.Find(hash_of(asked), is_asked) != 0, wanted[asked] > 0) << "step " << step;
    ASSERT_EQ(CountOf(table, hash_of(asked), asked), wanted[asked]) << "step " << step;
  }
}

TEST(FlatTable, HoldsWhatWasInsertedAndNotErased) {
  for (std::uint64_t seed = 1; seed < 8; ++seed) {
    PlayAtRandom(Spread, seed);
    PlayAtRandom(Crowded, seed);
  }
}

TEST(FlatTable, AnEmptyOneKnowsNothing) {
  Table table;
  EXPECT_EQ(table.Find(5, [](std::uint32_t) { return true; }), 0u);
  table.Erase(5, 5);
  EXPECT_EQ(table.size(), 0u);
  table.Insert(5, 5);
  table.Clear();
  EXPECT_EQ(CountOf(table, 5, 5), 0u);
}

}  // namespace
}  // namespace photocluster
