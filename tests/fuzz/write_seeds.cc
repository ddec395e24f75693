// write_seeds FOLDER: what the fuzzers begin with, a folder each, made of the scenarios and the golden logs.
#include <cstdio>
#include <filesystem>
#include <sstream>

#include "tests/support/fuzz_properties.h"
#include "tests/support/scenario.h"
#include "tests/support/test_data.h"

namespace photocluster::test {
namespace {

class Seeds {
 public:
  explicit Seeds(std::string folder) : folder_(std::move(folder)) {}

  void Add(const std::string& fuzzer, const std::string& bytes) {
    if (bytes.empty()) return;
    std::filesystem::create_directories(folder_ + "/" + fuzzer);
    WriteFile(folder_ + "/" + fuzzer + "/seed-" + std::to_string(++count_), bytes);
  }

 private:
  std::string folder_;
  int count_ = 0;
};

void AddAll(Seeds& seeds) {
  for (const std::string& scenario : TestFiles("scenarios", ".txt")) {
    std::istringstream steps(ReadFile(scenario));
    for (std::string step; std::getline(steps, step);) {
      if (step.empty() || step.front() != '{') continue;
      seeds.Add("message", step);
      seeds.Add("message", R"({"request":{"id":1,"command":)" + step + "}}");
    }
  }
  for (const std::string& file : TestFiles("fixtures/logs", ".jsonl")) {
    const std::string log = ReadFile(file);
    seeds.Add("log", log);
    std::string records;
    std::istringstream lines(log);
    for (std::string line; std::getline(lines, line);) {
      if (line.find("\"crc\":") != line.npos) records += (records.empty() ? "" : ",") + line;
    }
    seeds.Add("message", R"({"event":{"event":1,"records":[)" + records + "]}}");
  }
  seeds.Add("message", R"({"hello":{"protocol":1,"run":"0123","event":17}})");
  seeds.Add("message", R"({"welcome":{"protocol":1,"run":"0123","event":17,"snapshot":true,"root":"a","path":"/a"}})");
  seeds.Add("message",
            R"({"answer":{"id":1,"outcome":{"error":{"code":"not_found","detail":"no"},"kept":["a.jpg"]}}})");
  seeds.Add("checkpoint", CheckpointSeed());
  seeds.Add("catalogue", CatalogueSeed());
  seeds.Add("vectors", VectorsSeed());
}

}  // namespace
}  // namespace photocluster::test

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: write_seeds FOLDER\n", stderr);
    return 2;
  }
  photocluster::test::Seeds seeds(arguments[1]);
  photocluster::test::AddAll(seeds);
  return 0;
}
