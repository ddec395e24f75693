#pragma once
#include <map>
#include <string>
#include <vector>

namespace photocluster::test {

// What each fuzzer begins with, by the name of its property: files and messages as this program makes them, of the
// scenarios and the golden logs. All of it is accepted.
std::map<std::string, std::vector<std::string>> FuzzSeeds();

}  // namespace photocluster::test
