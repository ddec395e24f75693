#include "tests/support/test_data.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
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

bool FileExists(const std::string& path) { return std::filesystem::exists(path); }

std::vector<std::string> TestFiles(const std::string& folder, std::string_view ending) {
  std::vector<std::string> files;
  std::error_code error;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(PHOTOCLUSTER_SOURCE_DIR) + "/tests/" + folder, error)) {
    if (entry.path().extension() == ending) files.push_back(entry.path().string());
  }
  EXPECT_FALSE(files.empty()) << "no *" << ending << " in tests/" << folder;
  std::sort(files.begin(), files.end());
  return files;
}

std::string NameOfTest(const std::string& path) {
  std::string name = std::filesystem::path(path).stem().string();
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

bool IsSet(const char* variable, std::string_view value) {
  const char* set = std::getenv(variable);
  return set != nullptr && set == value;
}

void WriteFile(const std::string& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << text;
  EXPECT_TRUE(out.flush().good()) << "cannot write " << path;
}

}  // namespace photocluster::test
