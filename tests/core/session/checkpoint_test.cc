#include "shared/session/checkpoint.h"

#include <gtest/gtest.h>

#include "shared/base/archive_binary.h"
#include "shared/base/hash.h"
#include "shared/journal/file_names.h"
#include "shared/session/fold.h"
#include "tests/support/world.h"

namespace photocluster::test {
namespace {

using Places = std::vector<std::string>;

// A root with something of everything in its log.
class CheckpointTest : public testing::Test {
 protected:
  CheckpointTest() {
    for (const char* place :
         {"1.jpg", "1.xmp", "2.jpg", "3.jpg", "4.jpg", "a/5.jpg", "a/Roof/6.jpg", "b/7.jpg", "b/8.jpg"}) {
      world_.Put(place);
    }
    MemoryHost host(world_);
    for (const char* command : kFirst) Do(host, command);
    host.Settle();
    half_ = Read(kCheckpointFile);
    for (const char* command : kSecond) Do(host, command);
    hash_ = host.state().Hash();
  }
  static void Do(MemoryHost& host, const std::string& command) {
    const Outcome outcome = host.Do(command);
    EXPECT_FALSE(outcome.error) << command << ": " << outcome.error->detail;
  }
  std::string Read(const char* file) const { return world_.Content(file); }

  static constexpr const char* kFirst[] = {R"({"assign":{"places":["1.jpg","2.jpg"],"cluster":"Roof"}})",
                                           R"({"skip":{"places":["3.jpg"]}})",
                                           R"({"trash":{"places":["4.jpg"]}})",
                                           R"({"settings":{"layout":"root","left_alone":["b"]}})",
                                           R"({"assign":{"places":["a/5.jpg"],"cluster":"Wall"}})",
                                           R"({"undo":{}})"};
  static constexpr const char* kSecond[] = {
      R"({"redo":{}})", R"({"shuffle":{"seed":3}})", R"({"assign":{"places":["Roof/1.jpg"],"cluster":"Снег"}})",
      R"({"restore":{"places":[".clustering/trash/4.jpg"]}})", R"({"undo":{"count":2}})"};

  World world_;
  std::string half_;  // the checkpoint after the first half
  std::string hash_;  // the State at the end
};

TEST_F(CheckpointTest, WithTheRestOfTheLogItGivesTheStateThatTheLogAloneGives) {
  for (const bool with : {true, false}) {
    if (!with) world_.Remove(kCheckpointFile);
    MemoryHost host(world_);
    EXPECT_EQ(host.session().settled() > 0, with);
    EXPECT_EQ(host.state().Hash(), hash_) << with;
    EXPECT_EQ(host.state().root_id(), "00112233445566778899aabbccddeeff");
    EXPECT_TRUE(host.session().report().problems.empty());
  }
}

TEST_F(CheckpointTest, UndoAndRedoReachBehindIt) {
  World other = world_;
  other.Remove(kCheckpointFile);
  MemoryHost with(world_), without(other);
  for (const char* command : {R"({"redo":{"count":2}})", R"({"undo":{"count":3}})", R"({"undo":{"count":99}})",
                              R"({"redo":{}})", R"({"redo":{"count":99}})"}) {
    Do(with, command);
    Do(without, command);
    EXPECT_EQ(with.state().Hash(), without.state().Hash()) << command;
    EXPECT_EQ(world_.Photos(), other.Photos()) << command;
  }
}

TEST_F(CheckpointTest, OfTheWholeLogItGivesTheSameState) {
  MemoryHost(world_).Settle();
  MemoryHost host(world_);
  EXPECT_EQ(host.session().settled(), host.session().last_seq());
  EXPECT_EQ(host.state().Hash(), hash_);
}

TEST_F(CheckpointTest, EachChangedByteIsNoticed) {
  const std::string log = Read(kLogFile);
  ASSERT_TRUE(ReadCheckpoint(half_, log).ok());
  for (std::size_t i = 0; i < half_.size(); ++i) {
    std::string changed = half_;
    changed[i] = static_cast<char>(changed[i] ^ 4);
    const Result<Checkpoint> read = ReadCheckpoint(changed, log);
    ASSERT_FALSE(read.ok()) << "byte " << i;
    ASSERT_NE(read.error().code, ErrorCode::kNotFound) << "byte " << i;
    ASSERT_FALSE(ReadCheckpoint(half_.substr(0, i), log).ok()) << i << " bytes";
  }
}

TEST_F(CheckpointTest, ADamagedOneIsReportedAndTheLogIsEnough) {
  std::string damaged = half_;
  damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 1);
  world_.SetContent(kCheckpointFile, damaged);
  MemoryHost host(world_);
  EXPECT_EQ(host.session().report().damaged_caches, Places{kCheckpointFile});
  EXPECT_EQ(host.state().Hash(), hash_);
}

TEST_F(CheckpointTest, OneOfAnotherLogDoesNotCount) {
  const std::string log = Read(kLogFile);
  std::string other = log;
  other[20] = static_cast<char>(other[20] ^ 1);
  for (const std::string& text : {other, log.substr(0, 100), std::string()}) {
    const Result<Checkpoint> read = ReadCheckpoint(half_, text);
    ASSERT_FALSE(read.ok());
    EXPECT_EQ(read.error().code, ErrorCode::kNotFound);
  }
}

// A whole file whose content does not fit together.
TEST_F(CheckpointTest, OneThatContradictsItselfIsDamaged) {
  const std::string log = Read(kLogFile);
  const Checkpoint good = ReadCheckpoint(half_, log).value();
  const auto code_of = [&](const Checkpoint& checkpoint) {
    const Result<Checkpoint> read = ReadCheckpoint(CheckpointBytes(checkpoint), log);
    return read.ok() ? ErrorCode::kCancelled : read.error().code;
  };
  EXPECT_EQ(code_of(good), ErrorCode::kCancelled);

  Checkpoint bad = good;
  bad.photos.pop_back();  // the history speaks of it
  EXPECT_EQ(code_of(bad), ErrorCode::kDamaged);
  bad = good;
  bad.photos[0].place = bad.photos[1].place;
  EXPECT_EQ(code_of(bad), ErrorCode::kDamaged);
  bad = good;
  bad.photos[0].decision.cluster = ClusterId(99);
  EXPECT_EQ(code_of(bad), ErrorCode::kDamaged);
  bad = good;
  bad.clusters.push_back(bad.clusters[0]);
  EXPECT_EQ(code_of(bad), ErrorCode::kDamaged);
  bad = good;
  bad.end.seq = UINT64_MAX;
  EXPECT_EQ(code_of(bad), ErrorCode::kDamaged);
}

TEST(Checkpoint, OfAnEmptyRootIsEmpty) {
  const Checkpoint checkpoint = Checkpoint::Of(State(), {}, Xxh3_128(""), {});
  const Result<Checkpoint> read = ReadCheckpoint(CheckpointBytes(checkpoint), "");
  ASSERT_TRUE(read.ok()) << read.error().detail;
  State state;
  read.value().PutInto(state);
  EXPECT_EQ(state.Hash(), State().Hash());
}

TEST(Checkpoint, RemembersWhatWasLostAndWhichLinesHadNoEffect) {
  State state;
  Record root;
  root.seq = 1;
  root.value = "ab";
  Record skip;
  skip.seq = 2;
  skip.op = Op::kSkip;
  skip.src = skip.dst = "1.jpg";
  Record lost;
  lost.seq = 3;
  lost.op = Op::kLost;
  lost.src = lost.dst = "1.jpg";
  for (const Record& record : {root, skip, lost}) ASSERT_TRUE(Fold(state, record).ok());
  const std::vector<LogProblem> problems = {{7, 70, "why"}};
  const std::string bytes = CheckpointBytes(Checkpoint::Of(state, {}, Xxh3_128(""), problems));
  const Result<Checkpoint> read = ReadCheckpoint(bytes, "");
  ASSERT_TRUE(read.ok()) << read.error().detail;
  EXPECT_EQ(read.value().problems, problems);
  State again;
  read.value().PutInto(again);
  EXPECT_TRUE(again.photo(again.Find("1.jpg")).lost);
  EXPECT_EQ(again.photo(again.Find("1.jpg")).decision.turn.by(), 2u);
}

}  // namespace
}  // namespace photocluster::test
