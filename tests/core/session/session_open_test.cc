#include <gtest/gtest.h>

#include "shared/journal/file_names.h"
#include "shared/session/session.h"
#include "tests/support/world.h"

namespace photocluster::test {
namespace {

// A world with a few settled decisions.
World Sorted() {
  World world;
  for (const char* place : {"a.jpg", "b.jpg", "c.jpg"}) world.Put(place);
  MemoryHost host(world);
  host.Do(R"({"assign":{"places":["a.jpg"],"cluster":"Roof"}})");
  host.Do(R"({"trash":{"places":["b.jpg"]}})");
  host.Settle();
  return world;
}

TEST(SessionOpen, ATornTailIsSetAsideAndTheLogGoesOn) {
  World world = Sorted();
  const std::string whole = world.Content(kLogFile);
  world.SetContent(kLogFile, whole + R"({"ts":"2025-)");
  MemoryHost host(world);
  EXPECT_EQ(world.Content(kLogFile), whole);
  host.Do(R"({"skip":{"places":["c.jpg"]}})");
  EXPECT_EQ(MemoryHost(world).state().Hash(), host.state().Hash());
}

TEST(SessionOpen, DamagedCachesAreNamedAndMadeAnew) {
  World world = Sorted();
  const std::string hash = MemoryHost(world).state().Hash();
  for (const char* file : {kCheckpointFile, kCatalogueFile}) {
    World damaged = world;
    std::string bytes = damaged.Content(file);
    bytes[bytes.size() / 2] ^= 1;
    damaged.SetContent(file, bytes);
    MemoryHost host(damaged);
    EXPECT_EQ(host.session().report().damaged_caches, (std::vector<std::string>{file}));
    EXPECT_EQ(host.state().Hash(), hash);
  }
}

TEST(SessionOpen, AnOlderStateIsFoldedUpToItsRecord) {
  World world = Sorted();
  Opening opening = world.Open();
  opening.until = 3;
  const auto session = Session::Open(std::move(opening));
  EXPECT_EQ(session->state().history().steps().size(), 1u);
  EXPECT_TRUE(session->state().FindCluster("Roof").has_value());
}

TEST(SessionOpen, ADamagedLineCostsItselfOnly) {
  World world = Sorted();
  std::string log = world.Content(kLogFile);
  log[log.rfind("\"op\":\"trash\"") + 6] = 'X';
  world.SetContent(kLogFile, log);
  const auto session = Session::Open(world.Open());
  ASSERT_EQ(session->report().problems.size(), 1u);
  EXPECT_EQ(session->report().problems[0].line, 4u);
  EXPECT_TRUE(session->state().Find("Roof/a.jpg").has_value());
}

}  // namespace
}  // namespace photocluster::test
