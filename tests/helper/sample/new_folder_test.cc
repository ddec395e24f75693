#include "native-helper/sample/new_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>

#include "tests/helper/host/temporary_folder.h"

namespace photocluster {
namespace {

class NewFolderTest : public testing::Test {
 protected:
  ErrorCode Refusal(const std::string& name) {
    const auto made = NewFolder::Create(beside_ / name);
    EXPECT_FALSE(made.ok());
    return made.ok() ? ErrorCode::kIo : made.error().code;
  }
  void Publish(const std::string& name) {
    auto made = NewFolder::Create(beside_ / name);
    ASSERT_TRUE(made.ok()) << made.error().detail;
    ASSERT_TRUE(made.value().AddSubfolder("Sea").ok());
    ASSERT_TRUE(made.value().AddFile("Sea/IMG_1.JPG", "one", 1'750'000'000'500).ok());
    ASSERT_TRUE(made.value().Publish().ok());
  }

  test::TemporaryFolder beside_;
};

TEST_F(NewFolderTest, IsThereWhenItIsPublishedAndNothingElseIs) {
  Publish("Demo");
  EXPECT_EQ(beside_.Names(""), "Demo");
  EXPECT_EQ(beside_.Names("Demo"), "Sea");
  EXPECT_EQ(beside_.Content("Demo/Sea/IMG_1.JPG"), "one");
  struct stat found {};
  ASSERT_EQ(stat((beside_ / "Demo/Sea/IMG_1.JPG").c_str(), &found), 0);
  EXPECT_EQ(found.st_mtim.tv_sec, 1'750'000'000);
  EXPECT_EQ(found.st_mtim.tv_nsec, 500'000'000);
}

TEST_F(NewFolderTest, AnEmptyFolderIsTakenAndSoIsANameWithASlash) {
  beside_.MakeFolder("Empty");
  Publish("Empty");
  Publish("Slash/");
  EXPECT_EQ(beside_.Names(""), "Empty Slash");
}

TEST_F(NewFolderTest, WhatIsThereIsRefusedAndLeftAsItIs) {
  beside_.Write("Full/a.txt", "mine");
  beside_.Write("file", "mine too");
  beside_.Link("link", "Full");
  for (const char* name : {"Full", "file", "link"}) EXPECT_EQ(Refusal(name), ErrorCode::kExists) << name;
  EXPECT_EQ(Refusal("no/Demo"), ErrorCode::kNotFound);
  EXPECT_EQ(Refusal("file/Demo"), ErrorCode::kNotFound);
  EXPECT_EQ(NewFolder::Create("").error().code, ErrorCode::kBadInput);
  EXPECT_EQ(beside_.Names(""), "Full file link");
  EXPECT_EQ(beside_.Content("Full/a.txt"), "mine");
}

TEST_F(NewFolderTest, WhatComesInBetweenIsNotReplaced) {
  auto made = NewFolder::Create(beside_ / "Demo");
  ASSERT_TRUE(made.ok());
  beside_.Write("Demo/a.txt", "mine");
  const auto published = made.value().Publish();
  ASSERT_FALSE(published.ok());
  EXPECT_EQ(published.error().code, ErrorCode::kExists);
  EXPECT_EQ(beside_.Names("Demo"), "a.txt");
}

TEST_F(NewFolderTest, NothingIsLeftOfOneThatIsGivenUp) {
  {
    auto made = NewFolder::Create(beside_ / "Demo");
    ASSERT_TRUE(made.ok());
    ASSERT_TRUE(made.value().AddFile("IMG_1.JPG", "one", 0).ok());
    EXPECT_EQ(made.value().AddFile("IMG_1.JPG", "two", 0).error().code, ErrorCode::kExists);
  }
  EXPECT_EQ(beside_.Names(""), "");
}

TEST_F(NewFolderTest, ADiskThatIsFullIsOneSentence) {
  auto made = NewFolder::Create(beside_ / "Demo");
  ASSERT_TRUE(made.ok());
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const auto ignored = signal(SIGXFSZ, SIG_IGN);
  const rlimit small{4, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  const auto added = made.value().AddFile("IMG_1.JPG", "too much", 0);
  setrlimit(RLIMIT_FSIZE, &before);
  signal(SIGXFSZ, ignored);
  ASSERT_FALSE(added.ok());
  EXPECT_EQ(added.error().code, ErrorCode::kNoSpace);
  EXPECT_TRUE(added.error().detail.starts_with("cannot write IMG_1.JPG: ")) << added.error().detail;
}

// What a killed run leaves: our marker, which nobody has locked, and our files.
class LeftoverTest : public NewFolderTest {
 protected:
  static constexpr const char* kLeft = ".photocluster-sample-1-1";
  void Leave(const std::string& marker = "photocluster sample: unfinished\n") {
    beside_.Write(std::string(kLeft) + "/.unfinished", marker);
    beside_.Write(std::string(kLeft) + "/Sea/IMG_7.JPG", "x");
  }
};

TEST_F(LeftoverTest, IsRemovedByTheNextRun) {
  Leave();
  Publish("Demo");
  EXPECT_EQ(beside_.Names(""), "Demo");
}

TEST_F(LeftoverTest, IsRemovedWhateverCommandLeftIt) {
  Leave();
  beside_.Write(std::string(kLeft) + "/.clustering/state.json", "{");
  beside_.Write(std::string(kLeft) + "/.manual_cluster/queue.json", "[");
  Publish("Demo");
  EXPECT_EQ(beside_.Names(""), "Demo");
}

TEST_F(LeftoverTest, IsKeptWhenItMayBeSomebodyElses) {
  Leave();
  beside_.Write(std::string(kLeft) + "/diary.txt", "mine");
  Publish("Foreign");
  EXPECT_TRUE(beside_.Has(kLeft));
  std::filesystem::remove_all(beside_ / kLeft);
  Leave("something else");
  Publish("Marker");
  EXPECT_TRUE(beside_.Has(kLeft));
}

TEST_F(LeftoverTest, IsKeptWhileItsRunLives) {
  Leave();
  const int marker = open((beside_ / (std::string(kLeft) + "/.unfinished")).c_str(), O_RDONLY);
  ASSERT_EQ(flock(marker, LOCK_EX), 0);
  Publish("Demo");
  EXPECT_TRUE(beside_.Has(kLeft));
  close(marker);
}

}  // namespace
}  // namespace photocluster
