#include "shared/session/move_script.h"

#include <gtest/gtest.h>

#include <vector>

namespace photocluster {
namespace {

Record Moves(const std::string& src, const std::string& dst) {
  Record record;
  record.op = Op::kMove;
  record.src = src;
  record.dst = dst;
  return record;
}

std::vector<std::string> Lines(const std::string& script, const std::string& beginning) {
  std::vector<std::string> lines;
  for (std::size_t at = script.find("\n" + beginning); at != script.npos; at = script.find("\n" + beginning, at + 1)) {
    lines.push_back(script.substr(at + 1, script.find('\n', at + 1) - at - 1));
  }
  return lines;
}

using Text = std::vector<std::string>;

TEST(MoveScript, CompanionsGoFirstAndWhatStaysIsNotInIt) {
  Record unit = Moves("a/1.jpg", "Снег/a/1.jpg");
  unit.companions = {{"a/1.xmp", "Снег/a/1.xmp", {}}};
  const std::vector<Record> records = {unit, Moves("2.jpg", "2.jpg"), Moves("Roof/3.jpg", "3.jpg")};
  EXPECT_EQ(Lines(MoveScript(records, ScriptKind::kShell), "move './"),
            (Text{"move './a/1.xmp' './Снег/a' './Снег/a/1.xmp'", "move './a/1.jpg' './Снег/a' './Снег/a/1.jpg'",
                  "move './Roof/3.jpg' . './3.jpg'"}));
  EXPECT_EQ(Lines(MoveScript(records, ScriptKind::kPowerShell), "Move-Photo '"),
            (Text{"Move-Photo 'a/1.xmp' 'Снег/a' 'Снег/a/1.xmp'", "Move-Photo 'a/1.jpg' 'Снег/a' 'Снег/a/1.jpg'",
                  "Move-Photo 'Roof/3.jpg' '' '3.jpg'"}));
}

TEST(MoveScript, NamesMeanThemselves) {
  const std::vector<Record> records = {Moves("-x $(y) `z` \"q\".jpg", "Bob's/‘a’.jpg")};
  EXPECT_EQ(Lines(MoveScript(records, ScriptKind::kShell), "move './"),
            Text{"move './-x $(y) `z` \"q\".jpg' './Bob'\\''s' './Bob'\\''s/‘a’.jpg'"});
  EXPECT_EQ(Lines(MoveScript(records, ScriptKind::kPowerShell), "Move-Photo '"),
            Text{"Move-Photo '-x $(y) `z` \"q\".jpg' 'Bob''s' 'Bob''s/‘‘a’’.jpg'"});
}

TEST(MoveScript, PowerShellIsToldThatItIsUtf8) {
  EXPECT_TRUE(MoveScript({}, ScriptKind::kPowerShell).starts_with("\xEF\xBB\xBF"));
  EXPECT_TRUE(MoveScript({}, ScriptKind::kShell).starts_with("#!/bin/sh\n"));
}

}  // namespace
}  // namespace photocluster
