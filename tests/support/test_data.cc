#include "tests/support/test_data.h"

#include <filesystem>
#include <fstream>
#include <iterator>

namespace photocluster::test {

std::string TestData(const std::string& path) { return std::string(PHOTOCLUSTER_TEST_DATA) + "/" + path; }

bool HasTestData() { return std::filesystem::is_directory(PHOTOCLUSTER_TEST_DATA); }

std::string Fixture(const std::string& path) {
  return std::string(PHOTOCLUSTER_SOURCE_DIR) + "/tests/fixtures/" + path;
}

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in.good()) << "cannot read " << path;
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace photocluster::test
