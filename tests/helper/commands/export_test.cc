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
           {{"--format", "csv", out}, "the formats are original and script, not csv"},
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

// What waits to be moved, as a program for a person to run.
class ExportScriptTest : public test::CommandsTest {
 protected:
  void SetUp() override {
    AddPhotos({"a.jpg", "a.xmp", "b's.jpg", "-c.jpg", "li\nne.jpg", "d.jpg"});
    Embed({{"a.jpg", 0}, {"b's.jpg", 10}, {"-c.jpg", 20}, {"li\nne.jpg", 30}, {"d.jpg", 40}});
    ASSERT_EQ(
        Do("{\"settings\":{\"file_mode\":\"none\"}}\n"
           "{\"assign\":{\"places\":[\"a.jpg\",\"b's.jpg\",\"-c.jpg\",\"li\\nne.jpg\"],\"cluster\":\"Снег $x\"}}\n"
           "{\"trash\":{\"places\":[\"d.jpg\"]}}"),
        0)
        << err_;
    ASSERT_EQ(Run({"export", path(), "--format", "script", script()}), 0) << err_;
    EXPECT_EQ(out_, "4 photos wait to be moved, in " + script() + "\n");
    EXPECT_TRUE(err_.starts_with("photocluster: 1 photo of the trash stays where it is")) << err_;
    EXPECT_EQ(folder_.Names(""), "-c.jpg .clustering a.jpg a.xmp b's.jpg d.jpg li\nne.jpg");
  }
  std::string script() const { return beside_ / "move.sh"; }
  int RunScript() const {
    const std::string command = "sh '" + script() + "' '" + path() + "' 2> '" + (beside_ / "said") + "'";
    return std::system(command.c_str()) == 0 ? 0 : 1;
  }

  test::TemporaryFolder beside_;
};

TEST_F(ExportScriptTest, MovesWhatWaitsAndIsKnownAfterwards) {
  EXPECT_EQ(RunScript(), 0) << beside_.Content("said");
  EXPECT_EQ(folder_.Names(""), ".clustering d.jpg Снег $x");
  EXPECT_EQ(folder_.Names("Снег $x"), "-c.jpg a.jpg a.xmp b's.jpg li\nne.jpg");
  EXPECT_EQ(folder_.Content("Снег $x/b's.jpg"), "the content of b's.jpg");
  ASSERT_EQ(Do("{\"settings\":{\"layout\":\"root\"}}"), 0) << err_;
  ASSERT_EQ(Run({"status", path(), "--json"}), 0);
  EXPECT_NE(out_.find("\"waiting\":[{\"place\":\"d.jpg\""), std::string::npos) << out_;
  EXPECT_NE(out_.find("\"missing\":0"), std::string::npos) << out_;
  EXPECT_NE(out_.find("\"assigned\":4"), std::string::npos) << out_;
}

TEST_F(ExportScriptTest, OverwritesNothing) {
  folder_.Write("Снег $x/a.jpg", "mine");
  EXPECT_EQ(RunScript(), 1);
  EXPECT_EQ(folder_.Content("Снег $x/a.jpg"), "mine");
  EXPECT_EQ(folder_.Content("a.jpg"), "the content of a.jpg");
  EXPECT_EQ(beside_.Content("said"), "in the way: ./Снег $x/a.jpg\n");
}

TEST_F(ExportScriptTest, GoesThroughNoLink) {
  test::TemporaryFolder elsewhere;
  std::filesystem::create_directory_symlink(elsewhere / "", folder_ / "Снег $x");
  EXPECT_EQ(RunScript(), 1);
  EXPECT_EQ(elsewhere.Names(""), "");
  EXPECT_EQ(folder_.Content("a.jpg"), "the content of a.jpg");
  EXPECT_NE(beside_.Content("said").find("a link, not a folder: ./Снег $x\n"), std::string::npos);
}

TEST_F(ExportScriptTest, ASecondRunNamesWhatIsGone) {
  ASSERT_EQ(RunScript(), 0);
  EXPECT_EQ(RunScript(), 1);
  EXPECT_NE(beside_.Content("said").find("not there: ./a.jpg\n"), std::string::npos);
  EXPECT_EQ(folder_.Content("Снег $x/a.jpg"), "the content of a.jpg");
}

TEST_F(ExportScriptTest, IsANewFileOutsideOfTheFolder) {
  EXPECT_EQ(Run({"export", path(), "--format", "script", script()}), 1);
  EXPECT_EQ(err_, "photocluster: " + script() + " is there already; choose another name\n");
  EXPECT_EQ(Run({"export", path(), "--format", "script", path() + "/move.sh"}), 1);
  EXPECT_EQ(Run({"export", path(), "--format", "script", beside_ / "move.ps1"}), 0) << err_;
  EXPECT_NE(beside_.Content("move.ps1").find("Move-Photo 'b''s.jpg' 'Снег $x' 'Снег $x/b''s.jpg'\n"),
            std::string::npos);
}

}  // namespace
}  // namespace photocluster
