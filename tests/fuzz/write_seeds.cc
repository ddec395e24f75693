// write_seeds FOLDER: what the fuzzers begin with, a folder each.
#include <cstdio>
#include <filesystem>

#include "tests/support/fuzz_seeds.h"
#include "tests/support/test_data.h"

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: write_seeds FOLDER\n", stderr);
    return 2;
  }
  for (const auto& [fuzzer, seeds] : photocluster::test::FuzzSeeds()) {
    const std::string folder = std::string(arguments[1]) + "/" + fuzzer;
    std::filesystem::create_directories(folder);
    for (std::size_t i = 0; i < seeds.size(); ++i) {
      photocluster::test::WriteFile(folder + "/seed-" + std::to_string(i + 1), seeds[i]);
    }
  }
  return 0;
}
