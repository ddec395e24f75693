#include "tests/helper/commands/commands_test.h"

namespace photocluster {
namespace {

class SampleCommandTest : public test::CommandsTest {};

TEST_F(SampleCommandTest, RefusesAFolderWithPhotosInOneSentence) {
  AddPhotos({"a.jpg"});
  EXPECT_EQ(Run({"sample", path()}), 1);
  EXPECT_EQ(err_, "photocluster: " + path() + " is not empty; choose another name or an empty folder\n");
  EXPECT_EQ(folder_.Names(""), "a.jpg");
}

TEST_F(SampleCommandTest, RefusesAFolderWithoutAParentInOneSentence) {
  EXPECT_EQ(Run({"sample", path() + "/no/Demo"}), 1);
  EXPECT_EQ(err_, "photocluster: there is no folder " + path() + "/no to put it in\n");
}

TEST_F(SampleCommandTest, WantsToKnowWhere) {
  EXPECT_EQ(Run({"sample"}), 2);
  EXPECT_TRUE(err_.starts_with("photocluster: ")) << err_;
}

}  // namespace
}  // namespace photocluster
