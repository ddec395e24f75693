// The files of a root cut at every byte and with every byte changed, one after the other: the folder opens, says which
// byte or line is hurt, goes on, and opens again; no photo and no byte of the log is lost.
#include <gtest/gtest.h>

#include <algorithm>

#include "shared/journal/file_names.h"
#include "shared/journal/log_reader.h"
#include "shared/journal/record_line.h"
#include "shared/session/session.h"
#include "tests/support/world.h"

namespace photocluster::test {
namespace {

constexpr char kDamaged[] = ".damaged-";

// A settled part of the log, and a part behind it.
World Sorted() {
  World world;
  for (const char* place : {"1.jpg", "1.xmp", "2.jpg", "3.jpg", "4.jpg"}) world.Put(place);
  MemoryHost host(world);
  host.Do(R"({"assign":{"places":["1.jpg"],"cluster":"Снег"}})");
  host.Do(R"({"skip":{"places":["2.jpg"]}})");
  host.Settle();
  host.Do(R"({"trash":{"places":["3.jpg"]}})");
  host.Do(R"({"undo":{}})");
  return world;
}

std::string HashOf(const World& world) { return Session::Open(world.Open())->state().Hash(); }

// The content of the one file whose name has this in it, or "" when there is none.
std::string SetAside(const World& world, const std::string& part) {
  std::string content;
  for (const std::string& file : world.StateFiles()) {
    if (file.find(part) == std::string::npos) continue;
    EXPECT_EQ(content, "") << "two files";
    content = world.Content(file);
  }
  return content;
}

std::uint64_t LineOf(const std::string& text, std::size_t at) {
  return 1 + static_cast<std::uint64_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

std::string Changed(std::string bytes, std::size_t at, int mask) {
  bytes[at] = static_cast<char>(bytes[at] ^ mask);
  return bytes;
}

// Work goes on in a folder that was hurt, and the next opening finds what it left.
void ExpectGoesOn(World& world, const std::multiset<std::string>& contents) {
  std::string hash;
  {
    MemoryHost host(world);
    if (host.session().disagreement()) host.Do(R"({"keep_folder":{}})");
    const Outcome outcome = host.Do(R"({"create":{"cluster":"New"}})");
    ASSERT_FALSE(outcome.error) << outcome.error->detail;
    hash = host.state().Hash();
  }
  ASSERT_EQ(world.Contents(), contents) << "a photo is lost or doubled";
  const auto again = Session::Open(world.Open());
  ASSERT_EQ(again->state().Hash(), hash);
  ASSERT_TRUE(again->state().FindCluster("New").has_value());
  ASSERT_EQ(again->report().torn_bytes, 0u);
}

TEST(SessionDamage, ALogCutAtAnyByteSaysWhereAndGoesOn) {
  const World whole = Sorted();
  const std::string log = whole.Content(kLogFile);
  for (std::size_t size = 0; size < log.size(); ++size) {
    SCOPED_TRACE(std::to_string(size) + " bytes");
    World world = whole;
    world.SetContent(kLogFile, log.substr(0, size));
    const std::size_t good = size == 0 ? 0 : log.rfind('\n', size - 1) + 1;
    {
      const auto opened = Session::Open(world.Open());
      ASSERT_TRUE(opened->report().problems.empty());
      ASSERT_EQ(opened->report().torn_bytes, size - good);
      ASSERT_EQ(opened->report().torn_at, good);
      ASSERT_EQ(opened->last_seq(), LineOf(log, good) - 1);
    }
    ExpectGoesOn(world, whole.Contents());
    if (HasFatalFailure()) return;
    ASSERT_EQ(world.Content(kLogFile).substr(0, good), log.substr(0, good));
    ASSERT_EQ(SetAside(world, kTornPrefix), log.substr(good, size - good));
    ASSERT_TRUE(Session::Open(world.Open())->report().problems.empty());
  }
}

// What a reader says about a log with one changed byte.
void ExpectNamed(const std::string& log, std::size_t at, int mask) {
  const std::uint64_t line = LineOf(log, at);
  const LogContent before = ReadLog(log);
  const LogContent content = ReadLog(Changed(log, at, mask));
  if (at + 1 == log.size()) {  // the last line is incomplete
    ASSERT_EQ(content.records.size(), before.records.size() - 1);
    ASSERT_EQ(content.torn_bytes, log.size() - (log.rfind('\n', at - 1) + 1));
    return;
  }
  const bool joins_two = log[at] == '\n';
  ASSERT_EQ(content.records.size(), before.records.size() - (joins_two ? 2 : 1));
  ASSERT_FALSE(content.problems.empty());
  ASSERT_EQ(content.problems[0].line, line);
  ASSERT_EQ(content.problems[0].offset, at == 0 || line == 1 ? 0 : log.rfind('\n', at - 1) + 1);
  for (const LogProblem& problem : content.problems) ASSERT_LE(problem.line, line + 1);  // it may have become two
  for (const Record& record : content.records) {
    ASSERT_NE(std::find(before.records.begin(), before.records.end(), record), before.records.end());
  }
}

TEST(SessionDamage, EachChangedBitOfALogCostsItsLineWhichIsNamed) {
  const std::string log = Sorted().Content(kLogFile);
  for (std::size_t at = 0; at < log.size(); ++at) {
    for (int mask = 1; mask < 256; mask <<= 1) {
      SCOPED_TRACE("byte " + std::to_string(at) + ", mask " + std::to_string(mask));
      ExpectNamed(log, at, mask);
      if (HasFatalFailure()) return;
    }
  }
}

TEST(SessionDamage, AFolderWithAnyByteOfItsLogChangedGoesOnAndKeepsTheLine) {
  const World whole = Sorted();
  const std::string log = whole.Content(kLogFile);
  for (std::size_t at = 0; at < log.size(); ++at) {
    SCOPED_TRACE("byte " + std::to_string(at));
    World world = whole;
    const std::string damaged = Changed(log, at, 1);
    world.SetContent(kLogFile, damaged);
    const auto opened = Session::Open(world.Open());
    const bool is_torn = at + 1 == log.size();
    ASSERT_EQ(opened->report().problems.empty(), is_torn);
    ASSERT_EQ(opened->report().torn_bytes > 0, is_torn);
    ExpectGoesOn(world, whole.Contents());
    if (HasFatalFailure()) return;
    const std::string aside = SetAside(world, kTornPrefix);
    ASSERT_EQ(world.Content(kLogFile).substr(0, damaged.size() - aside.size()) + aside, damaged);
    if (is_torn) continue;
    ASSERT_EQ(Session::Open(world.Open())->report().problems[0], opened->report().problems[0]);
  }
}

// The last two lines of the log are in pending.jsonl.
World WithPending() {
  World world = Sorted();
  const std::string log = world.Content(kLogFile);
  std::size_t at = log.size();
  for (int lines = 0; lines < 2; ++lines) at = log.rfind('\n', at - 2) + 1;
  world.SetContent(kLogFile, log.substr(0, at));
  world.SetContent(kPendingFile, log.substr(at));
  return world;
}

LogContent Behind(const World& world, const std::string& pending) {
  const std::string& log = world.Content(kLogFile);
  return ReadPending(pending, log, ReadLog(log).end);
}

void ExpectPendingTaken(World world, const std::string& pending, const World& whole) {
  world.SetContent(kPendingFile, pending);
  const std::string log = world.Content(kLogFile);
  const LogPosition end = ReadLog(log).end;
  const LogContent content = ReadPending(pending, log, end);
  {
    const auto opened = Session::Open(world.Open());
    ASSERT_EQ(opened->report().pending_problems, content.problems);
    ASSERT_EQ(opened->last_seq(), content.records.empty() ? end.seq : content.records.back().seq);
  }
  ExpectGoesOn(world, whole.Contents());
  const LogContent taken = ReadLog(world.Content(kLogFile));
  for (const Record& record : content.records) {
    ASSERT_NE(std::find(taken.records.begin(), taken.records.end(), record), taken.records.end());
  }
  ASSERT_EQ(world.Content(kLogFile).substr(0, log.size()), log);
  ASSERT_EQ(world.Content(kPendingFile), "");
  ASSERT_EQ(SetAside(world, kDamaged), content.problems.empty() ? "" : pending);
}

TEST(SessionDamage, PendingLinesCutAtAnyByteAreKeptAndTheWholeOnesTaken) {
  const World whole = WithPending();
  const std::string pending = whole.Content(kPendingFile);
  for (std::size_t size = 1; size <= pending.size(); ++size) {
    SCOPED_TRACE(std::to_string(size) + " bytes");
    const LogContent content = Behind(whole, pending.substr(0, size));
    ASSERT_EQ(content.problems.empty(), pending[size - 1] == '\n');
    ASSERT_EQ(content.records.size(), LineOf(pending, size) - 1);
    ExpectPendingTaken(whole, pending.substr(0, size), whole);
    if (HasFatalFailure()) return;
  }
}

// A crash before the file was emptied leaves lines that the log has by then: they are nothing to report. Another writer
// may have written something else under the same number: that is kept.
TEST(SessionDamage, PendingLinesThatTheLogHasAreNothingAndOthersOfTheirNumbersAreKept) {
  const World whole = WithPending();
  World world = whole;
  world.SetContent(kLogFile, whole.Content(kLogFile) + whole.Content(kPendingFile));
  {
    MemoryHost host(world);
    EXPECT_TRUE(host.session().report().pending_problems.empty());
  }
  EXPECT_EQ(SetAside(world, kDamaged), "");

  const Record record = ReadLog(world.Content(kLogFile)).records.back();
  Record another = record;
  another.note = "of another writer";
  ExpectPendingTaken(world, RecordLine(record) + RecordLine(another), world);
  EXPECT_EQ(Session::Open(world.Open())->report().pending_problems.size(), 0u);
  world.SetContent(kPendingFile, RecordLine(record) + RecordLine(another));
  const auto opened = Session::Open(world.Open());
  ASSERT_EQ(opened->report().pending_problems.size(), 1u);
  EXPECT_EQ(opened->report().pending_problems[0].line, 2u);
  EXPECT_EQ(opened->report().pending_problems[0].offset, RecordLine(record).size());
}

// Two damaged files within one second, the clock's smallest step in names: neither takes the other's place.
TEST(SessionDamage, WhatIsSetAsideIsNeverOverwritten) {
  World world = Sorted();
  for (const char* pending : {"first\n", "second\n", "first\n"}) {
    world.SetContent(kPendingFile, pending);
    const std::unique_ptr<Session> session = Session::Open(world.Open());
    session->StartWriting({"somebody", "00112233445566778899aabbccddeeff"}, {.at_ms = 1'764'528'740'000});
    while (session->HasEffect()) session->Complete(world.Execute(session->NextEffect()));
  }
  std::multiset<std::string> kept;
  for (const std::string& file : world.StateFiles()) {
    if (file.find(kDamaged) != std::string::npos) kept.insert(world.Content(file));
  }
  EXPECT_EQ(kept, (std::multiset<std::string>{"first\n", "second\n"}));
}

TEST(SessionDamage, PendingLinesWithAnyByteChangedAreKeptAndTheOthersTaken) {
  const World whole = WithPending();
  const std::string pending = whole.Content(kPendingFile);
  for (std::size_t at = 0; at < pending.size(); ++at) {
    SCOPED_TRACE("byte " + std::to_string(at));
    const LogContent content = Behind(whole, Changed(pending, at, 1));
    ASSERT_FALSE(content.problems.empty());
    ASSERT_EQ(content.problems[0].line, LineOf(pending, at));
    ExpectPendingTaken(whole, Changed(pending, at, 1), whole);
    if (HasFatalFailure()) return;
  }
}

// A cache that is hurt gives no other State than none at all, is named unless it is another version's, and is made
// anew.
void ExpectCacheMadeAnew(World world, const char* file, const std::string& bytes, const std::string& hash) {
  const std::string good = world.Content(file);
  world.SetContent(file, bytes);
  {
    const auto opened = Session::Open(world.Open());
    const std::vector<std::string> named = opened->report().damaged_caches;
    const bool other_version = bytes.size() == good.size() && bytes.substr(8, 4) != good.substr(8, 4);
    ASSERT_EQ(named, other_version ? std::vector<std::string>{} : std::vector<std::string>{file});
    ASSERT_EQ(opened->state().Hash(), hash);
  }
  MemoryHost host(world);
  ASSERT_EQ(host.state().Hash(), hash);
  ASSERT_FALSE(host.Do(R"({"create":{"cluster":"New"}})").error);
  ASSERT_FALSE(host.Settle().error);
  const auto again = Session::Open(world.Open());
  ASSERT_TRUE(again->report().damaged_caches.empty());
  ASSERT_EQ(again->state().Hash(), host.state().Hash());
}

class CacheDamage : public testing::TestWithParam<const char*> {};

TEST_P(CacheDamage, CutAtAnyByteItIsMadeAnew) {
  const World whole = Sorted();
  const std::string bytes = whole.Content(GetParam());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    SCOPED_TRACE(std::to_string(size) + " bytes");
    ExpectCacheMadeAnew(whole, GetParam(), bytes.substr(0, size), HashOf(whole));
    if (HasFatalFailure()) return;
  }
}

TEST_P(CacheDamage, WithAnyByteChangedItIsMadeAnew) {
  const World whole = Sorted();
  const std::string bytes = whole.Content(GetParam());
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    SCOPED_TRACE("byte " + std::to_string(at));
    ExpectCacheMadeAnew(whole, GetParam(), Changed(bytes, at, at % 2 == 0 ? 1 : 0x80), HashOf(whole));
    if (HasFatalFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(Files, CacheDamage, testing::Values(kCheckpointFile, kCatalogueFile),
                         [](const auto& file) { return file.index == 0 ? "Checkpoint" : "Catalogue"; });

}  // namespace
}  // namespace photocluster::test
