#include "native-helper/host/lock.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>

#include "native-helper/host/machine_id.h"
#include "tests/helper/host/temporary_folder.h"

namespace photocluster {
namespace {

using test::TemporaryFolder;

constexpr Instant kNow{1'764'528'740'123, 180};
constexpr char kLock[] = ".clustering/lock";
constexpr char kLog[] = ".clustering/actions.jsonl";

// A process that may be killed, with a byte pipe each way.
class Other {
 public:
  explicit Other(const std::function<void(int in, int out)>& body) {
    std::array<int, 2> to{};
    std::array<int, 2> from{};
    EXPECT_EQ(pipe2(to.data(), O_CLOEXEC), 0);
    EXPECT_EQ(pipe2(from.data(), O_CLOEXEC), 0);
    pid_ = fork();
    if (pid_ == 0) {
      close(to[1]);
      close(from[0]);
      body(to[0], from[1]);
      _exit(0);
    }
    close(to[0]);
    close(from[1]);
    in_ = to[1];
    out_ = from[0];
  }
  ~Other() {
    close(in_);
    close(out_);
    if (pid_ > 0) Kill();
  }
  char Wait() {
    char byte = 0;
    EXPECT_EQ(read(out_, &byte, 1), 1);
    return byte;
  }
  void Send(char byte) { EXPECT_EQ(write(in_, &byte, 1), 1); }
  void Kill() {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }
  pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = 0;
  int in_ = -1;
  int out_ = -1;
};

class LockTest : public testing::Test {
 protected:
  std::unique_ptr<RootLock> Take(const std::string& root) {
    auto taken = RootLock::Take(root, kNow);
    EXPECT_TRUE(taken.ok()) << taken.error().detail;
    return taken.ok() ? std::move(taken).value() : nullptr;
  }
  std::unique_ptr<RootLock> Take() { return Take(folder_.path()); }
  bool SamePlace() { return Take()->same_place(); }

  TemporaryFolder folder_;
};

TEST_F(LockTest, ContentSaysWhoWrites) {
  const auto lock = Take();
  const std::string content = folder_.Content(kLock);
  for (const std::string& part :
       {"\"machine\":\"" + MachineId() + "\"", "\"pid\":" + std::to_string(getpid()),
        std::string("\"since\":\"2025-11-30T21:52:20\""), "\"path\":\"" + folder_.path() + "\""}) {
    EXPECT_NE(content.find(part), std::string::npos) << part << " is not in " << content;
  }
}

TEST_F(LockTest, SecondWriterIsToldWhoHoldsIt) {
  const auto lock = Take();
  const Result<std::unique_ptr<RootLock>> second = RootLock::Take(folder_.path(), kNow);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error(),
            (Error{ErrorCode::kInUse, folder_.path() + " is in use by process " + std::to_string(getpid()) +
                                          " of this computer since 2025-11-30T21:52:20"}));
  EXPECT_TRUE(lock->StillOurs().ok());
}

TEST_F(LockTest, ReleasedLockCanBeTakenAndKeepsItsContent) {
  Take().reset();
  EXPECT_NE(folder_.Content(kLock).find("\"owner\""), std::string::npos);
  EXPECT_NE(Take(), nullptr);
}

TEST_F(LockTest, KilledHolderFreesIt) {
  Other other([&](int in, int out) {
    const auto lock = Take();
    char byte = lock == nullptr ? 'x' : 'y';
    if (write(out, &byte, 1) == 1) byte = static_cast<char>(read(in, &byte, 1));  // until killed
  });
  ASSERT_EQ(other.Wait(), 'y');
  const auto refused = RootLock::Take(folder_.path(), kNow);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::kInUse);
  EXPECT_NE(refused.error().detail.find("process " + std::to_string(other.pid()) + " "), std::string::npos);
  folder_.Write(kLog, "{}\n");
  other.Kill();
  const auto lock = Take();
  ASSERT_NE(lock, nullptr);
  EXPECT_TRUE(lock->same_place());
}

TEST_F(LockTest, ProgramsThatAreStartedDoNotInheritIt) {
  auto lock = Take();
  Other cat([](int in, int out) {
    dup2(in, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    execlp("cat", "cat", nullptr);
  });
  cat.Send('a');
  ASSERT_EQ(cat.Wait(), 'a');  // so the program has been started
  lock.reset();
  EXPECT_NE(Take(), nullptr);
}

TEST_F(LockTest, FolderWithoutLogIsTheSamePlace) { EXPECT_TRUE(SamePlace()); }

TEST_F(LockTest, FolderOfTheLastWriterIsTheSamePlaceEvenUnderANewName) {
  folder_.MakeFolder("photos");
  Take(folder_ / "photos").reset();
  folder_.Write("photos/.clustering/actions.jsonl", "{}\n");
  EXPECT_TRUE(Take(folder_ / "photos")->same_place());
  std::filesystem::rename(folder_ / "photos", folder_ / "pictures");
  EXPECT_TRUE(Take(folder_ / "pictures")->same_place());
}

TEST_F(LockTest, LogWithoutLockIsAnotherPlace) {
  folder_.Write(kLog, "{}\n");
  EXPECT_FALSE(SamePlace());
  EXPECT_TRUE(SamePlace());  // the lock just taken is what counts now
}

TEST_F(LockTest, LogOfABrowserWithoutLockIsAnotherPlace) {
  folder_.Write(".clustering/pending.jsonl", "{}\n");
  EXPECT_FALSE(SamePlace());
}

TEST_F(LockTest, CopiedFolderIsAnotherPlace) {
  folder_.MakeFolder("photos");
  Take(folder_ / "photos").reset();
  folder_.Write("photos/.clustering/actions.jsonl", "{}\n");
  std::filesystem::copy(folder_ / "photos", folder_ / "copy", std::filesystem::copy_options::recursive);
  EXPECT_FALSE(Take(folder_ / "copy")->same_place());
  // Restored from a backup under the old name.
  std::filesystem::rename(folder_ / "photos", folder_ / "broken");
  std::filesystem::copy(folder_ / "copy", folder_ / "photos", std::filesystem::copy_options::recursive);
  EXPECT_FALSE(Take(folder_ / "photos")->same_place());
}

TEST_F(LockTest, LockOfAnotherComputerIsAnotherPlace) {
  Take().reset();
  folder_.Write(kLog, "{}\n");
  std::string content = folder_.Content(kLock);
  content.replace(content.find(MachineId()), 32, std::string(32, '0'));
  folder_.Write(kLock, content);
  EXPECT_FALSE(SamePlace());
}

TEST_F(LockTest, UnreadableContentIsOverwrittenAndIsAnotherPlace) {
  folder_.Write(kLog, "{}\n");
  for (const std::string content : {"", "{", "\xff\xfe garbage", "[]", "{\"owner\":5}"}) {
    folder_.Write(kLock, content);
    EXPECT_FALSE(SamePlace()) << content;
    EXPECT_TRUE(SamePlace()) << content;
  }
}

TEST_F(LockTest, TakenOverLockIsNoticed) {
  const auto lock = Take();
  EXPECT_TRUE(lock->StillOurs().ok());
  folder_.Write(kLock, R"({"owner":"a tab","since":"2025-11-30T19:00:00"})");
  EXPECT_EQ(lock->StillOurs().error(),
            (Error{ErrorCode::kInUse, "a browser tab since 2025-11-30T19:00:00 took over this folder"}));
  folder_.Write(kLock, "");
  EXPECT_EQ(lock->StillOurs().error().code, ErrorCode::kInUse);
  std::filesystem::remove(folder_ / kLock);
  EXPECT_EQ(lock->StillOurs().error().code, ErrorCode::kNotFound);
}

TEST_F(LockTest, LinkInPlaceOfTheStateFolderIsRefused) {
  const TemporaryFolder outside;
  folder_.Link(".clustering", outside.path());
  EXPECT_EQ(RootLock::Take(folder_.path(), kNow).error().code, ErrorCode::kDenied);
  EXPECT_EQ(outside.Names(""), "");
}

TEST_F(LockTest, FolderThatCannotBeWrittenCannotBeLocked) {
  std::filesystem::permissions(folder_.path(), std::filesystem::perms(0555));
  const int result =
      test::AsOrdinaryUser([&] { EXPECT_EQ(RootLock::Take(folder_.path(), kNow).error().code, ErrorCode::kDenied); });
  std::filesystem::permissions(folder_.path(), std::filesystem::perms::all);
  if (result == test::kCannotRun) GTEST_SKIP() << "root cannot become an ordinary user here";
  EXPECT_EQ(result, test::kPassed);
}

}  // namespace
}  // namespace photocluster
