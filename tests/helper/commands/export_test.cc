#include "shared/journal/legacy.h"
#include "tests/helper/commands/commands_test.h"

namespace photocluster {
namespace {

class ExportTest : public test::CommandsTest {
 protected:
  void SetUp() override {
    AddPhotos({"a.jpg", "b.jpg", "c.jpg", "d.nef"});
    Embed({{"a.jpg", 0}, {"b.jpg", 45}});
    ASSERT_EQ(Do(R"({"assign":{"places":["a.jpg","b.jpg"],"cluster":"Снег"}})"), 0);
    state_ = folder_.Names(".clustering");
    log_ = Log();
  }
  void TearDown() override {
    EXPECT_EQ(folder_.Names(".clustering"), state_);
    EXPECT_EQ(Log(), log_);
  }
  int Export(const std::string& out) { return Run({"export", path(), "--format", "original", out}); }

  test::TemporaryFolder beside_;
  std::string state_;
  std::string log_;
};

TEST_F(ExportTest, WritesTheThreeFilesWhereTheOriginalLooksForThem) {
  const std::string out = beside_ / "files";
  EXPECT_EQ(Export(out), 0);
  EXPECT_EQ(out_, "clusters: 1, decisions: 2, photos in the queue: 1, in " + out + "\n");
  EXPECT_EQ(err_, "photocluster: 1 photo is left out of the queue: the original program does not open their format\n");
  const LegacyLog log = ReadLegacyLog(beside_.Content("files/.manual_cluster/actions.jsonl"));
  ASSERT_EQ(log.actions.size(), 2U);
  EXPECT_EQ(log.actions[0].src, path() + "/a.jpg");
  EXPECT_EQ(log.actions[0].dst, path() + "/Снег/a.jpg");
  EXPECT_EQ(ReadLegacyQueue(beside_.Content("files/.manual_cluster/queue.json")).value(),
            std::vector<std::string>{path() + "/c.jpg"});
  const LegacyState state = ReadLegacyState(beside_.Content("files/.clustering/state.json")).value();
  EXPECT_EQ(state.clusters.at("Снег").vectors.size(), 2U);
  EXPECT_EQ(state.manual_total, 2U);
}

TEST_F(ExportTest, AnEmptyFolderIsFilledAndAnotherIsLeftAsItIs) {
  std::filesystem::create_directory(beside_ / "empty");
  EXPECT_EQ(Export(beside_ / "empty"), 0) << err_;
  EXPECT_EQ(Export(beside_ / "empty"), 1);
  EXPECT_EQ(err_, "photocluster: " + (beside_ / "empty") + " is not empty; choose another name or an empty folder\n");
  beside_.Write("file", "mine");
  EXPECT_EQ(Export(beside_ / "file"), 1);
  EXPECT_EQ(beside_.Content("file"), "mine");
}

TEST_F(ExportTest, NothingIsWrittenInTheFolderOfPhotos) {
  std::filesystem::create_directory_symlink(path(), beside_ / "link");
  const std::string names = folder_.Names("");
  for (const std::string& out :
       {path() + "/out", path() + "/.clustering/out",
        path() + "/../" + std::filesystem::path(path()).filename().string() + "/x", beside_ / "link/out"}) {
    EXPECT_EQ(Export(out), 1) << out;
    EXPECT_EQ(err_, "photocluster: " + out + " is in the folder of photos; choose one outside of it\n");
  }
  EXPECT_EQ(folder_.Names(""), names);
}

TEST_F(ExportTest, WrongUsageIsOneSentence) {
  const std::string out = beside_ / "files";
  for (const auto& [arguments, sentence] : std::vector<std::pair<std::vector<std::string>, std::string>>{
           {{"--format", "csv", out}, "the only format is original, not csv"},
           {{out}, "--format is required"},
           {{"--format", "original"}, "OUT is required"},
           {{"--format", "original", out, "more"}, "\"more\" is one argument too many"}}) {
    std::vector<std::string> all = {"export", path()};
    all.insert(all.end(), arguments.begin(), arguments.end());
    EXPECT_EQ(Run(all), 2) << sentence;
    EXPECT_NE(err_.find(sentence), std::string::npos) << err_;
    EXPECT_EQ(std::count(err_.begin(), err_.end(), '\n'), 1) << err_;
  }
  EXPECT_EQ(Run({"export", path() + "/nowhere", "--format", "original", out}), 1);
  EXPECT_EQ(std::count(err_.begin(), err_.end(), '\n'), 1) << err_;
  EXPECT_EQ(beside_.Names(""), "");
}

TEST_F(ExportTest, AFolderWhoseOwnPathIsNotUtf8CannotBeNamed) {
  test::TemporaryFolder other;
  other.Write("p\xff/a.jpg", "x");
  EXPECT_EQ(Run({"export", other / "p\xff", "--format", "original", beside_ / "files"}), 1);
  EXPECT_NE(err_.find("not UTF-8"), std::string::npos) << err_;
  EXPECT_EQ(beside_.Names(""), "");
}

}  // namespace
}  // namespace photocluster
