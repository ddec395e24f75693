#include "shared/protocol/command.h"

#include <gtest/gtest.h>

#include <set>

#include "shared/base/archive_binary.h"
#include "shared/base/archive_json.h"

namespace photocluster {
namespace {

// Each Command as a person types it, every field given somewhere.
constexpr const char* kCommands[] = {
    R"({"assign":{"places":["a.jpg","b/c.jpg"],"cluster":"Снег","note":"from the roof"}})",
    R"({"assign":{"places":["a.jpg"],"cluster":"Roof"}})",
    R"({"create":{"cluster":"Roof"}})",
    R"({"rename":{"cluster":"Roof","name":"Roofs"}})",
    R"({"merge":{"cluster":"Wall","into":"Roof"}})",
    R"({"delete":{"cluster":"Roof"}})",
    R"({"split":{"places":["Roof/a.jpg"],"cluster":"Wall"}})",
    R"({"trash":{"places":["a.jpg"]}})",
    R"({"restore":{"places":[".clustering/trash/a.jpg"]}})",
    R"({"skip":{"places":["a.jpg"]}})",
    R"({"shuffle":{"seed":18446744073709551615}})",
    R"({"shuffle":{}})",
    R"({"auto_move":{"threshold":0.8,"min_samples":5,"pairs":[{"place":"a.jpg","cluster":"Roof"}]}})",
    R"({"undo":{}})",
    R"({"undo":{"run":7,"record":8,"count":9}})",
    R"({"redo":{"count":2}})",
    R"({"adopt":{"folder":"a/Dach","cluster":"Roof"}})",
    R"({"adopt":{"folder":"a/Roof"}})",
    (R"({"settings":{"layout":"root_above","model":"clip-0123456789ab","manual_only":true,"threshold":0.75,)"
     R"("min_samples":3,"order":"taken","left_alone":["a","b/c"],"file_mode":"at_end"}})"),
    R"({"settings":{"layout":"beside"}})",
    R"({"carry_out":{}})",
    R"({"keep_folder":{}})",
    R"({"confirm":{"places":["a.jpg"],"cluster":"Roof","page":12}})",
    R"({"note":{"place":"a.jpg","text":"a chimney"}})",
    R"({"also":{"places":["a.jpg"],"cluster":"Snow"}})",
    R"({"not_also":{"places":["a.jpg"],"cluster":"Snow"}})",
    R"({"cluster":{"cluster":"Roof","key":"r","colour":"#56B4E9","position":2}})",
    R"({"relayout":{"moves":[{"place":"a/Roof/a.jpg","to":"Roof/a.jpg"}]}})",
    R"({"undo":{"since":7}})",
    R"({"undo":{"run":7,"places":["Roof/a.jpg"]}})",
    R"({"move_waiting":{"files":[{"place":"a.jpg","goal":"Roof/a.jpg"}]}})",
    R"({"first":{"places":["a.jpg"]}})",
    R"({"empty_trash":{"places":[".clustering/trash/a.jpg"]}})",
};

std::string Refusal(const std::string& json) {
  const Result<Command> read = FromJson<Command>(json);
  EXPECT_FALSE(read.ok()) << json;
  if (read.ok()) return "";
  EXPECT_EQ(read.error().code, ErrorCode::kBadInput);
  return read.error().detail;
}

TEST(Command, ReadsBackFromJsonAndBinary) {
  std::set<std::size_t> seen;
  for (const char* text : kCommands) {
    const Result<Command> command = FromJson<Command>(text);
    ASSERT_TRUE(command.ok()) << text << ": " << command.error().detail;
    EXPECT_EQ(ToJson(command.value()), text);
    const Result<Command> binary = FromBinary<Command>(ToBinary(command.value()));
    ASSERT_TRUE(binary.ok()) << text << ": " << binary.error().detail;
    EXPECT_EQ(ToJson(binary.value()), text);
    seen.insert(command.value().index());
  }
  EXPECT_EQ(seen.size(), std::variant_size_v<Command>) << "a kind of Command is not in the list";
}

TEST(Command, WhatIsNotACommandIsRefusedWithWhatItCouldBe) {
  const std::string all =
      "expected one of assign, create, trash, restore, skip, shuffle, auto_move, undo, redo, adopt, settings, "
      "carry_out, keep_folder, rename, merge, delete, split, confirm, note, also, not_also, cluster, relayout, "
      "move_waiting, first, empty_trash";
  EXPECT_EQ(Refusal(R"({"melt":{}})"), all + ", found \"melt\"");
  EXPECT_EQ(Refusal(R"({})"), all + ", found 0 keys");
  EXPECT_EQ(Refusal(R"({"undo":{},"redo":{}})"), all + ", found 2 keys");
  EXPECT_EQ(Refusal(R"("undo")"), "expected an object, found a string");
  EXPECT_EQ(Refusal("undo").substr(0, 18), "not JSON at byte 0");
}

TEST(Command, WrongTypesAreRefusedWithTheFieldsName) {
  EXPECT_EQ(Refusal(R"({"assign":{"cluster":"Roof"}})"), "assign.places: missing");
  EXPECT_EQ(Refusal(R"({"assign":{"places":["a.jpg"]}})"), "assign.cluster: missing");
  EXPECT_EQ(Refusal(R"({"assign":{"places":"a.jpg","cluster":"Roof"}})"),
            "assign.places: expected an array, found a string");
  EXPECT_EQ(Refusal(R"({"assign":{"places":["a.jpg",7],"cluster":"Roof"}})"),
            "assign.places[1]: expected a string, found a number");
  EXPECT_EQ(Refusal(R"({"assign":[]})"), "assign: expected an object, found an array");
  EXPECT_EQ(Refusal(R"({"shuffle":{"seed":-1}})"),
            "shuffle.seed: expected a whole number from 0 to 18446744073709551615");
  EXPECT_EQ(Refusal(R"({"auto_move":{"threshold":"0.8","min_samples":5,"pairs":[]}})"),
            "auto_move.threshold: expected a number, found a string");
  EXPECT_EQ(Refusal(R"({"auto_move":{"threshold":0.8,"min_samples":5.5,"pairs":[]}})"),
            "auto_move.min_samples: expected a whole number from 0 to 4294967295");
  EXPECT_EQ(Refusal(R"({"auto_move":{"threshold":0.8,"min_samples":5,"pairs":[{"place":"a.jpg"}]}})"),
            "auto_move.pairs[0].cluster: missing");
  EXPECT_EQ(Refusal(R"({"settings":{"layout":"flat"}})"),
            "settings.layout: expected one of beside, root, root_above, found \"flat\"");
  EXPECT_EQ(Refusal(R"({"settings":{"order":"size"}})"), "settings.order: expected one of path, taken, found \"size\"");
  EXPECT_EQ(Refusal(R"({"settings":{"manual_only":1}})"), "settings.manual_only: expected a boolean, found a number");
  EXPECT_EQ(Refusal(R"({"undo":{"count":1,"count":2}})"), "undo.count: given twice");
}

TEST(Command, UnknownFieldsAreIgnoredAndNullIsAbsent) {
  const Result<Command> command = FromJson<Command>(R"({"undo":{"run":null,"why":"a slip"}})");
  ASSERT_TRUE(command.ok()) << command.error().detail;
  EXPECT_EQ(ToJson(command.value()), R"({"undo":{}})");
}

}  // namespace
}  // namespace photocluster
