#include "native-helper/commands/command_line.h"

#include <algorithm>

#include "tests/helper/commands/commands_test.h"

namespace photocluster {
namespace {

class CommandLineTest : public test::CommandsTest {
 protected:
  // One sentence on stderr and nothing else.
  void ExpectWrongUsage(const std::vector<std::string>& arguments, const std::string& sentence) {
    EXPECT_EQ(Run(arguments), 2) << sentence;
    EXPECT_EQ(out_, "");
    EXPECT_EQ(err_, "photocluster: " + sentence + "\n");
  }
};

TEST_F(CommandLineTest, HelpNamesEveryCommandAndTheExitStatuses) {
  EXPECT_EQ(Run({"--help"}), 0);
  for (const char* word : {"serve", "link", "embed", "status", "auto-move", "undo", "trash", "relayout", "replay", "do",
                           "export", "3 the folder is in use"}) {
    EXPECT_NE(out_.find(word), std::string::npos) << word;
  }
  EXPECT_EQ(err_, "");
}

TEST_F(CommandLineTest, EveryCommandExplainsItself) {
  for (const char* command :
       {"serve", "link", "embed", "status", "auto-move", "undo", "trash", "relayout", "replay", "do", "export"}) {
    EXPECT_EQ(Run({command, "--help"}), 0);
    EXPECT_NE(out_.find("Usage: photocluster " + std::string(command)), std::string::npos) << out_;
    EXPECT_EQ(out_.find("TEXT"), std::string::npos) << out_;
    EXPECT_EQ(err_, "");
  }
}

TEST_F(CommandLineTest, VersionIsPrinted) {
  EXPECT_EQ(Run({"--version"}), 0);
  EXPECT_TRUE(out_.ends_with(".0\n")) << out_;
}

TEST_F(CommandLineTest, CommandsThatThisVersionDoesNotHaveAreRefusedInOneSentence) {
  const std::string sentence = "this version has no command \"models\"; `photocluster --help` says what there is";
  ExpectWrongUsage({"models"}, sentence);
  ExpectWrongUsage({"models", path(), "--port", "1"}, sentence);
}

TEST_F(CommandLineTest, OptionsThatThisVersionDoesNotHaveAreRefusedInOneSentence) {
  ExpectWrongUsage({"embed", path(), "--model", "m.onnx", "--shard", "1/2"},
                   "this version has no option --shard here; `photocluster embed --help` says what there is");
  ExpectWrongUsage({"auto-move", path(), "--precision", "0.99"},
                   "this version has no option --precision here; `photocluster auto-move --help` says what there is");
  ExpectWrongUsage({"embed", path(), "--model", "m.onnx", "--device", "gpu"},
                   "--device: this version computes on the cpu only, not on gpu; `photocluster embed --help` says what "
                   "there is");
  ExpectWrongUsage({"--log-level", "debug"},
                   "this version has no option --log-level here; `photocluster --help` says what there is");
}

TEST_F(CommandLineTest, MissingAndSuperfluousArgumentsAreNamed) {
  ExpectWrongUsage({}, "a command is wanted; `photocluster --help` says what there is");
  ExpectWrongUsage({"status"}, "ROOT is required; `photocluster status --help` says what there is");
  ExpectWrongUsage({"status", ""}, "ROOT: the path is empty; `photocluster status --help` says what there is");
  ExpectWrongUsage({"status", path(), "more"},
                   "\"more\" is one argument too many; `photocluster status --help` says what there is");
  ExpectWrongUsage({"embed", path(), "--model", "none"},
                   "--model: without a model there is nothing to do; `photocluster embed --help` says what there is");
}

TEST_F(CommandLineTest, WrongUsageTouchesNothing) {
  AddPhotos({"a.jpg"});
  Run({"undo", path(), "--run", "x"});
  Run({"embed", path(), "--model", "none"});
  EXPECT_EQ(folder_.Names(""), "a.jpg");
}

TEST_F(CommandLineTest, FolderInUseHasAStatusOfItsOwn) {
  const auto holder = Root::Open(path(), {.access = Access::kWrite});
  ASSERT_TRUE(holder.ok());
  EXPECT_EQ(Run({"undo", path()}), 3);
  const std::string wanted =
      "photocluster: " + path() + " is in use by process " + std::to_string(getpid()) + " of this computer since ";
  EXPECT_TRUE(err_.starts_with(wanted)) << err_;
  EXPECT_EQ(std::count(err_.begin(), err_.end(), '\n'), 1);
  EXPECT_EQ(Run({"status", path()}), 0) << "reading takes no lock";
}

TEST_F(CommandLineTest, DisagreementNamesItsTwoAnswers) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Console console{in, out, err};
  EXPECT_EQ(Complain(console, {ErrorCode::kDisagrees, "they disagree"}), ExitStatus::kFailed);
  EXPECT_EQ(err.str().find("photocluster: they disagree; answer with `photocluster do ROOT`"), 0U) << err.str();
  EXPECT_NE(err.str().find(R"({"carry_out":{}})"), std::string::npos);
  EXPECT_NE(err.str().find(R"({"keep_folder":{}})"), std::string::npos);
}

}  // namespace
}  // namespace photocluster
