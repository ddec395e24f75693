#pragma once
#include <gtest/gtest.h>

#include <string>

namespace photocluster::test {

// A file or folder of the optional test data that may lie beside the checkout. REQUIRES: HasTestData().
std::string TestData(const std::string& path);
bool HasTestData();

// A file of tests/fixtures.
std::string Fixture(const std::string& path);
std::string ReadFile(const std::string& path);  // fails the test when it cannot be read

}  // namespace photocluster::test

// First line of a test that needs the optional data: skips it with a printed reason.
#define NEEDS_TEST_DATA()                 \
  if (!photocluster::test::HasTestData()) \
  GTEST_SKIP() << "the optional test data (../shared/data beside the checkout) is not here"
