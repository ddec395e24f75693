#include <algorithm>

#include "shared/base/archive_json.h"
#include "shared/protocol/record.h"
#include "tests/helper/commands/commands_test.h"

namespace photocluster {
namespace {

class DoTest : public test::CommandsTest {
 protected:
  void SetUp() override { AddPhotos({"a.jpg", "b.jpg", "c.jpg"}); }

  // Nothing was done and one sentence says why.
  void ExpectRefused(const std::string& commands, const std::string& sentence) {
    const std::string log = Log();
    EXPECT_EQ(Do(commands), 1) << commands;
    EXPECT_EQ(err_, "photocluster: " + sentence + "\n");
    EXPECT_EQ(out_, "");
    EXPECT_EQ(Log(), log);
    for (const char* place : {"b.jpg", "c.jpg"}) EXPECT_TRUE(folder_.Has(place)) << commands;
  }
};

TEST_F(DoTest, PrintsTheRecordsItWrote) {
  EXPECT_EQ(Do("{\"assign\":{\"places\":[\"a.jpg\"],\"cluster\":\"Снег\"}}\n"), 0);
  EXPECT_EQ(err_, "");
  std::istringstream lines(out_);
  std::vector<Record> records;
  for (std::string line; std::getline(lines, line);) {
    const Result<Record> record = FromJson<Record>(line);
    ASSERT_TRUE(record.ok()) << line;
    records.push_back(record.value());
  }
  ASSERT_EQ(records.size(), 3U);  // root, create, assign
  EXPECT_EQ(records[2].op, Op::kAssign);
  EXPECT_EQ(records[2].dst, "Снег/a.jpg");
  EXPECT_EQ(folder_.Content("Снег/a.jpg"), "the content of a.jpg");
  const std::string log = Log();
  EXPECT_EQ(std::count(log.begin(), log.end(), '\n'), 3);
}

TEST_F(DoTest, ReadsAFileAndSkipsEmptyLines) {
  const std::string file = folder_.Add("commands.txt", "\n  \r\n{\"trash\":{\"places\":[\"a.jpg\"]}}\r\n{\"undo\":{}}");
  EXPECT_EQ(Run({"do", path(), file}), 0) << err_;
  EXPECT_TRUE(folder_.Has("a.jpg"));
  EXPECT_EQ(std::count(out_.begin(), out_.end(), '\n'), 3);
}

TEST_F(DoTest, FileThatCannotBeReadIsNamed) {
  EXPECT_EQ(Run({"do", path(), "/no/such/file"}), 1);
  EXPECT_EQ(err_, "photocluster: cannot read /no/such/file\n");
  EXPECT_EQ(Run({"do", path(), path()}), 1);
  EXPECT_EQ(err_, "photocluster: cannot read " + path() + "\n");
}

TEST_F(DoTest, StopsAtTheFirstLineThatIsRefused) {
  EXPECT_EQ(Do("{\"trash\":{\"places\":[\"a.jpg\"]}}\n{\"fly\":{}}\n{\"trash\":{\"places\":[\"b.jpg\"]}}\n"), 1);
  EXPECT_FALSE(folder_.Has("a.jpg"));
  EXPECT_TRUE(folder_.Has("b.jpg"));
  EXPECT_TRUE(err_.starts_with("photocluster: line 2: expected one of assign, create")) << err_;
  EXPECT_EQ(Run({"replay", path(), "--check"}), 0) << "what was done is settled";
}

TEST_F(DoTest, WhatIsNoCommandIsNamed) {
  ExpectRefused("nonsense", "line 1: not JSON at byte 1: Invalid value");
  ExpectRefused("[]", "line 1: expected an object, found an array");
  ExpectRefused(R"({"assign":{"places":"a.jpg","cluster":"A"}})",
                "line 1: assign.places: expected an array, found a string");
  ExpectRefused(R"({"assign":{"places":["a.jpg"]}})", "line 1: assign.cluster: missing");
  ExpectRefused(R"({"settings":{"layout":"spiral"}})",
                R"(line 1: settings.layout: expected one of beside, root, root_above, found "spiral")");
}

TEST_F(DoTest, WhatCannotBeDoneIsNamed) {
  ExpectRefused(R"({"assign":{"places":[],"cluster":"A"}})", "line 1: places: no photo is named");
  ExpectRefused(R"({"assign":{"places":["x.jpg"],"cluster":"A"}})", "line 1: there is no photo at \"x.jpg\"");
  ExpectRefused(R"({"assign":{"places":["a.jpg","x.jpg"],"cluster":"A"}})", "line 1: there is no photo at \"x.jpg\"");
  ExpectRefused(R"({"undo":{}})", "line 1: there is nothing to undo");
  ASSERT_EQ(Do(R"({"trash":{"places":["a.jpg"]}})"), 0);
  ExpectRefused(R"({"assign":{"places":[".clustering/trash/a.jpg"],"cluster":"A"}})",
                "line 1: \".clustering/trash/a.jpg\" is in the trash: restore it first");
}

TEST_F(DoTest, PhotoThatVanishedMeanwhileRefusesTheWholeCommand) {
  // The Command is refused by the probe, after it was decided.
  const auto root = Root::Open(path(), {.access = Access::kWrite});
  ASSERT_TRUE(root.ok());
  std::filesystem::remove(folder_ / "b.jpg");
  const Outcome outcome = root.value()->Do(Assign{{"a.jpg", "b.jpg"}, "A", ""});
  ASSERT_TRUE(outcome.error);
  EXPECT_EQ(outcome.error->detail, "\"b.jpg\" is not there any more");
  EXPECT_TRUE(folder_.Has("a.jpg"));
  EXPECT_EQ(Log(), "(nothing)");
}

TEST_F(DoTest, WhatUndoLeavesIsNamedAndIsNoFailure) {
  ASSERT_EQ(Do(R"({"assign":{"places":["a.jpg","b.jpg"],"cluster":"A"}})"), 0);
  ASSERT_EQ(Do(R"({"trash":{"places":["A/a.jpg"]}})"), 0);
  EXPECT_EQ(Do(R"({"undo":{"run":2}})"), 0);
  EXPECT_EQ(err_,
            "photocluster: left as it is, for it was decided again since or is missing: .clustering/trash/A/a.jpg\n");
  EXPECT_TRUE(folder_.Has("b.jpg"));
}

}  // namespace
}  // namespace photocluster
