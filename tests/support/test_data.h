#pragma once
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace photocluster::test {

// A file or folder of the optional test data that may lie beside the checkout. REQUIRES: HasTestData().
std::string TestData(const std::string& path);
bool HasTestData();

// A file of tests/fixtures.
std::string Fixture(const std::string& path);
std::string ReadFile(const std::string& path);  // fails the test when it cannot be read
bool FileExists(const std::string& path);

// The files of a folder of tests/ with this ending, sorted; fails the test when there are none. And what the test of
// one of them is called: its name without folder and ending, in letters, digits and _.
std::vector<std::string> TestFiles(const std::string& folder, std::string_view ending);
std::string NameOfTest(const std::string& path);

// For switches that write expectations. In node no variable is ever set.
bool IsSet(const char* variable, std::string_view value);
void WriteFile(const std::string& path, const std::string& text);

}  // namespace photocluster::test

// First line of a test that needs the optional data: skips it with a printed reason.
#define NEEDS_TEST_DATA()                 \
  if (!photocluster::test::HasTestData()) \
  GTEST_SKIP() << "the optional test data (../shared/data beside the checkout) is not here"
