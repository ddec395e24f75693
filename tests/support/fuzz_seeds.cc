#include "tests/support/fuzz_seeds.h"

#include <sstream>

#include "shared/journal/file_names.h"
#include "shared/journal/legacy_writer.h"
#include "shared/vectors/vector_file.h"
#include "tests/support/fuzz_properties.h"
#include "tests/support/test_data.h"

namespace photocluster::test {
namespace {

using Seeds = std::vector<std::string>;

std::string VectorsSeed() {
  const double values[] = {1, 2, 3};
  const Vector vector = Quantise(std::span<const double>(values)).value();
  const VectorEntry first[] = {{{1, 2}, vector, {}}, {{3, 4}, {}, "not a photo"}};
  const VectorEntry second[] = {{{5, 6}, vector, {}}};
  return VectorFileHeader({"tiny-0123456789ab", 3}) + VectorBlock(3, first) + VectorBlock(3, second);
}

Seeds LegacySeeds() {
  const double roof[] = {0.6, -0.8, 0};
  const double snow[] = {0, 0.1, 1};
  LegacyState state;
  state.dimension = 3;
  state.clusters["Roof"] = {2, {Quantise(roof).value(), Quantise(snow).value()}, 0};
  state.clusters["Снег"] = {3, {Quantise(snow).value()}, 0};
  state.clusters["Empty"] = {};
  state.manual_total = 4;
  state.auto_total = 1;
  state.deleted_total = 1;
  const LegacyAction moved = {1, "2025-01-02T03:04:05.000006", "/p/a.jpg", "/p/Снег/a.jpg", "Снег", "auto"};
  const LegacyAction windows = {2, "", "C:\\p\\b.jpg", "C:\\p\\Roof\\b__dup1.jpg", "Roof", "react-ui"};
  const LegacyAction deleted = {3, "2025-01-02T03:04:06", "/p/c \"d\".jpg", "", "__deleted__", ""};
  const std::string log = LegacyLogText({moved, windows, deleted});
  return {log,
          "\xef\xbb\xbf\r\n" + log,
          LegacyStateText(state),
          LegacyStateText({}),
          LegacyQueueText({"/p/e.jpg", "C:\\p\\f.jpg"}),
          LegacyQueueText({})};
}

// A scenario has a Command a line, and what becomes of it indented below.
void AddCommands(const std::string& scenario, Seeds& messages) {
  std::istringstream lines(scenario);
  std::string command;
  for (std::string line; std::getline(lines, line);) {
    const bool is_wrong = line.find("  refused bad_input") == 0;  // it may be no Command at all
    if (!command.empty() && !is_wrong) {
      messages.push_back(command);
      messages.push_back(R"({"request":{"id":1,"command":)" + command + "}}");
    }
    command = !line.empty() && line.front() == '{' ? line : "";
  }
}

std::string EventOf(const std::string& log) {
  std::string records;
  std::istringstream lines(log);
  for (std::string line; std::getline(lines, line);) {
    if (line.find("\"crc\":") != line.npos) records += (records.empty() ? "" : ",") + line;
  }
  return R"({"event":{"event":1,"records":[)" + records + "]}}";
}

}  // namespace

std::map<std::string, Seeds> FuzzSeeds() {
  std::map<std::string, Seeds> seeds;
  Seeds& messages = seeds["message"];
  for (const std::string& scenario : TestFiles("scenarios", ".txt")) AddCommands(ReadFile(scenario), messages);
  for (const std::string& file : TestFiles("fixtures/logs", ".jsonl")) {
    seeds["log"].push_back(ReadFile(file));
    messages.push_back(EventOf(seeds["log"].back()));
  }
  for (const char* message :
       {R"({"hello":{"protocol":1,"run":"0123","event":17}})",
        R"({"welcome":{"protocol":1,"run":"0123","event":17,"snapshot":true,"root":"a","path":"/a"}})",
        R"({"answer":{"id":1,"outcome":{"error":{"code":"not_found","detail":"no"},"kept":["a.jpg"]}}})"}) {
    messages.push_back(message);
  }
  seeds["checkpoint"] = {SortedWorld().Content(kCheckpointFile)};
  seeds["catalogue"] = {SortedWorld().Content(kCatalogueFile)};
  seeds["vectors"] = {VectorsSeed()};
  seeds["legacy"] = LegacySeeds();
  return seeds;
}

}  // namespace photocluster::test
