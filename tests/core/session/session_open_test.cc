#include <gtest/gtest.h>

#include <algorithm>

#include "shared/journal/file_names.h"
#include "shared/session/session.h"
#include "tests/support/session_checks.h"
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

// What a person sees of each photo: where it is, what it is, whether it is there.
std::vector<std::string> Shown(const State& state) {
  std::vector<std::string> shown;
  for (std::uint32_t id = 0; id < state.photo_count(); ++id) {
    const Photo& photo = state.photo(PhotoId(id));
    if (photo.place.empty()) continue;
    std::string line = std::string(photo.place) + (photo.listed ? " " : " missing ") + photo.fingerprint.ToText() +
                       (photo.looked_at ? " read" : "");
    for (const Companion& companion : photo.companions) line += " " + companion.place;
    shown.push_back(std::move(line));
  }
  std::sort(shown.begin(), shown.end());
  return shown;
}

TEST(SessionOpen, AFolderListedAnewIsWhatTheNextOpeningFinds) {
  World world;
  for (const char* place : {"a.jpg", "b.jpg", "b.xmp", "c.jpg", "in/d.jpg", "in/e.jpg", "f.jpg"}) world.Put(place);
  MemoryHost host(world);
  host.Embed({{"c.jpg", 10}, {"in/d.jpg", 20}, {"f.jpg", 30}});
  for (const char* command :
       {R"({"assign":{"places":["a.jpg","b.jpg"],"cluster":"Roof"}})", R"({"trash":{"places":["f.jpg"]}})",
        R"({"shuffle":{}})", R"({"note":{"place":"in/e.jpg","text":"look"}})"}) {
    ASSERT_FALSE(host.Do(command).error) << command;
  }
  host.Settle();

  world.Put("new.jpg");
  world.Put("new.xmp");
  world.Remove("c.jpg");
  world.Remove("Roof/b.xmp");
  world.Rename("Roof/a.jpg", "elsewhere.jpg");
  world.Rename("in/e.jpg", "out/e.jpg");
  world.SetContent("in/d.jpg", "edited and longer than before");
  host.session().Relist(world.List());
  EXPECT_TRUE(host.session().TakeBeyondRecords());
  EXPECT_EQ(Contradiction(world, host.state()), "");

  World copy = world;
  const auto reopened = Session::Open(copy.Open());
  EXPECT_EQ(host.state().Hash(), reopened->state().Hash());
  EXPECT_EQ(Shown(host.state()), Shown(reopened->state()));
  EXPECT_EQ(host.state().queue().size(), reopened->state().queue().size());
  EXPECT_EQ(host.session().report().others, reopened->report().others);

  // It goes on: what it means is recorded, commands and undo work as before.
  EXPECT_EQ(host.Notice().records.size(), 2u) << "a.jpg and e.jpg are found where they are";
  for (const char* command :
       {R"({"assign":{"places":["new.jpg"],"cluster":"Roof"}})", R"({"undo":{}})", R"({"undo":{}})"}) {
    EXPECT_FALSE(host.Do(command).error) << command;
    EXPECT_EQ(Contradiction(world, host.state()), "") << command;
  }
  host.Settle();
  EXPECT_EQ(MemoryHost(world).state().Hash(), host.state().Hash());
}

}  // namespace
}  // namespace photocluster::test
