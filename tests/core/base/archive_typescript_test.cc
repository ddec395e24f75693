#include "shared/base/archive_typescript.h"

#include <gtest/gtest.h>

#include "tests/core/base/archive_sample.h"

namespace photocluster {
namespace {

constexpr char kHead[] = "// Whole numbers of 64 bits are below 2^53 here: a number holds them exactly.\n";

TEST(ArchiveTypescript, EachKindHasItsTypeAndEachTypeIsDeclaredOnceAfterThoseItUses) {
  TypeScriptTypes types;
  types.Add<archive_sample::Command>("Command");
  types.Add<archive_sample::Everything>();
  types.Add<archive_sample::Assign>();
  EXPECT_EQ(types.text(), std::string(kHead) + R"(
export interface Assign {
  places: string[];
  cluster: string;
  note?: string;
}

export interface Undo {}

export type Command = { assign: Assign } | { undo: Undo };

export type Act = "move" | "copy";

export interface Everything {
  flag: boolean;
  small: number;
  medium: number;
  wide: number;
  widest: number;
  real: number;
  text: string;
  maybe?: string;
  photo?: string;
  always: string;
  run?: number;
  act: Act;
  side?: "left" | "right";
  sides: ("left" | "right")[];
  assigns: Assign[];
  numbers?: number[];
  pair: number[];
  centroids: { [name: string]: number[] };
  bytes: string;
  commands: Command[];
}
)");
}

TEST(ArchiveTypescript, VariantWithoutANameIsSpelledOut) {
  TypeScriptTypes types;
  types.Add<archive_sample::Everything>();
  EXPECT_NE(types.text().find("\n  commands: ({ assign: Assign } | { undo: Undo })[];\n"), std::string::npos);
}

enum class Wordy { kA, kB, kC };
constexpr EnumNames<Wordy, 3> EnumNamesOf(Wordy) {
  return {{{Wordy::kA, "the first of three long names"},
           {Wordy::kB, "the second of three long names"},
           {Wordy::kC, "the third of three long names"}}};
}
struct Talk {
  static constexpr const char* kTypeName = "Talk";
  std::optional<Wordy> word;
  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(word));
  }
};

TEST(ArchiveTypescript, UnionsThatDoNotFitALineHaveOneForEachChoice) {
  TypeScriptTypes types;
  types.Add<Talk>();
  types.Add<Wordy>("Wordy");
  EXPECT_EQ(types.text(), std::string(kHead) + R"(
export interface Talk {
  word?:
    | "the first of three long names"
    | "the second of three long names"
    | "the third of three long names";
}

export type Wordy =
  | "the first of three long names"
  | "the second of three long names"
  | "the third of three long names";
)");
}

struct OtherUndo {
  static constexpr const char* kTypeName = "Undo";
};

TEST(ArchiveTypescript, TwoTypesOfOneNameDoNotCompile) {
  TypeScriptTypes types;
  types.Add<archive_sample::Undo>();
  EXPECT_EQ(types.text().find("never"), std::string::npos);
  types.Add<OtherUndo>();
  EXPECT_NE(types.text().find("\nexport type Undo = never; // two types have this name\n"), std::string::npos);
}

}  // namespace
}  // namespace photocluster
