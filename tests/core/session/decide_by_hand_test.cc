#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "shared/journal/file_names.h"
#include "shared/session/decide.h"
#include "tests/support/session_checks.h"
#include "tests/support/world.h"

namespace photocluster::test {
namespace {

constexpr char kThreeToRoof[] = R"({"assign":{"places":["1.jpg","2.jpg","3.jpg"],"cluster":"Roof"}})";

// The State is what the log alone gives, and what lies in the folder.
void CheckReplays(World world, const MemoryHost& host) {
  EXPECT_EQ(Contradiction(world, host.state()), "");
  const std::string hash = host.state().Hash();
  if (world.Has(kCheckpointFile)) world.Remove(kCheckpointFile);
  EXPECT_EQ(MemoryHost(world).state().Hash(), hash);
}

// Three members of Roof at Roof/, one of Wall, and what a person then did by hand.
class ByHand : public testing::Test {
 protected:
  ByHand() {
    for (const char* place : {"1.jpg", "2.jpg", "3.jpg", "4.jpg", "5.jpg"}) world_.Put(place);
    MemoryHost host(world_);
    Well(host, kThreeToRoof);
    Well(host, R"({"assign":{"places":["4.jpg"],"cluster":"Wall"}})");
    host.Settle();
  }

  static void Well(MemoryHost& host, const std::string& command) {
    const Outcome outcome = host.Do(command);
    EXPECT_FALSE(outcome.error) << command << ": " << outcome.error->detail;
  }
  static Outcome Notice(MemoryHost& host) {
    Outcome outcome = host.Notice();
    EXPECT_FALSE(outcome.error);
    return outcome;
  }
  static std::string ClusterOf(const MemoryHost& host, const char* place) {
    const PhotoId id = host.state().Find(place);
    if (!id.has_value()) return "no such photo";
    const PhotoDecision& decision = host.state().photo(id).decision;
    return decision.is_member() ? host.state().clusters().name(decision.cluster) : "none";
  }

  World world_;
};

TEST_F(ByHand, PhotosPutIntoAClustersFolderAreAdopted) {
  for (const char* place : {"Roof/6.jpg", "b/ROOF/7.jpg", "b/roof/c/8.jpg", "9.jpg"}) world_.Put(place);
  MemoryHost host(world_);
  const Draft draft = DecideByHand(host.state(), {});
  ASSERT_EQ(draft.records.size(), 2u);
  EXPECT_EQ(draft.records[0].src, "Roof/6.jpg");
  EXPECT_EQ(draft.records[1].src, "b/ROOF/7.jpg");
  EXPECT_EQ(draft.records[1].cluster, "Roof");
  EXPECT_EQ(draft.records[1].act, Act::kNone);
}

TEST_F(ByHand, APhotoTakenHomeIsInTheQueueAgain) {
  world_.Rename("Roof/2.jpg", "2.jpg");
  MemoryHost host(world_);
  const Outcome outcome = Notice(host);
  ASSERT_EQ(outcome.records.size(), 2u);
  EXPECT_EQ(outcome.records[0].op, Op::kFound);
  EXPECT_EQ(outcome.records[1].op, Op::kUnassign);
  EXPECT_EQ(outcome.records[1].note, kByHand);
  EXPECT_EQ(host.state().totals().queue, 2u);
  EXPECT_EQ(ClusterOf(host, "2.jpg"), "none");
  EXPECT_TRUE(Notice(host).records.empty());
}

TEST_F(ByHand, APhotoPutAsideStaysAMember) {
  world_.Rename("Roof/2.jpg", "Inbox/2 again.jpg");
  MemoryHost host(world_);
  EXPECT_EQ(Notice(host).records.size(), 1u);
  EXPECT_EQ(ClusterOf(host, "Inbox/2 again.jpg"), "Roof");
}

TEST_F(ByHand, APhotoPutIntoAnotherClustersFolderIsOfThatCluster) {
  world_.Rename("Roof/2.jpg", "Wall/2.jpg");
  MemoryHost host(world_);
  const Outcome outcome = Notice(host);
  ASSERT_EQ(outcome.records.size(), 2u);
  EXPECT_EQ(outcome.records[1].op, Op::kAdopt);
  EXPECT_EQ(ClusterOf(host, "Wall/2.jpg"), "Wall");
  EXPECT_EQ(host.state().clusters().members(host.state().FindCluster("Roof")), 2u);
}

TEST_F(ByHand, PhotosOfAFolderThatWasRenamedAreWhatTheyWere) {
  for (const char* name : {"1.jpg", "2.jpg", "3.jpg"}) {
    world_.Rename(std::string("Roof/") + name, std::string("Roofs of May/") + name);
  }
  MemoryHost host(world_);
  const Outcome outcome = Notice(host);
  EXPECT_EQ(outcome.records.size(), 3u);
  EXPECT_EQ(ClusterOf(host, "Roofs of May/2.jpg"), "Roof");
  EXPECT_EQ(host.state().totals().manual, 4u);
  EXPECT_EQ(host.state().totals().missing, 0u);
}

TEST_F(ByHand, APhotoThatOnlyChangedItsNameInItsFolderStaysAMember) {
  world_.Rename("Roof/2.jpg", "Roof/front.jpg");
  MemoryHost host(world_);
  EXPECT_EQ(Notice(host).records.size(), 1u);
  EXPECT_EQ(ClusterOf(host, "Roof/front.jpg"), "Roof");
}

TEST_F(ByHand, WhatAnUndoTakesBackIsACommandAndNotWhatWasNoticed) {
  world_.Rename("Roof/2.jpg", "2.jpg");
  world_.Put("Wall/new.jpg");
  MemoryHost host(world_);
  const Outcome noticed = Notice(host);
  ASSERT_EQ(noticed.records.size(), 3u);
  Well(host, R"({"undo":{}})");
  EXPECT_EQ(ClusterOf(host, "4.jpg"), "none") << "the assignment to Wall";
  EXPECT_EQ(ClusterOf(host, "Wall/new.jpg"), "Wall") << "which keeps its cluster";
  Well(host, R"({"undo":{}})");
  EXPECT_EQ(ClusterOf(host, "1.jpg"), "none") << "and does not stand in the way of the step before";
  Well(host, R"({"redo":{}})");
  Well(host, R"({"undo":{"record":)" + std::to_string(noticed.records[1].seq) + "}}");
  Well(host, R"({"undo":{"record":)" + std::to_string(noticed.records[2].seq) + "}}");
  EXPECT_EQ(ClusterOf(host, "2.jpg"), "Roof") << "where it lies now";
  EXPECT_EQ(ClusterOf(host, "Wall/new.jpg"), "none");
  CheckReplays(world_, host);
}

TEST_F(ByHand, OnlyFilesThatMayBeTheMissingOnesAreRead) {
  world_.Rename("Roof/2.jpg", "elsewhere.jpg");
  world_.Put("far/2.jpg", "the same name, another photo");
  MemoryHost host(world_);
  const Outcome outcome = Notice(host);
  ASSERT_FALSE(outcome.records.empty());
  EXPECT_EQ(outcome.records[0].dst, "elsewhere.jpg");
  EXPECT_FALSE(host.state().photo(host.state().Find("far/2.jpg")).looked_at);
}

// Three levels, 40 % sorted: some folders are clusters, one is left alone, the rest is to be sorted.
TEST(ByHandInATree, SortedPartsTeachAndAreNotAsked) {
  World world;
  const auto fill = [&](const std::string& folder, int count) {
    for (int i = 0; i < count; ++i) world.Put(folder + "/" + std::to_string(i) + ".jpg");
  };
  fill("2023/May/Roof", 10);
  fill("2023/June/roof", 6);
  fill("2024/May/Wall", 12);
  fill("2024/May/Archive", 12);
  fill("2023/May", 20);
  fill("2024/June/New", 30);
  fill("Inbox", 10);
  MemoryHost host(world);
  const auto well = [&](const char* command) { ASSERT_FALSE(host.Do(command).error) << command; };
  const std::vector<std::string> untouched = world.Photos();

  well(R"({"adopt":{"folder":"2023/May/Roof"}})");
  well(R"({"adopt":{"folder":"2024/May/Wall"}})");
  well(R"({"settings":{"left_alone":["2024/May/Archive"]}})");
  EXPECT_EQ(world.Photos(), untouched) << "nothing moves";
  EXPECT_EQ(host.state().totals().adopted, 28u) << "folders of the same name at once";
  EXPECT_EQ(host.state().totals().queue, 60u);
  EXPECT_EQ(host.state().totals().photos(), 88u) << "what is left alone is not counted";

  well(R"({"assign":{"places":["2023/May/0.jpg","2024/June/New/0.jpg"],"cluster":"Roof"}})");
  EXPECT_TRUE(world.Has("2023/May/Roof/0__dup1.jpg"));
  EXPECT_TRUE(world.Has("2024/June/New/Roof/0.jpg"));
  well(R"({"settings":{"layout":"root_above"}})");
  well(R"({"assign":{"places":["2023/May/1.jpg"],"cluster":"Roof"}})");
  EXPECT_TRUE(world.Has("Roof/2023/May/1.jpg"));
  well(R"({"settings":{"left_alone":[]}})");
  EXPECT_EQ(host.state().totals().queue, 69u) << "60 - 3 + 12";
  while (!host.Do(R"({"undo":{}})").error) continue;
  EXPECT_EQ(world.Photos(), untouched);
  EXPECT_EQ(host.state().totals().queue, 100u);
  CheckReplays(world, host);
}

}  // namespace
}  // namespace photocluster::test
