#include "shared/session/session.h"

#include <gtest/gtest.h>

#include "shared/journal/file_names.h"
#include "tests/support/world.h"

namespace photocluster::test {
namespace {

using Places = std::vector<std::string>;

TEST(Session, AssignMovesThePhotoBesideItselfIntoTheClustersFolder) {
  World world;
  world.Put("a/1.jpg");
  world.Put("a/2.jpg");
  MemoryHost host(world);
  const Outcome outcome = host.Do(R"({"assign":{"places":["a/1.jpg"],"cluster":"Снег"}})");
  ASSERT_FALSE(outcome.error) << outcome.error->detail;
  EXPECT_EQ(world.Photos(), (Places{"a/2.jpg", "a/Снег/1.jpg"}));
  ASSERT_EQ(outcome.records.size(), 3u);  // root, create, assign
  EXPECT_EQ(outcome.records[1].op, Op::kCreate);
  EXPECT_EQ(outcome.records[2].op, Op::kAssign);
  EXPECT_EQ(outcome.records[2].run, Seq{2});
  EXPECT_EQ(host.state().totals().queue, 1u);
  EXPECT_EQ(host.state().totals().manual, 1u);
}

TEST(Session, UndoOfAStepGivesTheStateFromBeforeIt) {
  World world;
  for (const char* place : {"1.jpg", "2.jpg", "3.jpg", "Roof/4.jpg"}) world.Put(place);
  MemoryHost host(world);
  const std::vector<std::string> commands = {R"({"assign":{"places":["1.jpg"],"cluster":"Roof"}})",
                                             R"({"skip":{"places":["2.jpg"]}})",
                                             R"({"trash":{"places":["3.jpg"]}})",
                                             R"({"shuffle":{"seed":5}})",
                                             R"({"settings":{"layout":"root","order":"taken"}})",
                                             R"({"assign":{"places":["Roof/1.jpg"],"cluster":"Wall"}})",
                                             R"({"restore":{"places":[".clustering/trash/3.jpg"]}})"};
  std::vector<std::string> hashes{host.state().Hash()};
  std::vector<Places> photos{world.Photos()};
  for (const std::string& command : commands) {
    const Outcome outcome = host.Do(command);
    ASSERT_FALSE(outcome.error) << command << ": " << outcome.error->detail;
    hashes.push_back(host.state().Hash());
    photos.push_back(world.Photos());
  }
  for (std::size_t i = commands.size(); i-- > 0;) {
    const Outcome outcome = host.Do(R"({"undo":{}})");
    ASSERT_FALSE(outcome.error) << commands[i] << ": " << outcome.error->detail;
    EXPECT_EQ(host.state().Hash(), hashes[i]) << "after undoing " << commands[i];
    EXPECT_EQ(world.Photos(), photos[i]);
  }
  for (std::size_t i = 1; i <= commands.size(); ++i) {
    const Outcome outcome = host.Do(R"({"redo":{}})");
    ASSERT_FALSE(outcome.error) << commands[i - 1] << ": " << outcome.error->detail;
    EXPECT_EQ(host.state().Hash(), hashes[i]) << "after redoing " << commands[i - 1];
    EXPECT_EQ(world.Photos(), photos[i]);
  }
  EXPECT_EQ(host.Do(R"({"redo":{}})").error->code, ErrorCode::kNothingToUndo);
}

}  // namespace
}  // namespace photocluster::test
