#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shared/base/archive_fields.h"
#include "shared/base/fingerprint.h"
#include "shared/base/id.h"

// One type of each kind that archives know, for their tests.
namespace photocluster::archive_sample {

enum class Act : std::uint8_t { kMove = 1, kCopy = 7 };
constexpr EnumNames<Act, 2> EnumNamesOf(Act) { return {{{Act::kMove, "move"}, {Act::kCopy, "copy"}}}; }
constexpr const char* TypeNameOf(Act) { return "Act"; }

enum class Side { kLeft, kRight };
constexpr EnumNames<Side, 2> EnumNamesOf(Side) { return {{{Side::kLeft, "left"}, {Side::kRight, "right"}}}; }

struct Assign {
  static constexpr const char* kName = "assign";
  static constexpr const char* kTypeName = "Assign";
  std::vector<std::string> places;
  std::string cluster;
  std::string note;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(Required(NVP(places)), Required(NVP(cluster)), OmitEmpty(NVP(note)));
  }
  bool operator==(const Assign&) const = default;
};

struct Undo {
  static constexpr const char* kName = "undo";
  static constexpr const char* kTypeName = "Undo";
  bool operator==(const Undo&) const = default;
};

using Command = std::variant<Assign, Undo>;

using RunId = Id<struct RunTag, std::uint32_t>;

struct Everything {
  static constexpr const char* kTypeName = "Everything";
  bool flag = false;
  std::int8_t small = 0;
  std::uint16_t medium = 0;
  std::int64_t wide = 0;
  std::uint64_t widest = 0;
  double real = 0;
  std::string text = "as it was";
  std::optional<std::string> maybe;
  std::optional<Fingerprint> photo;
  Fingerprint always;
  std::optional<RunId> run;
  Act act = Act::kMove;
  std::optional<Side> side;
  std::vector<Side> sides;
  std::vector<Assign> assigns;
  std::vector<std::uint32_t> numbers;
  std::array<double, 2> pair = {0, 0};
  std::map<std::string, std::vector<FixedDecimal6>> centroids;
  Bytes bytes;
  std::vector<Command> commands;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(NVP(flag), NVP(small), NVP(medium), NVP(wide), NVP(widest), NVP(real), NVP(text), NVP(maybe), NVP(photo),
            NVP(always), NVP(run), NVP(act), NVP(side), NVP(sides), NVP(assigns), OmitEmpty(NVP(numbers)), NVP(pair),
            NVP(centroids), NVP(bytes), NVP(commands));
  }
  bool operator==(const Everything&) const = default;
};

inline Everything Full() {
  return {.flag = true,
          .small = -128,
          .medium = 65535,
          .wide = INT64_MIN,
          .widest = UINT64_MAX,
          .real = 0.1,
          .text = "Снег \"\\/\n\x01",
          .maybe = "",
          .photo = Fingerprint{0x123456789abcdef0, 1},
          .always = Fingerprint{0, 2},
          .run = RunId(5),
          .act = Act::kCopy,
          .side = Side::kRight,
          .sides = {Side::kRight, Side::kLeft},
          .assigns = {{{"a.jpg", "b/c.jpg"}, "Roof", "auto"}, {{}, "", ""}},
          .numbers = {1, 4294967295},
          .pair = {-0.5, 1e300},
          .centroids = {{"", {}}, {"Roof", {{-12345}, {1000000}, {0}}}},
          .bytes = {std::string("\0\xff\x10", 3)},
          .commands = {Undo{}, Assign{{"x"}, "y", ""}}};
}

inline const char kFullJson[] =
    R"({"flag":true,"small":-128,"medium":65535,"wide":-9223372036854775808,"widest":18446744073709551615,)"
    R"("real":0.1,"text":"Снег \"\\/\n\u0001","maybe":"","photo":"123456789abcdef00000000000000001",)"
    R"("always":"00000000000000000000000000000002","run":5,"act":"copy","side":"right","sides":["right","left"],)"
    R"("assigns":[{"places":["a.jpg","b/c.jpg"],"cluster":"Roof","note":"auto"},{"places":[],"cluster":""}],)"
    R"("numbers":[1,4294967295],"pair":[-0.5,1e300],)"
    R"("centroids":{"":[],"Roof":[-0.012345,1.000000,0.000000]},"bytes":"AP8Q",)"
    R"("commands":[{"undo":{}},{"assign":{"places":["x"],"cluster":"y"}}]})";

}  // namespace photocluster::archive_sample
