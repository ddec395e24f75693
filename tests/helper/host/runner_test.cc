#include "native-helper/host/runner.h"

#include <gtest/gtest.h>

namespace photocluster {
namespace {

// What the ports are asked for, and what they answer.
struct Calls {
  std::string text;
  std::optional<Error> error;

  Result<void> Note(const std::string& call) {
    text += call + "\n";
    if (error) return *error;
    return {};
  }
};

class NotedPhotos : public PhotoStore {
 public:
  explicit NotedPhotos(Calls& calls) : calls_(calls) {}
  Result<Listing> List() override { return Listing{}; }
  Result<std::vector<ProbedFile>> Probe(std::span<const KnownFile> files) override {
    TRY(calls_.Note("probe " + files[0].place));
    std::vector<ProbedFile> probed;
    for (const KnownFile& file : files) probed.push_back({file.place, 5, 0, {}, 0, 0});
    return probed;
  }
  Result<std::optional<FileEntry>> LookAt(const std::string&) override { return std::optional<FileEntry>(); }
  Result<void> Move(const MoveEffect& effect) override {
    return calls_.Note("move " + effect.src + " to " + effect.dst);
  }
  Result<void> Copy(const CopyEffect& effect) override {
    return calls_.Note("copy " + effect.src + " to " + effect.dst + " by " + effect.temporary);
  }
  Result<void> RemoveCopy(const std::string& keep, const std::string& remove) override {
    return calls_.Note("keep " + keep + ", remove " + remove);
  }
  Result<void> RemoveTemporary(const std::string& place) override { return calls_.Note("remove temporary " + place); }
  Result<void> RemoveTrashed(const std::string& place, const Fingerprint&) override {
    return calls_.Note("remove trashed " + place);
  }
  Result<void> RemoveFolder(const std::string& folder) override { return calls_.Note("remove folder " + folder); }
  Result<void> SyncFolders() override { return calls_.Note("sync"); }
  Result<std::string> Read(const std::string& place) override { return place; }

 private:
  Calls& calls_;
};

class NotedJournal : public Journal {
 public:
  explicit NotedJournal(Calls& calls) : calls_(calls) {}
  Result<std::optional<std::string>> Read(const std::string&) override { return std::optional<std::string>(); }
  Result<std::string> ReadPart(const std::string&, std::uint64_t, std::size_t) override { return std::string(); }
  Result<void> Append(std::string_view lines) override { return calls_.Note("append " + std::string(lines)); }
  Result<void> Replace(const std::string& file, std::string_view bytes) override {
    return calls_.Note("replace " + file + " by " + std::string(bytes));
  }
  Result<std::string> SetTailAside(std::uint64_t from, const std::string& file) override {
    TRY(calls_.Note("tail from " + std::to_string(from) + " to " + file));
    return file;
  }
  Result<void> AppendTo(const std::string&, std::string_view) override { return {}; }
  Result<std::string> SetAside(const std::string& file, Instant) override { return file; }

 private:
  Calls& calls_;
};

class RunnerTest : public testing::Test {
 protected:
  static std::vector<Effect> EveryEffect() {
    return {ProbeEffect{{{"a.jpg", 0, 0, {}}}},
            AppendEffect{"line"},
            ReplaceEffect{"f", "bytes"},
            SetTailAsideEffect{7, "torn"},
            MoveEffect{"a", "b"},
            RemoveCopyEffect{"a", "b"},
            RemoveTemporaryEffect{"t"},
            RemoveTrashedEffect{"d", {}},
            RemoveFolderEffect{"c"},
            SyncEffect{},
            CopyEffect{"a", "b", "t", false}};
  }

  Calls calls_;
  NotedPhotos photos_{calls_};
  NotedJournal journal_{calls_};
  Runner runner_{photos_, journal_};
};

TEST_F(RunnerTest, EveryEffectGoesToItsPortWithWhatItNames) {
  for (const Effect& effect : EveryEffect()) EXPECT_FALSE(runner_.Execute(effect).error);
  EXPECT_EQ(calls_.text,
            "probe a.jpg\nappend line\nreplace f by bytes\ntail from 7 to torn\nmove a to b\nkeep a, remove b\n"
            "remove temporary t\nremove trashed d\nremove folder c\nsync\ncopy a to b by t\n");
}

TEST_F(RunnerTest, EveryFailureComesBack) {
  calls_.error = Error{ErrorCode::kNoSpace, "the disk is full"};
  for (const Effect& effect : EveryEffect()) {
    const EffectResult result = runner_.Execute(effect);
    ASSERT_TRUE(result.error);
    EXPECT_EQ(*result.error, *calls_.error);
    EXPECT_TRUE(result.probed.empty());
  }
}

TEST_F(RunnerTest, ProbedFilesComeBack) {
  const EffectResult result = runner_.Execute(ProbeEffect{{{"a.jpg", 0, 0, {}}}});
  ASSERT_EQ(result.probed.size(), 1U);
  EXPECT_EQ(result.probed[0].size, 5U);
}

class DrivenTest : public RunnerTest {
 protected:
  void SetUp() override {
    Opening opening;
    for (const char* place : {"a.jpg", "b.jpg", "c.jpg"}) opening.listing.files.push_back({place, 1, 1});
    opening.same_place = true;
    session_ = Session::Open(std::move(opening));
    session_->StartWriting({.name = "me", .new_root_id = "id"}, Instant{});
    runner_.Drive(*session_);
    calls_.text.clear();
  }

  std::unique_ptr<Session> session_;
};

TEST_F(DrivenTest, DriveEndsWithTheOutcomeOfTheCommand) {
  session_->Begin(Trash{{"a.jpg"}}, Instant{});
  const Outcome outcome = runner_.Drive(*session_);
  EXPECT_FALSE(outcome.error);
  EXPECT_EQ(outcome.records.size(), 2U);
  EXPECT_FALSE(session_->HasEffect());
  const auto logged = calls_.text.find("append ");
  const auto moved = calls_.text.find("move a.jpg to .clustering/trash/a.jpg");
  ASSERT_NE(moved, std::string::npos) << calls_.text;
  EXPECT_LT(logged, moved) << "first the log, then the file";
}

TEST_F(DrivenTest, NothingMovesWhenTheLogCannotBeWritten) {
  session_->Begin(Trash{{"a.jpg"}}, Instant{});
  runner_.Execute(session_->NextEffect());
  session_->Complete(runner_.Execute(session_->NextEffect()));  // the probe
  calls_.error = Error{ErrorCode::kNoSpace, "the disk is full"};
  const Outcome outcome = runner_.Drive(*session_);
  ASSERT_TRUE(outcome.error);
  EXPECT_EQ(outcome.error->code, ErrorCode::kNoSpace);
  EXPECT_EQ(calls_.text.find("move "), std::string::npos) << calls_.text;
}

TEST_F(DrivenTest, StopEndsARunAndTheLogSaysWhere) {
  std::atomic<bool> stop{true};
  Runner stopped(photos_, journal_, &stop);
  session_->Begin(Trash{{"a.jpg", "b.jpg", "c.jpg"}}, Instant{});
  const Outcome outcome = stopped.Drive(*session_);
  ASSERT_FALSE(outcome.records.empty());
  EXPECT_EQ(outcome.records.back().op, Op::kStopped);
  EXPECT_EQ(calls_.text.find("move "), std::string::npos) << calls_.text;
  EXPECT_EQ(session_->state().totals().queue, 3U);
}

}  // namespace
}  // namespace photocluster
