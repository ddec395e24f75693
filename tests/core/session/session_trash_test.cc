#include <gtest/gtest.h>

#include "shared/journal/file_names.h"
#include "tests/support/session_checks.h"
#include "tests/support/world.h"

namespace photocluster::test {
namespace {

using Lines = std::vector<std::string>;

constexpr char kEmptyBoth[] =
    R"({"empty_trash":{"places":[".clustering/trash/a.jpg",".clustering/trash/Roof/b.jpg"]}})";

// A member and an undecided photo with a sidecar in the trash, one photo left.
World Trashed() {
  World world;
  for (const char* place : {"a.jpg", "a.xmp", "b.jpg", "c.jpg"}) world.Put(place);
  MemoryHost host(world);
  host.Do(R"({"assign":{"places":["b.jpg"],"cluster":"Roof"}})");
  host.Do(R"({"trash":{"places":["a.jpg","Roof/b.jpg"]}})");
  host.Settle();
  return world;
}

// What the log alone gives.
std::string Replayed(World world) {
  world.Remove(kCheckpointFile);
  return MemoryHost(world).state().Hash();
}

TEST(SessionTrash, WhatIsRemovedForGoodIsCountedNowhere) {
  World world = Trashed();
  MemoryHost host(world);
  const Outcome outcome = host.Do(kEmptyBoth);
  EXPECT_FALSE(outcome.error);
  EXPECT_TRUE(outcome.failures.empty());
  EXPECT_EQ(world.Photos(), Lines{"c.jpg"});
  EXPECT_FALSE(world.HasFolder(".clustering/trash/Roof"));
  const Totals totals = host.state().totals();
  EXPECT_EQ(totals.photos(), 1u);
  EXPECT_EQ(totals.queue, 1u);
  EXPECT_EQ(Contradiction(world, host.state()), "");
  const std::string hash = host.state().Hash();
  EXPECT_EQ(Replayed(world), hash);
  host.Settle();
  EXPECT_EQ(Replayed(world), hash);
  EXPECT_EQ(MemoryHost(world).state().Hash(), hash) << "by the checkpoint";
}

TEST(SessionTrash, NothingBringsThemBack) {
  World world = Trashed();
  MemoryHost host(world);
  host.Do(kEmptyBoth);
  const std::string hash = host.state().Hash();
  for (const char* command : {R"({"restore":{"places":[".clustering/trash/a.jpg"]}})",
                              R"({"assign":{"places":[".clustering/trash/a.jpg"],"cluster":"Roof"}})",
                              R"({"empty_trash":{"places":[".clustering/trash/a.jpg"]}})"}) {
    EXPECT_TRUE(host.Do(command).error) << command;
  }
  EXPECT_EQ(host.state().Hash(), hash);
  const Outcome undone = host.Do(R"({"undo":{"run":5}})");
  EXPECT_EQ(undone.kept, (Lines{".clustering/trash/Roof/b.jpg", ".clustering/trash/a.jpg"}));
  EXPECT_TRUE(undone.records.empty());
  // The newest step that can be taken back is about settings, not about them.
  host.Do(R"({"settings":{"manual_only":true}})");
  EXPECT_FALSE(host.Do(R"({"undo":{"count":5}})").error);
  EXPECT_FALSE(host.state().settings().manual_only());
  EXPECT_EQ(world.Photos(), Lines{"c.jpg"});
  EXPECT_EQ(Replayed(world), host.state().Hash());
}

TEST(SessionTrash, ItsNamesAreNotGivenAgain) {
  World world = Trashed();
  MemoryHost host(world);
  host.Do(kEmptyBoth);
  world.Put("a.jpg", "another photo of that name");
  MemoryHost again(world);
  EXPECT_FALSE(again.Do(R"({"trash":{"places":["a.jpg"]}})").error);
  EXPECT_EQ(world.Photos(), (Lines{".clustering/trash/a__del1.jpg", "c.jpg"}));
  EXPECT_FALSE(again.Do(R"({"undo":{}})").error);
  EXPECT_EQ(world.Photos(), (Lines{"a.jpg", "c.jpg"}));
}

TEST(SessionTrash, OnlyWhatLiesInTheTrashOfThisProgram) {
  World world = Trashed();
  MemoryHost host(world);
  EXPECT_EQ(host.Do(R"({"empty_trash":{"places":["c.jpg"]}})").error->code, ErrorCode::kBadInput);
  EXPECT_EQ(host.Do(R"({"empty_trash":{"places":["gone.jpg"]}})").error->code, ErrorCode::kUnknownPhoto);
  EXPECT_EQ(host.Do(R"({"empty_trash":{"places":[]}})").error->code, ErrorCode::kBadInput);
  host.Do(R"({"settings":{"file_mode":"none"}})");
  host.Do(R"({"trash":{"places":["c.jpg"]}})");  // its file stays
  EXPECT_EQ(host.Do(R"({"empty_trash":{"places":["c.jpg"]}})").error->code, ErrorCode::kBadInput);
  EXPECT_EQ(world.Contents().size(), 4u);
}

TEST(SessionTrash, WhatCannotBeRemovedIsInTheTrashAsBefore) {
  World world = Trashed();
  world.SetContent(".clustering/trash/a.jpg", "edited in the trash");
  world.FailMovesTo(".clustering/trash/Roof/b.jpg", {ErrorCode::kDenied, "not allowed"});
  MemoryHost host(world);
  const std::string before = host.state().Hash();
  const Outcome outcome = host.Do(kEmptyBoth);
  EXPECT_EQ(outcome.failures.size(), 2u);
  EXPECT_EQ(host.state().Hash(), before);
  EXPECT_EQ(world.Contents().size(), 4u);
  EXPECT_FALSE(host.Do(R"({"undo":{}})").error);
  EXPECT_EQ(world.Photos(), (Lines{"Roof/b.jpg", "a.jpg", "a.xmp", "c.jpg"}));
  EXPECT_EQ(Replayed(world), host.state().Hash());
}

// Killed after each effect, and opened again: what was not removed by then is in the trash as before.
TEST(SessionTrash, KilledAnywhereNothingElseIsTouched) {
  int kept = 0;
  for (int effects = 0;; ++effects) {
    SCOPED_TRACE(effects);
    World world = Trashed();
    world.DieAfter(effects);
    MemoryHost(world).Do(kEmptyBoth);
    const bool ended = !world.dead();
    world.DieAfter({});
    MemoryHost host(world);
    host.Notice();
    // Dead between a photo and its sidecar: that one stays, known to nobody.
    const bool orphaned = world.Has(".clustering/trash/a.xmp") && !world.Has(".clustering/trash/a.jpg");
    EXPECT_EQ(Contradiction(world, host.state()), orphaned ? "the State knows nothing of .clustering/trash/a.xmp" : "");
    EXPECT_EQ(Replayed(world), host.state().Hash());
    EXPECT_EQ(host.state().totals().queue, 1u);
    EXPECT_EQ(host.state().totals().missing, 0u);
    const std::uint64_t trashed = host.state().totals().trashed;
    kept += trashed == 2 ? 1 : 0;
    EXPECT_EQ(trashed,
              (world.Has(".clustering/trash/a.jpg") ? 1u : 0u) + (world.Has(".clustering/trash/Roof/b.jpg") ? 1u : 0u));
    if (trashed == 2) {
      EXPECT_FALSE(host.Do(R"({"undo":{}})").error);
      EXPECT_EQ(world.Photos(), (Lines{"Roof/b.jpg", "a.jpg", "a.xmp", "c.jpg"}));
    }
    if (ended) break;
  }
  EXPECT_GT(kept, 1) << "after the record, before the first removal";
}

TEST(SessionTrash, AFolderFromABackupHasThemInTheTrash) {
  World world = Trashed();
  const World backup = world;
  MemoryHost(world).Do(kEmptyBoth);
  world.Put(".clustering/trash/a.jpg", backup.Content(".clustering/trash/a.jpg"));
  MemoryHost host(world);
  const Outcome noticed = host.Notice();
  ASSERT_EQ(noticed.records.size(), 1u);
  EXPECT_EQ(noticed.records[0].op, Op::kFound);
  EXPECT_EQ(host.state().totals().trashed, 1u);
  EXPECT_FALSE(host.Do(R"({"restore":{"places":[".clustering/trash/a.jpg"]}})").error);
  EXPECT_EQ(world.Photos(), (Lines{"a.jpg", "c.jpg"}));
}

}  // namespace
}  // namespace photocluster::test
