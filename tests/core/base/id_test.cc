#include "shared/base/id.h"

#include <gtest/gtest.h>

#include <type_traits>
#include <unordered_set>

namespace photocluster {
namespace {

TEST(Id, IsNoneUntilGivenANumber) {
  EXPECT_FALSE(PhotoId().has_value());
  EXPECT_TRUE(PhotoId(0).has_value());
  EXPECT_EQ(PhotoId(7).value(), 7u);
}

TEST(Id, IsNotAnotherKindOfIdOrNumber) {
  EXPECT_FALSE((std::is_convertible_v<PhotoId, ClusterId>));
  EXPECT_FALSE((std::is_constructible_v<PhotoId, ClusterId>));
  EXPECT_FALSE((std::is_convertible_v<std::uint32_t, PhotoId>));
}

TEST(Id, IsOrderedByItsNumber) {
  EXPECT_LT(PhotoId(1), PhotoId(2));
  EXPECT_EQ(PhotoId(2), PhotoId(2));
}

TEST(Id, EqualIdsAreOneKey) {
  const std::unordered_set<PhotoId> ids{PhotoId(1), PhotoId(2), PhotoId(1)};
  EXPECT_EQ(ids.size(), 2u);
}

}  // namespace
}  // namespace photocluster
