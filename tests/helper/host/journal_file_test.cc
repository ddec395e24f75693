#include "native-helper/host/journal_file.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>

#include "shared/journal/file_names.h"
#include "tests/helper/host/private_mount.h"
#include "tests/helper/host/temporary_folder.h"

namespace photocluster {
namespace {

using test::TemporaryFolder;

constexpr Instant kNow{1'764'528'740'123, 180};
constexpr char kAside[] = ".clustering/actions.torn-20251130T185220Z.jsonl";
const std::string kVectors = VectorsFile("model");

// Lets no file of this process grow beyond `bytes`: a write stops in the middle, as on a full disk.
void LimitFiles(rlim_t bytes) {
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit limit{};
  getrlimit(RLIMIT_FSIZE, &limit);
  limit.rlim_cur = bytes;
  EXPECT_EQ(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

class JournalTest : public testing::Test {
 protected:
  void SetUp() override { Open(); }
  void Open() {
    journal_.reset();
    lock_.reset();
    auto lock = RootLock::Take(folder_.path(), kNow);
    ASSERT_TRUE(lock.ok()) << lock.error().detail;
    lock_ = std::move(lock).value();
    journal_ = JournalFile::Open(folder_.path(), lock_.get()).value();
  }
  std::string Log() { return folder_.Content(kLogFile); }
  std::optional<std::string> ReadLog() { return journal_->Read(kLogFile).value(); }

  TemporaryFolder folder_;
  std::unique_ptr<RootLock> lock_;
  std::unique_ptr<JournalFile> journal_;
};

TEST_F(JournalTest, FirstAppendMakesTheLogAndTheReadMe) {
  EXPECT_EQ(ReadLog(), std::nullopt);
  EXPECT_FALSE(folder_.Has(kReadMeFile));
  ASSERT_TRUE(journal_->Append("one\n").ok());
  ASSERT_TRUE(journal_->Append("two\nthree\n").ok());
  EXPECT_EQ(ReadLog(), "one\ntwo\nthree\n");
  EXPECT_NE(folder_.Content(kReadMeFile).find("trash"), std::string::npos);
  EXPECT_NE(folder_.Content(kReadMeFile).find("Корзина"), std::string::npos);
}

TEST_F(JournalTest, APartOfAFileIsReadWithoutTheRest) {
  ASSERT_TRUE(journal_->Append("one\ntwo\nthree\n").ok());
  EXPECT_EQ(journal_->ReadPart(kLogFile, 4, 4).value(), "two\n");
  EXPECT_EQ(journal_->ReadPart(kLogFile, 8, 100).value(), "three\n");
  EXPECT_EQ(journal_->ReadPart(kLogFile, 100, 1).value(), "");
  EXPECT_EQ(journal_->ReadPart(kPendingFile, 0, 1).error().code, ErrorCode::kNotFound);
}

TEST_F(JournalTest, ReadMeThatIsThereIsKept) {
  folder_.Write(kReadMeFile, "my own words");
  ASSERT_TRUE(journal_->Append("one\n").ok());
  EXPECT_EQ(folder_.Content(kReadMeFile), "my own words");
}

TEST_F(JournalTest, AppendsGoOnAfterReopening) {
  ASSERT_TRUE(journal_->Append("one\n").ok());
  Open();
  EXPECT_EQ(ReadLog(), "one\n");
  ASSERT_TRUE(journal_->Append("two\n").ok());
  EXPECT_EQ(Log(), "one\ntwo\n");
}

TEST_F(JournalTest, AppendThatStopsHalfwayLeavesNothing) {
  const std::string line = std::string(99, 'x') + "\n";
  ASSERT_TRUE(journal_->Append(line).ok());
  const int result = test::InChild([&] {
    for (rlim_t room = 0; room < line.size(); room += 9) {
      LimitFiles(line.size() + room);
      EXPECT_EQ(journal_->Append(line).error().code, ErrorCode::kNoSpace) << room;
      EXPECT_EQ(Log(), line) << room;
    }
    LimitFiles(RLIM_INFINITY);
    EXPECT_TRUE(journal_->Append("after\n").ok());
    return test::kPassed;
  });
  EXPECT_EQ(result, test::kPassed);
  EXPECT_EQ(Log(), line + "after\n");
}

TEST_F(JournalTest, FullDiskLosesNothing) {
  folder_.MakeFolder("disk");
  const int result = test::InChild([&] {
    if (!test::MountMemory(folder_ / "disk", "64k")) return test::kCannotRun;
    const auto lock = RootLock::Take(folder_ / "disk", kNow);
    const auto journal = JournalFile::Open(folder_ / "disk", lock.value().get());
    EXPECT_TRUE(journal.value()->Append("one\n").ok());
    EXPECT_TRUE(journal.value()->Replace(kSummaryFile, "old").ok());
    const std::string large(200'000, 'x');
    EXPECT_EQ(journal.value()->Append(large).error().code, ErrorCode::kNoSpace);
    EXPECT_EQ(journal.value()->Replace(kSummaryFile, large).error().code, ErrorCode::kNoSpace);
    EXPECT_EQ(journal.value()->AppendTo(kVectors, large).error().code, ErrorCode::kNoSpace);
    EXPECT_EQ(folder_.Content("disk/.clustering/actions.jsonl"), "one\n");
    EXPECT_EQ(folder_.Content("disk/.clustering/state.json"), "old");
    EXPECT_EQ(folder_.Content("disk/" + kVectors), "");
    EXPECT_TRUE(journal.value()->Append("two\n").ok());
    EXPECT_EQ(folder_.Names("disk/.clustering"), "READ ME.txt actions.jsonl embeddings lock state.json");
    return test::kPassed;
  });
  if (result == test::kCannotRun) GTEST_SKIP() << "mounting is not allowed here (root is needed)";
  EXPECT_EQ(result, test::kPassed);
}

TEST_F(JournalTest, JournalStopsWhenAnotherOwnerTakesOver) {
  ASSERT_TRUE(journal_->Append("one\n").ok());
  const std::string ours = folder_.Content(kLockFile);
  folder_.Write(kLockFile, R"({"owner":"somebody"})");
  EXPECT_EQ(journal_->Append("two\n").error().code, ErrorCode::kInUse);
  EXPECT_EQ(journal_->Replace(kSummaryFile, "x").error().code, ErrorCode::kInUse);
  EXPECT_EQ(journal_->AppendTo(kVectors, "x").error().code, ErrorCode::kInUse);
  EXPECT_EQ(journal_->SetTailAside(0, kAside).error().code, ErrorCode::kInUse);
  EXPECT_EQ(journal_->SetAside(kSummaryFile, kNow).error().code, ErrorCode::kInUse);
  EXPECT_EQ(ReadLog(), "one\n");
  folder_.Write(kLockFile, ours);
  EXPECT_EQ(journal_->Append("two\n").error().code, ErrorCode::kInUse);  // from then on
  EXPECT_EQ(folder_.Names(".clustering"), "READ ME.txt actions.jsonl lock");
}

TEST_F(JournalTest, StateFolderThatIsAwayStopsAppendingUntilItIsBack) {
  ASSERT_TRUE(journal_->Append("one\n").ok());
  std::filesystem::rename(folder_ / ".clustering", folder_ / "away");
  EXPECT_EQ(journal_->Append("two\n").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(folder_.Names(""), "away");
  std::filesystem::rename(folder_ / "away", folder_ / ".clustering");
  EXPECT_TRUE(journal_->Append("two\n").ok());
  EXPECT_EQ(Log(), "one\ntwo\n");
}

TEST_F(JournalTest, WriterThatIgnoresTheLockIsNoticed) {
  ASSERT_TRUE(journal_->Append("one\n").ok());
  folder_.Write(kLogFile, "one\nforeign\n");
  EXPECT_EQ(journal_->Append("two\n").error().code, ErrorCode::kInUse);
  EXPECT_EQ(Log(), "one\nforeign\n");
}

TEST_F(JournalTest, LookingAtTheLogAgainDoesNotMakeForeignLinesOurs) {
  ASSERT_TRUE(journal_->Append("one\n").ok());
  folder_.Write(kLogFile, "one\nforeign\n");
  EXPECT_TRUE(journal_->Read(kLogFile).ok());
  EXPECT_EQ(journal_->Append("two\n").error().code, ErrorCode::kInUse);
  EXPECT_EQ(Log(), "one\nforeign\n");
}

TEST_F(JournalTest, LogThatVanishedIsNotBegunAnew) {
  ASSERT_TRUE(journal_->Append("one\n").ok());
  std::filesystem::remove(folder_ / kLogFile);
  EXPECT_EQ(journal_->Append("two\n").error().code, ErrorCode::kNotFound);
  EXPECT_FALSE(folder_.Has(kLogFile));
}

TEST_F(JournalTest, JournalWithoutLockOnlyReads) {
  ASSERT_TRUE(journal_->Append("one\n").ok());
  const auto reader = JournalFile::Open(folder_.path(), nullptr);
  EXPECT_EQ(reader.value()->Read(kLogFile).value(), "one\n");
  EXPECT_EQ(reader.value()->Append("two\n").error().code, ErrorCode::kReadOnly);
  EXPECT_EQ(reader.value()->Replace(kSummaryFile, "x").error().code, ErrorCode::kReadOnly);
  EXPECT_EQ(Log(), "one\n");
}

TEST_F(JournalTest, ReplaceLeavesOldOrNew) {
  ASSERT_TRUE(journal_->Replace(kSummaryFile, "old").ok());
  folder_.Write(".clustering/.tmp-state.json", "left behind by a crash, and longer");
  ASSERT_TRUE(journal_->Replace(kSummaryFile, "new").ok());
  EXPECT_EQ(folder_.Content(kSummaryFile), "new");
  const int result = test::InChild([&] {
    LimitFiles(100);
    EXPECT_EQ(journal_->Replace(kSummaryFile, std::string(200, 'x')).error().code, ErrorCode::kNoSpace);
    return test::kPassed;
  });
  EXPECT_EQ(result, test::kPassed);
  EXPECT_EQ(folder_.Content(kSummaryFile), "new");
  EXPECT_EQ(folder_.Names(".clustering"), "READ ME.txt lock state.json");
}

TEST_F(JournalTest, KillDuringReplaceLeavesOldOrNew) {
  const std::string a(1'000'000, 'a');
  const std::string b(1'000'001, 'b');
  for (int round = 0; round < 10; ++round) {
    const pid_t child = fork();
    if (child == 0) {
      for (int i = 0;; ++i) {
        if (!journal_->Replace(kSummaryFile, i % 2 == 0 ? a : b).ok()) _exit(1);
      }
    }
    while (!folder_.Has(kSummaryFile)) usleep(100);
    usleep(static_cast<useconds_t>(1000 + 700 * round));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status));
    const std::string content = folder_.Content(kSummaryFile);
    EXPECT_TRUE(content == a || content == b) << round << ": " << content.size() << " bytes";
  }
}

TEST_F(JournalTest, TailIsSetAsideAndAppendingGoesOn) {
  ASSERT_TRUE(journal_->Append("one\ntwo\n{\"torn").ok());
  EXPECT_EQ(ReadLog()->size(), 14u);
  EXPECT_EQ(journal_->SetTailAside(8, kAside).value(), kAside);
  EXPECT_EQ(Log(), "one\ntwo\n");
  EXPECT_EQ(folder_.Content(kAside), "{\"torn");
  ASSERT_TRUE(journal_->Append("three\n").ok());
  EXPECT_EQ(Log(), "one\ntwo\nthree\n");
}

TEST_F(JournalTest, WhatWasSetAsideIsNeverOverwritten) {
  folder_.Write(kAside, "earlier");
  for (const char* torn : {"a", "b"}) {
    ASSERT_TRUE(journal_->Append(torn).ok());
    ASSERT_TRUE(journal_->SetTailAside(0, kAside).ok());
  }
  EXPECT_EQ(folder_.Content(kAside), "earlier");
  EXPECT_EQ(folder_.Content(".clustering/actions.torn-20251130T185220Z-2.jsonl"), "a");
  EXPECT_EQ(folder_.Content(".clustering/actions.torn-20251130T185220Z-3.jsonl"), "b");
}

TEST_F(JournalTest, LogIsCutOnlyWhenItsEndIsSafe) {
  ASSERT_TRUE(journal_->Append(std::string(200, 'x')).ok());
  EXPECT_EQ(journal_->SetTailAside(201, kAside).error().code, ErrorCode::kBadInput);
  const int result = test::InChild([&] {
    LimitFiles(100);
    EXPECT_EQ(journal_->SetTailAside(20, kAside).error().code, ErrorCode::kNoSpace);
    return test::kPassed;
  });
  EXPECT_EQ(result, test::kPassed);
  EXPECT_EQ(Log().size(), 200u);
}

TEST_F(JournalTest, DamagedCacheIsRenamedNotRemoved) {
  for (const char* damaged : {"first", "second"}) {
    folder_.Write(kCheckpointFile, damaged);
    ASSERT_TRUE(journal_->SetAside(kCheckpointFile, kNow).ok());
    EXPECT_FALSE(folder_.Has(kCheckpointFile));
  }
  EXPECT_EQ(folder_.Content(".clustering/checkpoint.pcs.damaged-20251130T185220Z"), "first");
  EXPECT_EQ(folder_.Content(".clustering/checkpoint.pcs.damaged-20251130T185220Z-2"), "second");
  EXPECT_EQ(journal_->SetAside(kCheckpointFile, kNow).error().code, ErrorCode::kNotFound);
}

TEST_F(JournalTest, VectorsAreAppendedInAFolderOfTheirOwn) {
  ASSERT_TRUE(journal_->AppendTo(kVectors, "block 1;").ok());
  ASSERT_TRUE(journal_->AppendTo(kVectors, "block 2;").ok());
  EXPECT_EQ(journal_->Read(kVectors).value(), "block 1;block 2;");
  const int result = test::InChild([&] {
    LimitFiles(20);
    EXPECT_EQ(journal_->AppendTo(kVectors, "block 3;").error().code, ErrorCode::kNoSpace);
    return test::kPassed;
  });
  EXPECT_EQ(result, test::kPassed);
  EXPECT_EQ(folder_.Content(kVectors), "block 1;block 2;");
}

TEST_F(JournalTest, NothingButItsOwnFilesIsWritten) {
  folder_.Write("a.jpg", "photo");
  folder_.Write(".clustering/trash/a.jpg", "photo");
  ASSERT_TRUE(journal_->Append("one\n").ok());
  const std::string lock = folder_.Content(kLockFile);
  for (const char* file : {"a.jpg", ".clustering", ".clustering/../a.jpg", "/tmp/x", "", ".clustering/trash/a.jpg",
                           ".clustering/actions.jsonl", ".clustering/lock"}) {
    EXPECT_EQ(journal_->Replace(file, "x").error().code, ErrorCode::kBadInput) << file;
    EXPECT_EQ(journal_->AppendTo(file, "x").error().code, ErrorCode::kBadInput) << file;
    EXPECT_EQ(journal_->SetAside(file, kNow).error().code, ErrorCode::kBadInput) << file;
    EXPECT_EQ(journal_->SetTailAside(0, file).error().code, ErrorCode::kBadInput) << file;
  }
  EXPECT_EQ(journal_->Read("../x").error().code, ErrorCode::kBadInput);
  EXPECT_EQ(folder_.Content("a.jpg"), "photo");
  EXPECT_EQ(folder_.Content(".clustering/trash/a.jpg"), "photo");
  EXPECT_EQ(folder_.Content(kLockFile), lock);
  EXPECT_EQ(Log(), "one\n");
}

TEST_F(JournalTest, LinkInPlaceOfTheLogIsNotWrittenThrough) {
  const TemporaryFolder outside;
  outside.Write("target", "");
  folder_.Link(kLogFile, outside / "target");
  EXPECT_EQ(journal_->Read(kLogFile).error().code, ErrorCode::kDenied);
  EXPECT_EQ(journal_->Append("one\n").error().code, ErrorCode::kDenied);
  EXPECT_EQ(outside.Content("target"), "");
}

}  // namespace
}  // namespace photocluster
