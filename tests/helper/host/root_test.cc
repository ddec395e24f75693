#include "native-helper/host/root.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/session/summary.h"
#include "tests/helper/host/temporary_folder.h"

namespace photocluster {
namespace {

using test::AsOrdinaryUser;
using test::kCannotRun;
using test::kPassed;

constexpr char kLog[] = ".clustering/actions.jsonl";
constexpr char kModel[] = "made-up-0123456789ab";
constexpr char kVectors[] = ".clustering/embeddings/made-up-0123456789ab.pce";

class RootTest : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* place : {"a.jpg", "b.jpg", "c.jpg"}) folder_.Write(place, std::string("photo ") + place);
  }

  std::unique_ptr<Root> Open(Access access) {
    auto opened = Root::Open(folder_.path(), {.access = access});
    EXPECT_TRUE(opened.ok()) << (opened.ok() ? "" : opened.error().detail);
    return opened.ok() ? std::move(opened).value() : nullptr;
  }
  Error Refusal(Access access) {
    const auto opened = Root::Open(folder_.path(), {.access = access});
    EXPECT_FALSE(opened.ok());
    return opened.ok() ? Error{} : opened.error();
  }

  // One unit vector, another one for each seed, for the photo at `place`.
  void Embed(Root& root, const std::string& place, std::size_t seed) {
    const KnownFile file{place, 0, 0, {}};
    const auto probed = root.photos().Probe({&file, 1});
    ASSERT_TRUE(probed.ok() && probed.value().size() == 1);
    Vector vector(16);
    vector[seed] = 32767;
    const VectorEntry entry{probed.value()[0].fingerprint, vector, {}};
    ASSERT_TRUE(root.StoreVectors({&entry, 1}).ok());
    Observation seen;
    seen.place = place;
    seen.size = probed.value()[0].size;
    seen.mtime_ms = probed.value()[0].mtime_ms;
    seen.fingerprint = probed.value()[0].fingerprint;
    root.session().Observe(seen);
    root.session().AddVector(seen.fingerprint, vector);
  }
  // a.jpg in cluster A, vectors of all three, everything settled.
  void SortAndSettle() {
    const auto root = Open(Access::kWrite);
    Settings settings;
    settings.model = kModel;
    ASSERT_FALSE(root->Do(settings).error);
    ASSERT_TRUE(root->UseModel(kModel, 16).ok());
    Embed(*root, "a.jpg", 0);
    Embed(*root, "b.jpg", 1);
    Embed(*root, "c.jpg", 2);
    ASSERT_FALSE(root->Do(Assign{{"a.jpg"}, "A", ""}).error);
    ASSERT_FALSE(root->Settle().error);
  }
  static std::string Joined(const std::vector<Notice>& notices) {
    std::string text;
    for (const Notice& notice : notices) text += notice.sentence + "\n";
    return text;
  }
  // The name of the file that was set aside, without its folder.
  std::string SetAside(const std::string& folder) {
    for (const auto& entry : std::filesystem::directory_iterator(folder_ / folder)) {
      const std::string name = entry.path().filename().string();
      if (name.find(".damaged-") != std::string::npos) return name;
    }
    return "";
  }
  void Damage(const std::string& file, std::size_t at) {
    std::string bytes = folder_.Content(file);
    bytes.at(at) = static_cast<char>(bytes[at] ^ 0x20);
    folder_.Write(file, bytes);
  }

  test::TemporaryFolder folder_;
};

TEST_F(RootTest, ReadingMakesNothing) {
  const auto root = Open(Access::kRead);
  EXPECT_EQ(root->session().state().totals().queue, 3U);
  EXPECT_EQ(root->Do(Trash{{"a.jpg"}}).error->code, ErrorCode::kReadOnly);
  EXPECT_FALSE(root->Settle().error);
  EXPECT_EQ(folder_.Names(""), "a.jpg b.jpg c.jpg");
}

TEST_F(RootTest, WritingKeepsOthersOutUntilItIsClosed) {
  auto root = Open(Access::kWrite);
  EXPECT_EQ(Refusal(Access::kWrite).code, ErrorCode::kInUse);
  root.reset();
  EXPECT_NE(Open(Access::kWrite), nullptr);
}

TEST_F(RootTest, WhatIsNoRootIsRefused) {
  EXPECT_EQ(Root::Open("/no/such/folder", {}).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(Root::Open(folder_ / "a.jpg", {}).error().code, ErrorCode::kBadInput);
  EXPECT_EQ(Root::Open("/", {}).error().code, ErrorCode::kRefused);
}

TEST_F(RootTest, SettlingMakesTheNextOpeningCheap) {
  SortAndSettle();
  EXPECT_EQ(folder_.Names(".clustering"),
            "READ ME.txt actions.jsonl catalogue.pcc checkpoint.pcs embeddings lock state.json");
  const auto root = Open(Access::kRead);
  EXPECT_EQ(root->session().settled(), root->session().last_seq());
  EXPECT_EQ(root->session().embedded_count(), 3U);
  EXPECT_EQ(Joined(root->TakeNotices()), "");
}

TEST_F(RootTest, SettlesByItselfAfterAThousandRecords) {
  std::vector<std::string> places;
  for (int i = 0; i < 1000; ++i) {
    places.push_back("many/" + std::to_string(i) + ".jpg");
    folder_.Write(places.back(), places.back());
  }
  const auto root = Open(Access::kWrite);
  ASSERT_FALSE(root->Do(Skip{{"a.jpg"}}).error);
  EXPECT_EQ(root->session().settled(), 0U);
  ASSERT_FALSE(root->Do(Skip{places}).error);
  EXPECT_EQ(root->session().settled(), 1002U);
  EXPECT_TRUE(folder_.Has(".clustering/checkpoint.pcs"));
}

TEST_F(RootTest, CheckpointAndLogAloneGiveTheSameState) {
  SortAndSettle();
  const auto with = Root::Open(folder_.path(), {.access = Access::kRead});
  const auto without = Root::Open(folder_.path(), {.access = Access::kRead, .checkpoint = false});
  const auto older = Root::Open(folder_.path(), {.access = Access::kRead, .until = 2});
  ASSERT_TRUE(with.ok() && without.ok() && older.ok());
  EXPECT_EQ(with.value()->session().state().Hash(), without.value()->session().state().Hash());
  EXPECT_EQ(older.value()->session().state().totals().assigned(), 0U);
}

TEST_F(RootTest, DamagedCachesAreSetAsideAndMadeAnewAndNothingIsLost) {
  SortAndSettle();
  const std::string before = Open(Access::kRead)->session().state().Hash();
  for (const std::string name : {"checkpoint.pcs", "catalogue.pcc"}) {
    const std::string file = ".clustering/" + name;
    Damage(file, folder_.Content(file).size() - 1);
    const std::string damaged = folder_.Content(file);
    EXPECT_EQ(Joined(Open(Access::kRead)->TakeNotices()), file + " is not used: it fails its check\n");
    EXPECT_EQ(folder_.Content(file), damaged) << "reading leaves it";
    {
      const auto root = Open(Access::kWrite);
      const std::string aside = SetAside(".clustering");
      EXPECT_TRUE(aside.starts_with(name + ".damaged-")) << aside;
      EXPECT_EQ(folder_.Content(".clustering/" + aside), damaged);
      EXPECT_EQ(Joined(root->TakeNotices()),
                file + " was set aside as .clustering/" + aside + ": it fails its check\n");
      EXPECT_EQ(root->session().state().Hash(), before);
      std::filesystem::remove(folder_ / (".clustering/" + aside));
      ASSERT_FALSE(root->Do(Skip{{"b.jpg"}}).error);
      ASSERT_FALSE(root->Do(Undo{}).error);
      ASSERT_FALSE(root->Settle().error);
    }
    EXPECT_EQ(Joined(Open(Access::kRead)->TakeNotices()), "");
    EXPECT_EQ(Open(Access::kRead)->session().state().Hash(), before);
  }
}

TEST_F(RootTest, VectorsThatFailTheirCheckAreSetAsideAndTheOthersKept) {
  SortAndSettle();
  const std::string whole = folder_.Content(kVectors);
  const std::size_t block = (whole.size() - VectorFileHeader({kModel, 16}).size()) / 3;
  Damage(kVectors, whole.size() - block - 20);  // in the second of three blocks
  const auto root = Open(Access::kWrite);
  EXPECT_EQ(root->session().embedded_count(), 2U);
  const std::string aside = SetAside(".clustering/embeddings");
  EXPECT_TRUE(aside.starts_with("made-up-0123456789ab.pce.damaged-")) << aside;
  Embed(*root, "b.jpg", 1);
  ASSERT_FALSE(root->Settle().error);
  const auto again = Open(Access::kRead);
  EXPECT_EQ(again->session().embedded_count(), 3U);
  EXPECT_EQ(Joined(again->TakeNotices()), "");
}

TEST_F(RootTest, VectorsWhoseHeadIsDamagedAreBegunAnew) {
  SortAndSettle();
  const std::string damaged = "no" + folder_.Content(kVectors);
  folder_.Write(kVectors, damaged);
  EXPECT_EQ(Open(Access::kRead)->session().embedded_count(), 0U);
  const auto root = Open(Access::kWrite);
  EXPECT_EQ(folder_.Content(".clustering/embeddings/" + SetAside(".clustering/embeddings")), damaged);
  ASSERT_TRUE(root->UseModel(kModel, 16).ok());
  for (const char* place : {"A/a.jpg", "b.jpg", "c.jpg"}) Embed(*root, place, 1);
  EXPECT_EQ(Open(Access::kRead)->session().embedded_count(), 3U);
}

TEST_F(RootTest, AnotherModelBringsItsOwnVectorsAtOnce) {
  SortAndSettle();
  const auto root = Open(Access::kWrite);
  Settings settings;
  settings.model = "another-ba9876543210";
  ASSERT_FALSE(root->Do(settings).error);
  EXPECT_EQ(root->session().embedded_count(), 0U);
  ASSERT_FALSE(root->Settle().error);
  EXPECT_NE(folder_.Content(".clustering/state.json").find("\"A\": []"), std::string::npos)
      << folder_.Content(".clustering/state.json");
  Undo undo;
  undo.record = root->session().last_seq();
  ASSERT_FALSE(root->Do(undo).error);
  EXPECT_EQ(root->session().embedded_count(), 3U);
}

TEST_F(RootTest, ARootWhoseVectorsCannotBeReadCanStillBeWorkedOn) {
  SortAndSettle();
  std::filesystem::rename(folder_ / kVectors, folder_ / "aside");
  folder_.MakeFolder(kVectors);
  const auto root = Open(Access::kWrite);
  EXPECT_EQ(Joined(root->TakeNotices()), "cannot read " + std::string(kVectors) + ": is a directory\n");
  EXPECT_FALSE(root->Do(Assign{{"b.jpg"}, "A", ""}).error);
  EXPECT_FALSE(root->UseModel(kModel, 16).ok()) << "but nothing is embedded for nothing";
}

TEST_F(RootTest, FoldersOfTheOriginalProgramAreTakenOverAndItsFilesKept) {
  const std::string state = R"({"clusters": {"Roof": [[0.1, 0.2]]}, "counts": {"Roof": 1}, "manual_total": 1})";
  const std::string line =
      R"({"ts":"2024-01-01T10:00:00","src":"z.jpg","dst":"Roof/z.jpg","cluster":"Roof","note":""})";
  folder_.Write(".clustering/state.json", state);
  folder_.Write(kLog, line);  // without its newline
  folder_.Write(".manual_cluster/queue.json", R"(["c.jpg"])");
  EXPECT_EQ(Open(Access::kRead)->session().state().totals().missing, 1U);
  EXPECT_EQ(folder_.Names(".clustering"), "actions.jsonl state.json") << "reading writes nothing";
  const auto root = Open(Access::kWrite);
  EXPECT_EQ(root->session().state().totals().missing, 1U);
  EXPECT_FALSE(root->TakeNotices().empty());
  EXPECT_FALSE(root->Settle().error);
  EXPECT_EQ(folder_.Content(".clustering/original/state.json"), state);
  EXPECT_EQ(folder_.Content(".clustering/original/actions.jsonl"), line);
  EXPECT_EQ(folder_.Content(".clustering/original/.manual_cluster/queue.json"), R"(["c.jpg"])");
  EXPECT_EQ(folder_.Content(kLog).substr(0, line.size() + 1), line + "\n");
}

TEST_F(RootTest, AnEmptyOrTornLogIsNoneOfTheOriginalProgram) {
  folder_.Write(kLog, "");
  EXPECT_NE(Open(Access::kWrite), nullptr);
  folder_.Write(kLog, R"({"ts":"2024-01-01T10:0)");
  const auto root = Open(Access::kWrite);
  EXPECT_EQ(Joined(root->TakeNotices()),
            "the last line of the log was torn (22 bytes, from byte 0 on) and was set aside\n");
  EXPECT_EQ(folder_.Content(kLog), "");
}

TEST_F(RootTest, LinesWithoutEffectAreNamedAndKept) {
  SortAndSettle();
  const std::size_t end = folder_.Content(kLog).size();
  folder_.Write(kLog, folder_.Content(kLog) + "{\"ts\":\"2024-01-01T10:00:00\",\"src\":\"x\"}\nnot even JSON\n");
  const auto root = Open(Access::kWrite);
  EXPECT_EQ(Joined(root->TakeNotices()), "line 5 of the log, byte " + std::to_string(end) +
                                             ", has no effect: not a record of this program\n" +
                                             "line 6 of the log, byte " + std::to_string(end + 39) +
                                             ", has no effect: not a record of this program\n");
  ASSERT_FALSE(root->Do(Skip{{"b.jpg"}}).error);
  EXPECT_NE(folder_.Content(kLog).find("not even JSON\n{\"ts\":"), std::string::npos);
}

TEST_F(RootTest, NoticesAreGivenOnce) {
  folder_.Write(kLog, "torn");
  const auto root = Open(Access::kWrite);
  EXPECT_EQ(root->TakeNotices().size(), 1U);
  EXPECT_TRUE(root->TakeNotices().empty());
}

TEST_F(RootTest, FoldersThatAreNotEnteredAreNamed) {
  folder_.Write(".hidden/x.jpg", "");
  folder_.Link("link", "/etc");
  const auto root = Open(Access::kRead);
  ASSERT_EQ(root->left_alone().size(), 2U);
  EXPECT_EQ(root->left_alone()[0].path, ".hidden");
  EXPECT_EQ(root->left_alone()[1].path, "link");
}

TEST_F(RootTest, AnUnchangedFolderIsOpenedWithoutReadingAPhoto) {
  const int result = AsOrdinaryUser([&] {
    for (const char* place : {"a.jpg", "b.jpg", "c.jpg"}) {  // of this user, in a folder of his
      std::filesystem::remove(folder_ / place);
      folder_.Write(place, std::string("photo ") + place);
    }
    SortAndSettle();
    const std::vector<std::string> places = {"A/a.jpg", "b.jpg", "c.jpg"};
    for (const std::string& place : places) {
      std::filesystem::permissions(folder_ / place, std::filesystem::perms::none);
      const KnownFile unknown{place, 0, 0, {}};
      EXPECT_FALSE(Open(Access::kRead)->photos().Probe({&unknown, 1}).ok()) << "it can be read after all";
    }
    for (const Access access : {Access::kRead, Access::kWrite}) {
      const auto root = Open(access);
      EXPECT_EQ(Joined(root->TakeNotices()), "");
      EXPECT_EQ(root->session().state().totals().queue, 2U);
      EXPECT_EQ(root->session().embedded_count(), 3U);
      for (const std::string& place : places) {
        EXPECT_TRUE(root->session().state().photo(root->session().state().Find(place)).looked_at) << place;
      }
      if (access == Access::kRead) continue;
      const Outcome noticed = root->NoticeChanges();
      EXPECT_FALSE(noticed.error);
      EXPECT_TRUE(noticed.records.empty());
      ASSERT_FALSE(root->Do(Skip{{"b.jpg"}}).error);
      EXPECT_FALSE(root->Settle().error);
    }
  });
  if (result == kCannotRun) GTEST_SKIP() << "cannot become a user whom file permissions bind";
  EXPECT_EQ(result, kPassed);
}

TEST_F(RootTest, AStateThatTheOriginalProgramWroteMeanwhileIsKeptBeforeOursIsWritten) {
  SortAndSettle();
  const auto root = Open(Access::kWrite);
  ASSERT_FALSE(root->Do(Skip{{"b.jpg"}}).error);
  const std::string written = R"({"clusters": {}, "counts": {}, "manual_total": 7})";
  folder_.Write(".clustering/state.json", written);
  ASSERT_FALSE(root->Settle().error);
  EXPECT_NE(Joined(root->TakeNotices()).find("its state.json in place of ours"), std::string::npos);
  std::size_t kept = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder_ / ".clustering/original")) {
    const std::string name = ".clustering/original/" + entry.path().filename().string();
    if (root->journal().Read(name).value() == written) ++kept;
  }
  EXPECT_EQ(kept, 1U);
  EXPECT_NE(root->journal().Read(".clustering/state.json").value(), written);
}

TEST_F(RootTest, ACopyThatShowsLessThanItsLogOpensAndSaysSo) {
  SortAndSettle();
  const test::TemporaryFolder elsewhere;
  const std::string copy = elsewhere / "copy";
  std::filesystem::copy(folder_.path(), copy, std::filesystem::copy_options::recursive);  // a backup
  ASSERT_FALSE(Open(Access::kWrite)->Do(Assign{{"b.jpg"}, "A", ""}).error);
  std::filesystem::copy_file(folder_ / kLog, copy + "/" + kLog, std::filesystem::copy_options::overwrite_existing);
  auto opened = Root::Open(copy, {.access = Access::kWrite});
  ASSERT_TRUE(opened.ok()) << opened.error().detail;
  Root& root = *opened.value();
  ASSERT_TRUE(root.session().disagreement());
  EXPECT_EQ(root.Do(Skip{{"c.jpg"}}).error->code, ErrorCode::kDisagrees);
  EXPECT_TRUE(std::filesystem::exists(copy + "/b.jpg"));
  EXPECT_FALSE(root.Do(KeepFolder{}).error);
  EXPECT_FALSE(root.session().disagreement());
  EXPECT_TRUE(std::filesystem::exists(copy + "/b.jpg"));
  EXPECT_EQ(root.session().embedded_count(), 2U) << "the log knows their content; c.jpg is to be read again";
}

}  // namespace
}  // namespace photocluster
