#include "shared/session/later_original.h"

#include <gtest/gtest.h>

#include <map>

#include "shared/base/path.h"
#include "shared/journal/file_names.h"
#include "shared/session/import.h"

namespace photocluster {
namespace {

std::string Line(const std::string& name, const std::string& cluster) {
  return R"({"ts": "2025-01-02T03:04:05", "src": "/in/)" + name + R"(", "dst": "/in/)" + cluster + "/" + name +
         R"(", "cluster": ")" + cluster + "\", \"note\": \"auto\"}\n";
}

// A folder whose files of the original program were taken over, and which has a cluster A.
class LaterOriginalTest : public testing::Test {
 protected:
  LaterOriginalTest() {
    state_.SetCreatedBy(state_.NameCluster("A"), 1);
    files_[kOriginalLogFile] = files_[KeptName(kOriginalLogFile)] = Line("1.jpg", "A");
    files_[kOriginalQueueFile] = files_[KeptName(kOriginalQueueFile)] = "[]";
    files_[KeptName(kSummaryFile)] = R"({"clusters": {}})";
    files_[kSummaryFile] = R"({"clusters": {}, "format": 1})";
  }
  LaterOriginal Find() {
    Result<LaterOriginal> found = FindLaterOriginal(state_, read_);
    EXPECT_TRUE(found.ok());
    return found.ok() ? std::move(found).value() : LaterOriginal();
  }
  bool Says(const LaterOriginal& later, const std::string& part) {
    return later.notice && later.notice->sentence.find(part) != std::string::npos;
  }
  // Every content that was there before must be there still.
  void Keep(const LaterOriginal& later) {
    for (const ReplaceEffect& copy : later.copies) {
      EXPECT_FALSE(files_.contains(copy.file)) << copy.file;
      files_[copy.file] = copy.bytes;
    }
  }

  State state_;
  std::map<std::string, std::string> files_;
  const ReadStateFile read_ = [this](const std::string& file) -> Result<std::optional<std::string>> {
    if (file == unreadable_) return Error{ErrorCode::kIo, "no"};
    const auto at = files_.find(file);
    return at == files_.end() ? std::nullopt : std::optional(at->second);
  };
  std::string unreadable_;
};

TEST_F(LaterOriginalTest, WhatWasTakenOverIsNothingNew) {
  EXPECT_TRUE(Find().copies.empty());
  EXPECT_FALSE(Find().notice);
  files_.erase(kSummaryFile);
  EXPECT_FALSE(Find().notice);
}

TEST_F(LaterOriginalTest, EachFileIsKeptAndToldOfOnce) {
  files_[kOriginalLogFile] += Line("2.jpg", "A") + Line("3.jpg", "__deleted__") + Line("4.jpg", "B");
  files_[kOriginalQueueFile] = "[\"/in/5.jpg\"]";
  files_[kSummaryFile] = R"({"clusters": {}, "manual_total": 4})";
  const auto before = files_;
  const LaterOriginal later = Find();
  ASSERT_EQ(later.copies.size(), 3U);
  EXPECT_TRUE(Says(later, "(3 more decisions in its log, its queue, its state.json in place of ours)"));
  EXPECT_TRUE(Says(later, "of its clusters B is not known here"));
  Keep(later);
  for (const auto& [file, content] : before) EXPECT_EQ(files_[file], content) << file;
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(Parent(later.copies[i].file).find(kKeptFolder), 0U);
  EXPECT_FALSE(Find().notice);
  files_[kSummaryFile] = R"({"clusters": {}, "manual_total": 5})";
  EXPECT_EQ(Find().copies.size(), 1U);
  EXPECT_TRUE(Says(Find(), "(its state.json in place of ours)"));
}

TEST_F(LaterOriginalTest, ALogThatDoesNotGoOnIsAnotherOne) {
  files_[kOriginalLogFile] = Line("2.jpg", "a");
  EXPECT_TRUE(Says(Find(), "(1 decision in its log, which is another one now)"));
  EXPECT_FALSE(Says(Find(), "not known here"));
}

TEST_F(LaterOriginalTest, AFolderThatWasNeverItsOwnIsWatchedToo) {
  for (const char* file : {kOriginalLogFile, kOriginalQueueFile, kSummaryFile}) files_.erase(KeptName(file));
  files_.erase(kOriginalQueueFile);
  const LaterOriginal later = Find();
  ASSERT_EQ(later.copies.size(), 1U);
  EXPECT_TRUE(Says(later, "(1 decision in its log)"));
}

TEST_F(LaterOriginalTest, BeforeOursIsWrittenItsStateAloneIsLookedAt) {
  files_[kOriginalQueueFile] = "[\"/in/5.jpg\"]";
  EXPECT_TRUE(FindLaterState(state_, read_).value().copies.empty());
  files_[kSummaryFile] = "{";
  EXPECT_EQ(FindLaterState(state_, read_).value().copies.size(), 1U);
}

TEST_F(LaterOriginalTest, WhatCannotBeReadIsNotPassedOver) {
  for (const std::string& file : {std::string(kOriginalLogFile), KeptName(kOriginalLogFile)}) {
    unreadable_ = file;
    EXPECT_FALSE(FindLaterOriginal(state_, read_).ok()) << file;
  }
}

}  // namespace
}  // namespace photocluster
