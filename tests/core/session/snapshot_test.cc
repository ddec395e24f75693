#include "shared/session/snapshot.h"

#include <gtest/gtest.h>

#include "shared/session/session.h"
#include "tests/support/world.h"

namespace photocluster::test {
namespace {

std::string SomeSnapshot() {
  World world;
  for (const char* place : {"1.jpg", "1.xmp", "a/2.jpg", "film.mp4"}) world.Put(place);
  MemoryHost host(world);
  host.Do(R"({"assign":{"places":["1.jpg"],"cluster":"Roof"}})");
  return SnapshotBytes(host.session().TakeSnapshot(17));
}

TEST(Snapshot, HoldsWhatWasDecidedAndWhatIsThere) {
  const Result<Snapshot> snapshot = ReadSnapshot(SomeSnapshot());
  ASSERT_TRUE(snapshot.ok());
  EXPECT_EQ(snapshot.value().event, 17u);
  EXPECT_EQ(snapshot.value().others, 1u);
  ASSERT_EQ(snapshot.value().files.size(), 3u);
  EXPECT_EQ(snapshot.value().files[0].path, "Roof/1.jpg");
  EXPECT_EQ(snapshot.value().files[1].path, "Roof/1.xmp");
  EXPECT_EQ(snapshot.value().decisions.photos.size(), 1u);
}

TEST(Snapshot, ADamagedOneIsRefusedWhereverTheDamageIs) {
  const std::string snapshot = SomeSnapshot();
  for (std::size_t at = 0; at < snapshot.size(); ++at) {
    std::string damaged = snapshot;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    EXPECT_FALSE(ReadSnapshot(damaged).ok()) << at;
    EXPECT_FALSE(ReadSnapshot(snapshot.substr(0, at)).ok()) << at;
  }
}

TEST(Snapshot, OneThatContradictsItselfIsRefused) {
  Snapshot snapshot = ReadSnapshot(SomeSnapshot()).value();
  snapshot.decisions.photos[0].decision.cluster = ClusterId(5);
  EXPECT_EQ(ReadSnapshot(SnapshotBytes(snapshot)).error().code, ErrorCode::kDamaged);
}

}  // namespace
}  // namespace photocluster::test
