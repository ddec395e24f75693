#include "shared/session/names.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

TEST(Names, ATakenNameIsTakenWithoutCaseAndInNfc) {
  TakenNames names;
  names.Add("Снег/Й.jpg");
  EXPECT_TRUE(names.Contains("Снег/Й.jpg"));
  EXPECT_TRUE(names.Contains("снег/и\u0306.JPG"));
  EXPECT_FALSE(names.Contains("Снег/И.jpg"));
  EXPECT_FALSE(names.Contains("Й.jpg"));
}

TEST(Names, LookAlikesAreDifferentNames) {
  TakenNames names;
  names.Add("Cнег.jpg");                     // with a Latin C
  EXPECT_FALSE(names.Contains("Снег.jpg"));  // with a Cyrillic one
}

TEST(Names, ANameTakenTwiceIsFreeWhenBothAreGone) {
  TakenNames names;
  names.Add("a.jpg");
  names.Add("A.jpg");
  names.Remove("a.jpg");
  EXPECT_TRUE(names.Contains("a.jpg"));
  names.Remove("A.jpg");
  EXPECT_FALSE(names.Contains("a.jpg"));
}

TEST(Names, RemovingAnUnknownNameChangesNothing) {
  TakenNames names;
  names.Add("a.jpg");
  names.Remove("b.jpg");
  EXPECT_TRUE(names.Contains("a.jpg"));
  EXPECT_FALSE(names.Contains("b.jpg"));
}

}  // namespace
}  // namespace photocluster
